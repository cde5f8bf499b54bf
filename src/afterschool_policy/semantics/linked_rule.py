"""A rule in force, its names replaced by what they mean, with the tests that it implies without writing them."""

from __future__ import annotations

from dataclasses import dataclass

from afterschool_policy.language.presumptions import Presumptions
from afterschool_policy.language.tree import Fact, Given, Known, Node, facts_of, walk
from afterschool_policy.law.modalities import MODALITIES
from afterschool_policy.law.model import Body, Rule


@dataclass(frozen=True, slots=True)
class LinkedRule:
    """A rule in force, its body linked; `chosen` lists its readings, each with the code that holds.

    Of the implied tests, `amount_known` holds once the amount that is due can be computed, `duty_reported` once any
    fact tells whether the duty was done, `reason_recorded` once a reason for departing from a principle is on record.
    """

    rule: Rule
    body: Body
    chosen: tuple[tuple[str, str], ...]
    amount_known: Node | None
    duty_reported: Node | None
    reason_recorded: Node | None

    @classmethod
    def of(cls, rule: Rule, body: Body, chosen: tuple[tuple[str, str], ...]) -> LinkedRule:
        """The rule with a linked body and the tests that it implies."""
        amount = dict(body.amounts).get(body.due.amount or "") if body.due is not None else None
        amount_known = Presumptions().told_apart(Known(amount)) if amount is not None else None
        reason_recorded = None
        if isinstance(body.reason, Fact) and "reason" in MODALITIES[rule.modality].parts:
            reason_recorded = Given((body.reason,))
        return cls(rule, body, chosen, amount_known, _duty_reported(body, amount), reason_recorded)

    @property
    def is_limit(self) -> bool:
        """Whether it tells where the whole policy does not apply."""
        return MODALITIES[self.rule.modality].over_all

    @property
    def reads(self) -> frozenset[str]:
        """The facts that answering a question by it reads, in a test or for what it computes."""
        body = self.body
        tests = (body.applies, body.condition, self.reason_recorded)
        cases = (*(case.when for case in body.unless), *(case.when for case in body.refer))
        outputs = (node for _, node in (*body.amounts, *body.values))
        nodes = (*(test for test in tests if test is not None), *cases, *outputs)
        return frozenset(name for node in nodes for name in facts_of(node))


def _duty_reported(body: Body, amount: Node | None) -> Given | None:
    """Whether any fact is known that only the condition reads, and neither the scope nor the amount."""
    if body.due is None or body.condition is None:
        return None
    elsewhere = {name for tree in (amount, body.applies) if tree is not None for name in facts_of(tree)}
    facts = [node for node in walk(body.condition) if isinstance(node, Fact) and node.name not in elsewhere]
    return Given(tuple(dict.fromkeys(facts)))
