"""The texts of a policy: which there are, what of a lower one loosens a higher one, and what outlives its clause."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from afterschool_policy.authoring.cited import clauses_in
from afterschool_policy.authoring.document import AuthoredDocument
from afterschool_policy.authoring.loader import AuthoredPolicy
from afterschool_policy.authoring.models import Instrument as Own
from afterschool_policy.authoring.models import RuleEntry, TextEntry
from afterschool_policy.authoring.yaml_reader import KeyPath
from afterschool_policy.compile.references import unknown_names
from afterschool_policy.diagnostics import Diagnostic, suggestion
from afterschool_policy.law.modalities import MODALITIES
from afterschool_policy.law.model import Clause, Instrument, Law, Rule
from afterschool_policy.text import Text
from afterschool_policy.values.outcomes import OUTCOMES, Outcome

_LATER_PREVAILS = Text("同一层级的文件，后施行的优先", "of texts of one level, the later one prevails")
_OVERRIDES = Text("优先于", "prevails over")
_EXCEPTS = Text("例外排除了", "makes an exception to")


def instruments_of(
    authored: AuthoredPolicy, clauses: Mapping[str, Clause]
) -> tuple[dict[str, Instrument], list[Diagnostic]]:
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


def level_of(own: Own) -> Text:
    """The level of the policy's own text, in words."""
    return _level(own, own)


def _level(entry: Own | TextEntry, own: Own) -> Text:
    if not isinstance(entry.level, str):
        return entry.level.text()
    level = own.levels.get(entry.level)
    return level.text() if level is not None else Text(entry.level, entry.level)


def _text(entry: Own | TextEntry, name: str, own: Own, source: str) -> Instrument:
    return Instrument(
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


def _unranked(document: AuthoredDocument[Own], entry: Own | TextEntry, path: KeyPath) -> Iterator[Diagnostic]:
    """A diagnostic for a level that is not listed; that of a text that stands alone may be in words."""
    levels = document.model.levels
    if isinstance(entry.level, str) or document.model.instruments:
        name = entry.level if isinstance(entry.level, str) else entry.level.zh
        if name not in levels:
            span = document.span(*path, "level")
            yield Diagnostic.of("unknown-level", span, name=name, suggestion=suggestion(name, levels))


def _unknown_basis(
    document: AuthoredDocument[Own], entry: Own | TextEntry, path: KeyPath, clauses: Mapping[str, Clause]
) -> Iterator[Diagnostic]:
    if entry.prevails is not None:
        where = (*path, "prevails", "clauses")
        yield from unknown_names(document, "unknown-clause", entry.prevails.clauses, clauses, where)


def later_first(law: Law) -> Law:
    """The law in which each rule of a text that prevails over earlier ones of its level overrides what it contradicts.

    Only a permission and a ban contradict one another, and an order that the rules state themselves stands.
    """
    versions_of: dict[str, list[Rule]] = {}
    for rule in law.rules:
        versions_of.setdefault(rule.id, []).append(rule)
    rules = tuple(_prevailing(law, rule, versions_of) for rule in law.rules) if law.instruments else law.rules
    return replace(law, rules=rules)


def _prevailing(law: Law, rule: Rule, versions_of: Mapping[str, Sequence[Rule]]) -> Rule:
    for name, versions in versions_of.items():
        clauses = _by_which_later(law, rule, versions)
        if clauses and not any(each.rule_order(rule.id) for each in versions) and not rule.rule_order(name):
            basis = (name, clauses)
            rule = replace(rule, overrides=(*rule.overrides, (name, _LATER_PREVAILS)), bases=(*rule.bases, basis))
    return rule


def _by_which_later(law: Law, rule: Rule, others: Sequence[Rule]) -> tuple[str, ...]:
    """The clauses by which a rule prevails over another in all its versions, as that of a later text of the level."""
    for text in law.texts_of(rule.clauses):
        earlier = all(
            older.rank == text.rank and older is not text and _is_before(older.first, text.first)
            for other in others
            for older in law.texts_of(other.clauses)
        )
        if text.prevails and earlier and any(contradict(rule, other) for other in others):
            return text.prevails
    return ()


def _is_before(one: date | None, other: date | None) -> bool:
    return one is not None and other is not None and one < other


def contradict(one: Rule, other: Rule) -> bool:
    """Whether of two rules of one question one permits and the other forbids."""
    shared = set(one.decisions) & set(other.decisions)
    return bool(shared) and any(
        permits.modality in PERMITTING and can_prohibit(forbids) for permits, forbids in ((one, other), (other, one))
    )


PERMITTING = frozenset({"may", "delegation", "encouraged"})


def can_prohibit(rule: Rule) -> bool:
    """Whether a rule forbids anything: a ban, or a permission that is the only basis."""
    return rule.modality == "must_not" or rule.body.otherwise is Outcome.PROHIBITED


def is_binding(rule: Rule) -> bool:
    """Whether a rule is a ban or a duty: what is against it is a breach."""
    row = MODALITIES[rule.modality]
    return any(outcome is not None and OUTCOMES[outcome].is_breach for outcome in (row.when_true, row.when_false))


def listed_twice(_: Law, authored: AuthoredPolicy) -> Iterator[Diagnostic]:
    """A diagnostic for each clause whose id another clause of the policy has."""
    first: dict[str, object] = {}
    for segment in authored.segments:
        span = segment.span()
        if first.setdefault(segment.id, span) is not span:
            yield Diagnostic.of("clause-twice", span, name=segment.id, first=str(first[segment.id]))


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
            early = path[0] != "overrides" and _starts_before(rule, found, law.instrument.in_force)
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


def lower_first(law: Law, authored: AuthoredPolicy) -> Iterator[Diagnostic]:
    """A diagnostic for each rule or exception of a lower text that takes force from a ban or duty of a higher one.

    It may where a clause of the higher text, or of another as high, says so.
    """
    versions_of: dict[str, list[Rule]] = {}
    for rule in law.rules:
        versions_of.setdefault(rule.id, []).append(rule)
    for document in authored.rules:
        model = document.model
        rank = law.rank_of(model.clauses)
        for place, override in enumerate(model.overrides):
            allowed = min(rank, law.rank_of(override.clauses)) if override.clauses else rank
            higher = [
                each
                for each in versions_of.get(override.rule, ())
                if is_binding(each) and law.rank_of(each.clauses) < allowed
            ]
            for other in higher[:1]:
                yield _loosened(document, ("overrides", place, "rule"), _OVERRIDES, other.name, str(other.span))
        if model.modality in MODALITIES and not (model.define or model.parameter):
            for place, exemption in enumerate(model.unless or ()):
                if law.rank_of(exemption.clauses) > rank:
                    path = ("unless", place, "clauses")
                    yield _loosened(document, path, _EXCEPTS, model.name, str(document.span("clauses")))


def _loosened(document: AuthoredDocument[RuleEntry], path: KeyPath, what: Text, other: str, first: str) -> Diagnostic:
    name = document.model.rule
    return Diagnostic.of("lower-loosens", document.span(*path), name=name, what=what, other=other, first=first)
