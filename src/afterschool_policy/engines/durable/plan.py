"""Takes a question; gives the networks that decide it: the rules of every goal, in strata, with what they mean.

A goal is a boolean tree whose truth the network has to find: every single test, every part of every rule, and the parts
that a large tree was cut into. What rests on a cut is decided one stratum later, when its truth is known.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from afterschool_policy.engines.durable.atoms import Attributes, Conjunction, Literals
from afterschool_policy.engines.durable.conditions import Conditions, Goal, Want, attribute_of
from afterschool_policy.engines.durable.network import Network
from afterschool_policy.engines.durable.ruleset import Comparison, Pattern, Rule
from afterschool_policy.language.tree import Node
from afterschool_policy.semantics.question import Question, trees
from afterschool_policy.values.truth import Truth

ALWAYS = "always"
"""An attribute of every fact, always 1, for what holds without condition."""


@dataclass(frozen=True, slots=True)
class Stratum:
    """A network with the meaning of each of its rules: a goal, and the truth that the rule gives it.

    `enters` are the goals whose truths come in as attributes.
    """

    network: Network
    means: tuple[tuple[int, Truth], ...]
    enters: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """How a question is decided. The first goals are the question's atoms, in its order."""

    question: Question
    attributes: Attributes
    goals: tuple[Goal, ...]
    strata: tuple[Stratum, ...]


def plan_of(question: Question) -> Plan:
    """The networks of a question.

    Raises:
        EngineFault: where a rule cannot be told to the network.
    """
    attributes = Attributes(question.atoms)
    literals = dict(zip(question.atoms, attributes.literals, strict=True))
    conditions = Conditions(literals)
    for atom in question.atoms:
        conditions.place(atom, presuming=False)
    for asked in question.rules:
        for tree in trees(asked):
            conditions.place(tree, presuming=False)
            conditions.place(tree, presuming=True)
    told = list(_told(conditions, literals))
    goals = tuple(conditions.goals)
    return Plan(question, attributes, goals, _strata(told, len(goals)))


_Told = tuple[int, Truth, Conjunction]


def _told(conditions: Conditions, literals: Mapping[Node, Literals]) -> Iterator[_Told]:
    """One entry for each conjunction. Telling about a goal can add goals: they are told about in their turn."""
    done = 0
    while done < len(conditions.goals):
        goal = conditions.goals[done]
        ways = [(Truth.TRUE, conditions.when(goal, Want.TRUE)), (Truth.FALSE, conditions.when(goal, Want.FALSE))]
        literal = literals.get(goal[0])
        if literal is not None:
            ways.append((Truth.UNKNOWN, literal.unknown))
        for truth, alternatives in ways:
            yield from ((done, truth, each) for each in alternatives)
        done += 1


def _strata(told: Sequence[_Told], count: int) -> tuple[Stratum, ...]:
    names = {attribute_of(place): place for place in range(count)}
    rests: dict[int, set[int]] = {place: set() for place in range(count)}
    for goal, _, conjunction in told:
        rests[goal] |= {names[each.attribute] for each in conjunction if each.attribute in names}
    levels = _levels(rests)
    strata: list[Stratum] = []
    for level in range(max(levels, default=-1) + 1):
        here = [each for each in told if levels[each[0]] == level]
        enters = sorted({one for goal, _, _ in here for one in rests[goal]})
        network = Network([_rule(conjunction) for _, _, conjunction in here])
        strata.append(Stratum(network, tuple((goal, truth) for goal, truth, _ in here), tuple(enters)))
    return tuple(strata)


def _levels(rests: dict[int, set[int]]) -> list[int]:
    """The stratum of each goal: one above the highest that it rests on."""
    found: dict[int, int] = {}

    def level(goal: int) -> int:
        if goal not in found:
            found[goal] = 1 + max((level(other) for other in rests[goal]), default=-1)
        return found[goal]

    return [level(goal) for goal in rests]


def _rule(conjunction: Conjunction) -> Rule:
    return (Pattern("m", conjunction or (Comparison(ALWAYS, "==", 1),)),)
