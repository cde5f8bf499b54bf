"""The parts that a network is built of, for a room that builds its own: a case file joins its entities with them."""

from afterschool_policy.engines.durable.atoms import Attributes, Conjunction, Literals
from afterschool_policy.engines.durable.conditions import Goal
from afterschool_policy.engines.durable.goals import cuts_of, implications_of
from afterschool_policy.engines.durable.network import Network
from afterschool_policy.engines.durable.ruleset import Attribute, Comparison, NetworkRule, Pattern, fault

__all__ = [
    "Attribute",
    "Attributes",
    "Comparison",
    "Conjunction",
    "Goal",
    "Literals",
    "Network",
    "NetworkRule",
    "Pattern",
    "cuts_of",
    "fault",
    "implications_of",
]
