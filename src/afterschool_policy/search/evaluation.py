"""The truths of a question's tests: where some facts change, only the tests that read them are computed again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from afterschool_policy.language.evaluate import Values
from afterschool_policy.language.reads import Reads
from afterschool_policy.language.tree import Apply, Node, Table, Value, facts_of, is_connective, walk
from afterschool_policy.semantics.question import Question, trees
from afterschool_policy.values.truth import Truth

Truths = tuple[Truth, ...]
"""The truth of each atom of a question, in its order."""


class Evaluation:
    """The tests of one question, by the facts that they read.

    `facts` are those of each test, in the order of the atoms, and `partial` is whether it can be unknown though its
    facts are known, or known though one of them is not. `size` is the work of taking the rules together once
    (`search.budget`), in nodes.
    """

    def __init__(self, question: Question) -> None:
        self._atoms = question.atoms
        self._reads = question.once(reads_of)
        self._places = question.places
        self.facts = tuple(map(facts_of, question.atoms))
        self.partial = tuple(map(_is_partial, question.atoms))
        self._reading: dict[str, list[int]] = {}
        for place, names in enumerate(self.facts):
            for name in names:
                self._reading.setdefault(name, []).append(place)
        self._nodes = [sum(1 for _ in walk(atom)) for atom in question.atoms]
        self._weights = {name: sum(self._nodes[place] for place in places) for name, places in self._reading.items()}
        self.size = 1 + sum(1 + sum(1 for tree in trees(rule) for _ in walk(tree)) for rule in question.rules)

    def facts_of(self, test: Node) -> tuple[str, ...]:
        """The facts that a test reads, in the order they are written; it stands in a tree of the question's rules."""
        place = self._places.get(id(test))
        return facts_of(test) if place is None else self.facts[place]

    def weight(self, name: str) -> int:
        """The work of another value of a fact, in nodes of the tests that read it."""
        return self._weights.get(name, 0)

    def reading(self, name: str) -> Sequence[int]:
        """The places of the tests that read a fact, among the atoms of the question."""
        return self._reading.get(name, ())

    def reading_any(self, names: Iterable[str]) -> set[int]:
        """The places of the tests that read one of these facts."""
        return {place for name in names for place in self.reading(name)}

    def values(self, facts: Mapping[str, Value]) -> Values:
        """What the parts of the tests come to on these facts."""
        return Values(facts, self._reads)

    def truths(self, values: Values) -> Truths:
        """The truth of each test on their facts."""
        return tuple(map(values.truth, self._atoms))

    def again(self, before: Truths, values: Values, changed: Iterable[str]) -> Truths:
        """The same where these facts have `changed` since the truths of `before`."""
        now = list(before)
        for place in self.reading_any(changed):
            now[place] = values.truth(self._atoms[place])
        return tuple(now)


def reads_of(_: Question) -> Reads:
    """What the parts of the tests of a question read, for all that search it."""
    return Reads()


def _is_partial(atom: Node) -> bool:
    return any(
        is_connective(node) or isinstance(node, Table) or (isinstance(node, Apply) and node.operator.partial)
        for node in walk(atom)
    )
