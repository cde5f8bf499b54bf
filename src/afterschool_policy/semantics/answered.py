"""Another question's answer inside a rule, written out as the conditions under which the question comes to it.

What a rule of that question says is the same as in `semantics.ways`, which of several prevails the same as in
`semantics.verdict`; each is put into one tree, so that engines, searches and explanations need nothing new. Where the
other question is left to a person, its answer is unknown, and the rule that needs it leaves the matter to the person,
too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from afterschool_policy.language.connectives import FALSE, TRUE, all_of, any_of, not_
from afterschool_policy.language.printer import print_expression
from afterschool_policy.language.tree import AmountOf, Answered, Apply, Constant, Derived, Node, Row, Table
from afterschool_policy.law.answers import Answers
from afterschool_policy.law.modalities import MODALITIES
from afterschool_policy.law.model import DecisionSpec
from afterschool_policy.semantics.linked_rule import LinkedRule
from afterschool_policy.semantics.precedence import is_optional, losers_of, overriding_first
from afterschool_policy.semantics.ways import Way, said
from afterschool_policy.text import Text, enumerated
from afterschool_policy.values.names import ClauseId
from afterschool_policy.values.outcomes import OUTCOMES, Outcome
from afterschool_policy.values.types import BOOLEAN, Kind, Type
from afterschool_policy.values.units import Unit

_Literals = tuple[Node, ...]

Labels = tuple[Text, Text]
"""What a condition is called, and what is said where it does not hold; an amount is called the same in both."""

_COMES_TO = (
    Text("“{question}”的结论是：{answers}", "the answer to “{question}” is: {answers}"),
    Text("“{question}”的结论不是：{answers}", "the answer to “{question}” is not: {answers}"),
)
_AMOUNT = Text("“{question}”算得的{label}", "{label} by the answer to “{question}”")
_SAYS = Text("{title}：{outcome}", "{title}: {outcome}"), Text("{title}：不是“{outcome}”", "{title}: not {outcome}")


class AskedQuestion:
    """The conditions under which a question comes to each of its outcomes, and under which each of its rules speaks.

    Where no rule has been written yet that answers it, it is `unanswered`, and whatever it comes to is unknown.
    `labels` are what the conditions and the amounts are called, by name.
    """

    def __init__(self, spec: DecisionSpec, rules: Sequence[LinkedRule], *, unanswered: bool = False) -> None:
        self.spec = spec
        self._unanswered = unanswered
        self._rules = rules
        answers = self._answers = spec.answers
        self.labels: dict[str, Labels] = {
            _named(rule, outcome): _said(_SAYS, title=rule.rule.title, outcome=OUTCOMES[outcome].label)
            for rule in rules
            for outcome in Outcome
        }
        self._said = [_said_by(rule, answers) for rule in rules]
        losers = losers_of(rules)
        self._standing: list[Node] = [TRUE for _ in rules]
        for place in overriding_first(losers):
            for loser in losers[place]:
                defeated = all_of(self._standing[place], self._said[place].speaks)
                self._standing[loser] = all_of(self._standing[loser], not_(defeated))

    def comes_to(self, asked: Answered) -> Derived:
        """Whether it comes to one of these outcomes; unknown where a person is to judge it."""
        outcomes = tuple(map(Outcome, asked.outcomes))
        name = print_expression(asked)
        labels = enumerated(OUTCOMES[outcome].label for outcome in outcomes)
        self.labels[name] = _said(_COMES_TO, question=self.spec.question, answers=labels)
        if self._unanswered:
            return Derived(name, BOOLEAN, None)
        judged = self.is_left_to_a_person
        found = any_of(*map(self._prevails, outcomes))
        if judged != FALSE and Outcome.NEEDS_HUMAN_JUDGEMENT not in outcomes:
            found = any_of(found, not_(Apply("confirmed", (not_(judged),), BOOLEAN)))
        return Derived(name, BOOLEAN, found)

    @property
    def is_left_to_a_person(self) -> Node:
        """Whether it comes to that a person is to judge it."""
        return self._prevails(Outcome.NEEDS_HUMAN_JUDGEMENT)

    def amount(self, asked: AmountOf) -> Derived:
        """An amount of it: that of the rule that speaks, or what those that speak make together, as it is rounded."""
        name, spec = print_expression(asked), self.spec.amounts[asked.amount]
        label = _AMOUNT.format(question=self.spec.question, label=spec.label)
        self.labels[name] = label, label
        type_ = Type(Kind.NUMBER, unit=Unit.parse(spec.unit or "1"))
        rows = tuple(
            Row(all_of(standing, each.speaks), self._stated(rule, asked, node), rule.rule.clauses)
            for rule, each, standing in zip(self._rules, self._said, self._standing, strict=True)
            for stated, node in rule.body.amounts
            if stated == asked.amount
        )
        made: Node = Table(spec.total or "first", rows, None, type_, partial=True)
        clauses: tuple[ClauseId, ...] = ()
        if spec.rounding is not None:
            made = Apply(f"round {spec.rounding.mode}", (made, Constant(spec.rounding.step, type_)), type_)
            clauses = spec.rounding.clauses
        return Derived(name, type_, Table("first", (Row(TRUE, made, clauses),), None, type_, partial=True))

    def _stated(self, rule: LinkedRule, asked: AmountOf, node: Node) -> Derived:
        """What one rule makes an amount."""
        name = f"{rule.rule.name}: {asked.amount}"
        self.labels[name] = rule.rule.title, rule.rule.title
        return Derived(name, node.type, node, rule.rule.name)

    def _prevails(self, outcome: Outcome) -> Node:
        """Whether an outcome is the strongest; of those that are not listed only `not_applicable` can be."""
        weight = self._answers.weight(outcome)
        if weight == 0 and outcome is not Outcome.NOT_APPLICABLE:
            return FALSE
        stronger = [each for each in self._answers if self._answers.weight(each) > weight]
        found = TRUE if weight == 0 else self._is_said(outcome)
        return all_of(found, *(not_(self._is_said(each)) for each in stronger))

    def _is_said(self, outcome: Outcome) -> Node:
        """Whether a rule that no other takes the place of comes to an outcome."""
        return any_of(
            *(
                all_of(standing, each.by_outcome[outcome])
                for each, standing in zip(self._said, self._standing, strict=True)
                if outcome in each.by_outcome
            )
        )


def _said(words: Labels, **fields: Text) -> Labels:
    holds, fails = words
    return holds.format(**fields), fails.format(**fields)


class _SaidBy:
    """The conditions under which one rule comes to each of its outcomes, and under which it speaks."""

    def __init__(self, by_outcome: dict[Outcome, Node], speaks: Node) -> None:
        self.by_outcome = by_outcome
        self.speaks = speaks


def _said_by(rule: LinkedRule, answers: Answers) -> _SaidBy:
    modality = MODALITIES[rule.rule.modality]
    outcomes: dict[Outcome, list[Node]] = {}
    speaking: list[Node] = []
    for way, literals in _ways(rule):
        outcome, speaks = said(rule.body, modality, way)
        holds = all_of(*literals)
        outcomes.setdefault(answers.word(outcome), []).append(holds)
        if speaks:
            speaking.append(holds)
    presumed = is_optional(rule) or modality.when_unknown is not Outcome.UNDETERMINED
    by_outcome = {
        outcome: Derived(_named(rule, outcome), BOOLEAN, _presumed(any_of(*ways), presumed), rule.rule.name)
        for outcome, ways in outcomes.items()
    }
    return _SaidBy(dict(by_outcome), _presumed(any_of(*speaking), presumed))


def _named(rule: LinkedRule, outcome: Outcome) -> str:
    return f"{rule.rule.name}: {outcome}"


def _presumed(node: Node, presumed: bool) -> Node:
    """What is only allowed or encouraged keeps nothing open: it counts where it is shown."""
    return Apply("shown", (node,), BOOLEAN) if presumed and not isinstance(node, Constant) else node


def _ways(rule: LinkedRule) -> Iterator[tuple[Way, _Literals]]:
    """The ways in which the parts of a rule can turn out, each with the conditions of it."""
    body = rule.body
    if body.applies is not None:
        yield Way(False, None, False, None, True, False), (not_(body.applies),)
    scope = () if body.applies is None else (body.applies,)
    whens = [exemption.when for exemption in body.unless]
    exceptions: list[tuple[Outcome | None, _Literals]] = [
        (exemption.outcome, (*map(not_, whens[:place]), exemption.when)) for place, exemption in enumerate(body.unless)
    ]
    exceptions.append((None, tuple(map(not_, whens))))
    referred = any_of(*(referral.when for referral in body.refer))
    refers = [(True, (referred,)), (False, (not_(referred),))] if body.refer else [(False, ())]
    conditions: list[tuple[bool | None, _Literals]] = [(None, ())]
    if body.condition is not None:
        conditions = [(True, (body.condition,)), (False, (not_(body.condition),))]
    known = () if rule.amount_known is None else (rule.amount_known,)
    recorded: list[tuple[bool, _Literals]] = [(False, ())]
    if rule.reason_recorded is not None:
        shown = Apply("shown", (rule.reason_recorded,), BOOLEAN)
        recorded = [(True, (shown,)), (False, (not_(shown),))]
    for exception, referral, condition, record in product(exceptions, refers, conditions, recorded):
        way = Way(True, exception[0], referral[0], condition[0], True, record[0])
        if exception[0] is None and referral[0]:
            if condition is conditions[0] and record is recorded[0]:  # it is left to a person, whatever else is so
                yield way, (*scope, *exception[1], *referral[1])
            continue
        yield way, (*scope, *exception[1], *referral[1], *condition[1], *known, *record[1])
