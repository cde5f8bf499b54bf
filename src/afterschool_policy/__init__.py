"""A government policy document as rules that software can run and people can check.

from afterschool_policy import Policy

policy = Policy.load()
decision = policy.decide("hardship_relief", {"student": {"hardship_recognised": True}})
"""

from afterschool_policy.decision.contract import Decision
from afterschool_policy.decision.model import Amount, Citation, Finding, ReadingUsed
from afterschool_policy.diagnostics import Diagnostic, InvalidFacts, InvalidPolicy, InvalidRequest, PolicyError
from afterschool_policy.policy import Policy
from afterschool_policy.values.outcomes import Outcome
from afterschool_policy.vocabulary.facts import Evidence, Facts

__version__ = "0.1.0"

__all__ = [
    "Amount",
    "Citation",
    "Decision",
    "Diagnostic",
    "Evidence",
    "Facts",
    "Finding",
    "InvalidFacts",
    "InvalidPolicy",
    "InvalidRequest",
    "Outcome",
    "Policy",
    "PolicyError",
    "ReadingUsed",
]
