"""The other values worth trying of each fact, the nearest first.

Worth trying is a telling value (`search.domains`): with every other fact as it is, and also with those beside it at
telling values of their own, as they may change together.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, time
from decimal import Decimal
from fractions import Fraction

from afterschool_policy.cache import Cache
from afterschool_policy.language.tree import Apply, Fact, Given, Known, Value, walk
from afterschool_policy.search.budget import Budget
from afterschool_policy.search.domains import Telling, domains_of
from afterschool_policy.semantics.question import Question
from afterschool_policy.values.types import Kind


class Alternatives:
    """The values to try of the facts of one question, as it stands with what is known.

    Of the known facts, those `entailed` follow from the others. What it takes to find them is work of the `budget`.
    """

    def __init__(
        self,
        question: Question,
        known: Mapping[str, Value],
        entailed: Collection[str] = (),
        budget: Budget | None = None,
    ) -> None:
        self._known = known
        self._budget = budget or Budget()
        self._vocabulary = question.edition.law.vocabulary
        self._domains = question.once(domains_of)
        telling = {name for name in question.sources if name in known and name not in entailed}
        self._facts = tuple(name for name in self._domains.facts if name in telling or name in question.facts)
        self._by_fact = Cache(self._nearest_first)

    @property
    def facts(self) -> tuple[str, ...]:
        """The facts that some test reads, and those given that entail one, in the order the rules write them."""
        return self._facts

    def beside(self, name: str) -> tuple[str, ...]:
        """The facts that some test reads together with this one."""
        return self._domains.beside(name)

    def of(self, name: str) -> tuple[Value, ...]:
        """The values of a fact that differ from its own, the nearest first."""
        return self._by_fact[name]

    def _nearest_first(self, name: str) -> tuple[Value, ...]:
        now = self._known.get(name)
        by_form: dict[str, Value] = {}
        for value in (*self._codes(name), *(value for telling in self._tellings(name) for value in telling.values)):
            if value != now:
                by_form.setdefault(repr(value), value)
        return tuple(sorted(by_form.values(), key=lambda value: _distance(now, value)))

    def _tellings(self, name: str) -> Iterator[Telling]:
        yield self._domains.of(name, self._known, self._budget)
        if any(other in self._known for other in self._domains.beside(name)):
            own = {name: self._known[name]} if name in self._known else {}
            yield self._domains.of(name, own, self._budget)

    def _codes(self, name: str) -> tuple[str, ...]:
        """Of a code, every one that there is: each is a change of its own."""
        type_ = self._vocabulary.facts[name].type
        return self._domains.codes(type_) if type_.kind is Kind.CODE else ()

    def depend_on_each_other(self, names: Sequence[str]) -> bool:
        """Whether a test computes with two of these facts, or compares fractions, so that no values tell all of it."""
        together = (atom for atom in self._domains.shared(names) if not isinstance(atom, Known | Given))
        return any(
            (isinstance(node, Apply) and node.operator.arithmetic)
            or (isinstance(node, Fact) and self._has_fractions(node))
            for atom in together
            for node in walk(atom)
        )

    def _has_fractions(self, fact: Fact) -> bool:
        return fact.type.kind is Kind.NUMBER and not self._vocabulary.facts[fact.name].whole

    def is_complete(self, name: str) -> bool:
        """Whether every value of a fact that could make a difference is among those tried."""
        return all(telling.complete for telling in self._tellings(name))


def _distance(now: Value | None, value: Value) -> tuple[Fraction, int]:
    """How far a value is from the present one, or where there is none how plain it is, as far as that can be told."""
    match now, value:
        case (time(), time()):
            return Fraction(abs(_minutes(value) - _minutes(now))), 0
        case (date(), date()):
            return Fraction(abs((value - now).days)), 0
        case (tuple(), tuple()):
            return Fraction(len(set(now) ^ set(value))), len(value)
        case (None, tuple()):
            return Fraction(len(value)), 0
        case (bool(), _) | (_, bool()):
            return Fraction(0), 0
        case (None, int() | Decimal() | Fraction()):
            return Fraction(Fraction(value).denominator), 0  # of what could be found out, the plainest number first
        case (int() | Decimal() | Fraction(), int() | Decimal() | Fraction()):
            return abs(Fraction(value) - Fraction(now)), 0
    return Fraction(0), 0


def _minutes(moment: time) -> int:
    return moment.hour * 60 + moment.minute
