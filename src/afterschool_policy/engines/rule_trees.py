"""The trees of a question, each once, and how the rules stand that their codes lead to by the one definition."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from operator import getitem, itemgetter
from typing import NamedTuple

from afterschool_policy.cache import Cache
from afterschool_policy.language.tree import Node
from afterschool_policy.semantics.outline import GroupStanding, Outline, Outlines
from afterschool_policy.semantics.question import Question, trees

Codes = tuple[int, ...]


class RuleGroup(NamedTuple):
    """Rules with the same trees, by their places in the question."""

    trees: tuple[Node, ...]
    places: tuple[int, ...]


def groups_of(question: Question) -> list[RuleGroup]:
    """The rules of a question, those with the same trees together."""
    places: dict[tuple[Node, ...], list[int]] = {}
    for place, rule in enumerate(question.rules):
        places.setdefault(tuple(trees(rule)), []).append(place)
    return [RuleGroup(of_rules, tuple(each)) for of_rules, each in places.items()]


class RuleTrees:
    """The trees of some groups of rules: `each` of them, what several share once."""

    def __init__(self, groups: Iterable[RuleGroup], outlines: Outlines) -> None:
        every = tuple(groups)
        self._outlines = outlines
        self.each = tuple(dict.fromkeys(tree for group in every for tree in group.trees))
        place_of = {tree: place for place, tree in enumerate(self.each)}
        alone = [group for group in every if len(group.trees) == 1]
        self._places_of_one = [group.places for group in alone]
        self._by_one: list[list[GroupStanding]] = [[] for _ in alone]
        self._codes_of_one = _taking([place_of[tree] for group in alone for tree in group.trees])
        self._by_several: list[tuple[Cache[Codes, GroupStanding], Callable[[Codes], Codes]]] = [
            (Cache(partial(outlines.standing, group.places)), _taking([place_of[tree] for tree in group.trees]))
            for group in every
            if len(group.trees) != 1
        ]

    @classmethod
    def of(cls, question: Question) -> RuleTrees:
        """All trees of a question."""
        return cls(groups_of(question), Outlines(question))

    def standings(self, codes: Codes) -> list[GroupStanding]:
        """How the groups stand where all trees have these codes (`STATES`)."""
        of_one = self._codes_of_one(codes)
        try:
            standings = list(map(getitem, self._by_one, of_one))
        except IndexError:  # one of them was not met before
            tables = self._by_one = [
                table if code < len(table) else [self._outlines.standing(places, (each,)) for each in range(code + 1)]
                for table, places, code in zip(self._by_one, self._places_of_one, of_one, strict=True)
            ]
            standings = list(map(getitem, tables, of_one))
        standings += [table[codes_of(codes)] for table, codes_of in self._by_several]
        return standings

    def outline(self, codes: Codes) -> Outline | None:
        """What the codes of all trees lead to; None where they do not settle it."""
        return self._outlines.outline(self.standings(codes))


def _taking(places: Sequence[int]) -> Callable[[Codes], Codes]:
    """What takes the codes at these places."""
    return itemgetter(*places) if len(places) > 1 else lambda codes: tuple([codes[place] for place in places])
