"""Facts told month by month: what is told of a window is what a plain loop over its months makes, and it holds however
the unknown months turn out.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from itertools import product

from hypothesis import event, given, settings
from hypothesis import strategies as st

from afterschool_policy import Policy
from afterschool_policy.explain.basis import Basis
from afterschool_policy.explain.outputs import amounts
from afterschool_policy.language.checker import Scope, Series, check
from afterschool_policy.language.evaluate import value_of
from afterschool_policy.language.parser import parse
from afterschool_policy.language.printer import print_expression
from afterschool_policy.language.tree import Node, Value
from afterschool_policy.law.model import Body, Law, OutputSpec
from afterschool_policy.law.over_time import on_day
from afterschool_policy.semantics.edition import link
from afterschool_policy.semantics.question import question_of
from afterschool_policy.semantics.verdict import verdict_of
from afterschool_policy.values import truth
from afterschool_policy.values.outcomes import Outcome
from afterschool_policy.values.periods import EVERYWHERE, PeriodKind
from afterschool_policy.values.types import BOOLEAN, DATE, Type
from afterschool_policy.vocabulary.facts import Facts
from afterschool_policy.vocabulary.model import FactSpec
from afterschool_policy.vocabulary.series import years_told
from tests.examples.test_examples import FOLDER
from tests.support import VOCABULARY, law, number, rule, text

YUAN, AS_OF = number("yuan"), "thing.as_of"
PAY, PAID = "thing.pay", "thing.paid"
TERM = PeriodKind("term", text("term"), (date(2001, 3, 1), date(2001, 9, 1)))
SPECS = {
    PAY: FactSpec(PAY, YUAN, text("pay"), text("?"), minimum=0, by="month"),
    PAID: FactSpec(PAID, BOOLEAN, text("paid"), text("?"), by="month"),
    AS_OF: FactSpec(AS_OF, DATE, text("day"), text("?")),
}
VALUES: Mapping[str, tuple[Value, ...]] = {PAY: (0, 3, 9), PAID: (True, False)}
SCOPE = Scope(
    facts={AS_OF: DATE},
    series={PAY: Series("month", YUAN), PAID: Series("month", BOOLEAN)},
    periods={**EVERYWHERE, "term": TERM},
    as_of=AS_OF,
)
CONDITIONS = (
    "sum(thing.pay, last 3 months) > 8",
    "any(thing.paid, last 2 months with this)",
    "all(thing.paid and thing.pay > 0, last 2 months)",
    "count(thing.paid, last 3 months with this) >= 2",
    "greatest(thing.pay, this term) >= 9",
    "least(thing.pay, last 2 months) < 3",
    "count(thing.pay >= 3, last 2 months) == 1 or any(thing.paid, this month)",
)
AMOUNTS = ("sum(thing.pay, last 2 months)", "greatest(thing.pay, last 3 months)", "sum(thing.pay * 2, this month)")
DAYS = (date(2026, 1, 1), date(2026, 2, 28), date(2026, 3, 1), date(2026, 3, 31), date(2026, 4, 30))
MONTHS = tuple(f"{month:%Y-%m}" for month in (date(2025, 9, 1), date(2025, 10, 1), date(2025, 11, 1), date(2025, 12, 1),
                                              *(date(2026, each, 1) for each in range(1, 5))))  # fmt: skip
Told = Mapping[tuple[str, str], Value]
"""What is told of a fact in a month."""


def typed(written: str, wanted: Type | None = BOOLEAN) -> Node:
    node, faults = check(parse(written), SCOPE, wanted)
    assert node is not None, (written, [(fault.code, fault.fields) for fault in faults])
    return node


def made(condition: str, amount: str, modality: str = "must_not") -> Law:
    """A law of one rule on the months."""
    plain = law([rule("a-rule", modality, Body(condition=typed(condition), amounts=(("sum", typed(amount, YUAN)),)))])
    vocabulary = replace(VOCABULARY, facts={**VOCABULARY.facts, **SPECS}, declared={"term": TERM})
    spec = replace(plain.decisions["ask"], amounts={"sum": OutputSpec(text("sum"), "yuan")})
    instrument = replace(plain.instrument, as_of_fact=AS_OF)
    return replace(plain, instrument=instrument, vocabulary=vocabulary, decisions={"ask": spec})


def basis(made_of: Law, day: date | None, told: Told) -> Basis:
    known: dict[str, Value] = {f"{name}[{month}]": value for (name, month), value in told.items()}
    known |= {} if day is None else {AS_OF: day}
    written = on_day(made_of, day, years_told(known))
    put = question_of(link(written, day, None, {}), written.decisions["ask"])
    verdict = verdict_of(put, {atom: truth.of(value_of(atom, known)) for atom in put.atoms})
    return Basis(put, verdict, Facts(known), day)


# -------------------------------------------------------------------------------------------------- a plain reckoning
def months_of(window: str, day: date) -> list[str]:
    """The months of a window, by going back from the day month by month."""
    here = day.replace(day=1)

    def before(month: date, count: int) -> date:
        for _ in range(count):
            month = (month - timedelta(days=1)).replace(day=1)
        return month

    words = window.split()
    if words == ["this", "term"]:
        first = here
        while first.month not in (3, 9):
            first = before(first, 1)
        months = [first]
        while months[-1] < here:
            months.append((months[-1] + timedelta(days=32)).replace(day=1))
    else:
        count = 1 if words[0] == "this" else int(words[1])
        last = 0 if "this" in words else 1
        months = [before(here, last + step) for step in range(count)]
    return [f"{month:%Y-%m}" for month in months]


def holds(condition: str, day: date, told: Told) -> bool:
    """Whether a condition holds, by a loop over its months."""

    def pays(window: str) -> list[int]:
        return [told[PAY, month] for month in months_of(window, day)]  # type: ignore[misc]  # numbers are told

    def paid(window: str) -> list[bool]:
        return [told[PAID, month] for month in months_of(window, day)]  # type: ignore[misc]  # truths are told

    loops: tuple[Callable[[], bool], ...] = (
        lambda: sum(pays("last 3 months")) > 8,
        lambda: any(paid("last 2 months with this")),
        lambda: all(paid("last 2 months")) and all(pay > 0 for pay in pays("last 2 months")),
        lambda: sum(paid("last 3 months with this")) >= 2,
        lambda: max(pays("this term")) >= 9,
        lambda: min(pays("last 2 months")) < 3,
        lambda: sum(pay >= 3 for pay in pays("last 2 months")) == 1 or any(paid("this month")),
    )
    return loops[CONDITIONS.index(condition)]()


def amount_of(amount: str, day: date, told: Told) -> Value:
    def pays(window: str) -> list[int]:
        return [told[PAY, month] for month in months_of(window, day)]  # type: ignore[misc]  # numbers are told

    loops: tuple[Callable[[], int], ...] = (
        lambda: sum(pays("last 2 months")),
        lambda: max(pays("last 3 months")),
        lambda: pays("this month")[0] * 2,
    )
    return loops[AMOUNTS.index(amount)]()


def read_by(condition: str, amount: str, day: date) -> set[tuple[str, str]]:
    """What a condition and an amount read on a day, in the order of the months."""
    windows = [piece for written in (condition, amount) for piece in written.replace(")", ",").split(",")]
    months = {month for each in windows if each.split()[:1] in (["last"], ["this"]) for month in months_of(each, day)}
    return {(name, month) for name in VALUES for month in months}


everything = st.fixed_dictionaries(
    {(name, month): st.sampled_from(values) for name, values in VALUES.items() for month in MONTHS}
)
conditions, days = st.sampled_from(CONDITIONS), st.sampled_from(DAYS)


@given(conditions, st.sampled_from(AMOUNTS), days, everything)
def test_all_being_known_it_is_what_a_plain_loop_makes(condition: str, amount: str, day: date, told: Told) -> None:
    now = basis(made(condition, amount), day, told)
    assert now.verdict.outcome is (Outcome.PROHIBITED if holds(condition, day, told) else Outcome.PERMITTED)
    if now.verdict.outcome is Outcome.PROHIBITED:
        assert amounts(now)["sum"].value == amount_of(amount, day, told)


def completions(told: Told, read: set[tuple[str, str]]) -> Iterator[Told]:
    open_ = sorted(read - told.keys())
    for values in product(*(VALUES[name] for name, _ in open_)):
        yield {**told, **dict(zip(open_, values, strict=True))}


@settings(max_examples=60)
@given(conditions, st.sampled_from(AMOUNTS), days, everything, st.sets(st.integers(0, 40), max_size=4))
def test_what_is_told_holds_in_every_completion_and_what_could_change_it_is_missing(
    condition: str, amount: str, day: date, told: Told, left_out: set[int]
) -> None:
    read = read_by(condition, amount, day)
    gone = {key for place, key in enumerate(sorted(read)) if place in left_out}
    part = {key: value for key, value in told.items() if key not in gone}
    now = basis(made(condition, amount), day, part)
    outcomes = {holds(condition, day, full) for full in completions(part, read)}
    event(f"{now.verdict.outcome}, open: {len(gone)}, ways: {len(outcomes)}")
    if now.verdict.outcome is not Outcome.UNDETERMINED:
        assert {now.verdict.outcome is Outcome.PROHIBITED} == outcomes
    if len(outcomes) > 1:
        assert now.missing
        assert set(now.missing) <= {f"{name}[{month}]" for name, month in gone}
    told_amount = amounts(now).get("sum")
    if told_amount is not None:
        made_of = {amount_of(amount, day, full) for full in completions(part, read)}
        assert told_amount.value is None or made_of == {told_amount.value}
        assert told_amount.low is None or all(told_amount.low <= each for each in made_of)  # type: ignore[operator]
        assert told_amount.high is None or all(each <= told_amount.high for each in made_of)  # type: ignore[operator]


@given(conditions, everything)
def test_without_the_day_it_waits_for_the_day_alone(condition: str, told: Told) -> None:
    now = basis(made(condition, AMOUNTS[0]), None, told)
    assert (now.verdict.outcome, now.missing) == (Outcome.UNDETERMINED, (AS_OF,))


def test_a_count_is_settled_however_many_months_are_unknown() -> None:
    counted = made("count(thing.paid, last 24 months) >= 2", AMOUNTS[0])
    day, told = date(2026, 3, 31), {(PAID, "2025-12"): True, (PAID, "2026-01"): True}
    assert basis(counted, day, told).verdict.outcome is Outcome.PROHIBITED
    one = basis(counted, day, {(PAID, "2025-12"): True})
    assert (one.verdict.outcome, len(one.missing)) == (Outcome.UNDETERMINED, 23)


def test_what_is_made_of_a_window_prints_as_it_is_written() -> None:
    for written in (*CONDITIONS, *AMOUNTS):
        assert print_expression(typed(written, None)) == written


# ----------------------------------------------------------------------------------- a whole policy, by both engines
POLICY = Policy.load(FOLDER / "service_teachers")
_MONTHS = [f"{2025 + (month > 12)}-{(month - 1) % 12 + 1:02}" for month in range(1, 18)]
_partly = {
    "income": st.dictionaries(st.sampled_from(_MONTHS), st.sampled_from([0, 2988, 3000, 3012, 9000]), min_size=14),
    "insured": st.dictionaries(st.sampled_from(_MONTHS[-9:]), st.booleans(), min_size=3),
    "class_hours": st.dictionaries(st.sampled_from(_MONTHS[-4:]), st.sampled_from([0, 40, 41])),
    "rating": st.dictionaries(
        st.sampled_from(["2023-09-01", "2024-09-01", "2025-09-01"]), st.sampled_from(["excellent", "competent"])
    ),
    "breaches": st.lists(
        st.fixed_dictionaries({}, optional={"day": st.sampled_from([date(2025, 8, 31), date(2025, 9, 1)])}),
        max_size=3,
    ),
    "breaches_listed": st.booleans(),
    "contract_ended": st.booleans(),
}  # fmt: skip
teachers = st.fixed_dictionaries({}, optional=_partly)
QUESTIONS = tuple(POLICY.decisions)


@settings(max_examples=40)
@given(st.sampled_from(QUESTIONS), teachers, st.sampled_from((date(2026, 4, 1), date(2026, 4, 30), date(2026, 8, 31))),
       st.data())  # fmt: skip
def test_more_facts_turn_unknown_into_known_and_never_an_answer_round(
    question: str, teacher: dict[str, dict[str, Value]], day: date, data: st.DataObject
) -> None:
    series = [name for name in ("income", "insured", "class_hours", "rating") if name in teacher]
    fewer = {**teacher}
    for name in series:
        keys = sorted(teacher[name])
        kept = data.draw(st.sets(st.sampled_from(keys)) if keys else st.just(set()))
        fewer[name] = {key: teacher[name][key] for key in kept}
    now = POLICY.decide(question, {"teacher": fewer}, as_of=day, engine="both")
    then = POLICY.decide(question, {"teacher": teacher}, as_of=day, engine="both")
    event(f"{now.outcome}, then {then.outcome}")
    if now.outcome not in ("undetermined", "required"):
        assert then.outcome == now.outcome
    for name, amount in now.amounts.items():
        if amount.value is not None and name in then.amounts:
            assert then.amounts[name].value == amount.value
    if now.outcome == "undetermined":
        assert now.missing


@settings(max_examples=40)
@given(st.dictionaries(st.sampled_from(_MONTHS), st.sampled_from([0, 2988, 3000, 9000]), min_size=17),
       st.dates(date(2026, 1, 1), date(2026, 6, 30)))  # fmt: skip
def test_an_average_is_that_of_the_twelve_months_before(income: dict[str, int], day: date) -> None:
    months = months_of("last 12 months", day)
    insured = dict.fromkeys(months_of("last 6 months", day), True)
    decision = POLICY.decide("hardship_grant", {"teacher": {"income": income, "insured": insured}}, as_of=day)
    if months[-1] not in income:
        assert decision.outcome == "undetermined"
        return
    average = Fraction(sum(income[month] for month in months), 12)
    assert decision.outcome == ("permitted" if average < 3000 else "prohibited")


@given(
    st.lists(st.dates(date(2024, 8, 25), date(2026, 9, 5)), max_size=4), st.dates(date(2025, 8, 25), date(2026, 9, 5))
)
def test_breaches_count_in_the_school_year_of_the_day(breaches: list[date], day: date) -> None:
    first = day
    while (first.month, first.day) != (9, 1):
        first -= timedelta(days=1)
    within = [each for each in breaches if first <= each < first.replace(year=first.year + 1)]
    teacher = {"breaches": [{"day": each} for each in breaches], "breaches_listed": True, "contract_ended": False}
    decision = POLICY.decide("contract", {"teacher": teacher}, as_of=day)
    assert decision.outcome == ("violated" if len(within) >= 2 else "not_applicable")
