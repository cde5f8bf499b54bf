"""What files name outside of rules: clauses, readings, relations, sections, facts, units, and the lines of the text.

Rules are held to what there is by the checker of expressions; what no rule reads would else be found by nobody, or by
whoever reads a page that leads nowhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from afterschool_policy.authoring.document import AuthoredDocument, M
from afterschool_policy.authoring.loader import AuthoredPolicy, LedgerClause
from afterschool_policy.authoring.yaml_reader import KeyPath
from afterschool_policy.compile.references import unknown_names
from afterschool_policy.diagnostics import Diagnostic, suggestion
from afterschool_policy.law.modalities import WRITTEN
from afterschool_policy.law.model import Law
from afterschool_policy.text import Text
from afterschool_policy.values.types import DATE

_WITHOUT_ENTRY = frozenset({"1", "calendar_year"})
"""Units that no sentence writes: none at all, and a year by its number."""


def unknown_elsewhere(law: Law, authored: AuthoredPolicy) -> Iterator[Diagnostic]:
    """A diagnostic for each name outside of rules that names nothing."""
    instrument, register = authored.instrument, authored.register
    cited = instrument.model.interpreter_clauses
    yield from unknown_names(instrument, "unknown-clause", cited, law.clauses, ("interpreter_clauses",))
    for name, reading in register.model.root.items():
        yield from unknown_names(register, "unknown-clause", reading.clauses, law.clauses, (name, "clauses"))
    sections = authored.decisions.model.sections
    for name, decision in authored.decisions.model.decisions.items():
        path = ("decisions", name, "section")
        yield from _unless_known(authored.decisions, "unknown-section", decision.section, sections, path)
    for segment in authored.segments:
        yield from _of_clause(law, authored, segment)


def misplaced_days(law: Law, authored: AuthoredPolicy) -> Iterator[Diagnostic]:
    """A diagnostic for each of the facts that carry days which there is not, or which is no date."""
    facts = {name: spec for name, spec in law.vocabulary.facts.items() if spec.type == DATE}
    for key, name in (("as_of_fact", law.instrument.as_of_fact), ("in_force_fact", law.instrument.in_force_fact)):
        if name not in facts:
            span = authored.instrument.span(key)
            yield Diagnostic.of("day-fact", span, key=key, name=name, suggestion=suggestion(name, facts))


def unwritten_units(law: Law, authored: AuthoredPolicy) -> Iterator[Diagnostic]:
    """A warning for each unit that no entry tells how to write: Chinese sentences would have its English name."""
    known = {*law.units, *_WITHOUT_ENTRY}
    for group, body in authored.vocabulary.model.groups.items():
        for short, fact in body.facts.items():
            if fact.unit is not None and fact.unit not in known:
                span = authored.vocabulary.span("groups", group, "facts", short, "unit")
                yield Diagnostic.of("unit-unwritten", span, name=fact.unit, suggestion=suggestion(fact.unit, known))
    for document in authored.rules:
        unit = document.model.unit
        if unit is not None and unit not in known:
            span = document.span("unit")
            yield Diagnostic.of("unit-unwritten", span, name=unit, suggestion=suggestion(unit, known))


def misplaced_lines(law: Law, authored: AuthoredPolicy) -> Iterator[Diagnostic]:
    """A warning for each clause whose words do not begin on the line that it names."""
    for ledger, source in (
        (authored.ledger, authored.source),
        *((text.ledger, text.source) for text in authored.texts),
    ):
        lines = [
            number for number, line in enumerate(source.text.split("\n"), 1) for char in line if not char.isspace()
        ]
        place = 0
        for at, entry in enumerate(ledger.model.clauses):
            quoted = len("".join(entry.quote.split()))
            if quoted == 0 or place >= len(lines):
                break
            if entry.line != lines[place]:
                fields = {"name": entry.clause, "found": str(entry.line), "wanted": str(lines[place])}
                yield Diagnostic.of("line-differs", ledger.span("clauses", at, "line"), **fields)
            place += quoted


def _of_clause(law: Law, authored: AuthoredPolicy, segment: LedgerClause) -> Iterator[Diagnostic]:
    """What a clause of the ledger names, and the reason that one needs which rules nothing."""
    ledger = segment.ledger
    path, entry = ("clauses", segment.place), segment.entry
    yield from unknown_names(ledger, "unknown-reading", entry.readings, law.readings, (*path, "readings"))
    for place, relation in enumerate(entry.see):
        below = (*path, "see", place)
        yield from _unless_known(ledger, "unknown-clause", relation.clause, law.clauses, (*below, "clause"))
        relations = authored.ledger.model.relations
        yield from _unless_known(ledger, "unknown-relation", relation.how, relations, (*below, "how"))
    modalities = {row.name: row for row in WRITTEN}
    words = [
        ((*path, "modality"), entry.modality),
        *(((*path, "also", at), each) for at, each in enumerate(entry.also)),
    ]
    for at, modality in words:
        if modality is not None and modality not in modalities:
            listed = ", ".join(modalities)
            problem = Text(f"modality 只能是 {listed}", f"modality can only be {listed}")
            hint = suggestion(modality, modalities)
            yield Diagnostic.of("wrong-shape", ledger.span(*at), problem=problem, suggestion=hint)
    if not entry.operative and entry.reason is None:
        yield Diagnostic.of("reason-missing", segment.span("operative"), name=segment.id)


def _unless_known(
    document: AuthoredDocument[M], code: str, name: str, known: Mapping[str, object], path: KeyPath
) -> Iterator[Diagnostic]:
    if name not in known:
        yield Diagnostic.of(code, document.span(*path), name=name, suggestion=suggestion(name, known))
