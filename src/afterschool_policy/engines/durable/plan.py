"""The networks that decide a question: the rules of every goal, in strata, with what they mean.

What rests on a part that was cut out of a large tree is decided one stratum later, when the part's truth is known.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from afterschool_policy.engines.durable.atoms import Attributes
from afterschool_policy.engines.durable.conditions import Goal
from afterschool_policy.engines.durable.goals import Implication, cuts_of, implications_of
from afterschool_policy.engines.durable.network import Network
from afterschool_policy.engines.durable.ruleset import Comparison, Pattern
from afterschool_policy.semantics.question import Question
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
class NetworkPlan:
    """How a question is decided. The first goals are the question's atoms, in its order."""

    question: Question
    attributes: Attributes
    goals: tuple[Goal, ...]
    strata: tuple[Stratum, ...]


def plan_of(question: Question) -> NetworkPlan:
    """The networks of a question.

    Raises:
        EngineFault: where a rule cannot be stated to the network.
    """
    attributes = Attributes(question.atoms)
    goals, implications = implications_of(question, dict(zip(question.atoms, attributes.literals, strict=True)))
    return NetworkPlan(question, attributes, tuple(goals), _strata(implications, cuts_of(goals, implications)))


def _strata(implications: Sequence[Implication], cuts: Sequence[set[int]]) -> tuple[Stratum, ...]:
    levels = _levels(cuts)
    always = (Comparison(ALWAYS, "==", 1),)
    strata: list[Stratum] = []
    for level in range(max(levels, default=-1) + 1):
        here = [implication for implication in implications if levels[implication.goal] == level]
        enters = sorted({cut for implication in here for cut in cuts[implication.goal]})
        network = Network([(Pattern("m", implication.conjunction or always),) for implication in here])
        strata.append(Stratum(network, tuple((goal, truth) for goal, truth, _ in here), tuple(enters)))
    return tuple(strata)


def _levels(cuts: Sequence[set[int]]) -> list[int]:
    """The stratum of each goal: one above the highest of those that were cut out of it."""
    levels: dict[int, int] = {}

    def level(goal: int) -> int:
        if goal not in levels:
            levels[goal] = 1 + max(map(level, cuts[goal]), default=-1)
        return levels[goal]

    return [level(goal) for goal in range(len(cuts))]
