"""The clauses that a question is asked on alone, and the questions that rules on them answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from afterschool_policy.diagnostics import Diagnostic, InvalidRequest
from afterschool_policy.diagnostics.requests import plain_text, several_names, unknown_request
from afterschool_policy.law.model import DecisionSpec, Law
from afterschool_policy.text import Text

_CLAUSE = Text("条款", "clause")

NO_CLAUSES: tuple[str, ...] = ()
"""What stands where a question is asked on all of its rules."""


def asked_clauses(law: Law, spec: DecisionSpec, clauses: Sequence[str]) -> tuple[str, ...]:
    """The clauses, each once, in the order of the text.

    Raises:
        InvalidRequest: for a clause that there is not, or on which no rule of the question stands.
    """
    given = [(clause, plain_text(clause)) for clause in several_names(clauses, "clauses")]
    known = [name for _, name in given if name is not None and name in law.clauses]
    unknown = [
        unknown_request(_CLAUSE, clause, law.clauses, f"clauses[{place}]")
        for place, (clause, name) in enumerate(given)
        if name not in law.clauses
    ]
    silent = [_silent(law, spec, clause) for clause in known if not any(answering(law, spec, (clause,)))]
    if unknown or silent:
        raise InvalidRequest([*unknown, *silent])
    return tuple(clause for clause in law.clauses if clause in known)


def answering(law: Law, spec: DecisionSpec, clauses: tuple[str, ...]) -> Iterator[DecisionSpec]:
    """The single questions of a decision that rules on these clauses answer; all of them where there are none."""
    parts = [spec] if spec.background is None else [each for each in law.decisions.values() if each.background is None]
    return (part for part in parts if not clauses or part.name in _questions_on(law, clauses))


def _questions_on(law: Law, clauses: tuple[str, ...]) -> set[str]:
    return {name for rule in law.rules if not rule.cited_clauses.isdisjoint(clauses) for name in rule.decisions}


def _silent(law: Law, spec: DecisionSpec, clause: str) -> Diagnostic:
    cited = {each for rule in law.rules if spec.name in rule.decisions for each in rule.cited_clauses}
    others = sorted(_questions_on(law, (clause,)))
    return Diagnostic.of(
        "request-clause",
        name=spec.name,
        clause=clause,
        clauses=", ".join(each for each in law.clauses if each in cited),
        decisions=", ".join(others) or "—",
    )
