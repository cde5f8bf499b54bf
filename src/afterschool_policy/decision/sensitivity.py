"""Takes a decision and the same decision under another reading; gives what the other reading changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from afterschool_policy.decision.contract import Decision
from afterschool_policy.explain.results import Amount, OutputValue
from afterschool_policy.values.outcomes import Outcome


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """One alternative reading: what the decision would be, and the amounts and values that would differ.

    An amount or value that would be absent is None.
    """

    reading: str
    alternative: str
    outcome: Outcome
    changes_outcome: bool
    amounts: Mapping[str, Amount | None]
    values: Mapping[str, OutputValue | None]

    @property
    def changes(self) -> bool:
        """Whether the reading would change outcome, amount or value."""
        return self.changes_outcome or bool(self.amounts) or bool(self.values)


def compare(decision: Decision, again: Decision, reading: str, alternative: str) -> Sensitivity:
    """What the alternative changes."""
    return Sensitivity(
        reading=reading,
        alternative=alternative,
        outcome=again.outcome,
        changes_outcome=again.outcome is not decision.outcome,
        amounts={
            name: again.amounts.get(name)
            for name in sorted({*decision.amounts, *again.amounts})
            if decision.amounts.get(name) != again.amounts.get(name)
        },
        values={
            name: again.values.get(name)
            for name in sorted({*decision.values, *again.values})
            if decision.values.get(name) != again.values.get(name)
        },
    )
