"""Takes a question and the truths of its atoms; gives the verdict: every finding, the outcome, what still matters.

The strongest finding wins; an unknown that cannot change the outcome does not keep it open. A verdict depends on
the truths alone, so an engine may keep it and answer the next equal case by a look-up.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import product

from afterschool_policy.language.tree import Given, Known, Node, atoms_of
from afterschool_policy.law.modalities import MODALITIES
from afterschool_policy.semantics.conclusion import STATES, Conclusion, conclude, concluded
from afterschool_policy.semantics.finding import Finding, finding_of
from afterschool_policy.semantics.pending import Ahead, pending_atoms
from afterschool_policy.semantics.question import Asked, Question, trees
from afterschool_policy.semantics.trace import RuleTrace, traced
from afterschool_policy.values.outcomes import Outcome
from afterschool_policy.values.truth import Truth

MAX_OPEN = 7
"""With more open tests than this, not every way in which they could turn out is tried."""

MAX_SHARED = 4
"""Where no override is open, so many are tried before an answer is left open."""

_MAX_KEPT = 4_000
_MAX_KEPT_A_RULE = 20
_NEVER_FALSE = (Truth.UNKNOWN, Truth.TRUE)
_EITHER = (Truth.FALSE, Truth.TRUE)
_OPEN = Outcome.UNDETERMINED


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


@dataclass(frozen=True)
class Verdict:
    """The outcome of a question with the part that each rule has in it; `truths` are those of `question.atoms`."""

    outcome: Outcome
    rules: tuple[Settled, ...]
    pending: tuple[Node, ...]
    truths: tuple[Truth, ...]
    findings: tuple[Finding, ...]
    of_atom: Callable[[Node], Truth] = field(repr=False, compare=False)
    tracer: Callable[[Verdict], tuple[RuleTrace, ...]] = field(repr=False, compare=False)

    @cached_property
    def trace(self) -> tuple[RuleTrace, ...]:
        """The why as objects, rule by rule."""
        return self.tracer(self)


@dataclass(frozen=True, slots=True)
class Outline:
    """The outcome of a question and every rule's finding: all that most callers read."""

    outcome: Outcome
    findings: tuple[Finding, ...]


def settle(question: Question, truths: Mapping[Node, Truth]) -> Verdict:
    """The verdict for these truths, one for each atom of the question."""
    return Settler(question).verdict(tuple(truths[atom] for atom in question.atoms))


def turnings(question: Question, verdict: Verdict) -> dict[tuple[Truth, ...], Outcome]:
    """The outcome for every way in which the pending atoms could turn out, one truth for each of them."""
    return Settler(question).turnings(verdict)


_Kept = tuple[Conclusion, Outcome, frozenset[Outcome], tuple[str, ...]]
"""What a rule came to, what it came to and could come to in the question's words, and the clauses that exempt."""


@dataclass(slots=True)
class _Standing:
    """A rule while the decision is being settled: what it may still contribute, in the question's words."""

    conclusion: Conclusion
    outcome: Outcome
    possible: frozenset[Outcome]
    exempting: tuple[str, ...]
    defeated_by: str | None = None
    threatened: bool = False

    @property
    def is_open(self) -> bool:
        """Whether it is not known yet what the rule contributes."""
        return self.outcome is _OPEN or self.threatened


