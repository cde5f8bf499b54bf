"""What one rule comes to in a decision, as callers read it."""

from __future__ import annotations

from typing import NamedTuple

from afterschool_policy.semantics.conclusion import Conclusion
from afterschool_policy.text import Text
from afterschool_policy.values.outcomes import Outcome


class Finding(NamedTuple):
    """What one rule comes to.

    Attributes:
        rule: The rule, as `id@version`.
        title: Its title.
        outcome: What it comes to, in the words of the question.
        clauses: Ids of the clauses that it encodes, with those of the exception that took effect.
        decided: Whether the outcome of the decision rests on it.
        defeated_by: The rule that prevails over it, as `id@version`, where one does.
        decision: Name of the question that it was tried for.
    """

    rule: str
    title: Text
    outcome: Outcome
    clauses: tuple[str, ...]
    decided: bool
    defeated_by: str | None = None
    decision: str = ""


def finding_of(
    conclusion: Conclusion, outcome: Outcome, decided: bool, defeated_by: str | None, decision: str
) -> Finding:
    """The finding of the rule that came to this conclusion; `outcome` is in the words of the question."""
    rule = conclusion.rule
    return Finding(rule.name, rule.title, outcome, clauses_of(conclusion), decided, defeated_by, decision)


def clauses_of(conclusion: Conclusion) -> tuple[str, ...]:
    """The clauses of a rule, with those of the exception that took effect."""
    exemption = conclusion.exemption
    clauses = conclusion.rule.clauses
    return tuple(dict.fromkeys((*clauses, *(exemption.clauses if exemption is not None else ()))))
