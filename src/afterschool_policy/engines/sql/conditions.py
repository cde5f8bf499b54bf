"""The condition for each outcome, from the diagram of a question, as few and wide cubes of its tests."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from afterschool_policy.cache import Cache
from afterschool_policy.search.budget import BudgetSpentError
from afterschool_policy.search.diagrams import Cube, Diagram, Diagrams
from afterschool_policy.search.outcomes import OutcomeDiagram, WayOutcome, WhenTold
from afterschool_policy.values.outcomes import Outcome
from afterschool_policy.values.truth import Truth

_FALSE, _TRUE, _UNKNOWN = Truth
_EVERY = frozenset(Truth)
_LITERALS: Mapping[frozenset[Truth], str] = {
    frozenset({_TRUE}): "{}",
    frozenset({_FALSE}): "NOT {}",
    frozenset({_UNKNOWN}): "{} IS NULL",
    frozenset({_TRUE, _UNKNOWN}): "COALESCE({}, TRUE)",
    frozenset({_FALSE, _UNKNOWN}): "NOT COALESCE({}, FALSE)",
    frozenset({_FALSE, _TRUE}): "{} IS NOT NULL",
}
"""How a test is written that has one of some truths."""


class Formula(NamedTuple):
    """That a way lies in one of some cubes, or with `contrary` in none of them."""

    cubes: Sequence[Cube]
    contrary: bool = False

    @property
    def places(self) -> frozenset[int]:
        """The tests that it asks."""
        return frozenset(place for cube in self.cubes for place in cube)

    def written(self, test: Callable[[int], str], indent: str) -> str:
        """It in SQL, true where it holds: what all cubes have in common first."""
        if not self.cubes:
            return "TRUE" if self.contrary else "FALSE"
        if self.contrary:  # in none of them: of each, something is otherwise
            otherwise = (self._literals(cube, test, contrary=True) for cube in self.cubes)
            return _joined("AND", [_joined("OR", [*each], "") for each in otherwise], indent)
        first, *others = self.cubes
        common = {place: truths for place, truths in first.items() if all(cube.get(place) == truths for cube in others)}
        lines = [*self._literals(common, test)]
        rest = [{place: truths for place, truths in cube.items() if place not in common} for cube in self.cubes]
        if all(rest):
            each = [_joined("AND", [*self._literals(cube, test)], "") for cube in rest]
            lines.append(_joined("OR", each, f"{indent}  "))
        return _joined("AND", lines, indent) if lines else "TRUE"

    @staticmethod
    def _literals(cube: Cube, test: Callable[[int], str], *, contrary: bool = False) -> Iterable[str]:
        for place, truths in sorted(cube.items()):
            yield _LITERALS[_EVERY - truths if contrary else truths].format(test(place))


def _joined(word: str, parts: Sequence[str], indent: str) -> str:
    """Some parts joined by a word, in one line without an indent."""
    if len(parts) == 1:
        return parts[0]
    between = f"\n{indent}{word} " if indent else f" {word} "
    made = between.join(parts)
    return f"({made})" if word == "OR" or not indent else made


class OutcomeConditions:
    """The conditions under which a question comes to its outcomes.

    `impossible` is the diagram of the ways in which its tests cannot turn out together.
    """

    def __init__(self, found: OutcomeDiagram, impossible: Diagram) -> None:
        self.found, self._impossible = found, impossible
        self._diagrams = found.diagrams
        self._formulas: Cache[WayOutcome | WhenTold, Formula] = Cache(self._formula)

    @cached_property
    def outcomes(self) -> tuple[Outcome, ...]:
        """The outcomes that rows can come to."""
        standings = self._diagrams.leaves(self.found.standing)
        return tuple(sorted({each.outcome for each in standings if isinstance(each, WayOutcome)}))

    @property
    def places(self) -> tuple[int, ...]:
        """The tests on which it turns what a row comes to."""
        return self._diagrams.places(self.found.standing)

    def always(self, outcome: Outcome) -> Formula:
        """Where a row comes to an outcome, however many tests are open."""
        return self._formulas[WayOutcome(outcome)]

    def of_few(self, outcome: Outcome) -> Formula:
        """Where it does so if few are."""
        return self._formulas[WayOutcome(outcome, WhenTold.OF_FEW)]

    def told(self, told: WhenTold) -> Formula:
        """Where an outcome is told so."""
        return self._formulas[told]

    def _formula(self, wanted: WayOutcome | WhenTold) -> Formula:
        """The shorter one of where it is so, and of where it is not."""

        def holds(each: WayOutcome) -> bool:
            return wanted in (each, each.told)

        found: list[Formula] = []
        for contrary in (False, True):
            where = self._diagrams.combined(lambda each, to=contrary: holds(each) is not to, self.found.standing)
            least, most = (
                self._diagrams.combined(within, where, self._impossible) for within in (_and_possible, _or_impossible)
            )
            try:
                found.append(Formula(self._diagrams.cover(least, most), contrary))
            except BudgetSpentError:
                continue
        if not found:
            raise BudgetSpentError
        return min(found, key=lambda each: (sum(map(len, each.cubes)), each.contrary))


def _and_possible(holds: bool, impossible: bool) -> bool:
    return holds and not impossible


def _or_impossible(holds: bool, impossible: bool) -> bool:
    return holds or impossible


def impossible(diagrams: Diagrams, ways: Iterable[tuple[Sequence[int], Sequence[Sequence[Truth]]]]) -> Diagram:
    """The diagram of the ways that cannot be, where of some tests, by their places, all ways are known."""
    made = diagrams.leaf(False)
    for places, together in ways:
        possible = diagrams.leaf(False)
        for way in together:
            this = diagrams.leaf(True)
            for place, truth in zip(places, way, strict=True):
                asked = diagrams.test(place, [each is truth for each in Truth])
                this = diagrams.combined(_both, this, asked)
            possible = diagrams.combined(_or_impossible, possible, this)
        made = diagrams.combined(lambda other, possible: other or not possible, made, possible)
    return made


def _both(one: bool, other: bool) -> bool:
    return one and other
