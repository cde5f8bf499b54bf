"""The columnar engine: a question answered for many rows at once.

The tests of its rules are planes of bits, and so are the trees above them. Rows whose trees stand alike come to the
same, which the one definition says once for each such way. Where the trees alone do not settle the outcome, rows are
told apart by the tests below the open ones, too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from afterschool_policy.cache import Cache
from afterschool_policy.engines.columnar.columns import FactRows
from afterschool_policy.engines.columnar.numbering import Numbers, alike_in, parts_of_planes
from afterschool_policy.engines.columnar.planes import Plane
from afterschool_policy.engines.columnar.truth_planes import TruthPlanes
from afterschool_policy.engines.protocol import OutlineOf, TraceOf, VerdictOf, traced_by
from afterschool_policy.engines.rule_trees import RuleTrees
from afterschool_policy.language.tree import Value, atoms_of, presumes
from afterschool_policy.semantics.outline import Outline
from afterschool_policy.semantics.outputs import Computing, by_definition
from afterschool_policy.semantics.question import Question
from afterschool_policy.semantics.verdict import Verdict, Verdicts
from afterschool_policy.values.truth import Truth

BLOCK = 1 << 19
"""Rows that are taken together: so many that each way in which they differ is looked up for many of them at once."""

_Key = tuple[tuple[int, ...], tuple[int, ...]]
"""The codes of all trees, and the truths of the tests below those that are open, where these have to be looked at."""


class RowAnswers(NamedTuple):
    """What rows come to: the number of each row's answer, and the answers."""

    numbers: Numbers
    each: Sequence[Outline | Verdict]


class ColumnarQuestion:
    """A question that is put to many rows."""

    def __init__(self, question: Question) -> None:
        self.question = question
        trees = RuleTrees.of(question)
        self._trees = trees.each
        self._presuming = frozenset(filter(presumes, self._trees))
        below = [frozenset(atoms_of(tree)) for tree in self._trees]
        self._above = [[place for place, atoms in enumerate(below) if atom in atoms] for atom in question.atoms]
        self.outlines: Cache[tuple[int, ...], Outline | None] = Cache(trees.outline)
        self.verdicts: Cache[tuple[Truth, ...], Verdict] = Cache(question.once(Verdicts).verdict)

    def put_to(self, rows: FactRows) -> PutToRows:
        """The question, put to some rows."""
        return PutToRows(self, rows)

    def standing(self, rows: FactRows) -> TruthPlanes:
        """How its tests and trees stand in some rows."""
        return TruthPlanes.of(self.question.atoms, self._trees, self._presuming, rows)

    def is_settled(self, codes: tuple[int, ...]) -> bool:
        """Whether the trees alone tell outcome and findings."""
        return self.outlines[codes] is not None

    def below_open(self, standing: TruthPlanes) -> list[Plane]:
        """The planes of the tests in the rows in which a tree above them is open."""
        open_ = [known.unknown for known in standing.known]
        planes: list[Plane] = []
        for atom, above in zip(standing.atoms, self._above, strict=True):
            planes += atom.within(np.bitwise_or.reduce([open_[place] for place in above]))
        return planes


class PutToRows:
    """A question put to some rows. Of a single block the planes are kept: answers and verdicts are read off them."""

    def __init__(self, put: ColumnarQuestion, rows: FactRows) -> None:
        self._put, self._rows = put, rows
        self._kept: list[_Block] = []

    def answers(self) -> RowAnswers:
        """Outcome and findings of every row: outlines where these suffice, else verdicts."""
        return self._answers(whole=False)

    def verdicts(self) -> RowAnswers:
        """A verdict on every row, of all rows whose open trees stand alike that on the first of them.

        What is told of it holds for all of them, but for the truths of tests that change nothing.
        """
        return self._answers(whole=True)

    def _blocks(self) -> Iterator[tuple[slice, _Block]]:
        count, put = self._rows.count, self._put
        if 0 < count <= BLOCK:
            self._kept = self._kept or [_Block(self._rows, put)]
            yield slice(0, count), self._kept[0]
            return
        for start in range(0, count, BLOCK):
            of_block = slice(start, min(start + BLOCK, count))
            yield of_block, _Block(self._rows.of(of_block, put.question.facts), put)

    def _answers(self, *, whole: bool) -> RowAnswers:
        places: dict[_Key, int] = {}
        found: list[Outline | Verdict] = []
        numbers = np.empty(self._rows.count, np.int64)
        for of_block, block in self._blocks():
            keys, of_row, first = block.told_apart(whole=whole)
            for key, row in zip(keys, first, strict=True):
                if key not in places:
                    places[key] = len(found)
                    outline = None if whole else self._put.outlines[key[0]]
                    found.append(outline or self._put.verdicts[block.truths(int(row))])
            numbers[of_block] = np.array([places[key] for key in keys], np.int64)[of_row]
        return RowAnswers(numbers, found)


class _Block:
    """Some rows of a question, taken together."""

    def __init__(self, rows: FactRows, of: ColumnarQuestion) -> None:
        self._count, self._of = rows.count, of
        self._standing = of.standing(rows)

    def told_apart(self, *, whole: bool) -> tuple[list[_Key], Numbers, NDArray[np.intp]]:
        """The ways in which rows differ, which of them is that of each row, and the first row of each."""
        count, standing = self._count, self._standing
        by_trees = alike_in(parts_of_planes(standing.of_trees, count), count)
        codes = standing.codes(by_trees.first)
        settled = np.array([not whole and self._of.is_settled(each) for each in codes], np.bool_)
        if settled.all():
            return [(each, ()) for each in codes], *by_trees
        rows = np.flatnonzero(~settled[by_trees.numbers])
        tests = self._of.below_open(standing)
        below = ((part[rows], size) for part, size in parts_of_planes(tests, count))
        apart = alike_in([(by_trees.numbers[rows], by_trees.distinct), *below], len(rows))
        first = rows[apart.first]
        keys: list[_Key] = [(each, ()) for each, alone in zip(codes, settled, strict=True) if alone]
        numbers = (np.cumsum(settled) - 1)[by_trees.numbers]
        numbers[rows] = apart.numbers + len(keys)
        keys += [
            (codes[by_trees.numbers[row]], tuple([int(plane[row >> 3] >> (row & 7)) & 1 for plane in tests]))
            for row in first.tolist()
        ]
        return keys, numbers, np.concatenate([by_trees.first[settled], first])

    def truths(self, row: int) -> tuple[Truth, ...]:
        """The truths of all tests in a row."""
        (digits,) = self._standing.digits(np.array([row], np.intp))
        return tuple(map(Truth, digits))


class ColumnarEngine:
    """The engine as `decide` asks it, row by row: for tables ask `ColumnarQuestion`."""

    name = "columnar"

    def functions(self, question: Question) -> tuple[OutlineOf, VerdictOf]:  # the same for each
        """The two functions for a table of one row."""
        put = question.once(ColumnarQuestion)

        def outline(facts: Mapping[str, Value]) -> Outline | Verdict:
            return put.put_to(FactRows.of_one(facts)).answers().each[0]

        def verdict(facts: Mapping[str, Value]) -> Verdict:
            (found,) = put.put_to(FactRows.of_one(facts)).verdicts().each
            assert isinstance(found, Verdict)
            return found

        return outline, verdict

    def tracing(self, question: Question) -> TraceOf:
        """The why as verdicts have it."""
        return traced_by(self.functions(question)[1])

    def computing(self, question: Question) -> Computing:  # the same for each
        """All amounts and values by the definition."""
        return by_definition
