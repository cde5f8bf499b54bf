"""Every search ends after so much work, on large questions as on small ones, and says that it did.

Work is counted here in calls of Python functions, which are the same on every machine; no test looks at a clock.
"""

import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations, count
from typing import TypeVar

import pytest

from afterschool_policy.engines.interpreter import WalkingEngine
from afterschool_policy.language.tree import Given
from afterschool_policy.law.model import Body, Effective, Exemption, Rule
from afterschool_policy.search import budget
from afterschool_policy.search.budget import Budget, BudgetSpentError
from afterschool_policy.search.decisive_parts import parts_to_turn
from afterschool_policy.search.hitting_sets import smallest
from afterschool_policy.search.implicants import implicants_of
from afterschool_policy.search.missing import missing
from afterschool_policy.search.question_plan import question_plan
from afterschool_policy.search.remedies import smallest_changes
from afterschool_policy.semantics.conclusion import conclude_from
from afterschool_policy.semantics.question import Question, parts
from afterschool_policy.values.outcomes import Outcome
from afterschool_policy.values.truth import Truth
from afterschool_policy.values.types import BOOLEAN
from afterschool_policy.vocabulary.closure import Entailments
from afterschool_policy.vocabulary.entailment import Entailed, Entailment, given_behind
from afterschool_policy.vocabulary.model import FactSpec
from tests.support import SCOPE, VOCABULARY, law, question, rule, text, typed

Answer = TypeVar("Answer")

LITTLE = 50_000
"""The work that the searches of these tests may do."""

CALLS_A_NODE = 8
"""So many calls at most are a node's share: a search takes a few for each, and a part of it may be its last step."""


def calls(search: Callable[[], Answer]) -> tuple[Answer, int]:
    """What a search finds, and the calls that it took."""
    counter = count()

    def on_event(_frame: object, event: str, _arg: object) -> None:
        if event == "call":
            next(counter)

    before = sys.getprofile()
    sys.setprofile(on_event)
    try:
        found = search()
    finally:
        sys.setprofile(before)
    return found, next(counter)


FLAGS = tuple(f"flag.f{number}" for number in range(24))
FLAG_SCOPE = replace(SCOPE, facts={**SCOPE.facts, **dict.fromkeys(FLAGS, BOOLEAN)})
FLAG_VOCABULARY = replace(
    VOCABULARY,
    facts={**VOCABULARY.facts, **{name: FactSpec(name, BOOLEAN, text(name), text(name)) for name in FLAGS}},
    groups={**VOCABULARY.groups, "flag": text("flag")},
)


def flag(written: str):
    return typed(written, scope=FLAG_SCOPE)


def asked(*rules: Rule, entailments: Entailments | None = None) -> Question:
    made = replace(law(rules), vocabulary=FLAG_VOCABULARY)
    return question(made if entailments is None else replace(made, entailments=entailments))


def alternating(name: str, one: str, other: str, versions: int) -> list[Rule]:
    """So many versions of a rule, of which every second reads alike."""
    days = [date(2021, 1, 1) + timedelta(days=30 * number) for number in range(versions)]
    lasts = [day - timedelta(days=1) for day in days[1:]]
    return [
        replace(
            rule(name, "must", Body(condition=flag(other if number % 2 else one))),
            version=number + 1,
            effective=Effective(first, last),
        )
        for number, (first, last) in enumerate(zip([None, *days[1:]], [*lasts, None], strict=True))
    ]


def many_versions() -> Question:
    """Twelve rules that each alternate over twelve periods, asked for no day."""
    return asked(*(each for at in range(12) for each in alternating(f"r{at}", FLAGS[at], FLAGS[at + 12], 12)))


def many_entailments() -> Question:
    """Each of two dozen facts entails all that come after it: 276 entailments."""
    each = tuple(
        Entailment(f"e{number}", (flag(one),), flag(other), (), text("so"))
        for number, (one, other) in enumerate(combinations(FLAGS, 2))
    )
    rules = (
        rule(f"r{at}", "must", Body(condition=flag(f"{name} and {FLAGS[(at + 5) % 24]}")))
        for at, name in enumerate(FLAGS)
    )
    return asked(*rules, entailments=Entailments(each))


def lists_of_two() -> Question:
    """Eight tests that ask a list for two members each, every one beside a fact of its own."""
    tags = ("early", "late", "long")
    pairs = [f"all([{one}, {other}]) in thing.tags or count(thing.tags) > {number}" for number, (one, other) in
             enumerate([*combinations(tags, 2)] * 3)][:8]  # fmt: skip
    return asked(
        *(rule(f"r{at}", "must", Body(applies=flag(FLAGS[at]), condition=flag(pair))) for at, pair in enumerate(pairs))
    )


QUESTIONS = [many_versions, many_entailments, lists_of_two]


def verdict_on(put: Question):
    return WalkingEngine().verdict(put, {})


