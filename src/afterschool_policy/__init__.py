"""A government policy document as rules that software can run and people can check.

`Policy.load()` gives the policy that the package ships, `Policy.load(folder)` another; `policy.decide(name, facts)`
answers one of its questions, and the `Decision` says why, why not, and what is missing.
"""

from typing import TYPE_CHECKING

from afterschool_policy.decision.contract import Decision
from afterschool_policy.decision.model import Amount, Citation, Finding, ReadingUsed
from afterschool_policy.decision.record import Writing
from afterschool_policy.diagnostics import (
    Diagnostic,
    InvalidFacts,
    InvalidPolicy,
    InvalidRequest,
    LogFailure,
    PolicyError,
)
from afterschool_policy.policy import Policy
from afterschool_policy.values.outcomes import Outcome
from afterschool_policy.version import VERSION
from afterschool_policy.vocabulary.facts import Evidence, Facts

if TYPE_CHECKING:
    from afterschool_policy.audit.log import DecisionLog

__version__ = VERSION

__all__ = [
    "Amount",
    "Citation",
    "Decision",
    "DecisionLog",
    "Diagnostic",
    "Evidence",
    "Facts",
    "Finding",
    "InvalidFacts",
    "InvalidPolicy",
    "InvalidRequest",
    "LogFailure",
    "Outcome",
    "Policy",
    "PolicyError",
    "ReadingUsed",
    "Writing",
]


def __getattr__(name: str) -> object:
    """The log is imported by those who keep one."""
    if name == "DecisionLog":
        from afterschool_policy.audit.log import DecisionLog

        return DecisionLog
    raise AttributeError(name)
