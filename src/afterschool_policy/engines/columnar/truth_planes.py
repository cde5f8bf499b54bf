"""How the tests and the trees of a question stand in many rows, as planes."""

from __future__ import annotations

from collections.abc import Container, Sequence
from typing import NamedTuple

import numpy as np

from afterschool_policy.engines.columnar.atoms import planes_of
from afterschool_policy.engines.columnar.columns import Digits, FactRows
from afterschool_policy.engines.columnar.numbering import RowNumbers
from afterschool_policy.engines.columnar.planes import Plane, Planes, digits_of, joined, of_truth
from afterschool_policy.language.tree import Constant, Derived, Node, Presuming, is_connective
from afterschool_policy.semantics.conclusion import STATES
from afterschool_policy.values import truth as truths
from afterschool_policy.values.truth import Truth
from afterschool_policy.values.types import Kind

_CODES = np.zeros((len(Truth), len(Truth)), np.uint8)
for _code, (_known, _presumed) in enumerate(STATES):
    _CODES[_known, _presumed] = _code


class TruthPlanes(NamedTuple):
    """The planes of the tests, and of the trees above them: by what is known, and by what is presumed."""

    atoms: Sequence[Planes]
    known: Sequence[Planes]
    presumed: Sequence[Planes]

    @classmethod
    def of(
        cls, atoms: Sequence[Node], trees: Sequence[Node], presuming: Container[Node], rows: FactRows
    ) -> TruthPlanes:
        """How they stand in these rows; `presuming` are the trees in which something is presumed."""
        planes = {atom: planes_of(atom, rows) for atom in atoms}
        of_known, of_presumed = (_Trees(planes, rows.count, presuming=way) for way in (False, True))
        known = [*map(of_known.of, trees)]
        presumed = [
            of_presumed.of(tree) if tree in presuming else each for tree, each in zip(trees, known, strict=True)
        ]
        return cls([*planes.values()], known, presumed)

    @property
    def of_trees(self) -> list[Plane]:
        """The planes by which the states of the trees are told apart."""
        pairs = zip(self.known, self.presumed, strict=True)
        return [plane for known, presumed in pairs for plane in (known if presumed is known else (*known, *presumed))]

    def codes(self, rows: RowNumbers) -> list[tuple[int, ...]]:
        """The codes of all trees (`STATES`) in each of some rows."""
        by_tree = [
            _CODES[digits_of(known, rows), digits_of(presumed, rows)]
            for known, presumed in zip(self.known, self.presumed, strict=True)
        ]
        return _by_row(by_tree, len(rows))

    def digits(self, rows: RowNumbers) -> list[tuple[int, ...]]:
        """The truths of all tests in each of some rows."""
        return _by_row([digits_of(planes, rows) for planes in self.atoms], len(rows))


def _by_row(columns: Sequence[Digits], count: int) -> list[tuple[int, ...]]:
    return list(zip(*(column.tolist() for column in columns), strict=True)) if columns else [()] * count


class _Trees:
    """The planes of trees, each part worked out once."""

    def __init__(self, atoms: dict[Node, Planes], count: int, *, presuming: bool) -> None:
        self._found = dict(atoms)
        self._count = count
        self._presuming = presuming

    def of(self, tree: Node) -> Planes:
        found = self._found.get(tree)
        if found is None:
            found = self._found[tree] = self._worked_out(tree)
        return found

    def _worked_out(self, tree: Node) -> Planes:
        match tree:
            case Constant(value=value):
                return of_truth(truths.of(value), self._count)
            case Derived(body=body, type=type_) if type_.kind is Kind.BOOLEAN:
                return of_truth(Truth.UNKNOWN, self._count) if body is None else self.of(body)
            case Presuming(test=test, known=known):
                return self.of(test if self._presuming else known)
            case _ if is_connective(tree):
                return joined(tree.operator, [*map(self.of, tree.operands)], presuming=self._presuming)
        raise KeyError(tree)  # a test, all of which are there
