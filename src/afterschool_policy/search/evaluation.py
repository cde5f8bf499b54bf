"""The truths of a question's tests: where some facts change, only the tests that read them are computed again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from afterschool_policy.language.evaluate import value_of
from afterschool_policy.language.tree import Value, facts_of
from afterschool_policy.semantics.question import Question
from afterschool_policy.values import truth as truths
from afterschool_policy.values.truth import Truth

Truths = tuple[Truth, ...]
"""The truth of each atom of a question, in its order."""


class Evaluation:
    """The tests of one question, by the facts that they read."""

    def __init__(self, question: Question) -> None:
        self._atoms = question.atoms
        self._reading: dict[str, list[int]] = {}
        for place, atom in enumerate(question.atoms):
            for name in facts_of(atom):
                self._reading.setdefault(name, []).append(place)

    def reading(self, name: str) -> Sequence[int]:
        """The places of the tests that read a fact, among the atoms of the question."""
        return self._reading.get(name, ())

    def reading_any(self, names: Iterable[str]) -> set[int]:
        """The places of the tests that read one of these facts."""
        return {place for name in names for place in self.reading(name)}

    def truths(self, facts: Mapping[str, Value]) -> Truths:
        """The truth of each test on these facts."""
        return tuple(truths.of(value_of(atom, facts)) for atom in self._atoms)

    def again(self, before: Truths, facts: Mapping[str, Value], changed: Iterable[str]) -> Truths:
        """The same where these facts have `changed` since the truths of `before`."""
        now = list(before)
        for place in self.reading_any(changed):
            now[place] = truths.of(value_of(self._atoms[place], facts))
        return tuple(now)
