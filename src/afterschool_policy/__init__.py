"""A government policy document as rules that software can run and people can check.

`Policy.load()` gives the policy that the package ships, `Policy.load(folder)` another; `policy.decide(name, facts)`
answers one of its questions, and the `Decision` says why, why not, and what is missing.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from afterschool_policy.audit.replay import Discrepancy, Replay, RuleChange
from afterschool_policy.casefile import CaseFile, CaseFinding, Changes, Entity, EntityFact, Support
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
from afterschool_policy.explain.model import Explanation
from afterschool_policy.explain.next_questions import Choice, Lead, NextQuestion, NextQuestions
from afterschool_policy.explain.report_model import Report
from afterschool_policy.explain.results import Amount, Citation, Finding, OtherReading, ReadingUsed, Trace, UnreadFact
from afterschool_policy.explain.turns_on import TurnsOn
from afterschool_policy.explain.why_not import Change, Obstacle, Remedy, Stand, WhyNot
from afterschool_policy.law.model import Clause, DecisionSpec, Law, Reading, Rule
from afterschool_policy.policy import Policy
from afterschool_policy.population.by_row import ByRow
from afterschool_policy.population.counts import TableCounts
from afterschool_policy.population.decided import DecidedTable
from afterschool_policy.population.population import Population
from afterschool_policy.population.rejects import Rejects
from afterschool_policy.population.report import TableReport
from afterschool_policy.population.residual import Residual
from afterschool_policy.record.typed import Writing
from afterschool_policy.semantics.trace import PartTrace, RuleTrace, TestTrace
from afterschool_policy.text import Text
from afterschool_policy.values.outcomes import Outcome
from afterschool_policy.version import VERSION
from afterschool_policy.vocabulary.entailment import Contradiction
from afterschool_policy.vocabulary.facts import Evidence, Facts, FactsModel

if TYPE_CHECKING:
    from afterschool_policy.audit.log import (
        Anchor,
        Batch,
        DecisionLog,
        Entry,
        Fault,
        Labelled,
        OutcomeCount,
        Query,
        Verification,
    )
    from afterschool_policy.record.model import Record

__version__ = VERSION

__all__ = [
    "Amount",
    "Anchor",
    "Batch",
    "Branch",
    "ByRow",
    "CaseFile",
    "CaseFinding",
    "Change",
    "Changes",
    "Choice",
    "Citation",
    "Clause",
    "Condition",
    "Contradiction",
    "DecidedTable",
    "Decision",
    "DecisionLog",
    "DecisionSpec",
    "Diagnostic",
    "Discrepancy",
    "EngineDisagreement",
    "EngineFault",
    "Entity",
    "EntityFact",
    "Entry",
    "Evidence",
    "Explanation",
    "Facts",
    "FactsModel",
    "Fault",
    "Finding",
    "InvalidFacts",
    "InvalidPolicy",
    "InvalidRequest",
    "Labelled",
    "Law",
    "Lead",
    "LogFailure",
    "NextQuestion",
    "NextQuestions",
    "Obstacle",
    "OtherReading",
    "Outcome",
    "OutcomeCount",
    "PartTrace",
    "Policy",
    "PolicyError",
    "Population",
    "Query",
    "Reading",
    "ReadingUsed",
    "Record",
    "Rejects",
    "Remedy",
    "Replay",
    "Report",
    "Residual",
    "Rule",
    "RuleChange",
    "RuleTrace",
    "Stand",
    "Support",
    "TableCounts",
    "TableReport",
    "TestTrace",
    "Text",
    "Trace",
    "TurnsOn",
    "UnreadFact",
    "Verification",
    "WhyNot",
    "Writing",
]

_OF_THE_LOG = ("Anchor", "Batch", "DecisionLog", "Entry", "Fault", "Labelled", "OutcomeCount", "Query", "Verification")
_ON_DEMAND = {"Record": "afterschool_policy.record.model"} | dict.fromkeys(_OF_THE_LOG, "afterschool_policy.audit.log")


def __getattr__(name: str) -> object:
    """What only those need who keep a log or write a record is imported by them."""
    if name not in _ON_DEMAND:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_ON_DEMAND[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
