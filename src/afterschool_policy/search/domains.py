"""The telling values of facts: every value at which a test turns, and one at least in each piece between.

Facts that are compared with each other tell by what the others are: those given stay as they are, those not given are
taken at each telling value of their own, up to a bound. Searches over facts (what is missing, what would change, which
rules conflict) try these values and no others, and are told where there may be more.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from math import prod

from afterschool_policy.cache import Cache
from afterschool_policy.language.evaluate import Values
from afterschool_policy.language.reads import Reads
from afterschool_policy.language.tree import Apply, Constant, Node, Parameter, Quantified, Value, facts_of, walk
from afterschool_policy.search.budget import Budget
from afterschool_policy.search.evaluation import reads_of
from afterschool_policy.search.line import NumberLine, Place, line_of
from afterschool_policy.search.lists import lists_of, sorted_by
from afterschool_policy.search.orders import Along
from afterschool_policy.search.read_fact import ReadFact
from afterschool_policy.search.turning import Turning
from afterschool_policy.semantics.question import Question
from afterschool_policy.values.types import BOOLEAN, Kind, Type
from afterschool_policy.vocabulary.model import Vocabulary

UNLISTED = "unlisted_code"
OTHER_TEXT = "…"

MAX_SETTINGS = 60
"""In so many settings of the facts beside it at most the turning points of a fact are looked for, test by test."""

MAX_CODES = 6
"""Of so many codes at most every selection is tried where two lists are held against each other."""

_MOST_COUNTED = 12
_Given = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Telling:
    """The telling values of a fact; `complete` says that no other value makes a difference."""

    values: tuple[Value, ...]
    complete: bool


class Domains:
    """The telling values of every fact that some tests read.

    What it takes to find them is charged to the budget of a search, whether or not another has asked before it.
    """

    def __init__(self, atoms: Iterable[Node], vocabulary: Vocabulary, reads: Reads | None = None) -> None:
        self._vocabulary = vocabulary
        self._reads = Reads() if reads is None else reads
        self._reading: dict[str, list[Node]] = {}
        self._others: dict[str, list[tuple[str, ...]]] = {}
        self._named: dict[str, dict[Value, None]] = {}
        for atom in atoms:
            names = facts_of(atom)
            for name in names:
                self._reading.setdefault(name, []).append(atom)
                self._others.setdefault(name, []).append(tuple(other for other in names if other != name))
            for node in walk(atom):
                if isinstance(node, Constant | Parameter) and node.value is not None:
                    for value in node.value if isinstance(node.value, tuple) else (node.value,):
                        self._named.setdefault(_sort(node.type), {}).setdefault(value)
        self._beside = {
            name: tuple(dict.fromkeys(other for of_test in others for other in of_test))
            for name, others in self._others.items()
        }
        self._fact: Cache[str, ReadFact] = Cache(lambda name: ReadFact(name, self._reads))
        self._size: Cache[tuple[str, int], int] = Cache(
            lambda key: sum(1 for _ in self._fact[key[0]].readers(self._reading[key[0]][key[1]]))
        )
        self._weights: Cache[str, int] = Cache(lambda name: sum(1 for _ in self._parts_reading(name)))
        self._tellings: Cache[object, tuple[Telling, int]] = Cache()
        self._ways: Cache[object, tuple[Sequence[Value], int]] = Cache()
        self._turning: Cache[tuple[int, str], Turning] = Cache(self._turning_of)
        self._exact: Cache[str, bool] = Cache(
            lambda name: all(self._fact[name].is_exact(atom) for atom in self._reading[name])
        )

    @property
    def facts(self) -> tuple[str, ...]:
        """The facts that some test reads, in the order in which the tests write them."""
        return tuple(self._reading)

    def shared(self, names: Iterable[str]) -> Iterator[Node]:
        """The tests that read two of these facts, for each of the two."""
        wanted = frozenset(names)
        for name in wanted:
            tests = zip(self._reading[name], self._others[name], strict=True)
            yield from (atom for atom, others in tests if not wanted.isdisjoint(others))

    def beside(self, name: str) -> tuple[str, ...]:
        """The facts that some test reads together with this one."""
        return self._beside[name]

    def of(self, name: str, given: _Given, budget: Budget | None = None) -> Telling:
        """The telling values of a fact, the given ones being as they are; of lists those nearest to the one given.

        Raises:
            BudgetSpentError: where no work is left.
        """
        return self._telling(name, self._given_beside(name, given), budget or Budget(), alone=False)

    def _given_beside(self, name: str, given: _Given) -> _Given:
        """Of the given facts the one itself and those beside it: nothing else bears on how its tests turn out."""
        return {other: given[other] for other in (*self._beside[name], name) if other in given}

    def tells_all(self, name: str, values: Values, tests: Collection[Node], budget: Budget) -> bool:
        """Whether the telling values meet every way in which these tests of a fact turn out beside the given facts.

        Where a test may turn more often than was seen, they do if in each piece that the others leave it came out both
        ways.
        """
        telling = self.of(name, values.facts, budget)
        return telling.complete or self._come_out_both_ways(name, values, tests, telling.values)

    def _come_out_both_ways(self, name: str, given: Values, tests: Collection[Node], values: Iterable[Value]) -> bool:
        spec = self._vocabulary.facts[name]
        line, facts = line_of(spec, spec.type), {other: value for other, value in given.facts.items() if other != name}
        if line is None or any(not facts.keys() >= self._reads.of(atom) - {name} for atom in tests):
            return False
        exact = [atom for atom in tests if self._fact[name].is_exact(atom)]
        others = list({_either_way(atom): atom for atom in tests if atom not in exact}.values())
        pieces: dict[str, list[Value]] = {}

        def told_by(atoms: Iterable[Node], value: Value) -> str:
            return repr([*map(given.after({**facts, name: value}, (name,)).of, atoms)])

        def piece(value: Value) -> str:
            return told_by(exact, value)

        for value in values:
            pieces.setdefault(piece(value), []).append(value)
        for told, within in pieces.items():
            seen = {told_by(others, value) for value in within}
            if len(seen) < 2 ** len(others) and (len(within) > 1 or not line.is_alone(within[0], told, piece)):
                return False
        return True

    def ways(self, name: str, values: Values, budget: Budget | None = None) -> Sequence[Value]:
        """The telling values of a fact, one for each way in which its tests turn out beside the given facts.

        A test that reads a fact that is not given can still turn out differently for each of them.

        Raises:
            BudgetSpentError: where no work is left.
        """
        key = name, *_written(self._given_beside(name, values.facts))
        return (budget or Budget()).found(self._ways, key, lambda apart: self._told_apart(name, values, apart))

    def _told_apart(self, name: str, values: Values, budget: Budget) -> Sequence[Value]:
        given = values.facts
        settled = [place for place, others in enumerate(self._others[name]) if given.keys() >= set(others)]
        apart = len(settled) < len(self._reading[name])
        by_truths: dict[object, Value] = {}
        told = bytearray(len(self._reading[name]))
        every = self.of(name, given, budget).values
        for value, turned in zip(every, self._turned(name, every, settled, given, budget), strict=True):
            now = values.after({**given, name: value}, (name,))
            for place in turned:
                budget.charge(self._size[name, place])
                told[place] = now.truth(self._reading[name][place])
            by_truths.setdefault((bytes(told), repr(value)) if apart else bytes(told), value)
        return list(by_truths.values())

    def _turned(
        self, name: str, values: Sequence[Value], settled: Sequence[int], given: _Given, budget: Budget
    ) -> Iterator[Iterable[int]]:
        """For each of the telling values the tests that may come out otherwise than for the one before it.

        Of many tests on one number few turn from one value to the next.
        """
        spec = self._vocabulary.facts[name]
        line, tests = line_of(spec, spec.type), self._reading[name]
        exact = [place for place in settled if line is not None and self._fact[name].is_exact(tests[place])]
        turns: list[tuple[Place, int]] = []
        for place in exact:
            beside = {other: given[other] for other in self._others[name][place]}
            turns += ((point, place) for point in self._turning[place, name].points(beside, budget))
        turns.sort()
        others = sorted({*settled}.difference(exact))
        if values:
            yield settled
        for before, value in pairwise(values if line is None else map(line.place, values)):
            first, last = bisect_left(turns, (before,)), bisect_right(turns, (value, len(tests)))
            yield [*others, *dict.fromkeys(place for _, place in turns[first:last])]

    def _own(self, name: str, budget: Budget) -> tuple[Value, ...]:
        """What the tests that read nothing else tell of a fact."""
        return self._telling(name, {}, budget, alone=True).values

    def _telling(self, name: str, given: _Given, budget: Budget, *, alone: bool) -> Telling:
        def find(apart: Budget) -> Telling:
            values, complete = self._found(name, given, apart, alone=alone)
            return Telling(_distinct(values), complete)

        return budget.found(self._tellings, (name, alone, *_written(given)), find)

    def _found(self, name: str, given: _Given, budget: Budget, *, alone: bool) -> tuple[Iterable[Value], bool]:
        spec = self._vocabulary.facts[name]
        type_, item = spec.type, spec.type.item
        exact = self._exact[name]
        line = line_of(spec, item or type_)
        if line is not None and item is None:
            points, every = self._points(name, given, budget, alone=alone)
            return map(line.value, line.representatives(points)), exact and every
        match type_.kind:
            case Kind.BOOLEAN:
                return (True, False), True
            case Kind.CODE:
                return self._codes(name, given), True
            case Kind.LIST:
                return self._lists(name, line, given, budget, alone=alone)
            case Kind.MAPPING:
                return self._mappings(name, given), False
        return self._texts(name, given, exact=exact), exact

    def _lists(
        self, name: str, line: NumberLine | None, given: _Given, budget: Budget, *, alone: bool
    ) -> tuple[Iterable[Value], bool]:
        """Lists by their members of each sort; also in the contrary order where the tests may ask for it."""
        item, now, exact = self._vocabulary.facts[name].type.item, given.get(name, ()), self._exact[name]
        assert item is not None
        assert isinstance(now, tuple)
        every = True
        if line is not None:
            points, every = self._points(name, given, budget, alone=alone)
            sorts = self._members(name, line, points, given, budget)
        else:
            codes = self.codes(item) if item.kind is Kind.CODE else [*self._texts(name, given, exact=exact)]
            sorts = sorted_by(codes, self._sorting(name, codes, given, budget, alone=alone), now)
        lists, all_lists = lists_of(sorts, now)
        turned = [] if exact else [each[::-1] for each in lists]
        return [*lists, *turned], exact and every and all_lists and self._counts_all(name, item)

    def _points(self, name: str, given: _Given, budget: Budget, *, alone: bool) -> tuple[list[Place], bool]:
        """Where the tests of a fact turn, and whether they were tried in every setting of the other facts."""
        points: list[Place] = []
        every = True
        for place, others in enumerate(self._others[name]):
            open_ = [other for other in others if other not in given]
            if open_ and alone:
                continue
            turning = self._turning[place, name]
            choices = [self._own(other, budget) for other in open_]
            every = every and prod(map(len, choices)) <= MAX_SETTINGS
            known = {other: given[other] for other in others if other in given}
            for values in _some(choices):
                points += turning.points({**known, **dict(zip(open_, values, strict=True))}, budget)
        return points, every

    def _turning_of(self, key: tuple[int, str]) -> Turning:
        place, name = key
        spec = self._vocabulary.facts[name]
        line = line_of(spec, spec.type.item or spec.type)
        assert line is not None
        return Turning(self._reading[name][place], Along(self._fact[name], line, member=spec.type.item is not None))

    def _members(
        self, name: str, line: NumberLine, points: Iterable[Place], given: _Given, budget: Budget
    ) -> list[list[Value]]:
        """Members of a list, in sorts that no test tells apart (each alone while a fact beside is open)."""
        facts = {other: value for other, value in given.items() if other != name}
        apart = bool(set(self._beside[name]) - facts.keys())
        most = self._most_counted(name)
        places = line.representatives(points)
        further = (place + step for step in range(1, most) for place in places)
        by_truths: dict[object, list[Value]] = {}
        beside, parts = Values(facts, self._reads), [*self._parts_reading(name)]
        for value in map(line.value, (*places, *(place for place in line.within(further) if place not in places))):
            budget.charge(self._weights[name])
            values = beside.after({**facts, name: (value,)}, (name,))
            told = repr([_seen(node, values) for node in parts])
            sort = by_truths.setdefault(value if apart else told, [])
            if len(sort) < most:
                sort.append(value)
        return list(by_truths.values())

    def _parts_reading(self, name: str) -> Iterator[Node]:
        """The parts of tests that read a fact."""
        return (node for atom in self._reading[name] for node in self._reads.nodes(atom, name))

    def _most_counted(self, name: str) -> int:
        """So many members of a sort as some test may count: one, where only members are compared."""
        if all(self._fact[name].is_plain(atom) for atom in self._reading[name]):
            return 1
        numbers = [value for value in _flat(self._stated(name, {})) if isinstance(value, int) and value < _MOST_COUNTED]
        return 1 + max((int(value) for value in numbers), default=1)

    def _counts_all(self, name: str, item: Type) -> bool:
        """Whether no test of a list can ask for more members of a sort than are tried."""
        enumeration = self._vocabulary.enumerations.get(item.codes or "")
        if enumeration is not None and not enumeration.open:
            return True
        if any(not self._fact[name].is_plain(atom) and not _only_counts(atom) for atom in self._reading[name]):
            return False
        counted = [value for value in _flat(self._stated(name, {})) if isinstance(value, int)]
        return all(value < (_MOST_COUNTED if enumeration is None else 1) for value in counted)

    def codes(self, type_: Type) -> tuple[str, ...]:
        """Every code of a type that is listed, and where the list is open one that is not."""
        enumeration = self._vocabulary.enumerations[type_.codes or ""]
        return (*enumeration.codes, *((UNLISTED,) if enumeration.open else ()))

    def _codes(self, name: str, given: _Given) -> Iterator[Value]:
        """Each code that is named, one that is not (two, where they may be held against each other), one not listed."""
        type_ = self._vocabulary.facts[name].type
        codes = self.codes(type_)
        named = {*self._named.get(_sort(type_), ()), *_flat(self._stated(name, given))}
        yield from (code for code in codes if code in named)
        listed = (code for code in codes if code not in named and code != UNLISTED)
        yield from islice(listed, 2 if self._beside[name] else 1)
        yield from (code for code in codes if code == UNLISTED and code not in named)
        yield from (code for code in named if code not in codes and isinstance(code, str) and codes[-1:] == (UNLISTED,))

    def _stated(self, name: str, given: _Given) -> Iterator[Value]:
        """What the tests of a fact state, and what the given facts beside it are."""
        for atom in self._reading[name]:
            for node in walk(atom):
                if isinstance(node, Constant | Parameter) and node.value is not None:
                    yield node.value
        yield from (given[other] for other in self._beside[name] if other in given)

    def _sorting(
        self, name: str, codes: Sequence[Value], given: _Given, budget: Budget, *, alone: bool
    ) -> Iterator[Value]:
        """What sorts the codes of a list: what is stated, what facts beside may be, and of few codes each by itself."""
        yield from self._stated(name, given)
        specs = self._vocabulary.facts
        if len(codes) <= MAX_CODES and any(specs[other].type.kind is Kind.LIST for other in self._beside[name]):
            yield from codes
        if not alone:
            yield from (
                value for other in self._beside[name] if other not in given for value in self._own(other, budget)
            )

    def _texts(self, name: str, given: _Given, *, exact: bool) -> Iterator[Value]:
        stated = [value for value in _flat(self._stated(name, given)) if isinstance(value, str)]
        yield from stated
        yield OTHER_TEXT
        if not exact:
            yield from (value + OTHER_TEXT for value in stated)
            yield ""

    def _mappings(self, name: str, given: _Given) -> Iterator[Value]:
        """Mappings that agree with those given, differ in one key or leave it out; else such as can be told apart."""
        stated = list(_flat(self._stated(name, given)))
        keys = [value for value in stated if isinstance(value, str)] or ["a"]
        told: tuple[Value, ...] = ("1", "2")
        yield {}
        yield from ({key: value} for key in keys for value in told)
        yield from (dict.fromkeys(keys, value) for value in told)
        for other in (value for value in stated if isinstance(value, dict)):
            yield dict(other)
            for key in other:
                yield {**other, key: OTHER_TEXT}
                yield {each: value for each, value in other.items() if each != key}


def domains_of(question: Question) -> Domains:
    """Those of the tests of a question, and of the entailments that tie its facts to others."""
    law = question.edition.law
    tests = (*question.atoms, *law.entailments.tests_on(question.facts))
    return Domains(tests, law.vocabulary, question.once(reads_of))


def _either_way(atom: Node) -> object:
    """A test and its contrary are one: the operands, and the two operators by which they are held to each other."""
    if isinstance(atom, Apply) and atom.operator.negation is not None:
        return frozenset({atom.symbol, atom.operator.negation}), atom.operands
    return atom


def _seen(node: Node, values: Values) -> object:
    """What a part of a test sees of the one member of a list: its truth, or how many of a selection there are."""
    if isinstance(node, Quantified) or node.type == BOOLEAN:
        value = values.of(node)
        return len(value) if isinstance(value, tuple) else value
    return None


def _only_counts(atom: Node) -> bool:
    """Whether a test holds a count against what is stated, and computes nothing with it."""
    return len(facts_of(atom)) == 1 and not any(
        isinstance(node, Apply) and node.operator.arithmetic for node in walk(atom)
    )


def _some(choices: Sequence[Sequence[Value]]) -> Iterator[tuple[Value, ...]]:
    """Every setting of these facts, or so many as are tried, spread over all of them: never gone through one by one."""
    total = prod(map(len, choices))
    stride = max(1, total // MAX_SETTINGS)
    for number in range(0, min(total, stride * MAX_SETTINGS), stride):
        setting: list[Value] = []
        left = number  # its digits, one base after another, are the places of the values
        for values in reversed(choices):
            left, place = divmod(left, len(values))
            setting.append(values[place])
        yield tuple(reversed(setting))


def _written(given: _Given) -> Iterator[tuple[str, str]]:
    """Given facts as a key: a list or mapping has no hash, and 1 is not True."""
    return ((name, repr(value)) for name, value in given.items())


def _sort(type_: Type) -> str:
    """What values of a type are told apart by: their kind, and the enumeration of codes."""
    inner = type_.item or type_
    return f"{inner.kind} {inner.codes}"


def _flat(values: Iterable[Value]) -> Iterator[Value]:
    for value in values:
        yield from value if isinstance(value, tuple) else (value,)


def _distinct(values: Iterable[Value]) -> tuple[Value, ...]:
    """Each value once (a mapping has no hash, and True is not 1)."""
    return tuple({repr(value): value for value in values}.values())
