"""The columnar engine: a question answered for many rows at once.

The tests of its rules are planes of bits, and so are the trees above them. Rows whose trees stand alike come to the
same, which the one definition says once for each such way. Where the trees alone do not settle the outcome, rows are
told apart by the tests below the open ones, too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from afterschool_policy.cache import Cache
from afterschool_policy.engines.columnar.columns import FactRows
from afterschool_policy.engines.columnar.numbering import Numbers, alike_in, parts_of_planes
from afterschool_policy.engines.columnar.planes import Plane
from afterschool_policy.engines.columnar.truth_planes import TruthPlanes
from afterschool_policy.engines.protocol import OutlineOf, VerdictOf
from afterschool_policy.language.tree import Value, atoms_of
from afterschool_policy.semantics.outputs import Computing, by_definition
from afterschool_policy.semantics.question import Question, trees
from afterschool_policy.semantics.verdict import Outline, Verdict, Verdicts
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
        self._verdicts = Verdicts(question)
        by_rule = [list(trees(rule)) for rule in question.rules]
        self._trees = list(dict.fromkeys(chain.from_iterable(by_rule)))
        place_of = {tree: place for place, tree in enumerate(self._trees)}
        self._by_rule = [[place_of[tree] for tree in of_rule] for of_rule in by_rule]
        below = [frozenset(atoms_of(tree)) for tree in self._trees]
        self._above = [[place for place, atoms in enumerate(below) if atom in atoms] for atom in question.atoms]
        self._outlines: Cache[tuple[int, ...], Outline | None] = Cache(self._outline)

    def answers(self, rows: FactRows) -> RowAnswers:
        """Outcome and findings of every row: outlines where these suffice, else verdicts."""
        return self._answers(rows, whole=False)

    def verdicts(self, rows: FactRows) -> RowAnswers:
        """A verdict on every row, of all rows whose open trees stand alike that on the first of them.

        What is told of it holds for all of them, but for the truths of tests that change nothing.
        """
        return self._answers(rows, whole=True)

    def _answers(self, rows: FactRows, *, whole: bool) -> RowAnswers:
        places: dict[_Key, int] = {}
        found: list[Outline | Verdict] = []
        numbers = np.empty(rows.count, np.int64)
        for start in range(0, rows.count, BLOCK):
            of_block = slice(start, min(start + BLOCK, rows.count))
            block = _Block(rows.of(of_block, self.question.facts), self)
            keys, of_row, first = block.told_apart(whole=whole)
            for key, row in zip(keys, first, strict=True):
                if key not in places:
                    places[key] = len(found)
                    outline = None if whole else self._outlines[key[0]]
                    found.append(outline or self._verdicts.verdict(block.truths(int(row))))
            numbers[of_block] = np.array([places[key] for key in keys], np.int64)[of_row]
        return RowAnswers(numbers, found)

    def _outline(self, codes: tuple[int, ...]) -> Outline | None:
        return self._verdicts.outline([tuple([codes[place] for place in places]) for places in self._by_rule])

    def standing(self, rows: FactRows) -> TruthPlanes:
        """How its tests and trees stand in some rows."""
        return TruthPlanes.of(self.question.atoms, self._trees, rows)

    def is_settled(self, codes: tuple[int, ...]) -> bool:
        """Whether the trees alone tell outcome and findings."""
        return self._outlines[codes] is not None

    def below_open(self, standing: TruthPlanes) -> list[Plane]:
        """The planes of the tests in the rows in which a tree above them is open."""
        open_ = [known.unknown for known in standing.known]
        planes: list[Plane] = []
        for atom, above in zip(standing.atoms, self._above, strict=True):
            planes += atom.within(np.bitwise_or.reduce([open_[place] for place in above]))
        return planes


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

    def __init__(self) -> None:
        self._put: Cache[int, ColumnarQuestion] = Cache()

    def __reduce__(self) -> tuple[type[ColumnarEngine], tuple[()]]:
        return type(self), ()

    def question(self, question: Question) -> ColumnarQuestion:
        """A question to put to many rows, made ready once."""
        # What is made ready keeps its question, so that the identity stays taken.
        ready = self._put.get(id(question))
        return self._put.keep(id(question), ColumnarQuestion(question)) if ready is None else ready

    def functions(self, question: Question) -> tuple[OutlineOf, VerdictOf]:
        """The two functions for a table of one row."""
        put = self.question(question)

        def outline(facts: Mapping[str, Value]) -> Outline | Verdict:
            return put.answers(FactRows.of_one(facts)).each[0]

        def verdict(facts: Mapping[str, Value]) -> Verdict:
            (found,) = put.verdicts(FactRows.of_one(facts)).each
            assert isinstance(found, Verdict)
            return found

        return outline, verdict

    def computing(self, question: Question) -> Computing:  # the same for each
        """All amounts and values by the definition."""
        return by_definition
