"""A government policy document as rules that software can run and people can check.

`Policy.load()` gives the policy that the package ships, `Policy.load(folder)` another; `policy.decide(name, facts)`
answers one of its questions, and the `Decision` says why, why not, and what is missing.
"""

from afterschool_policy.decision.contract import Decision
from afterschool_policy.decision.model import Amount, Citation, Finding, ReadingUsed
from afterschool_policy.diagnostics import Diagnostic, InvalidFacts, InvalidPolicy, InvalidRequest, PolicyError
from afterschool_policy.policy import Policy
from afterschool_policy.values.outcomes import Outcome
from afterschool_policy.version import VERSION
from afterschool_policy.vocabulary.facts import Evidence, Facts

__version__ = VERSION

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
