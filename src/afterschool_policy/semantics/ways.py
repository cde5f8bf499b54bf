"""The ways in which the parts of a rule can turn out, as far as they make a difference.

Of several exceptions only the first that holds counts, and of several questions for a person whether one is put. So
the ways are few, however many parts a rule has: nobody goes through all assignments of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import product, starmap
from typing import NamedTuple

from afterschool_policy.law.modalities import Modality
from afterschool_policy.law.model import Body
from afterschool_policy.values.outcomes import Outcome
from afterschool_policy.values.truth import Truth

_EITHER = {Truth.TRUE: frozenset({True}), Truth.FALSE: frozenset({False}), Truth.UNKNOWN: frozenset({True, False})}

FIELDS = {"unless": "exception", "refer": "refers"}
"""Where a way tells of a part, for the parts that it calls otherwise."""

Said = tuple[Outcome, bool]
"""What a rule comes to, and whether it speaks."""


Step = tuple[str, Truth, Outcome | None]
"""A part as it tells on the ways: its role, its truth, and what it comes to where it is an exception that holds."""


class Way(NamedTuple):
    """One way in which the parts of a rule turn out.

    `exception` is the outcome of the first exception that holds, None where none does; `refers` is whether a question
    is left to a person, `condition` is None for a rule without one.
    """

    applies: bool
    exception: Outcome | None
    refers: bool
    condition: bool | None
    known: bool
    recorded: bool


class Ways(NamedTuple):
    """What each of them can be, independently of the others."""

    applies: frozenset[bool] = frozenset({True})
    exception: frozenset[Outcome | None] = frozenset({None})
    refers: frozenset[bool] = frozenset({False})
    condition: frozenset[bool | None] = frozenset({None})
    known: frozenset[bool] = frozenset({True})
    recorded: frozenset[bool] = frozenset({False})

    def each(self) -> Iterator[Way]:
        """One after the other."""
        return starmap(Way, product(*self))

    def after(self, role: str, truth: Truth, outcome: Outcome | None = None) -> Ways:
        """These with one more part, in the order the parts are tried; an exception has an `outcome`."""
        either = _EITHER[truth]
        match role:
            case "applies":
                return self._replace(applies=either)
            case "unless" if None in self.exception and truth is not Truth.FALSE:
                exception = self.exception - {None} if truth is Truth.TRUE else self.exception
                if outcome not in exception or exception is not self.exception:
                    return self._replace(exception=exception | {outcome})
            case "refer" if truth is not Truth.FALSE:
                kept = self.refers if truth is Truth.UNKNOWN else frozenset[bool]()
                return self._replace(refers=kept | {True})
            case "condition":
                return self._replace(condition=either)
            case "known":
                return self._replace(known=either)
            case "recorded":
                return self._replace(recorded=either)
        return self


def steps_of(body: Body, parts: Sequence[tuple[str, Truth]]) -> list[Step]:
    """The steps of a rule whose parts, each with its role, are true, false or either."""
    outcomes = outcomes_of(body, (role for role, _ in parts))
    return [(*part, outcome) for part, outcome in zip(parts, outcomes, strict=True)]


def ways_of(steps: Iterable[Step]) -> Ways:
    """The ways of a rule of these steps."""
    ways = Ways()
    for step in steps:
        ways = ways.after(*step)
    return ways


def outcomes_of(body: Body, roles: Iterable[str]) -> Iterator[Outcome | None]:
    """For each part of a rule, what it comes to where it holds: None for all but exceptions."""
    exemptions = iter(body.unless)
    return (next(exemptions).outcome if role == "unless" else None for role in roles)


def said(body: Body, modality: Modality, way: Way) -> Said:
    """What a rule says where its parts turn out in one way."""
    if not way.applies:
        return Outcome.NOT_APPLICABLE, False
    if way.exception is not None and way.condition in (None, modality.bites):
        return way.exception, False
    if way.refers:
        return Outcome.NEEDS_HUMAN_JUDGEMENT, True
    if way.condition is None and body.due is not None:
        return Outcome.REQUIRED if way.known else Outcome.NOT_APPLICABLE, way.known
    if way.condition is None and modality.condition_needed:
        return Outcome.NOT_APPLICABLE, False
    if way.condition is not False:
        beyond = body.otherwise if modality.over_all else None
        return beyond or modality.when_true or Outcome.SATISFIED, True
    if way.recorded:
        return Outcome.NEEDS_HUMAN_JUDGEMENT, True
    if body.otherwise is not None and not modality.over_all:
        return body.otherwise, True
    return modality.when_false or Outcome.NOT_APPLICABLE, not modality.bites
