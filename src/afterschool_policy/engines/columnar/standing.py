"""How the tests and the trees of a question stand in many rows, as planes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from afterschool_policy.engines.columnar.atoms import planes_of
from afterschool_policy.engines.columnar.columns import FactRows
from afterschool_policy.engines.columnar.numbering import RowNumbers
from afterschool_policy.engines.columnar.planes import Digits, Plane, Planes, digits_of, joined, of_truth
from afterschool_policy.language.tree import Constant, Derived, Node, is_connective
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
    def of(cls, atoms: Sequence[Node], trees: Sequence[Node], rows: FactRows) -> TruthPlanes:
        """How they stand in these rows."""
        planes = {atom: planes_of(atom, rows) for atom in atoms}
        known, presumed = (_Trees(planes, rows.count, presuming=presuming) for presuming in (False, True))
        return cls([*planes.values()], [*map(known.of, trees)], [*map(presumed.of, trees)])

    @property
    def of_trees(self) -> list[Plane]:
        """The planes by which the states of the trees are told apart."""
        return [plane for pair in zip(self.known, self.presumed, strict=True) for planes in pair for plane in planes]

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
            case _ if is_connective(tree):
                return joined(tree.operator, [*map(self.of, tree.operands)], presuming=self._presuming)
        raise KeyError(tree)  # a test, all of which are there
