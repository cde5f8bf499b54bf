"""The parts that a rule's modality requires and excludes, and the outcomes that its questions must list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from afterschool_policy.authoring.document import AuthoredDocument
from afterschool_policy.authoring.models import RuleEntry
from afterschool_policy.diagnostics import Diagnostic
from afterschool_policy.law.modalities import MODALITIES, WRITTEN
from afterschool_policy.law.model import Body, DecisionSpec, Rule
from afterschool_policy.text import Text
from afterschool_policy.values.outcomes import Outcome, in_words_of


def part_faults(document: AuthoredDocument[RuleEntry], body: Body) -> Iterator[Diagnostic]:
    """A diagnostic for each part that such a rule lacks, and for each that has no meaning in it."""
    model = document.model
    modality = MODALITIES.get(model.modality)
    if modality is None or not modality.written:
        allowed = ", ".join(row.name for row in WRITTEN)
        problem = Text(f"modality 只能是 {allowed}", f"modality can only be {allowed}")
        yield Diagnostic.of("wrong-shape", document.span("modality"), problem=problem)
        return
    stated = model.parameter is not None or model.define is not None
    decides = not stated and modality.condition_needed
    foreign = [part for part in ("due", "reason", "otherwise") if part not in modality.parts]
    for part in foreign if stated else (*foreign, "value"):
        if getattr(model, part) is not None:
            yield Diagnostic.of("part-not-allowed", document.key_span(part), part=part, modality=model.modality)
    lacking = {
        "value": stated and model.value is None,
        "decision": not stated and model.decision is None,
        "condition": decides and model.condition is None and model.due is None and not model.refer,
    }
    for part in (name for name, is_lacking in lacking.items() if is_lacking):
        yield Diagnostic.of("part-missing", document.span(), modality=model.modality, part=part)
    if body.due is not None and body.due.amount is not None and body.due.amount not in dict(body.amounts):
        span = document.span("due", "amount")
        yield Diagnostic.of("part-missing", span, modality=model.modality, part="amounts")


def outcome_faults(rule: Rule, specs: Iterable[DecisionSpec]) -> Iterator[Diagnostic]:
    """A diagnostic for each outcome that the rule can reach and that one of its questions does not list."""
    outcomes = sorted(_reachable(rule))
    for spec in specs:
        for outcome in outcomes:
            if in_words_of(spec.answers, outcome) is None:
                yield Diagnostic.of("outcome-not-listed", rule.span, outcome=outcome, decision=spec.name)


def _reachable(rule: Rule) -> set[Outcome]:
    """Every outcome that the rule can reach, before a question renames it."""
    modality = MODALITIES.get(rule.modality)
    reached: set[Outcome] = set()
    if modality is None or not rule.decisions:
        return reached
    for body in (rule.body, *(other.body for other in rule.alternatives if "condition" in other.parts)):
        reached |= {exemption.outcome for exemption in body.unless}
        if body.refer or body.reason is not None:
            reached.add(Outcome.NEEDS_HUMAN_JUDGEMENT)
        if body.due is not None:
            reached.add(Outcome.REQUIRED)
        if body.condition is not None:
            either = (modality.when_true, body.otherwise or modality.when_false)
            reached |= {outcome for outcome in either if outcome is not None}
        elif not modality.condition_needed and modality.when_true is not None:
            reached.add(modality.when_true)
    return reached
