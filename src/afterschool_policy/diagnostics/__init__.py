"""The faults of a policy, a case or a set of facts, in the words of whoever can mend them."""

from afterschool_policy.diagnostics.diagnostic import Diagnostic, suggestion, unknown_request
from afterschool_policy.diagnostics.errors import (
    EngineDisagreement,
    EngineFault,
    InvalidFacts,
    InvalidPolicy,
    InvalidRequest,
    LogFailure,
    PolicyError,
)

__all__ = [
    "Diagnostic",
    "EngineDisagreement",
    "EngineFault",
    "InvalidFacts",
    "InvalidPolicy",
    "InvalidRequest",
    "LogFailure",
    "PolicyError",
    "suggestion",
    "unknown_request",
]
