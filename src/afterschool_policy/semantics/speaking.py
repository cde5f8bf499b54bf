"""Which rules surely speak, so that what they compute is told whatever is unknown: a matter of their conclusions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from afterschool_policy.semantics.conclusion import Conclusion
from afterschool_policy.semantics.linked_rule import LinkedRule
from afterschool_policy.values.truth import Truth


class Standing(Protocol):
    """A rule among the others: what it comes to by itself, and which others take its place or may do so."""

    @property
    def conclusion(self) -> Conclusion:
        """What it comes to by itself."""

    @property
    def defeated_by(self) -> str | None:
        """The rule that prevails over it."""

    @property
    def threatened_by(self) -> tuple[str, ...]:
        """Those that still may."""


def tells(rule: LinkedRule) -> bool:
    """Whether a rule computes something, or takes the place of others: no other rule has to be asked if it speaks."""
    return bool(rule.body.amounts or rule.body.values or rule.rule.overrides)


def surely_speaking(rules: Iterable[tuple[int, Standing]]) -> tuple[int, ...] | None:
    """The places of the rules that compute something and speak; None where it is open whether one does.

    That no rule waits for a test here, as those of `speakers` may, is what the short way to amounts rests on.
    """
    places: list[int] = []
    for place, rule in rules:
        conclusion = rule.conclusion
        if rule.defeated_by is not None or conclusion.may_speak is Truth.FALSE:
            continue
        if conclusion.speaks is Truth.FALSE and not rule.threatened_by and not conclusion.rule.overrides:
            continue  # it is presumed to be silent, and tells nothing until somebody says otherwise
        computes = bool(conclusion.body.amounts or conclusion.body.values)
        sure = conclusion.may_speak is Truth.TRUE is conclusion.speaks and not rule.threatened_by
        if (computes or conclusion.rule.overrides) and not sure:
            return None
        if computes:
            places.append(place)
    return tuple(places)
