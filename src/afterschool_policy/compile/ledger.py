"""The clauses and readings of a policy, built from clauses.yaml and readings.yaml."""

from __future__ import annotations

from collections.abc import Mapping

from afterschool_policy.authoring.document import AuthoredDocument
from afterschool_policy.authoring.loader import Register
from afterschool_policy.authoring.models import LedgerFile
from afterschool_policy.law.model import Actor, Clause, Reading, Relation


def clauses_of(document: AuthoredDocument[LedgerFile], actors: Mapping[str, Actor]) -> dict[str, Clause]:
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
            actors=tuple(actors[code] for code in entry.actors if code in actors),
            gist=entry.gist.text() if entry.gist else None,
            readings=tuple(entry.readings),
            see=tuple(
                Relation(other.clause, ledger.relations[other.how].text(), other.note.text() if other.note else None)
                for other in entry.see
                if other.how in ledger.relations
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
