"""What stands in the way of another outcome of a decision, and the smallest changes that would bring it.

Nothing is decided here: the changes are those that `search.remedies` found by deciding again, the statements those of
the explanation, the words those of the vocabulary.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from afterschool_policy.explain import phrases
from afterschool_policy.explain.basis import Basis
from afterschool_policy.explain.explanation import explain_parts
from afterschool_policy.explain.model import Explanation, Statement, Step
from afterschool_policy.explain.supposition import Supposed, Supposing, supposition
from afterschool_policy.explain.why_not import Change, Obstacle, Remedy, Stand, WhyNot, checked
from afterschool_policy.explain.wording import Wording
from afterschool_policy.language.tree import Apply, Fact, walk
from afterschool_policy.search.budget import Budget
from afterschool_policy.search.decisive_parts import parts_to_turn
from afterschool_policy.search.reachable import ReachableOutcomes
from afterschool_policy.search.remedies import ChangeSet, ChangeSets, smallest_changes
from afterschool_policy.semantics.conclusion import Conclusion
from afterschool_policy.semantics.grounds import grounds_of
from afterschool_policy.semantics.question import outputs, trees
from afterschool_policy.semantics.verdict import RuleVerdict
from afterschool_policy.text import Text
from afterschool_policy.values.outcomes import Outcome
from afterschool_policy.values.truth import Truth
from afterschool_policy.values.types import BOOLEAN
from afterschool_policy.vocabulary.model import Changeable

_FROM = Text("自{first}起，其他事实不变", "from {first} on, if the facts stay as they are")
_WITHIN = Text("自{first}起至{last}，其他事实不变", "from {first} to {last}, if the facts stay as they are")


def why_not(basis: Basis, explanation: Explanation, wanted: str) -> WhyNot:
    """What stands in the way of the outcome, and what would bring it."""
    spec = basis.question.spec
    outcome = checked(wanted, [*spec.answers])
    same = outcome is basis.verdict.outcome
    changes = (
        ChangeSets((), True, ())
        if same
        else smallest_changes(basis.question, basis.facts.values, outcome, basis.facts.entailed)
    )
    return WhyNot(
        decision=spec.name,
        question=basis.asked,
        now=basis.verdict.outcome,
        wanted=outcome,
        answer=spec.answers[outcome],
        obstacles=() if same else tuple(_obstacles(basis, explanation, outcome, changes.fixed)),
        remedies=(*_remedies(basis, changes.sets), *_in_time(basis, changes.in_time)),
        complete=changes.complete,
        lists=() if same else tuple(_lists(basis)),
    )


def _lists(basis: Basis) -> Iterator[Text]:
    """The lists that the question reads and that can have other records: not all are listed, or that can be changed."""
    question, known = basis.question, basis.facts.values
    vocabulary = question.edition.law.vocabulary
    nodes = (node for rule in question.rules for tree in (*trees(rule), *outputs(rule)) for node in walk(tree))
    whole = {node.operands[0] for node in nodes if isinstance(node, Apply) and node.symbol == "confirmed"}
    for records in vocabulary.records.values():
        fixed = vocabulary.facts[records.name].changeable is Changeable.NEVER
        if Fact(records.complete, BOOLEAN) in whole and not (fixed and known.get(records.complete) is True):
            yield records.label


def _obstacles(basis: Basis, explanation: Explanation, wanted: Outcome, fixed: Sequence[str]) -> Iterator[Obstacle]:
    explained = {rule.rule: rule for rule in explanation.rules}  # without limits of the policy that nothing offends
    stands = _Stands(basis, wanted)
    for settled in basis.verdict.rules:
        rule = settled.conclusion.rule
        stand = stands.of(settled) if rule.name in explained else None
        if stand is not None:
            steps = explain_parts(basis, settled, stands.to_turn(settled, stand))
            fast = rule.id in fixed
            unchangeable = _unchangeable(basis, settled) if fast else ()
            yield Obstacle(explained[rule.name], stand, tuple(_resting(steps)), fast, unchangeable)


class _Stands:
    """How each rule stands to one outcome."""

    def __init__(self, basis: Basis, wanted: Outcome) -> None:
        self._answers = basis.question.spec.answers
        self._of_atom = basis.verdict.of_atom
        self._wanted = wanted
        self._budget = Budget()
        self._bringing = ReachableOutcomes(basis.question, self._budget).bringing(wanted)
        self._given = any(
            rule.outcome is wanted and rule.defeated_by is None and not rule.pending for rule in basis.verdict.rules
        )

    def of(self, settled: RuleVerdict) -> Stand | None:
        """How this rule stands in the way; None where it does not."""
        if settled.defeated_by is not None:
            return Stand.DEFEATED if settled.outcome is self._wanted and not self._given else None
        could = self._could_bring(settled)
        if settled.outcome is Outcome.UNDETERMINED or settled.pending:
            return Stand.OPEN if could or any(map(self._outweighs, settled.conclusion.possible)) else None
        if self._outweighs(settled.outcome):
            return Stand.AGAINST
        return Stand.SILENT if could and settled.outcome is not self._wanted else None

    def to_turn(self, settled: RuleVerdict, stand: Stand) -> tuple[int, ...]:
        """The parts of the rule that would have to turn for it to be out of the way."""
        reported = settled.conclusion.linked.duty_reported
        done_or_not = self._of_atom(reported) if reported is not None else Truth.UNKNOWN
        if stand is Stand.DEFEATED:
            return ()
        turn = partial(parts_to_turn, settled.conclusion, done_or_not, budget=self._budget)
        return (turn(self._is_wanted) if self._could_bring(settled) else ()) or turn(self._is_no_bar)

    def _could_bring(self, settled: RuleVerdict) -> bool:
        return not self._given and settled.conclusion.rule.id in self._bringing

    def _outweighs(self, outcome: Outcome) -> bool:
        return self._answers.weight(outcome) > self._answers.weight(self._wanted)

    def _is_wanted(self, conclusion: Conclusion) -> bool:
        return self._answers.word(conclusion.outcome) is self._wanted

    def _is_no_bar(self, conclusion: Conclusion) -> bool:
        return not any(map(self._outweighs, conclusion.possible))


def _resting(steps: Sequence[Step]) -> Iterator[Step]:
    """The parts, each with those statements alone on which its truth rests."""
    for step in steps:
        yield step._replace(statement=step.statement._replace(members=tuple(_bearing(step.statement)), plain_list=True))


def _bearing(statement: Statement) -> Iterator[Statement]:
    """The statements on which the truth of this one rests, groups that say nothing of their own opened."""
    if not statement.decides:
        return
    below = tuple(bearing for member in statement.members for bearing in _bearing(member))
    if statement.presumed:
        yield statement
    elif statement.plain_list:
        yield from below
    else:
        yield statement._replace(members=below)


def _unchangeable(basis: Basis, settled: RuleVerdict) -> tuple[Text, ...]:
    """The known facts that the rule rests on and that nobody can be advised to change, each with its value."""
    facts = basis.question.edition.law.vocabulary.facts
    wording = Wording(basis.question.edition, basis.facts.values)
    grounds = grounds_of(settled.conclusion, basis.verdict.of_atom, basis.facts.values)
    read = dict.fromkeys(node.name for node, _ in grounds if isinstance(node, Fact))
    fixed = [facts[name] for name in read if name in basis.facts.values and facts[name].changeable is Changeable.NEVER]
    values = [wording.value(basis.facts.values[spec.name], spec.type) for spec in fixed]
    return tuple(phrases.joined(spec.label, phrases.COLON, value) for spec, value in zip(fixed, values, strict=True))


def _in_time(basis: Basis, days: ChangeSet | None) -> Iterator[Remedy]:
    """What brings it is nothing but time: from which day on, and to which."""
    if days is None:
        return
    law, wording = basis.question.edition.law, Wording(basis.question.edition, basis.facts.values)
    spec = law.vocabulary.facts[law.instrument.as_of_fact]
    options, refused = days.options[spec.name], days.refused[spec.name]
    ends = any(day > options[-1] for day in refused)  # type: ignore[operator]  # these are days
    now, first, last = (
        wording.value(each, spec.type) for each in (basis.facts.values[spec.name], options[0], options[-1])
    )
    text = (_WITHIN if ends else _FROM).format(first=first, last=last)
    yield Remedy((Change(spec.name, spec.label, now, first, text, spec.judgement),), text)


def _remedies(basis: Basis, change_sets: Sequence[ChangeSet]) -> Iterator[Remedy]:
    vocabulary, known = basis.question.edition.law.vocabulary, basis.facts.values
    supposing = Supposing(Wording(basis.question.edition, known), vocabulary, known)
    for change_set in change_sets:
        changes = []
        for name, value in change_set.values.items():
            spec = vocabulary.facts[name]
            now = supposing.value(spec, known[name]) if name in known else None
            text = supposing.clause(name, change_set)
            changes.append(Change(name, spec.label, now, supposing.value(spec, value), text, spec.judgement))
        supposed = [Supposed(supposing.manner(change.fact), change.label, change.text) for change in changes]
        yield Remedy(tuple(changes), supposition(supposed))
