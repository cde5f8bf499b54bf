"""All advice on a policy, but what its files say is not to be taken."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from afterschool_policy.authoring.loader import AuthoredPolicy
from afterschool_policy.diagnostics import Diagnostic
from afterschool_policy.law.model import Law
from afterschool_policy.tooling.lint.alike import codes_alike, rules_repeated
from afterschool_policy.tooling.lint.duties import duties_at_odds
from afterschool_policy.tooling.lint.never import never_and_always
from afterschool_policy.tooling.lint.same_sides import compared_with_itself
from afterschool_policy.tooling.lint.waivers import waived

_FINDERS: tuple[Callable[[Law, AuthoredPolicy], Iterator[Diagnostic]], ...] = (
    never_and_always,
    duties_at_odds,
    rules_repeated,
    codes_alike,
    compared_with_itself,
)


def advice(law: Law, authored: AuthoredPolicy) -> list[Diagnostic]:
    """The advice on a policy without errors, and what is wrong with the lines that say not to take some."""
    found = [each for find in _FINDERS for each in find(law, authored)]
    return sorted(waived(found, authored), key=Diagnostic.sort_key)
