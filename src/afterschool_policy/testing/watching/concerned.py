"""Which questions a change of the law concerns: those whose rules it changes, with what these name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from afterschool_policy.law.bundle import revision_of
from afterschool_policy.law.model import Law
from afterschool_policy.testing.bearing import decisions_by_rule, read_by


def questions_concerned(old: Law, new: Law) -> frozenset[str]:
    """The questions that can be answered otherwise; all of them where more than rules and questions has changed."""
    if old.fingerprint == new.fingerprint:
        return frozenset()
    if _without_rules(old) != _without_rules(new):
        return frozenset((*old.decisions, *new.decisions))
    concerned = {name for name, spec in new.decisions.items() if old.decisions.get(name) != spec}
    was, now = ({rule.name: rule for rule in law.rules} for law in (old, new))
    # Who named a rule that is gone or otherwise names it still, or has changed as well: the new law tells all of them.
    concerned.update(*(rule.decisions for name, rule in was.items() if now.get(name) != rule))
    bearing = decisions_by_rule(new)
    concerned.update(*(bearing[name] for name, rule in now.items() if was.get(name) != rule))
    concerned |= _asking(new, concerned, bearing)
    if concerned:  # an audit gathers whatever is asked
        concerned |= {name for name, spec in new.decisions.items() if spec.background is not None}
    return frozenset(concerned)


def _without_rules(law: Law) -> str:
    return revision_of(replace(law, rules=(), decisions={}, fingerprint=""))


def _asking(law: Law, asked: set[str], bearing: Mapping[str, set[str]]) -> set[str]:
    """The questions that ask one of these, or one that asks it."""
    found = set(asked)
    while True:
        answers = {("answer", name) for name in found}
        more = {name for rule in law.rules if not answers.isdisjoint(read_by(rule)) for name in bearing[rule.name]}
        if more <= found:
            return found - asked
        found |= more
