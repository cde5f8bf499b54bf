"""The goals of a question, and the conjunctions of comparisons that decide each of them.

A goal is a boolean tree whose truth the network has to find: every single test, every part of every rule, and the parts
that a large tree was cut into.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from afterschool_policy.engines.durable.atoms import Conjunction, Literals
from afterschool_policy.engines.durable.conditions import Conditions, Goal, Want, attribute_of
from afterschool_policy.language.tree import Node
from afterschool_policy.semantics.question import Question, trees
from afterschool_policy.values.truth import Truth


class Implication(NamedTuple):
    """A conjunction, and the truth that it implies for a goal, which is named by its place."""

    goal: int
    truth: Truth
    conjunction: Conjunction


def implications_of(question: Question, literals: Mapping[Node, Literals]) -> tuple[Sequence[Goal], list[Implication]]:
    """Every goal, the question's atoms first, with all that implies one of them; `literals` are those of each atom."""
    conditions = Conditions(literals)
    for atom in question.atoms:
        conditions.place(atom, presuming=False)
    for rule in question.rules:
        for tree in trees(rule):
            conditions.place(tree, presuming=False)
            conditions.place(tree, presuming=True)
    implications: list[Implication] = []
    place = 0
    while place < len(conditions.goals):  # a goal can be cut into further ones, which come in their turn
        goal = conditions.goals[place]
        cases = [(truth, conditions.disjunction(goal, Want[truth.name])) for truth in (Truth.TRUE, Truth.FALSE)]
        if goal[0] in literals:
            cases.append((Truth.UNKNOWN, literals[goal[0]].unknown))
        for truth, disjunction in cases:
            implications += [Implication(place, truth, conjunction) for conjunction in disjunction]
        place += 1
    return conditions.goals, implications


def cuts_of(goals: Sequence[Goal], implications: Iterable[Implication]) -> list[set[int]]:
    """For each goal those that were cut out of it: their truths enter its conjunctions as attributes."""
    place_of = {attribute_of(place): place for place in range(len(goals))}
    cuts: list[set[int]] = [set() for _ in goals]
    for goal, _, conjunction in implications:
        cuts[goal] |= {place_of[test.attribute] for test in conjunction if test.attribute in place_of}
    return cuts
