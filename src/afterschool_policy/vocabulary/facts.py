"""The facts of one question: known values by dotted name, with who vouches for them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import Never, Protocol, Self

from afterschool_policy.language.tree import Value
from afterschool_policy.values.read_only import ReadOnly
from afterschool_policy.vocabulary.entailment import Contradiction, Entailed, given_behind

_NONE: Mapping[str, Never] = ReadOnly({})


class FactsModel(Protocol):
    """Typed facts: the pydantic model that `Policy.facts_model` makes, with a nested model for each group."""

    def __init__(self, **groups: object) -> None: ...

    @classmethod
    def model_validate(cls, obj: object) -> Self:
        """The model of facts given as nested mappings."""

    @classmethod
    def model_json_schema(cls) -> dict[str, object]:
        """The JSON Schema of all facts."""

    def model_dump(self, *, exclude_none: bool = False) -> dict[str, object]:
        """The facts as nested mappings, group by group."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A fact's value with what supports it; for a judgement, the determination: who, when, on what grounds.

    Attributes:
        value: The value, as it would be given without evidence.
        source: The document that it comes from.
        asserted_by: Who supplied or determined it.
        asserted_at: When, as a text.
        grounds: On what grounds.
        until: Last day on which it stands; after it the fact is unknown again.
    """

    value: object
    source: str | None = None
    asserted_by: str | None = None
    asserted_at: str | None = None
    grounds: str | None = None
    until: date | None = None


class Facts:
    """Known values by dotted name, made by `Policy.facts`: a fact that is not here is unknown. Nobody can change it.

    Those of another policy or revision, or made by hand, are checked anew by the policy that is to decide on them.
    """

    __slots__ = (
        "_contradictions", "_entailed", "_evidence", "_expired", "_plain", "_revision", "_values", "_withdrawn",
    )  # fmt: skip

    def __init__(  # noqa: PLR0917  # in the order of the documentation
        self,
        values: Mapping[str, Value],
        evidence: Mapping[str, Evidence] = _NONE,
        expired: Mapping[str, Value] = _NONE,
        entailed: Mapping[str, Entailed] = _NONE,
        withdrawn: Mapping[str, Value] = _NONE,
        contradictions: tuple[Contradiction, ...] = (),
        revision: str | None = None,
    ) -> None:
        # Every decision makes one, so this is plain: a frozen dataclass takes six times as long.
        self._plain = dict(values)
        self._values: Mapping[str, Value] | None = None
        self._evidence = evidence if evidence is _NONE else ReadOnly(evidence)
        self._expired = expired if expired is _NONE else ReadOnly(expired)
        self._entailed = entailed if entailed is _NONE else ReadOnly(entailed)
        self._withdrawn = withdrawn if withdrawn is _NONE else ReadOnly(withdrawn)
        self._contradictions = contradictions
        self._revision = revision

    def _parts(self) -> tuple[object, ...]:
        return self.values, self.evidence, self.expired, self.entailed, self.withdrawn, self.contradictions

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Facts) and self._parts() == other._parts()

    __hash__ = None  # type: ignore[assignment]  # values may be lists and mappings

    def __reduce__(self) -> tuple[type[Facts], tuple[object, ...]]:
        return type(self), (*self._parts(), self._revision)

    def __repr__(self) -> str:
        names = ("values", "evidence", "expired", "entailed", "withdrawn", "contradictions")
        told = (f"{name}={part!r}" for name, part in zip(names, self._parts(), strict=True) if part)
        return f"Facts({', '.join(told)})"

    @property
    def values(self) -> Mapping[str, Value]:
        """Values by dotted name, as in `{"reader.age": 12}`."""
        values = self._values
        if values is None:
            values = self._values = ReadOnly(self._plain)
        return values

    @property
    def evidence(self) -> Mapping[str, Evidence]:
        """What the caller said of single facts, by dotted name."""
        return self._evidence

    @property
    def expired(self) -> Mapping[str, Value]:
        """Values that no longer stand on the day of the decision, by the `until` of their evidence."""
        return self._expired

    @property
    def entailed(self) -> Mapping[str, Entailed]:
        """Of `values`, those that nobody gave and others entail, with the entailment."""
        return self._entailed

    @property
    def withdrawn(self) -> Mapping[str, Value]:
        """Given values that count as unknown, because they cannot all be true."""
        return self._withdrawn

    @property
    def contradictions(self) -> tuple[Contradiction, ...]:
        """Which of these contradict one another, and why."""
        return self._contradictions

    @property
    def revision(self) -> str | None:
        """The revision of the policy that checked them, its `fingerprint`; None where none did."""
        return self._revision

    @property
    def given(self) -> Mapping[str, Value]:
        """Every value that was given, whether it stands or not."""
        stated = {name: value for name, value in self.values.items() if name not in self.entailed}
        return ReadOnly({**stated, **self.withdrawn, **self.expired})

    def given_behind(self, name: str) -> Iterator[str]:
        """The given facts that tell of a known one: itself, or those that entail it."""
        return given_behind(name, self.entailed)


def checked_by(revision: str, facts: Facts) -> Facts:
    """Facts that were just made, noted as checked by the policy of a revision."""
    facts._revision = revision  # nobody else has them yet
    return facts


def stated(facts: Facts) -> Mapping[str, object]:
    """What was given, by dotted name and with its evidence: what these facts can be made from again."""
    return {name: facts.evidence.get(name, value) for name, value in facts.given.items()}


plain_values: Callable[[Facts], Mapping[str, Value]] = attrgetter("_plain")
"""The values of facts for an engine, which reads an ordinary dictionary fastest; it is not handed on."""


def standing(facts: Facts, day: date | None) -> Facts:
    """The facts as they stand on a day: a determination whose `until` lies before it is unknown.

    Where one has lapsed, what the others entail is no longer among them: they have to be closed over anew.
    """
    if day is None or not facts.evidence:
        return facts
    lapsed = {name for name, support in facts.evidence.items() if support.until is not None and support.until < day}
    if not lapsed and not facts.expired:
        return facts
    given = facts.given
    values = {name: value for name, value in given.items() if name not in lapsed}
    return Facts(values, facts.evidence, {name: value for name, value in given.items() if name in lapsed})
