"""The faults of a policy, a case or a set of facts, in the words of whoever can mend them."""

from afterschool_policy.diagnostics.diagnostic import Diagnostic, pointer_to, shown, value_shown
from afterschool_policy.diagnostics.errors import (
    EngineDisagreement,
    EngineFault,
    InvalidFacts,
    InvalidPolicy,
    InvalidRequest,
    LogFailure,
    PolicyError,
)
from afterschool_policy.diagnostics.suggestion import Field, suggestion

__all__ = [
    "Diagnostic",
    "EngineDisagreement",
    "EngineFault",
    "Field",
    "InvalidFacts",
    "InvalidPolicy",
    "InvalidRequest",
    "LogFailure",
    "PolicyError",
    "pointer_to",
    "shown",
    "suggestion",
    "value_shown",
]
