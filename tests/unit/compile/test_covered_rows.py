"""Rows of a table by order whose turn never comes: proved also of facts held against one another, in every edition."""

import pytest

from afterschool_policy.compile.covered_rows import CoveredRows, covered_rows
from afterschool_policy.compile.written_tables import Place
from afterschool_policy.language.tree import Table
from afterschool_policy.law.model import Body
from afterschool_policy.positions import SourceFile, Span
from afterschool_policy.search.budget import Budget, BudgetSpentError
from afterschool_policy.semantics.edition import link
from tests.support import VOCABULARY, law, number, rule, table

YUAN = number("yuan")


def by_order(*rows: str) -> Table:
    return table("first", {row: str(place) for place, row in enumerate(rows)}, "9", YUAN)


@pytest.mark.parametrize(
    "rows, covered",
    [
        (("thing.fee > thing.price", "thing.fee > thing.price and thing.sound"), {2: (1,)}),
        (("thing.fee > thing.price", "thing.sound"), {}),
        (("thing.fee > 3", "thing.fee > thing.price", "thing.fee > 4 and thing.sound"), {3: (1,)}),
        (("thing.sound", "not thing.sound", "thing.fee > thing.price"), {3: (1, 2)}),
        (("thing.fee > 3", "thing.fee > 5", "thing.fee > 4"), {2: (1,), 3: (1,)}),
        (("thing.sound and not thing.sound",), {1: ()}),
        (("thing.kind == red", "thing.kind in [green, blue]", "thing.people > 2"), {3: (1, 2)}),
        (("early in thing.tags", "early not in thing.tags"), {}),
        (("shown(thing.sound)", "thing.ready"), {}),
        (("shown(thing.fee > 3)", "not shown(thing.fee > 3)", "thing.ready"), {3: (1, 2)}),
        (("thing.sound", "not thing.sound", "not shown(thing.sound)"), {}),
    ],
)
def test_what_covers_a_row_is_named(rows: tuple[str, ...], covered: dict[int, tuple[int, ...]]) -> None:
    assert covered_rows(by_order(*rows), VOCABULARY, Budget()) == covered


def test_the_search_is_bounded() -> None:
    with pytest.raises(BudgetSpentError):
        covered_rows(by_order("thing.sound", "thing.ready"), VOCABULARY, Budget(1))


def test_a_row_whose_turn_comes_in_some_edition_is_not_covered() -> None:
    made = law([rule("priced", "must", Body())])
    place, edition = Place(made.rules[0], Span(SourceFile("priced.yaml", ""), 1, 1, 1, 1)), link(made, None, None, {})
    always, later = by_order("thing.fee > 3", "thing.fee > 5"), by_order("thing.fee > 6", "thing.fee > 5")
    for tables, codes in (([always, always], ["table-row-covered"]), ([always, later], []), ([later, always], [])):
        found = CoveredRows(made)
        for each in tables:
            found.look(place, each, 0, edition, Budget())
        assert [fault.code for fault in found.faults()] == codes
