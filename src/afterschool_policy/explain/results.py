"""The parts of a decision that callers read: findings, citations, amounts, readings, and what others would change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from afterschool_policy.language.tree import Value
from afterschool_policy.semantics.finding import Finding
from afterschool_policy.semantics.trace import RuleTrace, TestTrace
from afterschool_policy.values.outcomes import Outcome
from afterschool_policy.values.read_only import read_only

__all__ = ["Amount", "Citation", "Finding", "OtherReading", "OutputValue", "ReadingUsed", "Trace", "UnreadFact"]

OutputValue = str | tuple[str, ...]


class Citation(NamedTuple):
    """A clause that the outcome rests on, in the text's own words.

    Attributes:
        clause: Id of the clause, as in `2.1`.
        quote: The words of the clause, to the letter.
        rule: The rule that encodes it, as `id@version`, or the entailment, as its id.
    """

    clause: str
    quote: str
    rule: str


class Amount(NamedTuple):
    """An exact amount with its unit, as in 120 yuan.

    Attributes:
        value: Exact decimal, never a binary float; None where the unknown facts could still make it another, or none.
        unit: Unit of the vocabulary, as in `yuan`.
        missing: The unknown facts that it turns on, by dotted name; beside a value, those of which something is
            presumed, as that nobody raised a doubt.
        low: Where there is no value, the least that it can be if it is due, as far as that is known.
        high: The same, the greatest.
    """

    value: Decimal | None
    unit: str
    missing: tuple[str, ...] = ()
    low: Decimal | None = None
    high: Decimal | None = None


class Trace(NamedTuple):
    """The why as objects, shared by decisions whose tests come out alike but for the values seen.

    Attributes:
        rules: The rules that were tried, in the order of the document, with their parts and tests.
        values: The values that the tests saw, by dotted name.
    """

    rules: tuple[RuleTrace, ...]
    values: Mapping[str, Value]

    def seen(self, test: TestTrace) -> tuple[Value | None, ...]:
        """The values of the facts that a test reads, in their order; None for an unknown one."""
        return tuple(self.values.get(name) for name in test.facts)


class ReadingUsed(NamedTuple):
    """A contested reading that the outcome rests on.

    Attributes:
        id: Id in the register, as in `R-1`.
        chosen: Code of the reading that was chosen.
    """

    id: str
    chosen: str


@dataclass(frozen=True, slots=True)
class OtherReading:
    """An alternative of a contested reading that a decision rests on, and what the decision would be under it.

    Attributes:
        reading: Id in the register, as in `R-1`.
        alternative: Code of the choice.
        outcome: What the decision would be; None where the alternative cannot be combined with another reading that
            was chosen, since both change the same part of a rule.
        changes_outcome: Whether that is another outcome.
        amounts: The amounts that would differ, by name: as they would be, None where they would be absent.
        values: The values that would differ, in the same way.
    """

    reading: str
    alternative: str
    outcome: Outcome | None
    changes_outcome: bool = False
    amounts: Mapping[str, Amount | None] = field(default_factory=lambda: read_only({}), hash=False)
    values: Mapping[str, OutputValue | None] = field(default_factory=lambda: read_only({}), hash=False)

    @property
    def clash(self) -> bool:
        """Whether it cannot be combined with a reading that was chosen."""
        return self.outcome is None

    @property
    def changes(self) -> bool:
        """Whether the reading would change outcome, amount or value."""
        return self.changes_outcome or bool(self.amounts) or bool(self.values)


class UnreadFact(NamedTuple):
    """A given fact that no rule of the question reads.

    Attributes:
        name: Dotted name, as in `reader.age`.
        read_by: The questions whose rules do read it, on the same day under the same readings; often none.
    """

    name: str
    read_by: tuple[str, ...]
