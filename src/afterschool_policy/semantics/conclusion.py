"""What one rule comes to, given the truths of its parts: the one definition of what a rule means.

A rule is tried in this order: its scope, its exceptions (where its condition bites), what it leaves to a person,
its condition. Where a part is unknown, the rule is tried for every assignment of the unknown parts: if all agree, the
unknown does not matter.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from afterschool_policy.language.evaluate import truth_of
from afterschool_policy.language.tree import Node
from afterschool_policy.law.modalities import MODALITIES, Modality
from afterschool_policy.law.model import Body, Exemption, Rule
from afterschool_policy.semantics.linked_rule import LinkedRule
from afterschool_policy.semantics.question import parts, trees
from afterschool_policy.values.outcomes import Outcome
from afterschool_policy.values.truth import Truth

TreeState = tuple[Truth, Truth]
"""What is known of a tree, and what is presumed where nothing is known."""

_FALSE, _TRUE, _UNKNOWN = Truth
STATES: tuple[TreeState, ...] = (
    (_FALSE, _FALSE), (_TRUE, _TRUE), (_UNKNOWN, _UNKNOWN), (_UNKNOWN, _FALSE), (_UNKNOWN, _TRUE),
)  # fmt: skip
"""Every state of a tree. Its code is its place here, which for a known truth is that truth as a number."""


@dataclass(frozen=True, slots=True)
class PartTruth:
    """One part of a rule: its tree, what is known of it, and what is presumed where nothing is known.

    Presumed is what `shown` asks for and no fact shows, and that there is no reason where none is on record.
    """

    role: str  # applies, unless, refer, condition, known, recorded
    tree: Node
    truth: Truth
    presumed: Truth


@dataclass(frozen=True, slots=True)
class Conclusion:
    """What a rule comes to, and what it could still come to; both in the rule's own words.

    `outcome` goes by what is presumed, `possible` by what is known alone. A rule `speaks` where it has something to
    say, which its amounts and values belong to: a duty that applies, done or not, and of every other rule its effect,
    but not a ban that is kept, nor what an exception takes away. `may_speak` is the same by what is known alone.
    """

    outcome: Outcome
    speaks: Truth
    possible: frozenset[Outcome]
    may_speak: Truth
    parts: tuple[PartTruth, ...]
    linked: LinkedRule

    @property
    def rule(self) -> Rule:
        """The rule as it is written."""
        return self.linked.rule

    @property
    def body(self) -> Body:
        """Its parts under the chosen readings, linked."""
        return self.linked.body

    @property
    def may_bite(self) -> bool:
        """Whether the rule has, or could still have, an effect that an exception takes away."""
        modality = MODALITIES[self.rule.modality]
        harmless = Truth.FALSE if modality.bites else Truth.TRUE
        return all(part.presumed is not harmless for part in self.parts if part.role == "condition")

    @property
    def exemption(self) -> Exemption | None:
        """The exception that takes away the rule's effect, where one does."""
        open_ = any(part.presumed is Truth.UNKNOWN for part in self.parts if part.role == "condition")
        if open_ or not self.may_bite:
            return None
        exceptions = (part for part in self.parts if part.role == "unless")
        pairs = zip(exceptions, self.body.unless, strict=True)
        return next((exemption for part, exemption in pairs if part.presumed is Truth.TRUE), None)


def state_of(tree: Node, of_atom: Callable[[Node], Truth]) -> TreeState:
    """The state of one tree, given the truth of each atom."""
    return truth_of(tree, of_atom, presuming=False), truth_of(tree, of_atom)


def conclude(linked: LinkedRule, of_atom: Callable[[Node], Truth]) -> Conclusion:
    """The rule's conclusion, given the truth of each atom."""
    return conclude_from(linked, [state_of(tree, of_atom) for tree in trees(linked)])


def conclude_from(linked: LinkedRule, states: Sequence[TreeState]) -> Conclusion:
    """The rule's conclusion, given the state of each of its trees, in their order."""
    reported = None
    tried: list[PartTruth] = []
    for (role, tree), (known, presumed) in zip(parts(linked), states, strict=True):
        if role == "reported":
            reported = known
        elif role == "recorded" and presumed is Truth.UNKNOWN:  # whoever departs from a principle has to state why
            tried.append(PartTruth(role, tree, known, Truth.FALSE))
        else:
            tried.append(PartTruth(role, tree, known, presumed))
    return _conclusion(linked, tuple(tried), reported)


