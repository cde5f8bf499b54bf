"""Which questions a rule bears on: whose cases can tell that it is changed."""

from __future__ import annotations

from afterschool_policy.language.tree import Derived, Parameter, walk
from afterschool_policy.law.model import Law
from afterschool_policy.law.over_time import with_few_periods
from afterschool_policy.law.records import with_one_record
from afterschool_policy.semantics.edition import link


def decisions_by_rule(law: Law) -> dict[str, set[str]]:
    """The questions that each version bears on, by itself or as a definition or parameter of other rules."""
    decisions: dict[str, set[str]] = {rule.name: set(rule.decisions) for rule in law.rules}
    alternatives = dict.fromkeys((each.reading, each.code) for rule in law.rules for each in rule.alternatives)
    for chosen in ({}, *(dict([alternative]) for alternative in alternatives)):
        for linked in link(with_one_record(with_few_periods(law)), None, None, chosen).rules:
            for tree in linked.body.trees:
                for node in walk(tree):
                    if isinstance(node, Derived | Parameter) and node.rule is not None:
                        decisions[node.rule] |= set(linked.rule.decisions)
    by_id: dict[str, set[str]] = {}
    for rule in law.rules:  # a version that is no longer in force bears on what its successors bear on
        by_id.setdefault(rule.id, set()).update(decisions[rule.name])
    return {rule.name: by_id[rule.id] for rule in law.rules}
