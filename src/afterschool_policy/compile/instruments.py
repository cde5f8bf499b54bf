"""The texts of a policy: which there are, whose ids are used twice, and what is in force when its clause is not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from afterschool_policy.authoring.cited import clauses_in
from afterschool_policy.authoring.document import AuthoredDocument
from afterschool_policy.authoring.loader import AuthoredPolicy
from afterschool_policy.authoring.models import Instrument, TextEntry
from afterschool_policy.authoring.yaml_reader import KeyPath
from afterschool_policy.compile.references import unknown_names
from afterschool_policy.diagnostics import Diagnostic, suggestion
from afterschool_policy.law.model import Clause, Law, LegalText, Rule
from afterschool_policy.positions import Span
from afterschool_policy.text import Text


def instruments_of(
    authored: AuthoredPolicy, clauses: Mapping[str, Clause]
) -> tuple[dict[str, LegalText], list[Diagnostic]]:
    """The texts by id, the policy's own first; none where it has that one and no more is said of it."""
    document, own = authored.instrument, authored.instrument.model
    if not own.instruments and own.number is None and own.ends is None:
        return {}, []
    faults = [*_unranked(document, own, ())]
    if own.instruments and own.short is None:
        faults.append(Diagnostic.of("missing-key", document.key_span("name"), key="short"))
    texts = {own.id: _text(own, own.id, own, authored.source.text)}
    faults += _unknown_basis(document, own, (), clauses)
    for text in authored.texts:
        path = ("instruments", text.id)
        faults += _unranked(document, text.entry, path)
        faults += _unknown_basis(document, text.entry, path, clauses)
        texts[text.id] = _text(text.entry, text.id, own, text.source.text)
    return texts, faults


def level_of(own: Instrument) -> Text:
    """The level of the policy's own text, in words."""
    return _level(own, own)


def _level(entry: Instrument | TextEntry, own: Instrument) -> Text:
    if not isinstance(entry.level, str):
        return entry.level.text()
    level = own.levels.get(entry.level)
    return level.text() if level is not None else Text(entry.level, entry.level)


def _text(entry: Instrument | TextEntry, name: str, own: Instrument, source: str) -> LegalText:
    return LegalText(
        id=name,
        name=entry.name.text(),
        short=(entry.short or entry.name).text(),
        issuer=entry.issuer.text(),
        level=_level(entry, own),
        rank=[*own.levels].index(entry.level) if entry.level in own.levels else 0,
        number=entry.number,
        first=entry.in_force,
        last=entry.ends,
        prevails=tuple(entry.prevails.clauses) if entry.prevails is not None else (),
        source=source,
    )


def _unranked(
    document: AuthoredDocument[Instrument], entry: Instrument | TextEntry, path: KeyPath
) -> Iterator[Diagnostic]:
    """A diagnostic for a level that is not listed; that of a text that stands alone may be in words."""
    levels = document.model.levels
    if isinstance(entry.level, str) or document.model.instruments:
        name = entry.level if isinstance(entry.level, str) else entry.level.zh
        if name not in levels:
            span = document.span(*path, "level")
            yield Diagnostic.of("unknown-level", span, name=name, suggestion=suggestion(name, levels))


def _unknown_basis(
    document: AuthoredDocument[Instrument], entry: Instrument | TextEntry, path: KeyPath, clauses: Mapping[str, Clause]
) -> Iterator[Diagnostic]:
    if entry.prevails is not None:
        where = (*path, "prevails", "clauses")
        yield from unknown_names(document, "unknown-clause", entry.prevails.clauses, clauses, where)


def listed_twice(_: Law, authored: AuthoredPolicy) -> Iterator[Diagnostic]:
    """A diagnostic for each clause whose id another clause of the policy has."""
    first: dict[str, Span] = {}
    for segment in authored.segments:
        span = segment.span()
        if (before := first.setdefault(segment.id, span)) is not span:
            yield Diagnostic.of("clause-twice", span, name=segment.id, first=str(before)).with_place(before)


def beyond_clauses(law: Law, authored: AuthoredPolicy) -> Iterator[Diagnostic]:
    """A diagnostic for each clause that a version rests on outside of the days on which the clause is in force."""
    rules = {rule.name: rule for rule in law.rules}
    for document in authored.rules:
        rule = rules[document.model.name]
        for clause, path in clauses_in(document):
            found = law.clauses.get(clause)
            if found is None:
                continue
            # A clause by which a rule prevails matters only where the other rule is in force as well.
            early = "overrides" not in path and _starts_before(rule, found, law.instrument.in_force)
            if early or _outlasts(rule, found):
                days = _days(found)
                yield Diagnostic.of(
                    "clause-out-of-force", document.span(*path), name=rule.name, clause=clause, days=days
                )


def _starts_before(rule: Rule, clause: Clause, starts: date | None) -> bool:
    """Whether a version holds before a clause does; one that holds `always` is about the text itself."""
    first = rule.effective.first
    if first == "in_force":
        first = starts or date.min
    return clause.first is not None and first is not None and first < clause.first


def _outlasts(rule: Rule, clause: Clause) -> bool:
    last = rule.effective.last
    return clause.last is not None and (last is None or last > clause.last)


def _days(clause: Clause) -> str:
    return " – ".join(day.isoformat() if day is not None else "" for day in (clause.first, clause.last)).strip()