class Settler:
    """Settles one question again and again. What its rules came to is kept, by the truths that each rule reads."""

    def __init__(self, question: Question) -> None:
        self._question = question
        self._answers = question.spec.answers
        self._word, self._weight = self._answers.word, self._answers.weight
        self._reads = [tuple(dict.fromkeys(_places(asked, question))) for asked in question.rules]
        self._losers = losers_of(question.rules)
        self._order = overriding_first(self._losers) if any(self._losers) else []
        self._silent = [silent_outcomes(asked) for asked in question.rules]
        self._most = max(_MAX_KEPT, _MAX_KEPT_A_RULE * len(question.rules))
        self._kept: dict[object, _Kept] = {}
        self._findings: dict[object, Finding] = {}
        self._traces: dict[object, RuleTrace] = {}

    # ------------------------------------------------------------------------------------------------ answers
    def verdict(self, truths: tuple[Truth, ...]) -> Verdict:
        """The verdict for these truths of the question's atoms."""
        standing = self._standing(truths)
        verdict = self._verdict(standing, truths, self._outcome(standing))
        few = MAX_OPEN if any(each.threatened for each in standing) else MAX_SHARED
        if verdict.outcome is _OPEN and len(verdict.pending) <= few:
            # Rules that share a test, or of which one may prevail, can come to the same whatever turns out.
            outcomes = set(self.turnings(verdict).values())
            if len(outcomes) == 1:
                return self._verdict(standing, truths, next(iter(outcomes)))
        return verdict

    def turnings(self, verdict: Verdict) -> dict[tuple[Truth, ...], Outcome]:
        """The outcome for every way in which the pending atoms could turn out, one truth for each of them."""
        place_of = {atom: place for place, atom in enumerate(self._question.atoms)}
        places = [place_of.get(atom) for atom in verdict.pending]  # a definition that is not in force has none
        choices = (_NEVER_FALSE if isinstance(each, Known | Given) else _EITHER for each in verdict.pending)
        found: dict[tuple[Truth, ...], Outcome] = {}
        for turned in product(*choices):
            truths = list(verdict.truths)
            for place, truth in zip(places, turned, strict=True):
                if place is not None:
                    truths[place] = truth
            found[turned] = self._outcome(self._standing(truths))
        return found

    def outline(self, codes: Sequence[tuple[int, ...]]) -> Outline | None:
        """Outcome and findings, from the codes of each rule's trees (`STATES`); None where it takes atoms to tell."""
        standing = [self._stood(place, each) for place, each in enumerate(codes)]
        self._defeat(standing)
        outcome = self._outcome(standing)
        if outcome is _OPEN or not any(each.defeated_by is None and each.outcome is outcome for each in standing):
            return None
        findings = (
            self._finding(place, each, decided=each.defeated_by is None and each.outcome is outcome)
            for place, each in enumerate(standing)
        )
        return Outline(outcome, tuple(findings))

    # ----------------------------------------------------------------------------------------------- standing
    def _standing(self, truths: Sequence[Truth]) -> list[_Standing]:
        of_atom = self._of_atom(truths)
        standing: list[_Standing] = []
        for place, (asked, reads) in enumerate(zip(self._question.rules, self._reads, strict=True)):
            key = (place, *[truths[each] for each in reads])
            standing.append(_Standing(*(self._kept.get(key) or self._keep(key, conclude(asked, of_atom)))))
        self._defeat(standing)
        return standing

    def _of_atom(self, truths: Sequence[Truth]) -> Callable[[Node], Truth]:
        places = self._question.places

        def of_atom(atom: Node) -> Truth:
            place = places.get(id(atom))
            return Truth.UNKNOWN if place is None else truths[place]  # a definition that is not in force has no place

        return of_atom

    def _stood(self, place: int, codes: tuple[int, ...]) -> _Standing:
        key = (place, codes)
        kept = self._kept.get(key)
        if kept is None:
            kept = self._keep(key, concluded(self._question.rules[place], [STATES[code] for code in codes]))
        return _Standing(*kept)

    def _keep(self, key: object, conclusion: Conclusion) -> _Kept:
        possible = frozenset(self._word(each) for each in conclusion.possible)
        outcome = self._word(conclusion.outcome)
        if len(possible) == 1:  # two words of the rule can be one of the question
            (outcome,) = possible
        if len(self._kept) >= self._most:
            self._kept.clear()
        exemption = conclusion.exemption
        kept = self._kept[key] = (conclusion, outcome, possible, exemption.clauses if exemption is not None else ())
        return kept

    # ------------------------------------------------------------------------------------------------- defeat
    def _defeat(self, all_standing: list[_Standing]) -> None:
        """A rule that speaks takes away the word of the rules that it overrides."""
        for place in self._order:
            standing, silent = all_standing[place], self._silent[place]
            if standing.defeated_by is not None:
                continue
            for loser in (all_standing[each] for each in self._losers[place]):
                certain = not standing.conclusion.possible & silent and not standing.threatened
                if certain or not (standing.is_open or standing.conclusion.outcome in silent):
                    loser.defeated_by = loser.defeated_by or standing.conclusion.asked.linked.rule.name
                elif standing.conclusion.possible - silent:
                    # What is only presumed not to speak leaves the loser its word, and may take it away later.
                    loser.threatened = loser.threatened or standing.is_open
                    loser.possible |= {Outcome.NOT_APPLICABLE}

    # ------------------------------------------------------------------------------------------------ outcome
    def _outcome(self, standing: list[_Standing]) -> Outcome:
        """The outcome alone, without the part that each rule has in it."""
        live = [each for each in standing if each.defeated_by is None]
        best = self._answers.strongest(each.outcome for each in live if not each.is_open)
        weight = self._weight(best)
        if any(self._weight(each) > weight for rule in live if rule.is_open for each in rule.possible):
            return _OPEN
        return best

    def _verdict(self, standing: list[_Standing], truths: tuple[Truth, ...], outcome: Outcome) -> Verdict:
        # A settled outcome can rest on open rules alone, which come to it together whichever way they turn out.
        live = [each for each in standing if each.defeated_by is None]
        firm = outcome is not _OPEN and any(each.outcome is outcome for each in live)
        least = {id(each): min(map(self._weight, each.possible)) for each in live}
        highest = [*sorted(least.values(), reverse=True)[:2], 0, 0]
        rules: list[Settled] = []
        findings: list[Finding] = []
        for place, each in enumerate(standing):
            pending: tuple[Node, ...] = ()
            if each.defeated_by is None and (len(each.possible) > 1 or each.threatened):
                # What the others come to at the least: the highest of them, this rule left out.
                floor = highest[least[id(each)] == highest[0]]
                pending = self._pending(place, each, truths, floor)
            resting_open = outcome is _OPEN or (each.outcome is _OPEN and not firm)
            decided = each.defeated_by is None and (bool(pending) if resting_open else each.outcome is outcome)
            rules.append(Settled(each.conclusion, each.outcome, decided, each.defeated_by, pending))
            findings.append(self._finding(place, each, decided=decided))
        atoms = tuple(dict.fromkeys(atom for each in rules for atom in each.pending))
        return Verdict(outcome, tuple(rules), atoms, truths, tuple(findings), self._of_atom(truths), self._trace)

    def _finding(self, place: int, each: _Standing, *, decided: bool) -> Finding:
        """The finding of a rule; equal ones are one object, so that what is kept of many decisions stays small."""
        key = (place, each.exempting, each.outcome, decided, each.defeated_by)
        found = self._findings.get(key)
        if found is None:
            name = self._question.spec.name
            found = self._findings[key] = finding_of(each.conclusion, each.outcome, decided, each.defeated_by, name)
        return found

    def _trace(self, verdict: Verdict) -> tuple[RuleTrace, ...]:
        traces: list[RuleTrace] = []
        for place, (each, finding) in enumerate(zip(verdict.rules, verdict.findings, strict=True)):
            key = (place, id(finding), *[verdict.truths[read] for read in self._reads[place]])
            found = self._traces.get(key)
            if found is None:
                if len(self._traces) >= self._most:
                    self._traces.clear()
                found = self._traces[key] = traced(each.conclusion, finding, verdict.of_atom)
            traces.append(found)
        return tuple(traces)

    def _pending(self, place: int, standing: _Standing, truths: Sequence[Truth], floor: int) -> tuple[Node, ...]:
        overrides, silent = bool(self._losers[place]), self._silent[place]

        def effect(outcome: Outcome) -> Ahead:
            return max(self._weight(self._word(outcome)), floor), overrides and outcome not in silent

        open_ = standing.outcome is _OPEN
        return pending_atoms(standing.conclusion, effect, self._of_atom(truths), is_open=open_)


