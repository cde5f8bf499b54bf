"""One corpus, every engine, the same answers: cases of both policies, random rules and facts, and the known traps."""

from datetime import date, time
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, note

from afterschool_policy import Policy
from afterschool_policy.engines.choice import ENGINES
from afterschool_policy.engines.interpreter import WalkingEngine
from afterschool_policy.law.model import Body
from afterschool_policy.testing.cases import load_cases, run_case
from afterschool_policy.values.truth import Truth
from tests.forms import on_every_form
from tests.strategies import facts, rule_sets, single_tests
from tests.support import LIBRARY, law, question, rule, shown, spread, typed

ROOT = Path(__file__).parents[2]
POLICIES = {"shipped": (ROOT / "policy", ROOT / "fixtures"), "library": (LIBRARY, LIBRARY / "cases")}
TRUE, FALSE, UNKNOWN = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN


@pytest.fixture(scope="module", params=POLICIES)
def corpus(request):
    """The policy, its cases, and their answers by the default engine."""
    folder, cases = POLICIES[request.param]
    policy, loaded = Policy.load(folder), spread(load_cases(cases), 400)
    return policy, [(case, recorded(policy, case, "compiled")) for case in loaded]


def recorded(policy, case, engine):
    """What the record of a case that comes out as it is written holds of the answer."""
    result = run_case(policy, case, engine=engine)
    assert result.passed, (case.id, result.differences, result.error)
    assert result.decision.engine == engine
    parts = getattr(result.decision, "parts", {"": result.decision})
    return {name: part.answer() for name, part in parts.items()}


@pytest.mark.parametrize("engine", [name for name in ENGINES if name != "compiled"])
def test_cases_have_the_same_answer_on_record(corpus, engine):
    policy, cases = corpus
    assert cases
    ENGINES[engine]()  # one that is not installed says so here, and not in the result of a case
    for case, answer in cases:
        assert recorded(policy, case, engine) == answer, case.id


@given(rule_sets(single_tests(), depth=3), facts())
def test_random_rules_on_random_facts(rules, known):
    for each in rules:
        note(shown(each))
    put = question(law(rules))
    wanted = WalkingEngine().verdict(put, known)
    for make in ENGINES.values():
        outline_of, verdict_of = make().functions(put)
        outline = outline_of(known)
        assert verdict_of(known) == wanted
        assert (outline.outcome, outline.findings) == (wanted.outcome, wanted.findings)


@on_every_form
def test_every_form_of_test_in_every_engine(put, many_facts):
    functions = {name: make().functions(put) for name, make in ENGINES.items()}
    for known in many_facts:
        wanted = WalkingEngine().verdict(put, known)
        for name, (outline_of, verdict_of) in functions.items():
            assert verdict_of(known) == wanted, (name, known)
            assert outline_of(known).findings == wanted.findings, (name, known)


def many(written, count, joined):
    return f" {joined} ".join(written.format(each) for each in range(count))


