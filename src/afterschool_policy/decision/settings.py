"""The settings in which the questions of a law are asked, each linked and compiled once and then kept."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property

from afterschool_policy.cache import Cache
from afterschool_policy.decision.setting import Setting
from afterschool_policy.engines.choice import DEFAULT
from afterschool_policy.engines.protocol import Engine
from afterschool_policy.law.eras import era_on
from afterschool_policy.law.model import DecisionSpec, Law
from afterschool_policy.semantics.edition import Edition, current_on, derived_facts, link, turning_days
from afterschool_policy.semantics.question import Question, question_of
from afterschool_policy.values.read_only import read_only
from afterschool_policy.vocabulary.model import group_of

NO_READINGS: Mapping[str, str] = read_only({})
_MAX_SETTINGS = 10_000


class Settings:
    """The settings of one law. Filling them twice from two threads does no harm: both come to the same.

    `undated` are those of the default engine, for no day and no reading chosen, by decision, where the instrument says
    from when it is in force: what most callers ask.
    """

    def __init__(self, law: Law) -> None:
        self._law = law
        self._editions: Cache[object, Edition] = Cache()
        self._questions: Cache[object, Question] = Cache()
        self._settings: Cache[object, Setting] = Cache(bound=_MAX_SETTINGS)
        self._foregrounds: Cache[tuple[str, ...], frozenset[str]] = Cache()
        self.undated: dict[str, Setting] = {}

    def of(
        self,
        spec: DecisionSpec,
        as_of: date | None,
        starts: date | None,
        readings: Mapping[str, str],
        engine: Engine,
        *,
        clauses: tuple[str, ...] = (),
    ) -> Setting:
        """How a question is asked; `starts` is the day from which the instrument is in force."""
        key = (spec.name, as_of, starts, tuple(readings.items()), engine.name, clauses)
        setting = self._settings.get(key)
        if setting is None:
            question = self.question(spec, as_of, starts, readings, clauses)
            setting = self._settings.keep(key, Setting.of(question, engine, as_of, readings))
            stated = as_of is None and starts == self._law.instrument.in_force
            if stated and not readings and not clauses and engine.name == DEFAULT:
                self.undated[spec.name] = setting
        return setting

    def question(
        self,
        spec: DecisionSpec,
        as_of: date | None,
        starts: date | None,
        readings: Mapping[str, str],
        clauses: tuple[str, ...] = (),
    ) -> Question:
        """The question of the day. Days between which no version changes share their edition and its questions."""
        days = turning_days(self._law, starts) if as_of is None else [as_of]
        current = tuple(self._standing(day, starts) for day in days)
        key = (current, as_of is None and tuple(days), tuple(readings.items()))
        question = self._questions.get((spec.name, key, clauses))
        if question is None:
            edition = self._editions.get(key) or self._editions.keep(key, link(self._law, as_of, starts, readings))
            question = self._questions.keep(
                (spec.name, key, clauses), question_of(edition, edition.law.decisions[spec.name], clauses)
            )
        return question

    def _standing(self, day: date | None, starts: date | None) -> tuple[date | None, tuple[str, ...]]:
        """What tells the law of one day from that of another: the era, and the versions in force."""
        era = era_on(self._law.eras, day or date.min)
        return None if era is None else era.first, tuple(rule.name for rule in current_on(self._law, day, starts))

    def foreground(self, background: tuple[str, ...]) -> frozenset[str]:
        """The names of the facts outside the background groups."""
        names = self._foregrounds.get(background)
        if names is None:
            facts = self._law.vocabulary.facts
            names = self._foregrounds.keep(background, frozenset(n for n in facts if group_of(n) not in background))
        return names

    @cached_property
    def derived(self) -> Mapping[str, tuple[str, ...]]:
        """Each derived fact with the facts that it rests on."""
        return derived_facts(link(self._law, None, None, NO_READINGS))
