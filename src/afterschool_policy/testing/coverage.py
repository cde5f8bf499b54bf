"""What the cases decide of a policy: which rules and clauses, and which not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from afterschool_policy.policy import Policy
from afterschool_policy.testing.cases import CaseResult


@dataclass(frozen=True, slots=True)
class Coverage:
    """The operative clauses and the deciding rules of a policy, and those that no case has decide."""

    clauses: tuple[str, ...]
    clauses_open: tuple[str, ...]
    rules: tuple[str, ...]
    rules_open: tuple[str, ...]


def coverage(policy: Policy, results: Iterable[CaseResult]) -> Coverage:
    """What the outcomes of the cases rest on, out of what the policy holds."""
    clauses: set[str] = set()
    rules: set[str] = set()
    for result in results:
        if result.decision is not None:
            clauses |= {citation.clause for citation in result.decision.citations}
            rules |= {finding.rule for finding in result.decision.findings if finding.decided}
    operative = tuple(name for name, clause in policy.clauses.items() if clause.operative)
    deciding = tuple(rule.name for rule in policy.rules if rule.decisions)
    return Coverage(
        clauses=operative,
        clauses_open=tuple(name for name in operative if name not in clauses),
        rules=deciding,
        rules_open=tuple(name for name in deciding if name not in rules),
    )
