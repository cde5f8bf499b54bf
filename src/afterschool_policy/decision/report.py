"""Takes the explanations of an audit; gives the report: totals, and every finding under its section of the document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from afterschool_policy.decision.explanation import Explanation, MissingFact, RuleExplained, explain_day
from afterschool_policy.program.model import DecisionSpec, Law
from afterschool_policy.text import Text
from afterschool_policy.values.outcomes import OUTCOMES, Outcome


@dataclass(frozen=True, slots=True)
class Found:
    """One rule's finding, with the question that it was found under."""

    decision: str
    question: Text
    rule: RuleExplained


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the document with the findings of its clauses."""

    heading: str
    found: tuple[Found, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """An audit for a person to read. `totals` counts findings by outcome, the counterparts taken together."""

    question: Text
    outcome: Outcome
    label: Text
    answer: Text
    totals: tuple[tuple[Outcome, int], ...]
    sections: tuple[Section, ...]
    missing: tuple[MissingFact, ...]
    interpreter: Text
    instrument: Text
    as_of: Text | None
    fingerprint: str

    def of(self, outcome: Outcome) -> tuple[Found, ...]:
        """Every finding of an outcome or of its counterpart, in the order of the document."""
        return tuple(
            each for section in self.sections for each in section.found if counted(each.rule.outcome) is outcome
        )


COUNTED = (
    Outcome.VIOLATED,
    Outcome.REQUIRED,
    Outcome.NEEDS_HUMAN_JUDGEMENT,
    Outcome.UNDETERMINED,
    Outcome.SATISFIED,
    Outcome.NOT_APPLICABLE,
)


def counted(outcome: Outcome) -> Outcome:
    """The outcome under which a finding is counted."""
    counterpart = OUTCOMES[outcome].counterpart
    return counterpart if outcome not in COUNTED and counterpart is not None else outcome


def report(
    law: Law, spec: DecisionSpec, outcome: Outcome, explanations: Sequence[Explanation], as_of: date | None
) -> Report:
    """The report of an audit; a rule that answers several questions is listed once for each outcome."""
    found = _each_once(explanations)
    by_section: dict[str, list[Found]] = {}
    places = {clause: place for place, clause in enumerate(law.clauses)}
    for each in sorted(found, key=lambda each: min(places[clause.id] for clause in each.rule.clauses)):
        by_section.setdefault(each.rule.clauses[0].heading[0], []).append(each)
    totals = [counted(each.rule.outcome) for each in found]
    missing = {fact.name: fact for explanation in explanations for fact in explanation.missing}
    return Report(
        question=spec.question,
        outcome=outcome,
        label=OUTCOMES[outcome].label,
        answer=spec.answers.get(outcome, OUTCOMES[outcome].meaning),
        totals=tuple((each, totals.count(each)) for each in COUNTED),
        sections=tuple(Section(heading, tuple(inner)) for heading, inner in by_section.items()),
        missing=tuple(missing[name] for name in sorted(missing)),
        interpreter=law.instrument.interpreter,
        instrument=law.instrument.name,
        as_of=explain_day(as_of),
        fingerprint=law.fingerprint,
    )


def _each_once(explanations: Sequence[Explanation]) -> list[Found]:
    seen: dict[tuple[str, Outcome], Found] = {}
    for explanation in explanations:
        for rule in explanation.rules:
            if rule.defeated_by is None:
                key = (rule.rule, counted(rule.outcome))
                seen.setdefault(key, Found(explanation.decision, explanation.question, rule))
    return list(seen.values())
