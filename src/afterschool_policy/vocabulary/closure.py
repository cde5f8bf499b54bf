"""What facts contain one another: closed over once, where facts come in, for every engine and search.

An entailment says that where its premises hold its conclusion does, as an approval date tells that there was an
approval. A fact that nobody gave takes what the others entail, forwards and backwards: where the conclusion is false
and one premise alone is open, that premise is false. Given facts that cannot all be true count as unknown, all of
them, for nobody knows which one is wrong.
"""

from __future__ import annotations

import heapq
import operator
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from afterschool_policy.language.evaluate import value_of
from afterschool_policy.language.tree import Apply, Fact, Node, Value
from afterschool_policy.values import truth as truths
from afterschool_policy.values.truth import Truth
from afterschool_policy.values.types import Kind
from afterschool_policy.vocabulary.entailment import Contradiction, Entailed, Entailment, given_behind
from afterschool_policy.vocabulary.facts import Facts, plain_values

_SAME = {Truth.TRUE: operator.eq, Truth.FALSE: operator.ne}
"""The comparison by which a fact is one value, where the comparison is true, and where it is false."""


@dataclass(frozen=True, slots=True)
class Closure:
    """Given values closed over: what is known, what of it was entailed, and what was withdrawn as contradictory."""

    values: Mapping[str, Value]
    entailed: Mapping[str, Entailed]
    contradictions: tuple[Contradiction, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Entailments:
    """All entailments of a policy, in the order they are written."""

    each: tuple[Entailment, ...] = ()
    _touching: Mapping[str, tuple[int, ...]] = field(init=False, repr=False)
    _beside: Mapping[str, tuple[str, ...]] = field(init=False, repr=False)
    _names: frozenset[str] = field(init=False, repr=False)
    _size: int = field(init=False, repr=False)

    def __post_init__(self) -> None:
        touching: dict[str, tuple[int, ...]] = {}
        for place, entailment in enumerate(self.each):
            for name in entailment.read:
                touching[name] = (*touching.get(name, ()), place)
        beside = {
            name: tuple(dict.fromkeys(other for each in tying if name in each.facts for other in each.read))
            for name, tying in ((name, [self.each[place] for place in places]) for name, places in touching.items())
        }
        object.__setattr__(self, "_touching", touching)
        object.__setattr__(self, "_beside", beside)
        object.__setattr__(self, "_names", frozenset(touching))
        object.__setattr__(self, "_size", sum(len(each.read) * (1 + len(each.premises)) for each in self.each))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Entailments) and self.each == other.each

    def __hash__(self) -> int:
        return hash(self.each)

    def __reduce__(self) -> tuple[type[Entailments], tuple[tuple[Entailment, ...]]]:
        return type(self), (self.each,)

    @property
    def size(self) -> int:
        """The work of closing over once: each entailment is taken for every fact that it ties, and tries its tests."""
        return self._size

    def close(self, facts: Facts) -> Facts:
        """The facts with all that the given ones entail; themselves where no entailment reads one of them."""
        if not self._names or self._names.isdisjoint(plain_values(facts)):
            return facts
        given = facts.given
        closure = self.closure({name: value for name, value in given.items() if name not in facts.expired})
        withdrawn = {name: given[name] for each in closure.contradictions for name in each.facts}
        return Facts(closure.values, facts.evidence, facts.expired, closure.entailed, withdrawn, closure.contradictions)

    def ties(self, names: Iterable[str]) -> bool:
        """Whether an entailment reads one of these facts."""
        return not self._names.isdisjoint(names)

    def tests_on(self, names: Iterable[str]) -> tuple[Node, ...]:
        """The premises and conclusions that tie these facts to others."""
        places = sorted({place for name in names for place in self._touching.get(name, ())})
        tied = (self.each[place] for place in places)
        return tuple(node for each in tied for node in (*each.during, *each.premises, each.conclusion))

    def closure(self, given: Mapping[str, Value]) -> Closure:
        """What given values come to.

        Contradictory ones are withdrawn until the rest agree, and with them those that would entail one of them again:
        what takes a side in a contradiction does not settle it.
        """
        contradictions: dict[tuple[str, ...], Contradiction] = {}
        while True:
            closing = _Closing(self.each, self._touching, given)
            closing.run(given)
            for contradiction in closing.contradictions:
                contradictions.setdefault(contradiction.facts, contradiction)
            if not closing.contradictions:
                contradictions = {each.facts: each for each in map(closing.widened, contradictions.values())}
            withdrawn = {name for facts in contradictions for name in facts}
            if withdrawn.isdisjoint(given):
                return Closure(closing.values, closing.entailed, tuple(contradictions.values()))
            given = {name: value for name, value in given.items() if name not in withdrawn}

    def agreeing(
        self, name: str, values: Iterable[Value], known: Mapping[str, Value]
    ) -> Iterator[tuple[Value, Mapping[str, Value]]]:
        """Those of some values of a fact that agree with what is known, each with all that is known then."""
        for value in values:
            more = self.with_more(known, {name: value})
            if more is not None:
                yield value, more

    def with_more(self, closed: Mapping[str, Value], more: Mapping[str, Value]) -> Mapping[str, Value] | None:
        """What closed values come to with more, which may take the place of some; None where they contradict."""
        values = {**closed, **more}
        if self._names.isdisjoint(more):
            return values
        closing = _Closing(self.each, self._touching, values)
        closing.run(more)
        return None if closing.contradictions else closing.values

    def sources_of(self, names: Iterable[str]) -> tuple[str, ...]:
        """The other facts that can tell of these, directly or through one another."""
        wanted = dict.fromkeys(names)
        reached = dict(wanted)
        waiting = [*wanted]
        while waiting:
            for name in self._beside.get(waiting.pop(), ()):
                if name not in reached:
                    reached[name] = None
                    waiting.append(name)
        return tuple(name for name in reached if name not in wanted)


