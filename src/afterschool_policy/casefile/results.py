"""Takes the questions to decide again; gives what that changes, and keeps what every question has come to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from afterschool_policy.casefile.agenda import OF_FILE, OWN, Inquiry, Pairs, known_to
from afterschool_policy.casefile.entity import Entity, rank
from afterschool_policy.casefile.findings import CaseFinding, Changes
from afterschool_policy.casefile.state import Holdings, Key
from afterschool_policy.casefile.strategies import Answers
from afterschool_policy.casefile.view import together
from afterschool_policy.decision.decision import Setting, SingleDecision
from afterschool_policy.decision.disagreement import disagreement
from afterschool_policy.diagnostics import EngineDisagreement
from afterschool_policy.engines.choice import DEFAULT
from afterschool_policy.engines.cross_check import VerdictsDiffer
from afterschool_policy.explain import basis as reasons
from afterschool_policy.explain.basis import Basis
from afterschool_policy.explain.results import Amount, OutputValue
from afterschool_policy.semantics.verdict import Verdict
from afterschool_policy.values.outcomes import Outcome
from afterschool_policy.vocabulary.entities import Entities
from afterschool_policy.vocabulary.facts import Facts
from afterschool_policy.vocabulary.model import group_of

_SILENT = (Outcome.NOT_APPLICABLE, Outcome.UNDETERMINED)
_Told = tuple[Inquiry, Key, Outcome | None]


class Standing(NamedTuple):
    """What a question came to for one entity, and what it reported."""

    inquiry: Inquiry
    verdict: Verdict
    amounts: Mapping[str, Amount]
    values: Mapping[str, OutputValue]

    @property
    def holds(self) -> bool:
        """Whether its outcome applies."""
        return self.verdict.outcome not in _SILENT

    @property
    def is_open(self) -> bool:
        """Whether it is undetermined."""
        return self.verdict.outcome is Outcome.UNDETERMINED


class Standings:
    """Every question on the agenda with what it has come to."""

    def __init__(self, entities: Entities, holdings: Holdings, answers: Answers) -> None:
        self._entities = entities
        self._holdings = holdings
        self._answers = answers
        self._standing: dict[tuple[str, Key], Standing] = {}

    def again(self, pairs: Pairs) -> Changes:
        """Decide these questions; gives what has changed."""
        new: list[_Told] = []
        changed: list[_Told] = []
        fallen: list[_Told] = []
        opened: list[_Told] = []
        for (name, key), inquiry in pairs.items():
            before = self._standing.pop((name, key), None)
            now = self._came_to(inquiry, key)
            if now is not None:
                self._standing[name, key] = now
            told = (inquiry, key, before.verdict.outcome if before is not None else None)
            if before is not None and before.holds:
                if now is None or not now.holds:
                    fallen.append(told)
                elif _differ(before, now):
                    changed.append(told)
            elif now is not None and now.holds:
                new.append(told)
            elif now is not None and now.is_open and not (before is not None and before.is_open):
                opened.append(told)
        return Changes(*map(self._findings, (new, changed, fallen, opened)))

    def told(self, wanted: Callable[[Standing], bool]) -> tuple[CaseFinding, ...]:
        """The findings of the standings that are wanted."""
        return self._findings(
            (standing.inquiry, key, None) for (_, key), standing in self._standing.items() if wanted(standing)
        )

    def decision(self, inquiry: Inquiry, key: Key) -> SingleDecision:
        """The ordinary decision on what an entity sees."""
        decision = SingleDecision(inquiry.setting, self._view(key))
        if inquiry.setting.engine.name == DEFAULT:
            return decision
        try:
            _ = decision.outcome  # what such an engine refuses it refuses now, not when the outcome is read
        except VerdictsDiffer as differing:
            raise self._disagreement(inquiry, key, differing) from differing
        return decision

    # ---------------------------------------------------------------------------------------------------- inside
    def _came_to(self, inquiry: Inquiry, key: Key) -> Standing | None:
        known, on_agenda = known_to(inquiry, key, self._holdings, self._targets(key))
        if not on_agenda:
            return None
        try:
            verdict = self._answers.verdict(inquiry, key, known)
        except VerdictsDiffer as differing:
            raise self._disagreement(inquiry, key, differing) from differing
        if not inquiry.reports:
            return Standing(inquiry, verdict, {}, {})
        basis = Basis(inquiry.question, verdict, Facts(known), inquiry.setting.as_of)
        return Standing(inquiry, verdict, reasons.amounts(basis), reasons.values(basis))

    def _disagreement(self, inquiry: Inquiry, key: Key, differing: VerdictsDiffer) -> EngineDisagreement:
        asked = inquiry.setting
        settings = (Setting.of(asked.question, each, asked.as_of, asked.chosen) for each in differing.engines)
        one, other = (SingleDecision(each, self._view(key)) for each in settings)
        return disagreement(one, other, differing.tests)

    def _findings(self, told: Iterable[_Told]) -> tuple[CaseFinding, ...]:
        """Findings in the order of the questions, then of the entities."""
        ordered = sorted(told, key=lambda each: (each[0].place, rank(each[1])))
        return tuple(self._finding(inquiry, key, previous) for inquiry, key, previous in ordered)

    def _finding(self, inquiry: Inquiry, key: Key, previous: Outcome | None) -> CaseFinding:
        owners = {name: self._owner(key, source) for source, names in inquiry.reads for name in names}
        counts = {name: counted for name, owner in owners.items() if (counted := self._holdings.counted(owner, name))}
        by_group = {group_of(name): owner for name, owner in owners.items()}
        decision = self.decision(inquiry, key)
        standing = self._standing.get((inquiry.name, key))
        outcome = standing.verdict.outcome if standing is not None else decision.outcome
        return CaseFinding(inquiry.name, key, outcome, decision, previous, by_group, counts)

    def _view(self, key: Key) -> Facts:
        """What one entity sees."""
        sources = (OWN, *self._targets(key)) if key is not None else ()
        owners = (self._owner(key, source) for source in sources)
        held = (self._holdings.get(owner) for owner in owners if owner is not None)
        return together([self._holdings.file().facts, *(each.facts for each in held if each is not None)])

    def _targets(self, key: Key) -> Mapping[str, str]:
        return {} if key is None else self._entities[key.type].refers

    def _owner(self, key: Key, source: str) -> Key:
        """The entity that a source of a view stands for; None for the file, and for a reference that leads nowhere."""
        if key is None or source in (OWN, OF_FILE):
            return key if source == OWN else None
        holding = self._holdings.get(key)
        to = holding.refers.get(source) if holding is not None else None
        return None if to is None else Entity(self._targets(key)[source], to)


def _differ(before: Standing, now: Standing) -> bool:
    if before.verdict.outcome is not now.verdict.outcome or before[2:] != now[2:]:
        return True
    return before.verdict is not now.verdict and _clauses(before.verdict) != _clauses(now.verdict)


def _clauses(verdict: Verdict) -> set[str]:
    return {clause for each in verdict.findings if each.decided for clause in each.clauses}
