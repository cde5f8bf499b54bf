"""The clauses of a policy that its cases decide."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from afterschool_policy.policy import Policy
from afterschool_policy.testing.cases import CaseResult


@dataclass(frozen=True, slots=True)
class Coverage:
    """The operative clauses of a policy, and those on which the outcome of no case rests."""

    clauses: tuple[str, ...]
    clauses_open: tuple[str, ...]


def coverage(policy: Policy, results: Iterable[CaseResult]) -> Coverage:
    """The coverage of a policy by the results of its cases."""
    decisions = (result.decision for result in results if result.decision is not None)
    decided = {citation.clause for decision in decisions for citation in decision.citations}
    operative = tuple(name for name, clause in policy.clauses.items() if clause.operative)
    return Coverage(operative, tuple(name for name in operative if name not in decided))