class _Closing:
    """One run over given values until nothing more follows."""

    def __init__(
        self, each: Sequence[Entailment], touching: Mapping[str, Sequence[int]], given: Mapping[str, Value]
    ) -> None:
        self._each = each
        self._touching = touching
        self.values: dict[str, Value] = dict(given)
        self.entailed: dict[str, Entailed] = {}
        self.contradictions: list[Contradiction] = []

    def run(self, changed: Iterable[str]) -> None:
        """Take the entailments that a changed value touches, in their order, and those again that a new one does."""
        waiting = {place for name in changed for place in self._touching.get(name, ())}
        due = sorted(waiting)
        while due:
            place = heapq.heappop(due)
            waiting.remove(place)
            name = self._apply(self._each[place])
            for more in () if name is None else self._touching[name]:
                if more not in waiting:
                    waiting.add(more)
                    heapq.heappush(due, more)

    def widened(self, contradiction: Contradiction) -> Contradiction:
        """A contradiction with the given facts that entail one of its facts again, now that these are withdrawn."""
        siding = {name for fact in contradiction.facts for name in given_behind(fact, self.entailed)}
        return contradiction._replace(facts=tuple(sorted({*contradiction.facts, *siding})))

    def _apply(self, entailment: Entailment) -> str | None:
        """The fact that took a value, where one did."""
        if any(self._truth(test) is not Truth.TRUE for test in entailment.during):
            return None
        open_: list[Node] = []
        for premise in entailment.premises:
            truth = self._truth(premise)
            if truth is Truth.FALSE:
                return None
            if truth is Truth.UNKNOWN:
                open_.append(premise)
        if len(open_) > 1:
            return None
        concluded = self._truth(entailment.conclusion)
        if concluded is Truth.TRUE:
            return None
        if open_:
            return self._give(open_[0], Truth.FALSE, entailment) if concluded is Truth.FALSE else None
        if concluded is Truth.FALSE:
            self._contradict(entailment)
            return None
        return self._give(entailment.conclusion, Truth.TRUE, entailment)

    def _truth(self, node: Node) -> Truth:
        return truths.of(value_of(node, self.values))

    def _give(self, node: Node, truth: Truth, entailment: Entailment) -> str | None:
        """Give the fact of a test the value that makes the test so; nothing where several would do."""
        found = _made(node, truth, self.values)
        if found is None or found[0] in self.values:
            return None
        name, value = found
        sources = tuple(each for each in entailment.facts if each in self.values)
        self.values[name] = value
        self.entailed[name] = Entailed(value, entailment, sources)
        return name

    def _contradict(self, entailment: Entailment) -> None:
        given = {name for fact in entailment.facts if fact in self.values for name in given_behind(fact, self.entailed)}
        found = Contradiction(tuple(sorted(given)), entailment.id, entailment.clauses, entailment.reason)
        self.contradictions.append(found)


def _made(node: Node, truth: Truth, values: Mapping[str, Value]) -> tuple[str, Value] | None:
    """The fact and the one value with which a test has this truth; None where that is not one value of one fact."""
    match node:
        case Fact(name=name, type=type_) if type_.kind is Kind.BOOLEAN:
            return name, truth is Truth.TRUE
        case Apply(operator=row, operands=(inner,)) if row.truth is truths.negate:
            return _made(inner, truths.negate(truth), values)
        case Apply(operator=row, operands=(Fact(name=name), other)):
            value = value_of(other, values) if row.apply is _SAME[truth] else None
            return None if value is None else (name, value)
    return None
