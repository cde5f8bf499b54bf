"""Units as powers of named units, so that sums and products are checked."""

from __future__ import annotations

from dataclasses import dataclass

from afterschool_policy.values.names import UNIT, UnitName


@dataclass(frozen=True, slots=True)
class Unit:
    """Powers of named units, sorted by name: `yuan/day` is (("day", -1), ("yuan", 1))."""

    powers: tuple[tuple[UnitName, int], ...] = ()

    @classmethod
    def parse(cls, written: str) -> Unit | None:
        """The unit, or None where the text is not one; `1` is a pure number."""
        if not UNIT.fits(written):
            return None
        over, *under = written.split("/")
        powers: dict[str, int] = {}
        for name in over.split("*"):
            if name != "1":
                powers[name] = powers.get(name, 0) + 1
        for name in under:
            powers[name] = powers.get(name, 0) - 1
        return cls._of(powers)

    @classmethod
    def _of(cls, powers: dict[str, int]) -> Unit:
        return cls(tuple(sorted((name, power) for name, power in powers.items() if power)))

    def times(self, other: Unit, power: int = 1) -> Unit:
        """The product of two units, or with power -1 their quotient."""
        powers = dict(self.powers)
        for name, exponent in other.powers:
            powers[name] = powers.get(name, 0) + power * exponent
        return self._of(powers)

    def __str__(self) -> str:
        over = "*".join(name for name, power in self.powers for _ in range(power)) or "1"
        return over + "".join(f"/{name}" for name, power in self.powers for _ in range(-power))


ONE = Unit()
DAY, MONTH, YEAR, WORKING_DAY = (Unit(((name, 1),)) for name in ("day", "month", "year", "working_day"))
SPANS: dict[str, Unit] = {
    written: unit for unit in (DAY, MONTH, YEAR, WORKING_DAY) for written in (f"{unit}", f"{unit}s")
}
"""The units of spans of time by the words that follow a number in an expression, as in `1 day` and `3 months`."""

CALENDAR_YEAR = Unit((("calendar_year", 1),))
"""The unit of a year by its number, as 2021 is; a span of years has a unit of its own."""
