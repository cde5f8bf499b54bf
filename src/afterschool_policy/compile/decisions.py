"""The questions of a policy with what they can report, built from decisions.yaml."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from afterschool_policy.authoring.document import AuthoredDocument
from afterschool_policy.authoring.models import AmountEntry, DecisionEntry, DecisionsFile
from afterschool_policy.authoring.yaml_reader import KeyPath
from afterschool_policy.compile.references import unknown_names
from afterschool_policy.diagnostics import Diagnostic, suggestion
from afterschool_policy.language.hits import HITS
from afterschool_policy.language.rounding import MODES
from afterschool_policy.law.answers import Answers
from afterschool_policy.law.model import DecisionSpec, OutputSpec, Rounding
from afterschool_policy.text import Text
from afterschool_policy.values.units import Unit


def decisions_of(
    document: AuthoredDocument[DecisionsFile],
    enumerations: Collection[str],
    entities: Collection[str],
    clauses: Collection[str],
) -> tuple[dict[str, DecisionSpec], list[Diagnostic]]:
    """The questions by name, and a diagnostic for each unit, enumeration and entity that is not there."""
    decisions = document.model.decisions
    return specs_of(document), [
        fault for name in decisions for fault in _decision_faults(document, name, enumerations, entities, clauses)
    ]


def specs_of(document: AuthoredDocument[DecisionsFile]) -> dict[str, DecisionSpec]:
    """The questions by name."""
    return {name: _spec(name, entry) for name, entry in document.model.decisions.items()}


def _spec(name: str, entry: DecisionEntry) -> DecisionSpec:
    return DecisionSpec(
        name=name,
        section=entry.section,
        question=entry.question.text(),
        answers=Answers({outcome: sentence.text() for outcome, sentence in entry.answers.items()}),
        amounts={amount: _amount(part) for amount, part in entry.amounts.items()},
        values={value: OutputSpec(part.label.text(), codes=part.codes) for value, part in entry.values.items()},
        background=tuple(entry.gathers.background) if entry.gathers is not None else None,
        for_each=tuple(_types(entry)),
    )


def _amount(entry: AmountEntry) -> OutputSpec:
    rounding = entry.rounding
    rounded = None if rounding is None else Rounding(rounding.to, rounding.mode, tuple(rounding.clauses))
    return OutputSpec(entry.label.text(), unit=entry.unit, total=entry.total, rounding=rounded)


def _types(entry: DecisionEntry) -> list[str]:
    return [entry.for_each] if isinstance(entry.for_each, str) else entry.for_each


def _amount_faults(
    document: AuthoredDocument[DecisionsFile], path: KeyPath, entry: AmountEntry, clauses: Collection[str]
) -> Iterator[Diagnostic]:
    """What is said of a total or a rounding that no table has."""
    totals = [name for name, hit in HITS.items() if hit.adds or hit.orders]
    words: list[tuple[KeyPath, str | None, list[str]]] = [(("total",), entry.total, totals)]
    if entry.rounding is not None:
        words.append((("rounding", "mode"), entry.rounding.mode, [*MODES]))
        yield from unknown_names(
            document, "unknown-clause", entry.rounding.clauses, clauses, (*path, "rounding", "clauses")
        )
    for step, word, known in words:
        if word is not None and word not in known:
            problem = Text(f"{step[-1]} 只能是 {'、'.join(known)}", f"`{step[-1]}` can only be {', '.join(known)}")
            span, hint = document.span(*path, *step), suggestion(word, known)
            yield Diagnostic.of("wrong-shape", span, problem=problem, suggestion=hint)


def _decision_faults(
    document: AuthoredDocument[DecisionsFile],
    name: str,
    enumerations: Collection[str],
    entities: Collection[str],
    clauses: Collection[str],
) -> Iterator[Diagnostic]:
    entry = document.model.decisions[name]
    for amount, part in entry.amounts.items():
        if Unit.parse(part.unit) is None:
            yield Diagnostic.of("bad-unit", document.span("decisions", name, "amounts", amount, "unit"), unit=part.unit)
        yield from _amount_faults(document, ("decisions", name, "amounts", amount), part, clauses)
    for value, output in entry.values.items():
        if output.codes is not None and output.codes not in enumerations:
            span = document.span("decisions", name, "values", value, "codes")
            hint = suggestion(output.codes, enumerations)
            yield Diagnostic.of("unknown-enumeration", span, name=output.codes, suggestion=hint)
    for type_ in _types(entry):
        if type_ not in entities:
            span = document.span("decisions", name, "for_each")
            yield Diagnostic.of("unknown-entity", span, name=type_, suggestion=suggestion(type_, entities))
