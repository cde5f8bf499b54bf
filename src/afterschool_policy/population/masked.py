"""The counts of a report by groups that are not named: their values are numbered, the one with most rows first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace

from afterschool_policy.diagnostics.requests import known_name
from afterschool_policy.population.counts import GroupKey, TableCounts
from afterschool_policy.text import Text

_COLUMN = Text("计数的列", "column to count by")


def check_mask(mask: Sequence[str], by: Sequence[str]) -> None:
    """Raise InvalidRequest for a masked column that rows are not counted by: nothing of it would be told anyway."""
    for name in mask:
        known_name(name, tuple(by), _COLUMN, "mask")


def masked(counts: TableCounts, columns: Collection[str]) -> TableCounts:
    """The same without the values of these columns, and without the order that they stood in.

    What was wrong in the values of a masked column is not told either.
    """
    numbers = [_numbers(counts, place) if name in columns else None for place, name in enumerate(counts.by)]

    def order(values: GroupKey) -> list[tuple[bool, int, str]]:
        return [
            (value is None, of[value] if of is not None and value is not None else 0, value or "" if of is None else "")
            for value, of in zip(values, numbers, strict=True)
        ]

    def names(values: GroupKey) -> GroupKey:
        return tuple(
            value if of is None or value is None else f"{of[value]}" for value, of in zip(values, numbers, strict=True)
        )

    groups = sorted(counts.groups, key=lambda group: order(group.values))
    return replace(
        counts,
        groups=tuple(replace(group, values=names(group.values)) for group in groups),
        wrong=tuple(fault for fault in counts.wrong if fault.fields["column"] not in columns),
    )


def _numbers(counts: TableCounts, place: int) -> dict[str, int]:
    """The values of a column, numbered by how many rows have them."""
    rows: Counter[str] = Counter()
    for group in counts.groups:
        value = group.values[place]
        if value is not None:
            rows[value] += group.rows or 0
    ranked = sorted(rows, key=lambda value: (-rows[value], value))
    return {value: number for number, value in enumerate(ranked, 1)}
