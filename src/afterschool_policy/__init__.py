"""A government policy document as rules that software can run and people can check.

`Policy.load()` gives the policy that the package ships, `Policy.load(folder)` another; `policy.decide(name, facts)`
answers one of its questions, and the `Decision` says why, why not, and what is missing.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from afterschool_policy.decision.contract import Decision
from afterschool_policy.diagnostics import (
    Diagnostic,
    EngineDisagreement,
    EngineFault,
    InvalidFacts,
    InvalidPolicy,
    InvalidRequest,
    LogFailure,
    PolicyError,
)
from afterschool_policy.explain.branches import Branch, Condition
from afterschool_policy.explain.next_questions import NextQuestion, NextQuestions
from afterschool_policy.explain.results import Amount, Citation, Finding, OtherReading, ReadingUsed, UnreadFact
from afterschool_policy.explain.turns_on import TurnsOn
from afterschool_policy.explain.why_not import Change, Obstacle, Remedy, WhyNot
from afterschool_policy.policy import Policy
from afterschool_policy.record.typed import Writing
from afterschool_policy.values.outcomes import Outcome
from afterschool_policy.version import VERSION
from afterschool_policy.vocabulary.entailment import Contradiction
from afterschool_policy.vocabulary.facts import Evidence, Facts

if TYPE_CHECKING:
    from afterschool_policy.audit.log import DecisionLog

__version__ = VERSION

__all__ = [
    "Amount",
    "Branch",
    "Change",
    "Citation",
    "Condition",
    "Contradiction",
    "Decision",
    "DecisionLog",
    "Diagnostic",
    "EngineDisagreement",
    "EngineFault",
    "Evidence",
    "Facts",
    "Finding",
    "InvalidFacts",
    "InvalidPolicy",
    "InvalidRequest",
    "LogFailure",
    "NextQuestion",
    "NextQuestions",
    "Obstacle",
    "OtherReading",
    "Outcome",
    "Policy",
    "PolicyError",
    "ReadingUsed",
    "Remedy",
    "TurnsOn",
    "UnreadFact",
    "WhyNot",
    "Writing",
]


def __getattr__(name: str) -> object:
    """The decision log is imported by those who keep one."""
    if name != "DecisionLog":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return import_module("afterschool_policy.audit.log").DecisionLog
