"""Which rules prevail over which: those that a rule overrides, and of the scope of the policy, all others."""

from __future__ import annotations

from collections.abc import Sequence

from afterschool_policy.law.modalities import MODALITIES
from afterschool_policy.semantics.linked_rule import LinkedRule
from afterschool_policy.values.outcomes import Outcome


def losers_of(rules: Sequence[LinkedRule]) -> list[list[int]]:
    """For each rule the places of those that it overrides: of a limit beyond which nothing applies, all others."""
    places: dict[str, list[int]] = {}
    for place, rule in enumerate(rules):
        places.setdefault(rule.rule.id, []).append(place)
    others = [place for place, rule in enumerate(rules) if not _ends_the_policy(rule)]
    return [
        others
        if _ends_the_policy(rule)
        else [place for name, _ in rule.rule.overrides for place in places.get(name, ())]
        for rule in rules
    ]


def _ends_the_policy(rule: LinkedRule) -> bool:
    """Whether nothing applies where it speaks; a limit whose failing is a breach stands beside the other rules."""
    return rule.is_limit and rule.body.otherwise in (None, Outcome.NOT_APPLICABLE)


def overriding_first(losers: Sequence[Sequence[int]]) -> list[int]:
    """The rules, each before those that it overrides (the policy is checked to have no cycle)."""
    overriding: list[list[int]] = [[] for _ in losers]
    for rule, overridden in enumerate(losers):
        for loser in dict.fromkeys(overridden):
            overriding[loser].append(rule)
    ordered: dict[int, None] = {}

    def place(rule: int) -> None:
        if rule not in ordered:
            for other in overriding[rule]:
                place(other)
            ordered.setdefault(rule)

    for rule in range(len(losers)):
        place(rule)
    return [*ordered]


def is_optional(rule: LinkedRule) -> bool:
    """Whether a rule keeps no question open: it allows something in general, and nobody asked about that."""
    body, modality = rule.body, MODALITIES[rule.rule.modality]
    general = body.applies is None and body.condition is not None and not (body.refer or body.otherwise)
    harmless = {modality.when_true, Outcome.NOT_APPLICABLE}
    allows = all(exemption.outcome in harmless for exemption in body.unless)
    return modality.optional and general and allows and not rule.rule.overrides
