"""Takes a question and the truths of its atoms; gives the verdict: every finding, the outcome, what still matters.

The strongest finding wins; an unknown that cannot change the outcome does not keep it open. A verdict depends on
the truths alone, so an engine may keep it and answer the next equal case by a look-up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import product

from afterschool_policy.language.evaluate import truth_of
from afterschool_policy.language.tree import Constant, Derived, Given, Known, Node, children, is_connective
from afterschool_policy.program.meaning import Conclusion, Part, completions, conclude
from afterschool_policy.program.modalities import MODALITIES
from afterschool_policy.program.outcomes import in_words_of
from afterschool_policy.program.question import Asked, Question
from afterschool_policy.values.outcomes import Outcome
from afterschool_policy.values.truth import Truth

MAX_OPEN = 7
"""With more open tests than this, not every way in which they could turn out is tried."""

MAX_SHARED = 4
"""Where no override is open, so many are tried before an answer is left open."""

_NEVER_FALSE = (Truth.UNKNOWN, Truth.TRUE)
_EITHER = (Truth.FALSE, Truth.TRUE)


@dataclass(frozen=True, slots=True)
class Settled:
    """One rule in a verdict: its outcome in the question's words, and whether the decision's outcome rests on it.

    `pending` are the atoms that are unknown and could still change the decision through this rule.
    """

    conclusion: Conclusion
    outcome: Outcome
    decided: bool
    defeated_by: str | None
    pending: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome of a question with the part that each rule has in it."""

    outcome: Outcome
    rules: tuple[Settled, ...]
    pending: tuple[Node, ...]
    truths: Mapping[Node, Truth]


def settle(question: Question, truths: Mapping[Node, Truth]) -> Verdict:
    """The verdict for these truths, one for each atom of the question."""
    settlement = _Settlement(question, truths)
    verdict = settlement.verdict()
    few = MAX_OPEN if settlement.is_threatened else MAX_SHARED
    if verdict.outcome is Outcome.UNDETERMINED and len(verdict.pending) <= few:
        # Rules that share a test, or of which one may prevail over another, can come to the same whatever turns out.
        outcomes = set(turnings(question, verdict).values())
        if len(outcomes) == 1:
            return settlement.verdict(next(iter(outcomes)))
    return verdict


def turnings(question: Question, verdict: Verdict) -> dict[tuple[Truth, ...], Outcome]:
    """The outcome for every way in which the pending atoms could turn out, one truth for each of them."""
    choices = (_NEVER_FALSE if isinstance(each, Known | Given) else _EITHER for each in verdict.pending)
    return {
        turned: _Settlement(question, {**verdict.truths, **dict(zip(verdict.pending, turned, strict=True))}).outcome()
        for turned in product(*choices)
    }


@dataclass(slots=True)
class _Standing:
    """A rule while the decision is being settled: what it may still contribute, in the question's words."""

    asked: Asked
    conclusion: Conclusion
    outcome: Outcome
    possible: frozenset[Outcome]
    defeated_by: str | None = None
    threatened: bool = False


