"""The outcomes that a rule can reach, which its questions must list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from afterschool_policy.diagnostics import Diagnostic
from afterschool_policy.law.modalities import MODALITIES
from afterschool_policy.law.model import DecisionSpec, Rule
from afterschool_policy.values.outcomes import Outcome, in_words_of


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
    for body in (rule.body, *(other.over(rule.body) for other in rule.alternatives if not other.body.silent)):
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
