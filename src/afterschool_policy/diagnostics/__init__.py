"""Faults of a policy, a case or a set of facts, told to the person who can mend them."""

from afterschool_policy.diagnostics.codes import CODES, Code, Severity
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
    "CODES",
    "Code",
    "Diagnostic",
    "EngineDisagreement",
    "EngineFault",
    "InvalidFacts",
    "InvalidPolicy",
    "InvalidRequest",
    "LogFailure",
    "PolicyError",
    "Severity",
    "suggestion",
    "unknown_request",
]
