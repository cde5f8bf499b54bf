"""Decision tables of DMN, rewritten as the reference page says, give what DMN gives."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterschool_policy.language.connectives import TRUE
from afterschool_policy.language.evaluate import value_of
from afterschool_policy.language.hits import HITS
from afterschool_policy.language.tree import Row, Table, Value
from tests.support import number, typed

YUAN = number("yuan")


class Cell(NamedTuple):
    """A unary test of DMN: when it holds, and the expression that stands for it; none for one that is irrelevant."""

    holds: Callable[[Value], bool]
    written: str | None


IRRELEVANT = Cell(lambda _: True, None)
CELLS: Mapping[str, Sequence[Cell]] = {
    "thing.people": (
        IRRELEVANT,
        Cell(lambda n: 2 <= n < 5, "thing.people >= 2 and thing.people < 5"),  # type: ignore[operator]  # [2..5)
        Cell(lambda n: not 2 <= n <= 5, "thing.people < 2 or thing.people > 5"),  # type: ignore[operator]  # not([2..5])
        Cell(lambda n: n in (1, 5), "thing.people in [1, 5]"),  # 1, 5
        Cell(lambda n: n > 3, "thing.people > 3"),  # type: ignore[operator]  # > 3
    ),
    "thing.kind": (
        IRRELEVANT,
        Cell(lambda kind: kind == "red", "thing.kind == red"),
        Cell(lambda kind: kind != "red", "thing.kind != red"),  # not("red")
        Cell(lambda kind: kind not in ("red", "blue"), "thing.kind not in [red, blue]"),  # not("red", "blue")
    ),
    "thing.sound": (IRRELEVANT, Cell(bool, "thing.sound"), Cell(lambda sound: not sound, "not thing.sound")),
}
POLICIES: Mapping[str, tuple[str, Callable[[list[int]], object]]] = {
    "F": ("first", lambda held: held[0] if held else None),
    "P": ("first", lambda held: max(held) if held else None),
    "O": ("all", lambda held: tuple(sorted(held, reverse=True))),
    "R": ("all", tuple),
    "C+": ("sum", sum),
    "C#": ("sum", len),
    "C<": ("least", lambda held: min(held) if held else None),
    "C>": ("greatest", lambda held: max(held) if held else None),
}
"""Each hit policy as it is written here, and what DMN makes of the outputs of the rules that match.

Outputs of more are of a higher priority. A sum of none is zero here and null there.
"""

rules = st.lists(st.tuples(*map(st.sampled_from, CELLS.values()), st.integers(1, 9)), min_size=1, max_size=5)
facts = st.fixed_dictionaries(
    {
        "thing.people": st.integers(0, 7),
        "thing.kind": st.sampled_from(["red", "green", "blue"]),
        "thing.sound": st.booleans(),
    }
)


@pytest.mark.parametrize("policy", POLICIES)
@given(rules=rules, known=facts)
def test_a_table_gives_what_dmn_gives(policy: str, rules: list[tuple[object, ...]], known: dict[str, Value]) -> None:
    hit, made = POLICIES[policy]
    held = [output for *cells, output in rules if all(map(_holds, cells, map(known.__getitem__, CELLS)))]
    by_priority = sorted(rules, key=lambda rule: rule[-1], reverse=True) if policy in "PO" else rules  # type: ignore[arg-type,return-value]
    rows = tuple(_row(cells, 1 if policy == "C#" else output) for *cells, output in by_priority)
    type_ = HITS[hit].gives(YUAN)
    assert type_ is not None
    assert value_of(Table(hit, rows, None, type_, partial=True), known) == made(held)


def _holds(cell: Cell, value: Value) -> bool:
    return cell.holds(value)


def _row(cells: Sequence[Cell], output: object) -> Row:
    written = " and ".join(f"({cell.written})" for cell in cells if cell.written is not None)
    return Row(typed(written) if written else TRUE, typed(str(output), YUAN))
