"""Tables: told where every way in which the unknown facts can turn out gives the same, and bands as a loop has it."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from afterschool_policy.compile.covered_rows import covered_rows
from afterschool_policy.language.evaluate import Values, row_truth, value_of
from afterschool_policy.language.hits import HITS
from afterschool_policy.language.tree import Apply, Constant, ListOf, Quantified, Row, Table, Value
from afterschool_policy.search.budget import Budget
from afterschool_policy.semantics.open_terms import OpenTerms
from afterschool_policy.values import numbers
from afterschool_policy.values.truth import Truth
from afterschool_policy.values.types import BOOLEAN, Kind, Type
from tests.support import VOCABULARY, linked, number, table, tables, typed

FACTS: Mapping[str, tuple[Value, ...]] = {
    "thing.sound": (True, False),
    "thing.ready": (True, False),
    "thing.kind": ("red", "green", "blue"),
    "thing.people": (0, 2, 5),
}
CONDITIONS = (
    "thing.sound",
    "not thing.sound",
    "thing.ready",
    "thing.kind == red",
    "thing.kind in [red, green]",
    "thing.people > 2",
    "thing.sound and thing.ready",
)
VALUES = ("1", "2", "thing.people", "thing.people + 1")

partial_facts = st.fixed_dictionaries({}, optional={name: st.sampled_from(values) for name, values in FACTS.items()})


@st.composite
def made(draw: st.DrawFn) -> Table:
    policy = draw(
        st.sampled_from([name for name, hit in HITS.items() if hit.written and not (hit.disjoint or hit.agreeing)])
    )
    when = st.sampled_from(CONDITIONS)
    rows = draw(
        st.lists(st.tuples(when, st.sampled_from(VALUES)), min_size=1, max_size=4, unique_by=lambda row: row[0])
    )
    otherwise = draw(st.one_of(st.none(), st.sampled_from(VALUES))) if policy != "all" else None
    return table(policy, dict(rows), otherwise, number("person"), partial=otherwise is None)


@given(made())
def test_a_row_is_covered_where_its_turn_comes_on_no_facts(node: Table) -> None:
    by_order = replace(node, policy="first")
    turns = set()
    for facts in completions({}):
        turns |= {next((row for row in by_order.rows if row_truth(row, facts) is Truth.TRUE), None)}
    covered = covered_rows(by_order, VOCABULARY, Budget())
    assert {row for place, row in enumerate(by_order.rows, 1) if place not in covered} == turns - {None}
    event(f"{len(covered)} covered")
    for place, by in covered.items():
        rows = [by_order.rows[each - 1] for each in by]
        for facts in completions({}):
            holds = row_truth(by_order.rows[place - 1], facts) is Truth.TRUE
            assert not holds or any(row_truth(row, facts) is Truth.TRUE for row in rows)


def completions(known: Mapping[str, Value]) -> Iterator[dict[str, Value]]:
    """Every way in which the facts can turn out that are not known."""
    open_ = [name for name in FACTS if name not in known]
    for values in product(*(FACTS[name] for name in open_)):
        yield {**known, **dict(zip(open_, values, strict=True))}


def by_hand(node: Table, facts: Mapping[str, Value]) -> Value | None:
    """What a table comes to where all facts are known, in the plainest way."""
    held = [value_of(row.value, facts) for row in node.rows if value_of(row.when, facts)]
    rest = None if node.otherwise is None else value_of(node.otherwise.value, facts)
    match node.policy:
        case "first" | "unique" | "any":
            return held[0] if held else rest
        case "sum":
            return sum(held) if held else (rest or 0)
        case "least":
            return min(held) if held else rest
        case "greatest":
            return max(held) if held else rest
    return tuple(held)


@given(made(), partial_facts)
def test_a_table_tells_what_every_completion_gives(node: Table, known: dict[str, Value]) -> None:
    found = {by_hand(node, each) for each in completions(known)}
    told = value_of(node, known)
    event(f"{node.policy}: {'told' if told is not None else 'open' if len(found) > 1 else 'not told'}")
    if told is not None:
        assert found == {told}
    if Values(known).has_no_value(node):
        assert found == {None}
    if len(known) == len(FACTS):
        assert (told, Values(known).has_no_value(node)) == (by_hand(node, known), by_hand(node, known) is None)


@given(made(), partial_facts)
def test_a_table_lies_within_its_range(node: Table, known: dict[str, Value]) -> None:
    if node.hit.lists:
        return
    low, high = Values(known).range(linked(node))
    for each in completions(known):
        value = by_hand(node, each)
        if value is not None:
            assert low is None or low <= value
            assert high is None or value <= high


@given(made(), partial_facts, st.sampled_from(("<", "<=", ">", ">=", "==", "!=")), st.integers(0, 8))
def test_a_test_that_the_bounds_of_a_table_settle_is_told(
    node: Table, known: dict[str, Value], test: str, limit: int
) -> None:
    if node.hit.lists or node.partial:
        return
    held = linked(Apply(test, (node, Constant(limit, node.type)), BOOLEAN))
    every = {value_of(held, facts) for facts in completions(known)}
    told, (low, high) = value_of(held, known), Values(known).range(linked(node))
    assert told is None or every == {told}
    beyond = (low is not None and low > limit) or (high is not None and high < limit)
    assert told is not None or not beyond
    event(f"{told}, the value {'known' if value_of(node, known) is not None else 'open'}")


def test_a_test_on_points_of_which_the_least_is_enough_waits_for_nothing():
    score = table("sum", {"thing.sound": "2", "thing.ready": "thing.people"}, None, number("person"))
    enough = linked(Apply(">=", (score, Constant(2, score.type)), BOOLEAN))
    assert value_of(enough, {"thing.sound": True}) is True
    assert value_of(enough, {"thing.sound": False}) is None
    assert value_of(linked(typed("thing.people >= 0")), {}) is None  # which asks whether it is given


def test_a_row_that_cannot_matter_is_not_waited_for():
    charge = tables()["thing.charge"]
    assert value_of(charge, {"thing.kind": "blue"}) == 3
    assert value_of(charge, {"thing.kind": "red"}) == 5
    assert value_of(charge, {"thing.kind": "green"}) is None
    same = table("first", {"thing.sound": "2", "thing.ready": "2"}, "2", number("person"))
    assert value_of(same, {}) == 2


@pytest.mark.parametrize("policy", ["unique", "any", "first", "least", "greatest"])
def test_of_rows_that_leave_no_gap_one_holds(policy: str):
    rows = {"thing.sound": "2", "not thing.sound": "thing.people"}
    assert value_of(table(policy, rows, None, number("person")), {"thing.people": 2}) == 2
    gap = table(policy, rows, None, number("person"), partial=True)
    assert value_of(gap, {"thing.people": 2}) is None
    assert value_of(gap, {"thing.people": 3, "thing.sound": False}) == 3


def test_rows_of_which_one_holds_at_most_are_settled_by_that_one():
    rows = {"thing.kind == red": "1", "thing.kind == green": "2"}
    for policy, told in (("unique", 2), ("first", 2)):
        made = table(policy, rows, None, number("person"))
        assert value_of(made, {"thing.kind": "green"}) == told
    unsure = {"thing.ready": "1", "thing.sound": "2"}
    assert value_of(table("unique", unsure, None, number("person")), {"thing.sound": True}) == 2
    assert value_of(table("first", unsure, None, number("person")), {"thing.sound": True}) is None


LIMITS = st.lists(st.integers(1, 40), min_size=1, max_size=4, unique=True).map(sorted)
RATES = st.lists(st.decimals(0, 1, places=2), min_size=5, max_size=5)


@given(LIMITS, RATES, st.decimals(0, 60, places=1))
def test_marginal_bands_are_what_a_loop_makes(limits: list[int], rates: list[Decimal], fee: Decimal) -> None:
    yuan, below = number("yuan"), 0
    rows: list[Row] = []
    for limit, rate in zip([*limits, None], rates, strict=False):
        value = f"portion(thing.fee, {below}, {limit}) * {rate}" if limit else f"(thing.fee - {below}) * {rate}"
        rows.append(Row(typed(f"thing.fee > {below}"), typed(value, yuan)))
        below = limit or below
    scale = Table("sum", tuple(rows), None, yuan)
    due, left = Fraction(0), Fraction(0)
    for limit, rate in zip([*limits, None], rates, strict=False):
        top = Fraction(fee) if limit is None else min(Fraction(fee), Fraction(limit))
        due += max(top - left, Fraction(0)) * Fraction(rate)
        left = max(left, top)
    told = value_of(scale, {"thing.fee": numbers.exact(fee)})
    assert isinstance(told, int | Decimal | Fraction)
    assert Fraction(told) == due
    assert value_of(Row(Constant(True, BOOLEAN), scale).value, {}) is None


@given(made(), partial_facts)
def test_members_told_of_an_open_list_are_in_it_however_the_unknown_facts_turn_out(
    node: Table, known: dict[str, Value]
) -> None:
    listing = listed(node)
    certain = OpenTerms(known).certain(listing)
    held = [value_of(row.value, known) for row in listing.rows if row_truth(row, known) is Truth.TRUE]
    assert {*certain} >= {value for value in held if value is not None}
    event("some are certain" if certain and value_of(listing, known) is None else "none, or all")
    for facts in completions(known):
        whole = value_of(listing, facts)
        assert isinstance(whole, tuple)
        assert {*certain} <= {*whole}, (whole, certain)


def listed(node: Table) -> Table:
    """The same rows, listed."""
    of, rest = Type(Kind.LIST, item=node.type), node.otherwise
    rest = rest and replace(rest, value=ListOf((rest.value,), of))
    return replace(node, policy="all", otherwise=rest, type=of, partial=False)


def test_a_list_of_which_no_row_holds_yet_has_what_every_way_gives() -> None:
    rows = {"thing.sound": "2", "thing.ready": "2"}
    listing = listed(table("sum", rows, "2", number("person")))
    assert value_of(listing, {}) is None  # one, or two of them
    assert OpenTerms({}).certain(listing) == (2,)
    assert OpenTerms({}).certain(replace(listing, otherwise=None)) == ()


def test_of_alternatives_that_are_lists_it_has_what_all_of_them_have() -> None:
    of = Type(Kind.LIST, item=number("person"))
    both = table("first", {"thing.sound": "[1, 2]", "thing.ready": "[2, 3]"}, None, of, partial=True)
    assert OpenTerms({"thing.ready": True}).certain(both) == (2,)
    assert OpenTerms({}).certain(both) == ()


@given(
    made(), partial_facts, st.sampled_from(["any", "all"]), st.sampled_from(["==", "!=", ">"]), st.sampled_from([1, 2])
)
def test_a_test_on_the_members_of_an_open_list_is_told_where_every_way_gives_the_same(
    node: Table, known: dict[str, Value], quantifier: str, test: str, against: int
) -> None:
    held = Quantified(quantifier, listed(node), test, Constant(against, node.type), BOOLEAN)
    told = value_of(held, known)
    every = [value_of(held, facts) for facts in completions(known)]
    assert None not in every
    assert told is None or every == [told] * len(every)
    event(f"{'list open' if value_of(held.over, known) is None else 'list known'}: {told}")
