"""Tests on tables whose rows speak of what is shown: all that could still change the outcome is missing, and no more.

A test on such a table rests on a presumption while nobody speaks of the fact. For every table, every test and whatever
is known, `missing` is held to what trying every way finds, and the engines to each other.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import product

from hypothesis import event, given, note
from hypothesis import strategies as st

from afterschool_policy.engines.choice import ENGINES
from afterschool_policy.engines.compiled import CompiledEngine
from afterschool_policy.engines.interpreter import WalkingEngine
from afterschool_policy.language.hits import HITS
from afterschool_policy.language.printer import print_expression
from afterschool_policy.language.tree import Table, Value
from afterschool_policy.law.model import Body, Due, Exemption, Rule
from afterschool_policy.search.implicants import implicants_of
from afterschool_policy.search.missing import missing, presumed_facts
from afterschool_policy.semantics.question import Question
from afterschool_policy.values.outcomes import Outcome
from tests.support import law, number, question, rule, shown, table, text, typed

VALUES: Mapping[str, tuple[Value, ...]] = {
    "thing.sound": (True, False),
    "thing.ready": (True, False),
    "thing.kind": ("red", "green", "blue"),
    "thing.people": (0, 1, 2, 3, 4, 6),
    "thing.wanted": (True, False),
}
WHEN = (
    "shown(thing.sound)",
    "not shown(thing.sound)",
    "shown(thing.people > 2)",
    "shown(thing.sound) and thing.kind == red",
    "thing.ready or shown(thing.kind == red)",
    "shown(thing.sound and thing.ready)",
    "thing.ready",
    "thing.most > 2",
    "thing.kind in [red, green]",
    "confirmed(thing.wanted)",
)
GIVEN = ("1", "2", "3", "thing.people", "thing.people + 1")
TESTS = (
    "thing.score > thing.most",
    "thing.score > 2",
    "thing.score == 2",
    "thing.score * 2 <= thing.people + 2",
    "not (thing.score > 2)",
    "thing.score > 2 and thing.ready",
    "thing.score > 2 or shown(thing.ready)",
    "min(thing.score, 2) < 2",
)
WALKING = WalkingEngine()


@st.composite
def scores(draw: st.DrawFn) -> Table:
    """A table in which what is shown makes a difference, or not, with rows of every way to make one value."""
    policy = draw(st.sampled_from(sorted(name for name, hit in HITS.items() if hit.written and not hit.lists)))
    rows = draw(st.dictionaries(st.sampled_from(WHEN), st.sampled_from(GIVEN), min_size=1, max_size=3))
    hit = HITS[policy]
    if hit.disjoint or hit.agreeing:  # one row cannot overlap another
        rows = dict([*rows.items()][:1])
    otherwise = None if hit.adds and draw(st.booleans()) else draw(st.sampled_from(GIVEN))
    return table(policy, rows, otherwise, number("person"))


@st.composite
def rules_on_a_table(draw: st.DrawFn) -> tuple[Rule, ...]:
    """A table, and one or two rules, of which each has a test on it in one of its parts or another."""
    scale = draw(scores())
    tests = st.sampled_from(TESTS).map(typed)
    made = [rule("defines-score", "definition", Body(value=scale), decisions=(), define="thing.score")]
    for name in ("one", "other")[: draw(st.integers(1, 2))]:
        modality = draw(st.sampled_from(("must", "must_not", "may", "definition")))
        body = Body(condition=draw(tests))
        match draw(st.sampled_from(("condition", "applies", "unless", "due"))):
            case "applies":
                body = Body(applies=draw(tests), condition=typed("thing.kind == red"))
            case "unless":
                body = replace(body, unless=(Exemption(draw(tests), ("1",), Outcome.NOT_APPLICABLE),))
            case "due":
                owed = (("sum", typed("parameter.rate * thing.score", number("yuan"))),)
                told = draw(st.sampled_from((None, typed("thing.ready"))))
                body = Body(applies=draw(tests), condition=told, due=Due(text("pay"), "sum"), amounts=owed)
                modality = "must"
        made.append(rule(name, modality, body))
    return tuple(made)


def asked(rules: tuple[Rule, ...]) -> Question:
    """What they answer, by their own table."""
    own, *others = rules
    note(print_expression(own.body.value))  # type: ignore[arg-type]  # it is a table
    for each in others:
        note(shown(each))
    below = table("first", {"shown(thing.sound)": "4"}, "thing.people", number("person"))
    most = rule("defines-most", "definition", Body(value=below), decisions=(), define="thing.most")
    whole, defined = law(others), {"thing.score": own, "thing.most": most}
    return question(replace(whole, rules=tuple(defined.get(each.define or "", each) for each in whole.rules)))


known_facts = st.fixed_dictionaries({}, optional={name: st.sampled_from(values) for name, values in VALUES.items()})


def outcome(put: Question, facts: Mapping[str, Value | None]) -> Outcome:
    known = {name: value for name, value in facts.items() if value is not None}
    return WALKING.verdict(put, known).outcome


def mattering(put: Question, known: Mapping[str, Value]) -> Iterator[str]:
    """The unknown facts that turn the outcome, the others being as they may; one that is presumed may stay unknown.

    What was given and does not confirm what it is to confirm is looked into again.
    """
    if known.get("thing.wanted") is False:
        freed = {name: value for name, value in known.items() if name != "thing.wanted"}
        yield from (name for name in mattering(put, freed) if name == "thing.wanted")
    presumed = presumed_facts(put)
    open_ = [name for name in VALUES if name in put.facts and name not in known]
    for name in open_:
        others = [other for other in open_ if other != name]
        ways = product(*([*VALUES[other], *([None] if other in presumed else [])] for other in others))
        for way in ways:
            around = {**known, **dict(zip(others, way, strict=True))}
            if len({outcome(put, {**around, name: value}) for value in (*VALUES[name], None)}) > 1:
                yield name
                break


@given(rules_on_a_table(), known_facts)
def test_missing_is_what_trying_every_way_finds(rules: tuple[Rule, ...], known: dict[str, Value]) -> None:
    put = asked(rules)
    verdict = WALKING.verdict(put, known)
    found = missing(put, verdict, known)
    wanted = {*mattering(put, known)}
    state = "open" if verdict.outcome is Outcome.UNDETERMINED else "settled"
    event(f"{state}, {len(wanted)} missing")
    assert wanted <= {*found.names}
    if found.complete:
        assert {*found.names} == wanted


@given(rules_on_a_table(), known_facts)
def test_every_engine_says_the_same(rules: tuple[Rule, ...], known: dict[str, Value]) -> None:
    put = asked(rules)
    walked = WALKING.verdict(put, known)
    outline, verdict = CompiledEngine().functions(put)
    assert verdict(known) == walked
    assert (outline(known).outcome, outline(known).findings) == (walked.outcome, walked.findings)
    assert ENGINES["durable"]().functions(put)[1](known) == walked


@given(rules_on_a_table(), known_facts)
def test_what_an_open_decision_turns_on_is_what_the_facts_bring(
    rules: tuple[Rule, ...], known: dict[str, Value]
) -> None:
    put = asked(rules)
    verdict = WALKING.verdict(put, known)
    names = missing(put, verdict, known).names
    found = implicants_of(put, verdict, known, names)
    brought = {each.outcome for each in found.implicants}
    ways = product(*(VALUES[name] for name in names))
    outcomes = {outcome(put, {**known, **dict(zip(names, way, strict=True))}) for way in ways}
    if verdict.outcome is Outcome.UNDETERMINED and found.complete:
        assert outcomes - {Outcome.UNDETERMINED} <= brought  # open it stays where nothing is confirmed
    event(f"{len(brought)} ways")
