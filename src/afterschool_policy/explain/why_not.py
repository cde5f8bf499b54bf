"""Takes a decision and another outcome; gives what stands in its way, and the smallest changes that would bring it.

Nothing is decided here: the changes are those that `search.remedies` found by deciding again, the statements those of
the explanation, the words those of the vocabulary.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from afterschool_policy.diagnostics import InvalidRequest, unknown_request
from afterschool_policy.explain.basis import Basis
from afterschool_policy.explain.explanation import explain_parts
from afterschool_policy.explain.model import Explanation, RuleExplained, Statement, Step
from afterschool_policy.explain.render import formats
from afterschool_policy.explain.render.as_json import as_json
from afterschool_policy.explain.render.formats import Format
from afterschool_policy.explain.render.sections import SECTION_RENDERERS
from afterschool_policy.explain.supposition import Supposing, supposition
from afterschool_policy.explain.why_not_sections import sections
from afterschool_policy.explain.wording import Wording
from afterschool_policy.language.operators import ANY_OF
from afterschool_policy.language.tree import facts_of
from afterschool_policy.search.decisive_parts import parts_to_turn
from afterschool_policy.search.reachable import ReachableOutcomes
from afterschool_policy.search.remedies import ChangeSet, ChangeSets, smallest_changes
from afterschool_policy.semantics.conclusion import Conclusion
from afterschool_policy.semantics.question import trees
from afterschool_policy.semantics.verdict import RuleVerdict
from afterschool_policy.text import Lang, Text
from afterschool_policy.values.outcomes import Outcome
from afterschool_policy.values.truth import Truth


class Stand(StrEnum):
    """How a rule stands in the way of an outcome."""

    AGAINST = "against"
    """It comes to something stronger."""
    OPEN = "open"
    """It is not settled, and could come to something stronger, or to the outcome itself."""
    SILENT = "silent"
    """It could bring the outcome, and does not here."""
    DEFEATED = "defeated"
    """It comes to the outcome, and another rule prevails over it."""


@dataclass(frozen=True, slots=True)
class Obstacle:
    """A rule in the way: how it stands, with the tests on which that rests.

    `fast` tells that it stands whatever anybody changes, `unchangeable` on which facts that nobody can change.
    """

    rule: RuleExplained
    stands: Stand
    steps: tuple[Step, ...]
    fast: bool
    unchangeable: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """One fact that would be otherwise: what it is now (None where that is unknown), and what it would have to be.

    `text` says in words every value that would do; `to` is the one that was decided again with.
    """

    fact: str
    label: Text
    now: Text | None
    to: Text
    text: Text
    judgement: bool


@dataclass(frozen=True, slots=True)
class Remedy:
    """A smallest set of changes that brings the outcome; `text` is the whole supposition, “if … and …”."""

    changes: tuple[Change, ...]
    text: Text


@dataclass(frozen=True, slots=True)
class WhyNot:
    """Why a decision is not otherwise.

    `complete` tells that there are no other smallest changes; else the search ended before it had tried all. An audit
    has its answer in `parts`, question by question.
    """

    decision: str
    question: Text
    now: Outcome
    wanted: Outcome
    answer: Text
    obstacles: tuple[Obstacle, ...]
    remedies: tuple[Remedy, ...]
    complete: bool
    parts: tuple[WhyNot, ...] = ()

    @property
    def same(self) -> bool:
        """Whether the outcome asked about is the one that the decision came to."""
        return self.now is self.wanted

    def explain(self, lang: Lang = "zh", format: Format = "text") -> str:  # noqa: A002  # as for a decision
        """The answer in words; "html" gives a fragment to set into a page.

        Raises:
            InvalidRequest: for another language or format.
        """
        formats.check(lang, format)
        return as_json(self, lang) if format == "json" else SECTION_RENDERERS[format](sections(self), lang)


def checked(wanted: str, possible: Sequence[Outcome]) -> Outcome:
    """The outcome that is asked about; raises InvalidRequest where the question has no such answer."""
    if wanted not in possible:
        raise InvalidRequest([unknown_request(Text("这一结论", "outcome"), str(wanted), possible)])
    return Outcome(wanted)


def why_not(basis: Basis, explanation: Explanation, wanted: str) -> WhyNot:
    """What stands in the way of the outcome, and what would bring it."""
    spec = basis.question.spec
    outcome = checked(wanted, [*spec.answers])
    same = outcome is basis.verdict.outcome
    found = ChangeSets((), True, ()) if same else smallest_changes(basis.question, basis.facts.values, outcome)
    return WhyNot(
        decision=spec.name,
        question=spec.question,
        now=basis.verdict.outcome,
        wanted=outcome,
        answer=spec.answers[outcome],
        obstacles=() if same else tuple(_obstacles(basis, explanation, outcome, found.fixed)),
        remedies=tuple(_remedies(basis, found.found)),
        complete=found.complete,
    )


# ------------------------------------------------------------------------------------------------- obstacles
def _obstacles(basis: Basis, explanation: Explanation, wanted: Outcome, fixed: Sequence[str]) -> Iterator[Obstacle]:
    explained = {each.rule: each for each in explanation.rules}
    stands = _Stands(basis, wanted)
    for settled in basis.verdict.rules:
        rule = settled.conclusion.rule
        stand = stands.of(settled)
        if stand is not None:
            steps = explain_parts(basis, settled, stands.to_turn(settled, stand))
            fast = rule.id in fixed
            yield Obstacle(
                rule=explained[rule.name],
                stands=stand,
                steps=tuple(_resting(steps)),
                fast=fast,
                unchangeable=_unchangeable(basis, settled) if fast else (),
            )


class _Stands:
    """How each rule stands to one outcome."""

    def __init__(self, basis: Basis, wanted: Outcome) -> None:
        self._answers = basis.question.spec.answers
        self._of_atom = basis.verdict.of_atom
        self._wanted = wanted
        self._bringing = ReachableOutcomes(basis.question).bringing(wanted)
        self._given = any(
            each.outcome is wanted and each.defeated_by is None and not each.pending for each in basis.verdict.rules
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
        linked = settled.conclusion.linked
        reported = self._of_atom(linked.duty_reported) if linked.duty_reported is not None else Truth.UNKNOWN
        if stand is Stand.DEFEATED:
            return ()
        brings = parts_to_turn(settled.conclusion, reported, self._is_wanted) if self._could_bring(settled) else ()
        return brings or parts_to_turn(settled.conclusion, reported, self._is_no_bar)

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
        yield replace(step, statement=replace(step.statement, members=tuple(_bearing(step.statement)), plain_list=True))


def _bearing(statement: Statement) -> Iterator[Statement]:
    """The statements on which the truth of this one rests, groups that say nothing of their own opened."""
    if not statement.decides:
        return
    below = tuple(each for member in statement.members for each in _bearing(member))
    if statement.plain_list or (statement.text == ANY_OF and len(below) == 1):
        yield from below
    else:
        yield replace(statement, members=below)


def _unchangeable(basis: Basis, settled: RuleVerdict) -> tuple[Text, ...]:
    """The known facts that the rule reads and that nobody can change, each with its value."""
    facts = basis.question.edition.law.vocabulary.facts
    wording = Wording(basis.question.edition, basis.facts.values)
    read = dict.fromkeys(name for tree in trees(settled.conclusion.linked) for name in facts_of(tree))
    fixed = [facts[name] for name in read if name in basis.facts.values and not facts[name].changeable]
    told = [(spec.label, wording.value(basis.facts.values[spec.name], spec.type)) for spec in fixed]
    return tuple(Text(f"{label.zh}：{value.zh}", f"{label.en}: {value.en}") for label, value in told)


# -------------------------------------------------------------------------------------------------- remedies
def _remedies(basis: Basis, found: Sequence[ChangeSet]) -> Iterator[Remedy]:
    vocabulary, known = basis.question.edition.law.vocabulary, basis.facts.values
    supposing = Supposing(Wording(basis.question.edition, known), vocabulary, known)
    for way in found:
        changes = []
        for name, value in way.values.items():
            spec = vocabulary.facts[name]
            now = supposing.value(spec, known[name]) if name in known else None
            text = supposing.clause(name, way)
            changes.append(Change(name, spec.label, now, supposing.value(spec, value), text, spec.judgement))
        yield Remedy(tuple(changes), supposition([(supposing.manner(each.fact), each.text) for each in changes]))