# What an engine that is not careful gets wrong: the condition, what is known, and what it comes to.
TRAPS = {
    "a missing fact is not different": ("thing.kind != red", {}, UNKNOWN),
    "a missing fact is not false": ("not thing.sound", {}, UNKNOWN),
    "a missing right side is not smaller": ("thing.fee < thing.price", {"thing.fee": -1}, UNKNOWN),
    "a missing left side is not smaller": ("thing.fee < thing.price", {"thing.price": 1}, UNKNOWN),
    "one known member does not settle a list": ("red in [thing.kind, thing.other]", {"thing.kind": "blue"}, UNKNOWN),
    "nor does one that is equal": ("red in [thing.kind, thing.other]", {"thing.kind": "red"}, UNKNOWN),
    "a tenth and two tenths": ("thing.fee + 0.2 == 0.3", {"thing.fee": Decimal("0.1")}, TRUE),
    "a third three times": ("(thing.fee / 3) * 3 == thing.fee", {"thing.fee": 1}, TRUE),
    "a third is above its decimals": ("thing.fee / 3 > 0.333333", {"thing.fee": 1}, TRUE),
    "more than a double holds": (
        "thing.fee * 1000000 + 1 > thing.price * 1000000",
        {"thing.fee": 9007199255, "thing.price": 9007199255},
        TRUE,
    ),
    "a whole number and its decimal": ("thing.fee == 2", {"thing.fee": Decimal("2.00")}, TRUE),
    "below zero": ("thing.fee - 3 < -2.5", {"thing.fee": Decimal("0.49")}, TRUE),
    "rounding up below zero": ("ceil(thing.fee - 2.5) == -1", {"thing.fee": 1}, TRUE),
    "rounding down below zero": ("floor(thing.fee - 2.5) == -2", {"thing.fee": 1}, TRUE),
    "to the second": ("thing.start > 18:30", {"thing.start": time(18, 30, 1)}, TRUE),
    "midnight": ("thing.start < 00:01", {"thing.start": time(0, 0)}, TRUE),
    "leap day": ("thing.day < 2024-03-01", {"thing.day": date(2024, 2, 29)}, TRUE),
    "the first day there is": ("thing.day < 2021-09-01", {"thing.day": date(1, 1, 1)}, TRUE),
    "an unlisted code": ("early in thing.tags", {"thing.tags": ("unlisted",)}, FALSE),
    "an empty list: all": ("all(thing.tags) == early", {"thing.tags": ()}, TRUE),
    "an empty list: any": ("any(thing.tags) == early", {"thing.tags": ()}, FALSE),
    "the least of nothing": ("min(thing.moments) < 12:00", {"thing.moments": ()}, UNKNOWN),
    "a text with everything in it": ('thing.note == "a"', {"thing.note": 'a"\\\n\t\0{}[]:,\u4e00\U0001f600'}, FALSE),
    "an empty text": ('thing.note != "a"', {"thing.note": ""}, TRUE),
    "a text longer than two bytes can count": ('thing.note == "a"', {"thing.note": "a" * 70_000}, FALSE),
    "Chinese text": ('thing.note == "自愿"', {"thing.note": "自愿"}, TRUE),
    "two unlisted codes that are one": (
        "thing.kind == thing.other", {"thing.kind": "other", "thing.other": "other"}, TRUE,
    ),
    "mappings that differ": (
        "count(differing(thing.stated, thing.actual)) > 0", {"thing.stated": {"a": 1}, "thing.actual": {"a": 2}}, TRUE,
    ),
    "equal mappings": ("thing.stated == thing.actual", {"thing.stated": {"a": 1}, "thing.actual": {"a": 1}}, TRUE),
    "a known true beside an unknown": ("thing.sound or thing.ready", {"thing.sound": True}, TRUE),
    "a known false beside an unknown": ("thing.sound and thing.ready", {"thing.sound": False}, FALSE),
    "unknown or not unknown": ("thing.sound or not thing.sound", {}, UNKNOWN),
    "confirmed is never false": ("confirmed(thing.sound)", {"thing.sound": False}, UNKNOWN),
    "not confirmed is never true": ("not confirmed(thing.sound)", {"thing.sound": False}, UNKNOWN),
    "shown is presumed false": ("shown(thing.sound)", {}, FALSE),
    "not shown is presumed true": ("not shown(thing.sound and thing.ready)", {"thing.ready": True}, TRUE),
    "a constant": ("true or thing.sound", {}, TRUE),
    "a hundred rules' worth of one test": (many("thing.people > {0}", 70, "and"), {"thing.people": 100}, TRUE),
    "so many tests at once, one false": (many("thing.people > {0}", 70, "and"), {"thing.people": 69}, FALSE),
    "so many alternatives at once": (many("thing.people == {0}", 70, "or"), {"thing.people": 69}, TRUE),
    "a product too large to multiply out": (
        many("(thing.people > {0} or thing.fee > {0})", 30, "and"), {"thing.people": 10, "thing.fee": 28}, FALSE,
    ),
    "the same, and true": (
        many("(thing.people > {0} or thing.fee > {0})", 30, "and"), {"thing.people": 10, "thing.fee": 30}, TRUE,
    ),
    "the same, and unknown": (many("(thing.people > {0} or thing.fee > {0})", 30, "and"), {"thing.fee": 20}, UNKNOWN),
}  # fmt: skip


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("trap", TRAPS)
def test_no_engine_falls_into(trap, engine):
    written, known, should = TRAPS[trap]
    put = question(law([rule("a-rule", "must", Body(condition=typed(written)))]))
    verdict = ENGINES[engine]().functions(put)[1](known)
    (part,) = verdict.rules[0].conclusion.parts
    assert part.presumed is should


@pytest.mark.parametrize("engine", ENGINES)
def test_many_rules_match_at_once(engine):
    rules = [rule(f"rule-{place}", "must", Body(condition=typed("thing.people > 2"))) for place in range(300)]
    verdict = ENGINES[engine]().functions(question(law(rules)))[1]({"thing.people": 3})
    assert {each.outcome for each in verdict.rules} == {"satisfied"}


@pytest.mark.parametrize("engine", ENGINES)
def test_a_question_without_a_single_test(engine):
    put = question(law([rule("a-rule", "may", Body())]))
    assert ENGINES[engine]().functions(put)[1]({}).outcome == "permitted"
