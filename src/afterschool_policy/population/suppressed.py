"""The counts of a report without those that are small, and without what would tell them.

Of the counts by outcome and group this is proven (`suppression`). All else is no table with totals: of each list those
counts are withheld that are small, or whose difference from what they are a part of is, and one more where a single
one could be reckoned. Where an outcome of all rows is withheld nothing else is told, since a clause or a fact can stand
for just these rows; nor is it told by groups.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from afterschool_policy.population.counts import (
    AlternativeCount,
    AmountShift,
    AmountSum,
    ClauseCount,
    ComparedCount,
    Count,
    FactCount,
    GroupCounts,
    ReadingCount,
    TableCounts,
    TurnCount,
)
from afterschool_policy.population.grouping import check_groups
from afterschool_policy.population.suppression import withheld
from afterschool_policy.values.outcomes import Outcome

K = TypeVar("K", bound=Hashable)

MOST_SUPPRESSED = 2_000
"""Of so many groups at most is sought what has to be withheld: the work grows with their square."""


def suppressed(counts: TableCounts, least: int) -> TableCounts:
    """The same, where no count of rows from 1 to below the least is told, nor can be computed."""
    check_groups(len(counts.groups), counts.by, MOST_SUPPRESSED)
    columns: list[Outcome | None] = [*counts.whole.outcomes, None]
    groups = counts.groups or (counts.whole,)
    table = [_row(group, columns) for group in (*groups, counts.whole)]
    hidden = withheld(table, least)
    told = [
        [None if (row, column) in hidden else count for column, count in enumerate(each)]
        for row, each in enumerate(table)
    ]
    whole, details = _told(counts.whole, columns, told[-1]), None not in told[-1]
    made = replace(
        counts,
        whole=whole,
        groups=tuple(_told(group, columns, row) for group, row in zip(counts.groups, told, strict=False)),
        wrong=(),
        suppressed_below=least,
        details=details,
    )
    if not details:
        return replace(made, clauses=(), readings=(), facts=(), amounts=(), compared=None)
    return replace(
        made,
        clauses=_clauses(counts, least),
        readings=tuple(_reading(each, counts, least) for each in counts.readings),
        facts=_facts(counts, least),
        amounts=tuple(_amount(each, counts, least) for each in counts.amounts),
        compared=None if counts.compared is None else _compared(counts.compared, counts, least),
    )


def _row(group: GroupCounts, columns: Sequence[Outcome | None]) -> list[int]:
    """The counts of a group in a row, the total last; nothing is withheld in them yet."""
    each = [group.rejected if outcome is None else group.outcomes.get(outcome, 0) for outcome in columns]
    return [count or 0 for count in (*each, group.rows)]


def _told(group: GroupCounts, columns: Sequence[Outcome | None], row: Sequence[Count]) -> GroupCounts:
    by_column = dict(zip(columns, row, strict=False))
    outcomes = {outcome: by_column[outcome] for outcome in group.outcomes}
    return replace(group, rows=row[-1], rejected=by_column[None], outcomes=outcomes, missing={}, amounts={})


def _apart(rows: Mapping[K, int], of: Mapping[K, int] | int, least: int) -> dict[K, Count]:
    """The counts of a list, each a part of so many rows, without those that are small or would tell a small one."""
    wholes = {key: of if isinstance(of, int) else of[key] for key in rows}
    hidden = {key for key, count in rows.items() if _is_small(count, least) or _is_small(wholes[key] - count, least)}
    left = sorted((key for key in rows if key not in hidden and rows[key]), key=lambda key: rows[key])
    while hidden and left and (len(hidden) == 1 or sum(rows[key] for key in hidden) < least + len(hidden)):
        hidden.add(left.pop(0))
    return {key: None if key in hidden else count for key, count in rows.items()}


def _is_small(count: int, least: int) -> bool:
    return 0 < count < least


def _clauses(counts: TableCounts, least: int) -> tuple[ClauseCount, ...]:
    told: dict[tuple[str, Outcome], Count] = {}
    for outcome, rows in counts.whole.outcomes.items():
        of_outcome = {(each.clause, outcome): each.rows or 0 for each in counts.clauses if each.outcome is outcome}
        told |= _apart(of_outcome, rows or 0, least)
    return tuple(replace(each, rows=told[each.clause, each.outcome]) for each in counts.clauses)


def _decided(counts: TableCounts) -> int:
    return (counts.whole.rows or 0) - (counts.whole.rejected or 0)


def _reading(reading: ReadingCount, counts: TableCounts, least: int) -> ReadingCount:
    rests = _apart({"": reading.rows or 0}, _decided(counts), least)[""]
    return replace(reading, rows=rests, others=tuple(_other(each, reading.rows or 0, least) for each in reading.others))


def _other(other: AlternativeCount, rests: int, least: int) -> AlternativeCount:
    changed = _apart({"": other.rows or 0}, rests, least)[""]
    turns = () if changed is None else _turns(other.turns, other.rows or 0, least)
    return replace(
        other, rows=changed, turns=turns, amounts=tuple(_shift(each, rests, least) for each in other.amounts)
    )


def _compared(compared: ComparedCount, counts: TableCounts, least: int) -> ComparedCount:
    decided = _decided(counts)
    changed = _apart({"": compared.rows or 0}, decided, least)[""]
    return replace(
        compared,
        rows=changed,
        turns=() if changed is None else _turns(compared.turns, compared.rows or 0, least),
        amounts=tuple(_shift(each, decided, least) for each in compared.amounts),
        apart=_apart({"": compared.apart or 0}, counts.whole.rows or 0, least)[""],
    )


def _turns(turns: Sequence[TurnCount], of: int, least: int) -> tuple[TurnCount, ...]:
    told = _apart({(turn.before, turn.after): turn.rows or 0 for turn in turns}, of, least)
    return tuple(replace(turn, rows=told[turn.before, turn.after]) for turn in turns)


def _shift(shift: AmountShift, of: int, least: int) -> AmountShift:
    """The sums are told only where every count is: else a difference could be that of a few."""
    told = _apart({"more": shift.more or 0, "less": shift.less or 0, "open": shift.open or 0}, of, least)
    more, less, open_ = told["more"], told["less"], told["open"]
    if None not in told.values():
        return replace(shift, more=more, less=less, open=open_)
    return replace(shift, before=None, after=None, more=more, less=less, open=open_)


def _facts(counts: TableCounts, least: int) -> tuple[FactCount, ...]:
    rows = _apart({each.fact: each.rows or 0 for each in counts.facts}, _decided(counts), least)
    settles = _apart(
        {each.fact: each.settles or 0 for each in counts.facts},
        {each.fact: each.rows or 0 for each in counts.facts},
        least,
    )
    told = (
        replace(each, rows=rows[each.fact], settles=None if rows[each.fact] is None else settles[each.fact])
        for each in counts.facts
    )
    return tuple(sorted(told, key=lambda each: (-(each.settles or 0), -(each.rows or 0), each.fact)))


def _amount(amount: AmountSum, counts: TableCounts, least: int) -> AmountSum:
    told = _apart({"": amount.told or 0}, _decided(counts), least)[""]
    open_ = _apart({"": amount.open or 0}, _decided(counts), least)[""]
    return replace(amount, total=None if told is None else amount.total, told=told, open=open_)
