"""The decision log: records one after the other, each linked to the one before, and the policies that decided."""

from afterschool_policy.audit.log.decision_log import DecisionLog
from afterschool_policy.audit.log.model import Anchor, Entry, Fault, OutcomeCount, Query, Verification
from afterschool_policy.audit.log.writers import Batch, Labelled

__all__ = ["Anchor", "Batch", "DecisionLog", "Entry", "Fault", "Labelled", "OutcomeCount", "Query", "Verification"]
