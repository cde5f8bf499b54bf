"""What one rule comes to, given the truths of its parts: the one definition of what a rule means.

A rule is tried in this order: its scope, its exceptions (where its condition bites), what it leaves to a person,
its condition. Where a part is unknown, the rule is tried for every assignment of the unknown parts: if all agree, the
unknown does not matter.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from afterschool_policy.language.evaluate import truth_of
from afterschool_policy.language.tree import Node
from afterschool_policy.law.modalities import MODALITIES
from afterschool_policy.law.model import Body, Exemption, Rule
from afterschool_policy.semantics.linked_rule import LinkedRule
from afterschool_policy.semantics.question import parts, trees
from afterschool_policy.semantics.ways import Ways, outcomes_of, said
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
    tried: list[PartTruth] = []
    rule_state, outcomes = RuleState(), outcomes_of(linked.body, (role for role, _ in parts(linked)))
    for (role, tree), state, outcome in zip(parts(linked), states, outcomes, strict=True):
        rule_state = rule_state.after(role, state, outcome)
        if role != "reported":
            tried.append(PartTruth(role, tree, *_presuming(role, state)))
    result = result_of(linked, rule_state)
    return Conclusion(*result, tuple(tried), linked)


def _presuming(role: str, state: TreeState) -> TreeState:
    known, presumed = state
    # Whoever departs from a principle has to state why.
    return known, Truth.FALSE if role == "recorded" and presumed is Truth.UNKNOWN else presumed


class RuleState(NamedTuple):
    """How a rule stands: the ways in which its parts can turn out by what is known, and by what is presumed.

    `settled` is whether, by what is presumed, none of the parts is open that come before the condition; `reported`
    whether any fact tells that a duty was done, None for a rule that does not ask.
    """

    known: Ways = Ways()
    presumed: Ways = Ways()
    settled: bool = True
    reported: Truth | None = None

    def after(self, role: str, state: TreeState, outcome: Outcome | None = None) -> RuleState:
        """How it stands with one more part, in the order the parts are tried; an exception has an `outcome`."""
        known, presumed = _presuming(role, state)
        if role == "reported":
            return self._replace(reported=known)
        settled = self.settled and (presumed is not Truth.UNKNOWN or role in ("condition", "known"))
        ways = self.known.after(role, known, outcome), self.presumed.after(role, presumed, outcome)
        if ways == (self.known, self.presumed) and settled is self.settled:  # as after one of many exceptions
            return self
        return RuleState(*ways, settled, self.reported)


class Result(NamedTuple):
    """What a rule comes to and whether it speaks, by what is presumed; and what both could be by what is known."""

    outcome: Outcome
    speaks: Truth
    possible: frozenset[Outcome]
    may_speak: Truth


def result_of(linked: LinkedRule, state: RuleState) -> Result:
    """What a rule comes to where it stands so."""
    modality, body = MODALITIES[linked.rule.modality], linked.body
    known = {said(body, modality, way) for way in state.known.each()}
    possible, may_speak = frozenset(outcome for outcome, _ in known), _agreed(speaks for _, speaks in known)
    if len(known) == 1:
        return Result(next(iter(possible)), may_speak, possible, may_speak)
    presumed = {said(body, modality, way) for way in state.presumed.each()}
    speaks = _agreed(each for _, each in presumed)
    outcomes = {outcome for outcome, _ in presumed}
    if len(outcomes) == 1:
        return Result(next(iter(outcomes)), speaks, possible, may_speak)
    advises = {modality.when_true, modality.when_unknown}  # nothing else is open about what is only encouraged
    if modality.when_unknown is not Outcome.UNDETERMINED and (state.settled or outcomes <= advises):
        return Result(modality.when_unknown, Truth.FALSE, possible, may_speak)
    if state.settled and state.reported is Truth.UNKNOWN and state.presumed.known == {True}:
        return Result(Outcome.REQUIRED, Truth.TRUE, possible | {Outcome.REQUIRED}, may_speak)
    return Result(Outcome.UNDETERMINED, speaks, possible, may_speak)


def _agreed(each: Iterable[bool]) -> Truth:
    values = set(each)
    return Truth.UNKNOWN if len(values) > 1 else Truth(values.pop())
