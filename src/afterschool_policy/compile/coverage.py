"""Whether text and rules cover one another: quotes, clauses and questions."""

from __future__ import annotations

from collections.abc import Iterator

from afterschool_policy.authoring.loader import AuthoredPolicy
from afterschool_policy.diagnostics import Diagnostic
from afterschool_policy.law.model import Law


def misquoted(law: Law, authored: AuthoredPolicy) -> Iterator[Diagnostic]:
    """A diagnostic for the first quote that leaves the text: joined, the quotes are the text without white space."""
    rest = "".join(law.source.split())
    clauses = authored.ledger.model.clauses
    for place, entry in enumerate(clauses):
        quote = "".join(entry.quote.split())
        if not rest.startswith(quote):
            span = authored.ledger.span("clauses", place, "quote")
            yield Diagnostic.of("quote-differs", span, name=entry.clause, expected=rest[: len(quote)])
            return
        rest = rest[len(quote) :]
    if rest:
        last, span = clauses[-1], authored.ledger.span("clauses", len(clauses) - 1, "quote")
        yield Diagnostic.of("quote-differs", span, name=last.clause, expected=last.quote + rest[:40])


def unanswered(law: Law, authored: AuthoredPolicy) -> Iterator[Diagnostic]:
    """A diagnostic for each question that no rule answers; an audit needs none of its own."""
    answered = {decision for rule in law.rules for decision in rule.decisions}
    for name, spec in law.decisions.items():
        if name not in answered and spec.background is None:
            span = authored.decisions.key_span("decisions", name)
            yield Diagnostic.of("decision-without-rules", span, name=name)


def uncovered(law: Law, authored: AuthoredPolicy) -> Iterator[Diagnostic]:
    """A diagnostic for each operative clause that no rule encodes, and for each rule on one that is not operative."""
    cited = {clause for rule in law.rules for clause in rule.cited_clauses}
    for place, clause in enumerate(law.clauses.values()):
        if clause.operative and clause.id not in cited:
            span = authored.ledger.key_span("clauses", place, "clause")
            yield Diagnostic.of("clause-without-rule", span, name=clause.id)
    for rule in law.rules:
        for name in rule.clauses:
            if name in law.clauses and not law.clauses[name].operative and rule.note is None:
                yield Diagnostic.of("clause-not-operative", rule.span, name=name)
