"""Takes the authored ledger and register; gives clauses and readings, and tells where a quote leaves the text."""

from __future__ import annotations

from collections.abc import Iterator

from afterschool_policy.authoring.loader import AuthoredDocument, Register
from afterschool_policy.authoring.models import LedgerFile
from afterschool_policy.authoring.yaml_reader import find
from afterschool_policy.diagnostics import Diagnostic
from afterschool_policy.law.model import Clause, Reading, Relation


def clauses_of(document: AuthoredDocument[LedgerFile]) -> dict[str, Clause]:
    """The clauses by id, in the order of the text."""
    ledger = document.model
    return {
        entry.clause: Clause(
            id=entry.clause,
            heading=tuple(entry.heading),
            line=entry.line,
            quote=entry.quote,
            operative=entry.operative,
            reason=entry.reason.text() if entry.reason else None,
            modality=entry.modality,
            actors=tuple(ledger.actors[actor].text() for actor in entry.actors if actor in ledger.actors),
            gist=entry.gist.text() if entry.gist else None,
            readings=tuple(entry.readings),
            see=tuple(
                Relation(each.clause, ledger.relations[each.how].text(), each.note.text() if each.note else None)
                for each in entry.see
                if each.how in ledger.relations
            ),
        )
        for entry in ledger.clauses
    }


def readings_of(document: AuthoredDocument[Register]) -> dict[str, Reading]:
    """The register by id; `choices` holds the default's code first."""
    return {
        name: Reading(
            id=name,
            matter=entry.matter.text(),
            clauses=tuple(entry.clauses),
            default=entry.default.code,
            choices={
                entry.default.code: entry.default.text(),
                **{code: other.text() for code, other in entry.alternatives.items()},
            },
            grounds=entry.grounds.text(),
        )
        for name, entry in document.model.root.items()
    }


def misquoted(document: AuthoredDocument[LedgerFile], source: str) -> Iterator[Diagnostic]:
    """A diagnostic for the first quote that leaves the text: joined, the quotes are the text without white space."""
    rest = "".join(source.split())
    for place, entry in enumerate(document.model.clauses):
        quote = "".join(entry.quote.split())
        if not rest.startswith(quote):
            span = find(document.node, ("clauses", place, "quote")).span
            yield Diagnostic("quote-differs", span, {"name": entry.clause, "expected": rest[: len(quote)]})
            return
        rest = rest[len(quote) :]
    if rest:
        last = document.model.clauses[-1]
        span = find(document.node, ("clauses", len(document.model.clauses) - 1, "quote")).span
        yield Diagnostic("quote-differs", span, {"name": last.clause, "expected": last.quote + rest[:40]})