def _places(asked: Asked, question: Question) -> list[int]:
    return [question.places[id(atom)] for tree in trees(asked) for atom in atoms_of(tree)]


def losers_of(rules: Sequence[Asked]) -> list[list[int]]:
    """For each rule the places of those that it overrides."""
    by_id = {asked.linked.rule.id: place for place, asked in enumerate(rules)}
    return [[by_id[name] for name, _ in asked.linked.rule.overrides if name in by_id] for asked in rules]


def overriding_first(losers: Sequence[Sequence[int]]) -> list[int]:
    """The rules, each before those that it overrides (the policy is checked to have no cycle)."""
    ordered: list[int] = []

    def place(rule: int) -> None:
        if rule not in ordered:
            for other, overridden in enumerate(losers):
                if rule in overridden:
                    place(other)
            ordered.append(rule)

    for rule in range(len(losers)):
        place(rule)
    return ordered


def silent_outcomes(asked: Asked) -> frozenset[Outcome]:
    """The outcomes, in its own words, with which a rule says nothing that could prevail: a ban that is kept, too."""
    modality = MODALITIES[asked.linked.rule.modality]
    kept = {modality.when_false} if modality.clear is not None and modality.when_false is not None else set()
    return frozenset({Outcome.NOT_APPLICABLE, Outcome.UNDETERMINED} | kept)