def searches(put: Question) -> dict[str, Callable[[], tuple[object, bool]]]:
    """The searches on a question of which nothing is known: each gives its answer, and whether it came to its end."""
    verdict = verdict_on(put)
    names = tuple(put.facts)

    def whole(found):
        return found, found.complete

    return {
        "missing": lambda: whole(missing(put, verdict, {})),
        "turns_on": lambda: whole(implicants_of(put, verdict, {}, names)),
        "ask_next": lambda: whole(question_plan(put, verdict, {}, names)),
        "why_not": lambda: whole(smallest_changes(put, {}, Outcome.SATISFIED)),
        "why_not worse": lambda: whole(smallest_changes(put, {}, Outcome.VIOLATED)),
    }


@pytest.mark.parametrize("made", QUESTIONS)
@pytest.mark.parametrize("search", ["missing", "turns_on", "ask_next", "why_not", "why_not worse"])
def test_a_search_ends_after_so_much_work(made, search, monkeypatch):
    monkeypatch.setattr(budget, "MAX_WORK", LITTLE)
    _, taken = calls(searches(made())[search])
    assert taken < LITTLE * CALLS_A_NODE, taken


@pytest.mark.parametrize("made", QUESTIONS)
def test_a_search_that_its_work_ends_says_so_and_leaves_nothing_out(made, monkeypatch):
    put = made()
    every = set(missing(put, verdict_on(put), {}).names)
    monkeypatch.setattr(budget, "MAX_WORK", 200)
    found = missing(put, verdict_on(put), {})
    assert (found.complete, every <= set(found.names)) == (False, True)
    plan = question_plan(put, verdict_on(put), {}, found.names)
    assert (plan.complete, {each.name for each in plan.questions}) == (False, set(found.names))
    assert not smallest_changes(put, {}, Outcome.SATISFIED).complete
    assert not implicants_of(put, verdict_on(put), {}, found.names).complete


def test_where_a_search_ends_does_not_hang_on_what_was_asked_before(monkeypatch):
    """What is kept of a question makes the next search faster, and neither longer nor shorter."""
    monkeypatch.setattr(budget, "MAX_WORK", LITTLE)
    for made in QUESTIONS:
        put = made()
        first = {name: search() for name, search in searches(put).items()}
        again = {name: search() for name, search in searches(put).items()}
        alone = {name: searches(made())[name]() for name in first}
        assert first == again == alone


def test_a_hundred_versions_that_alternate_are_told_at_once():
    put = asked(*alternating("v", FLAGS[0], FLAGS[1], 100))
    found, taken = calls(lambda: implicants_of(put, verdict_on(put), {}, put.facts))
    assert (found.complete, len(found.implicants)) == (True, 200)
    assert taken < 6_000_000, taken


def test_one_closure_tells_of_every_value_that_it_holds():
    """Whoever asks again whether the same values go together is not kept waiting by all entailments."""
    put = many_entailments()
    _, taken = calls(lambda: smallest_changes(put, {}, Outcome.VIOLATED))
    assert taken < 200_000, taken


def test_what_a_fact_rests_on_is_told_once():
    """Of a chain in which two facts entail the next, the ways back are as many as stars, and the facts are few."""
    by = Entailment("by", (), Given(()), (), text("so"))
    chain = {f"f{at}": Entailed(True, by, (f"f{at - 2}", f"f{at - 1}")) for at in range(2, 60)}
    assert sorted(given_behind("f59", chain)) == ["f0", "f1"]


def test_a_part_spends_of_the_whole_and_has_no_more_than_that():
    whole = Budget(10, 100)
    part = whole.part(3)
    part.spend(40, tries=3)
    assert (part.is_spent, whole.is_spent) == (True, False)
    part = whole.part(30)
    part.spend(60)
    assert (part.is_worked_off, whole.is_worked_off) == (True, True)
    with pytest.raises(BudgetSpentError):
        part.check()
    assert Budget(0, 100).is_spent
    assert not Budget(0, 100).is_worked_off


def test_a_smallest_selection_is_sought_within_the_budget():
    demands = [frozenset(f"{name}{at}" for name in "abc") for at in range(12)]
    forbidden = [frozenset({f"a{at}", f"{name}{at + 1}"}) for at in range(11) for name in "abc"]
    with pytest.raises(BudgetSpentError):
        smallest(demands, forbidden, Budget(work=1_000))


def test_where_no_work_is_left_every_part_is_told():
    """What would have to turn is not said of parts that were not tried."""
    exemptions = tuple(Exemption(flag(FLAGS[at]), ("1",), Outcome.PERMITTED) for at in range(4))
    put = asked(rule("a-rule", "must", Body(condition=flag(FLAGS[9]), unless=exemptions)))
    (linked,) = put.rules
    told = [role for role, _ in parts(linked)]
    conclusion = conclude_from(linked, [(Truth.FALSE, Truth.FALSE)] * len(told))
    every = parts_to_turn(conclusion, Truth.UNKNOWN, lambda _: False, Budget(work=0))
    assert every == tuple(range(len(told)))
