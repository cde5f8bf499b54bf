"""The facts of one question: known values by dotted name, with who vouches for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from afterschool_policy.language.tree import Value


@dataclass(frozen=True, slots=True)
class Evidence:
    """A fact's value with what supports it; for a judgement, the determination: who, when, on what grounds.

    `until` is the last day on which a determination stands; after it the fact is unknown again.
    """

    value: object
    source: str | None = None
    asserted_by: str | None = None
    asserted_at: str | None = None
    grounds: str | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """Known values by dotted name: a fact that is not here is unknown.

    Made by `Policy.facts`; `evidence` holds what the caller said of single facts, `expired` the values that no
    longer stand on the day of the decision, each with the evidence that said until when.
    """

    values: Mapping[str, Value]
    evidence: Mapping[str, Evidence] = field(default_factory=dict)
    expired: Mapping[str, Value] = field(default_factory=dict)

    @property
    def given(self) -> Mapping[str, Value]:
        """Every value that was given, expired or not."""
        return {**self.values, **self.expired}


def standing(facts: Facts, day: date | None) -> Facts:
    """The facts as they stand on a day: a determination whose `until` lies before it is unknown."""
    if day is None or not facts.evidence:
        return facts
    lapsed = {name for name, support in facts.evidence.items() if support.until is not None and support.until < day}
    if not lapsed and not facts.expired:
        return facts
    values = {name: value for name, value in facts.given.items() if name not in lapsed}
    return Facts(values, facts.evidence, {name: facts.given[name] for name in facts.given if name in lapsed})
