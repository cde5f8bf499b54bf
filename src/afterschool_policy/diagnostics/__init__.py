"""Faults of a policy, a case or a set of facts, told to the person who can mend them."""

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
