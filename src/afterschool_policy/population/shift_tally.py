"""What rows come to as they are and as they would be: turns of the outcome, and shifts of the amounts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from fractions import Fraction

from afterschool_policy.explain.results import Amount
from afterschool_policy.population.by_row import ByRow, counts_together
from afterschool_policy.population.counts import AmountShift, TurnCount
from afterschool_policy.population.decided import DecidedTable
from afterschool_policy.values.numbers import decimal, settle
from afterschool_policy.values.outcomes import Outcome

_NOUGHT = Fraction(0)


class ShiftTally:
    """Counts batch by batch; `apart` are the rows of which only one of both is told."""

    def __init__(self) -> None:
        self.apart = 0
        self._turns: Counter[tuple[Outcome, Outcome]] = Counter()
        self._units: dict[str, str] = {}
        self._before: dict[str, Fraction] = {}
        self._after: dict[str, Fraction] = {}
        self._more: Counter[str] = Counter()
        self._less: Counter[str] = Counter()
        self._open: Counter[str] = Counter()

    def add(self, outcome: ByRow[Outcome], amounts: ByRow[Mapping[str, Amount]], other: DecidedTable) -> None:
        """Count the rows of one more batch, as they are and as they are under another policy or reading."""
        for (before, after), count in counts_together(outcome.merged(), other.outcome.merged()):
            if before is not None and after is not None and before is not after:
                self._turns[before, after] += count
            elif (before is None) is not (after is None):
                self.apart += count
        for (was, now), count in counts_together(amounts, other.amounts):
            if was is not None and now is not None:
                for name in dict.fromkeys((*was, *now)):
                    self._shift(name, was.get(name), now.get(name), count)

    def _shift(self, name: str, was: Amount | None, now: Amount | None, count: int) -> None:
        for each in (was, now):
            if each is not None:
                self._units[name] = each.unit
        before, after = (_NOUGHT if each is None else each.value for each in (was, now))
        if before is None or after is None:
            self._open[name] += count
            return
        before, after = Fraction(before), Fraction(after)
        self._before[name] = self._before.get(name, _NOUGHT) + before * count
        self._after[name] = self._after.get(name, _NOUGHT) + after * count
        if before != after:
            (self._more if after > before else self._less)[name] += count

    @property
    def turned(self) -> int:
        """How many rows come to another outcome."""
        return self._turns.total()

    @property
    def turns(self) -> tuple[TurnCount, ...]:
        """From which outcome to which."""
        return tuple(TurnCount(*turn, self._turns[turn]) for turn in sorted(self._turns))

    @property
    def shifts(self) -> tuple[AmountShift, ...]:
        """The amounts of which one differs in some row, by name."""
        return tuple(
            AmountShift(
                name,
                self._units[name],
                decimal(settle(self._before[name])),
                decimal(settle(self._after[name])),
                self._more[name],
                self._less[name],
                self._open[name],
            )
            for name in sorted(self._before)
            if self._more[name] or self._less[name]
        )
