"""The clauses and readings of a policy, built from clauses.yaml and readings.yaml."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from afterschool_policy.authoring.amended import clause_changes, clause_on
from afterschool_policy.authoring.document import AuthoredDocument
from afterschool_policy.authoring.loader import AuthoredPolicy, LedgerClause, Register
from afterschool_policy.authoring.models import Bilingual, ClauseEntry, Instrument
from afterschool_policy.law.model import Actor, Clause, Reading, Relation
from afterschool_policy.text import Text, enumerated

_AMENDED = Text("经{by}修改的{clause}", "{clause} as amended by {by}")
_CITED = Text("《{text}》{number}", "{text} {number}")


def clauses_of(authored: AuthoredPolicy, actors: Mapping[str, Actor], day: date | None = None) -> dict[str, Clause]:
    """The clauses by id, as they read on a day: those of the policy's own text in its order, then of each further text.

    For no day they read as they do last.
    """
    relations = authored.ledger.model.relations
    own, changes = authored.instrument.model, clause_changes(authored)
    clauses: dict[str, Clause] = {}
    amending: dict[str, list[str]] = {}
    for segment in authored.segments:
        of_clause = (change for _, change in changes.get(segment.id, ()))
        entry, amending[segment.id] = clause_on(of_clause, segment.entry, day)
        clauses[segment.id] = _clause(segment._replace(entry=entry), own, relations, actors)
    return {
        name: _as_amended(clause, [clauses[by] for by in amending[name] if by in clauses])
        for name, clause in clauses.items()
    }


def _as_amended(clause: Clause, amending: Sequence[Clause]) -> Clause:
    """A clause that is cited with those that gave it its words."""
    if not amending:
        return clause
    by = enumerated(each.named for each in amending)
    return replace(clause, cited=_AMENDED.format(clause=clause.named, by=by))


def _clause(
    segment: LedgerClause, own: Instrument, relations: Mapping[str, Bilingual], actors: Mapping[str, Actor]
) -> Clause:
    entry, text = segment.entry, segment.text
    short = own.short if text is None else text.entry.short
    days = own if text is None else text.entry
    ends = [day for day in (entry.ends, days.ends) if day is not None]
    return Clause(
        id=segment.id,
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
            Relation(other.clause, relations[other.how].text(), other.note.text() if other.note else None)
            for other in entry.see
            if other.how in relations
        ),
        instrument=None if not own.instruments else own.id if text is None else text.id,
        cited=_cited(entry, short),
        first=entry.in_force or (text.entry.in_force if text is not None else None),
        last=min(ends, default=None),
    )


def _cited(entry: ClauseEntry, short: Bilingual | None) -> Text | None:
    """A clause by the short name of its text, where it has one, and its number: the text's own or the ledger's."""
    called = entry.called.text() if entry.called is not None else None
    if short is None:
        return called
    return _CITED.format(text=short.text(), number=called or Text(entry.clause, entry.clause))


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