def _conclusion(linked: LinkedRule, parts: tuple[PartTruth, ...], reported: Truth | None) -> Conclusion:
    modality, body = MODALITIES[linked.rule.modality], linked.body
    known = frozenset(said for _, said in completions(linked, parts))
    possible, may_speak = frozenset(outcome for outcome, _ in known), _agreed(speaks for _, speaks in known)
    if len(known) == 1:
        return Conclusion(next(iter(possible)), may_speak, possible, may_speak, parts, linked)
    presumed = {_said(body, modality, parts, truths) for truths in _assignments([part.presumed for part in parts])}
    speaks = _agreed(each for _, each in presumed)
    outcomes = {outcome for outcome, _ in presumed}
    if len(outcomes) == 1:
        return Conclusion(next(iter(outcomes)), speaks, possible, may_speak, parts, linked)
    if all(part.presumed is not Truth.UNKNOWN or part.role in ("condition", "known") for part in parts):
        if modality.when_unknown is not Outcome.UNDETERMINED:
            return Conclusion(modality.when_unknown, Truth.FALSE, possible, may_speak, parts, linked)
        amount_known = all(part.truth is Truth.TRUE for part in parts if part.role == "known")
        if reported is Truth.UNKNOWN and amount_known:
            return Conclusion(Outcome.REQUIRED, Truth.TRUE, possible | {Outcome.REQUIRED}, may_speak, parts, linked)
    return Conclusion(Outcome.UNDETERMINED, speaks, possible, may_speak, parts, linked)


Said = tuple[Outcome, bool]
"""What a rule comes to, and whether it speaks."""


def completions(linked: LinkedRule, parts: tuple[PartTruth, ...]) -> Iterator[tuple[tuple[Truth, ...], Said]]:
    """Every assignment of the unknown parts, with what the rule then comes to."""
    modality = MODALITIES[linked.rule.modality]
    for truths in _assignments([part.truth for part in parts]):
        yield truths, _said(linked.body, modality, parts, truths)


def _assignments(truths: list[Truth]) -> Iterator[tuple[Truth, ...]]:
    return product(*((Truth.TRUE, Truth.FALSE) if truth is Truth.UNKNOWN else (truth,) for truth in truths))


def _agreed(each: Iterable[bool]) -> Truth:
    values = set(each)
    return Truth.UNKNOWN if len(values) > 1 else Truth(values.pop())


def _said(body: Body, modality: Modality, parts: tuple[PartTruth, ...], truths: tuple[Truth, ...]) -> Said:
    """What the rule says when every part is true or false."""
    by_role: dict[str, list[bool]] = {}
    for part, truth in zip(parts, truths, strict=True):
        by_role.setdefault(part.role, []).append(truth is Truth.TRUE)
    if by_role.get("applies") == [False]:
        return Outcome.NOT_APPLICABLE, False
    condition = by_role.get("condition", [None])[0]
    if condition is None or condition is modality.bites:
        for exemption, holds in zip(body.unless, by_role.get("unless", []), strict=True):
            if holds:
                return exemption.outcome, False
    if any(by_role.get("refer", [])):
        return Outcome.NEEDS_HUMAN_JUDGEMENT, True
    if condition is None and body.due is not None:
        due = all(by_role.get("known", []))
        return Outcome.REQUIRED if due else Outcome.NOT_APPLICABLE, due
    if condition is None and modality.condition_needed:
        return Outcome.NOT_APPLICABLE, False
    if condition is not False:
        beyond = body.otherwise if modality.over_all else None
        return beyond or modality.when_true or Outcome.SATISFIED, True
    if by_role.get("recorded") == [True]:
        return Outcome.NEEDS_HUMAN_JUDGEMENT, True
    if body.otherwise is not None and not modality.over_all:
        return body.otherwise, True
    return modality.when_false or Outcome.NOT_APPLICABLE, not modality.bites
