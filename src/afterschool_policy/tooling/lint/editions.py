"""The editions of a law for which advice is proved, and the rules whose words are contested in them."""

from __future__ import annotations

from collections.abc import Sequence

from afterschool_policy.language.tree import Derived, Parameter, walk
from afterschool_policy.law.model import Body, Law, Rule
from afterschool_policy.semantics.edition import Edition, link


def editions_of(law: Law) -> Sequence[Edition]:
    """The law as it reads in each of its periods, under the readings taken by default."""
    latest = link(law, None, None, {})
    return [period.edition for period in latest.periods] or [latest]


def rests_on_readings(rule: Rule, body: Body, edition: Edition) -> bool:
    """Whether a rule, or a definition or parameter that it names, reads otherwise in some reading."""
    used = {node.rule for tree in body.trees for node in walk(tree) if isinstance(node, Derived | Parameter)}
    return bool(rule.alternatives) or any(edition.named[name].alternatives for name in used if name is not None)
