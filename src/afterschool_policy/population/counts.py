"""What a table came to, in counts: by outcome, clause, reading and missing fact, and by columns of the caller."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from afterschool_policy.diagnostics import Diagnostic
from afterschool_policy.values.outcomes import Outcome

Count = int | None
"""How many rows; None where the count is withheld because it is small, or would tell one that is."""

GroupKey = tuple[str | None, ...]
"""The values that rows agree in, as they were written; None for an empty cell."""


@dataclass(frozen=True, slots=True)
class GroupCounts:
    """The rows that agree in the columns that they are counted by.

    Attributes:
        values: What they agree in, column by column; nothing for all rows.
        rows: How many rows these are.
        rejected: Those that were not decided, because a value in them is bad.
        outcomes: Those that came to each outcome.
        missing: Those that lack each fact, by its name.
        amounts: The sum of each amount over the rows in which it is told.
    """

    values: GroupKey
    rows: Count
    rejected: Count
    outcomes: Mapping[Outcome, Count]
    missing: Mapping[str, Count]
    amounts: Mapping[str, Decimal]


@dataclass(frozen=True, slots=True)
class ClauseCount:
    """The rows whose outcome rests on a clause, as it is cited by the rules that decide; an open one waits for these.

    Attributes:
        clause: Id of the clause.
        outcome: The outcome of the rows.
        rows: How many rows these are.
    """

    clause: str
    outcome: Outcome
    rows: Count


@dataclass(frozen=True, slots=True)
class FactCount:
    """The rows that lack a fact.

    Attributes:
        fact: Its dotted name.
        rows: How many rows name it as missing.
        settles: How many open rows this fact alone settles, whatever it turns out to be.
    """

    fact: str
    rows: Count
    settles: Count


@dataclass(frozen=True, slots=True)
class TurnCount:
    """The rows that another reading would bring from one outcome to another.

    Attributes:
        before: The outcome as it is.
        after: The outcome as it would be.
        rows: How many rows these are.
    """

    before: Outcome
    after: Outcome
    rows: Count


@dataclass(frozen=True, slots=True)
class AmountShift:
    """What an amount comes to as it is and as it would be; where a rule is silent it is nought.

    Attributes:
        name: Its name.
        unit: Its unit.
        before: The exact sum as it is, over the rows in which both are known; None where that is withheld.
        after: The sum as it would be, over the same rows.
        more: In how many rows it would be more.
        less: In how many rows it would be less.
        open: In how many rows one of both is not known: these are in no sum.
    """

    name: str
    unit: str
    before: Decimal | None
    after: Decimal | None
    more: Count
    less: Count
    open: Count


@dataclass(frozen=True, slots=True)
class AlternativeCount:
    """What another choice of a reading would change in the rows that rest on the reading.

    Attributes:
        code: Code of the choice.
        rows: How many rows would come to another outcome.
        turns: From which outcome to which; nothing where that is withheld.
        amounts: The amounts that it would shift, over the rows that rest on the reading.
        clash: Whether it cannot be combined with another reading that was chosen; then nothing else is told.
    """

    code: str
    rows: Count
    turns: tuple[TurnCount, ...]
    amounts: tuple[AmountShift, ...] = ()
    clash: bool = False


@dataclass(frozen=True, slots=True)
class ReadingCount:
    """The rows that rest on a contested reading.

    Attributes:
        reading: Id in the register, as in `R-1`.
        chosen: Code of the choice that they rest on.
        rows: How many rows these are.
        others: What each other choice would change in them.
    """

    reading: str
    chosen: str
    rows: Count
    others: tuple[AlternativeCount, ...]


@dataclass(frozen=True, slots=True)
class AmountSum:
    """What an amount comes to over all rows.

    Attributes:
        name: Its name.
        unit: Its unit.
        total: The exact sum over the rows in which it is told; None where that is withheld.
        told: How many rows these are.
        open: In how many rows it is due, or may be, and not known.
    """

    name: str
    unit: str
    total: Decimal | None
    told: Count
    open: Count


@dataclass(frozen=True, slots=True)
class ComparedCount:
    """What the same rows come to under another policy.

    Attributes:
        revision: Its fingerprint.
        rows: How many rows would come to another outcome.
        turns: From which outcome to which; nothing where that is withheld.
        amounts: The amounts that it would shift.
        apart: How many rows only one of both can decide, because a value is bad for the other.
    """

    revision: str
    rows: Count
    turns: tuple[TurnCount, ...]
    amounts: tuple[AmountShift, ...]
    apart: Count


@dataclass(frozen=True, slots=True)
class TableCounts:
    """What a table came to under one question.

    Attributes:
        decision: Name of the question.
        by: The columns that the rows are counted by.
        whole: All rows.
        groups: The rows by these columns, in the order of their values.
        clauses: By clause and outcome, in the order of the text.
        readings: By reading, in the order of their ids.
        facts: By missing fact: those first that settle most rows.
        amounts: Each amount over all rows.
        wrong: What was wrong in the rows that were rejected, column by column.
        compared: What the rows come to under another policy, where one was given.
        suppressed_below: Counts below this are withheld, and what would tell them; None where all is told.
        details: Whether all but the counts by outcome and group is told: it is not, where it would tell an outcome
            whose count is withheld.
    """

    decision: str
    by: tuple[str, ...]
    whole: GroupCounts
    groups: tuple[GroupCounts, ...]
    clauses: tuple[ClauseCount, ...]
    readings: tuple[ReadingCount, ...]
    facts: tuple[FactCount, ...]
    amounts: tuple[AmountSum, ...]
    wrong: tuple[Diagnostic, ...]
    compared: ComparedCount | None = None
    suppressed_below: int | None = None
    details: bool = True