class _Settlement:
    """The steps from conclusions to a verdict."""

    def __init__(self, question: Question, truths: Mapping[Node, Truth]) -> None:
        self._truths = truths
        self._of_atom = truths.__getitem__
        self._answers = question.spec.answers
        strongest_first = [*self._answers]
        self._rank = {outcome: len(strongest_first) - place for place, outcome in enumerate(strongest_first)}
        self._standing = [self._stand(asked) for asked in question.rules]
        self._defeat()

    def _stand(self, asked: Asked) -> _Standing:
        conclusion = conclude(asked, self._of_atom)
        possible = frozenset(self._word(each) for each in conclusion.possible)
        outcome = self._word(conclusion.outcome)
        if len(possible) == 1:  # two words of the rule can be one of the question
            (outcome,) = possible
        return _Standing(asked, conclusion, outcome, possible)

    def _word(self, outcome: Outcome) -> Outcome:
        return in_words_of(self._answers, outcome) or outcome

    def _weight(self, outcome: Outcome) -> int:
        return self._rank.get(outcome, 0)

    # ------------------------------------------------------------------------------------------------ defeat
    def _defeat(self) -> None:
        """A rule that speaks takes away the word of the rules that it overrides."""
        by_id = {each.asked.linked.rule.id: each for each in self._standing}
        for standing in self._in_override_order(by_id):
            if standing.defeated_by is not None:
                continue
            silent = _silent(standing.asked)
            open_ = standing.outcome is Outcome.UNDETERMINED or standing.threatened
            for loser in self._losers(standing, by_id):
                certain = not standing.conclusion.possible & silent and not standing.threatened
                if certain or not (open_ or standing.conclusion.outcome in silent):
                    loser.defeated_by = loser.defeated_by or standing.asked.linked.rule.name
                elif standing.conclusion.possible - silent:
                    # What is only presumed not to speak leaves the loser its word, and may take it away later.
                    loser.threatened = loser.threatened or open_
                    loser.possible |= {Outcome.NOT_APPLICABLE}

    @staticmethod
    def _losers(standing: _Standing, by_id: Mapping[str, _Standing]) -> list[_Standing]:
        return [by_id[name] for name, _ in standing.asked.linked.rule.overrides if name in by_id]

    def _in_override_order(self, by_id: Mapping[str, _Standing]) -> list[_Standing]:
        """The rules, each before those that it overrides (the policy is checked to have no cycle)."""
        ordered: list[_Standing] = []
        placed: set[int] = set()

        def place(standing: _Standing) -> None:
            if id(standing) in placed:
                return
            placed.add(id(standing))
            for other in self._standing:
                if any(loser is standing for loser in self._losers(other, by_id)):
                    place(other)
            ordered.append(standing)

        for standing in self._standing:
            place(standing)
        return ordered

    # ----------------------------------------------------------------------------------------------- outcome
    @property
    def is_threatened(self) -> bool:
        """Whether it is open if some rule gives way to another."""
        return any(each.threatened for each in self._standing)

    def verdict(self, settled: Outcome | None = None) -> Verdict:
        """The verdict; `settled` is the outcome where it is known otherwise."""
        outcome = settled or self.outcome()
        rules = tuple(self._settled(each, outcome) for each in self._standing)
        pending = tuple(dict.fromkeys(atom for each in rules for atom in each.pending))
        return Verdict(outcome, rules, pending, self._truths)

    @property
    def _live(self) -> list[_Standing]:
        return [each for each in self._standing if each.defeated_by is None]

    def outcome(self) -> Outcome:
        """The outcome alone, without the part that each rule has in it."""
        live = self._live
        firm = [each.outcome for each in live if each.outcome is not Outcome.UNDETERMINED and not each.threatened]
        best = max(firm, key=self._weight, default=Outcome.NOT_APPLICABLE)
        open_ones = (each for each in live if each.outcome is Outcome.UNDETERMINED or each.threatened)
        if any(self._weight(each) > self._weight(best) for rule in open_ones for each in rule.possible):
            return Outcome.UNDETERMINED
        return best

    def _settled(self, standing: _Standing, outcome: Outcome) -> Settled:
        pending: tuple[Node, ...] = ()
        if standing.defeated_by is None:
            pending = self._pending(standing)
        # A settled outcome can rest on open rules alone, which come to it together whichever way they turn out.
        open_ = outcome is Outcome.UNDETERMINED or (
            standing.outcome is Outcome.UNDETERMINED and not any(each.outcome is outcome for each in self._live)
        )
        decided = standing.defeated_by is None and (bool(pending) if open_ else standing.outcome is outcome)
        return Settled(standing.conclusion, standing.outcome, decided, standing.defeated_by, pending)

    # ------------------------------------------------------------------------------------------ what matters
    def _pending(self, standing: _Standing) -> tuple[Node, ...]:
        if len(standing.possible) == 1 and not standing.threatened:
            return ()
        floor = max(
            (min(self._weight(outcome) for outcome in each.possible) for each in self._live if each is not standing),
            default=0,
        )
        overrides = bool(standing.asked.linked.rule.overrides)
        silent = _silent(standing.asked)

        def effect(outcome: Outcome) -> tuple[int, bool]:
            return max(self._weight(self._word(outcome)), floor), overrides and outcome not in silent

        parts = standing.conclusion.parts
        ways = [(truths, effect(outcome)) for truths, outcome in completions(standing.asked, parts)]
        if len({seen for _, seen in ways}) == 1:
            return ()
        atoms: list[Node] = []
        for place, part in enumerate(parts):
            if part.truth is Truth.UNKNOWN and (_turns(place, ways) or self._holds_back(part, standing)):
                atoms += open_atoms(part.tree, self._of_atom)
        return tuple(dict.fromkeys(atoms))

    @staticmethod
    def _holds_back(part: Part, standing: _Standing) -> bool:
        """Whether an unknown amount alone keeps the rule from saying what is due."""
        return part.role == "known" and standing.outcome is Outcome.UNDETERMINED


def _silent(asked: Asked) -> frozenset[Outcome]:
    """The outcomes, in its own words, with which a rule says nothing that could prevail: a ban that is kept, too."""
    modality = MODALITIES[asked.linked.rule.modality]
    kept = {modality.when_false} if modality.clear is not None and modality.when_false is not None else set()
    return frozenset({Outcome.NOT_APPLICABLE, Outcome.UNDETERMINED} | kept)


def _turns(place: int, ways: Iterable[tuple[tuple[Truth, ...], tuple[int, bool]]]) -> bool:
    """Whether turning one part alone, the others as they may be, can change the effect."""
    seen: dict[tuple[Truth, ...], set[tuple[int, bool]]] = {}
    for truths, effect in ways:
        seen.setdefault(truths[:place] + truths[place + 1 :], set()).add(effect)
    return any(len(effects) > 1 for effects in seen.values())


def open_atoms(tree: Node, of_atom: Callable[[Node], Truth]) -> list[Node]:
    """The atoms on which an unknown tree still turns: unknown themselves, with nothing above them settled."""
    if is_connective(tree) or isinstance(tree, Derived):
        below = children(tree)
        if not below:
            return [tree]
        confirming = not isinstance(tree, Derived) and getattr(tree, "symbol", "") == "confirmed"
        return [
            atom
            for each in below
            if (truth := truth_of(each, of_atom, presuming=False)) is Truth.UNKNOWN
            or (confirming and truth is Truth.FALSE)
            for atom in (_all_atoms(each, of_atom) if confirming else open_atoms(each, of_atom))
        ]
    return [tree]


def _all_atoms(tree: Node, of_atom: Callable[[Node], Truth]) -> list[Node]:
    """Below `confirmed`, every test that does not hold yet: a false one has to be looked into again."""
    if is_connective(tree) or (isinstance(tree, Derived) and children(tree)):
        return [atom for each in children(tree) for atom in _all_atoms(each, of_atom)]
    return [] if isinstance(tree, Constant) or of_atom(tree) is Truth.TRUE else [tree]
