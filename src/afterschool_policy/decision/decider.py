"""How the questions of a law are decided: by which readings, for which day, by which engine, one or an audit."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial

from afterschool_policy.cache import Cache
from afterschool_policy.decision.agenda import Occasion, occasion_for
from afterschool_policy.decision.asked import Asked, keep_in_sight
from afterschool_policy.decision.clauses import NO_CLAUSES, answering, asked_clauses
from afterschool_policy.decision.contract import Decision
from afterschool_policy.decision.decision import SingleDecision
from afterschool_policy.decision.setting import Setting
from afterschool_policy.decision.settings import NO_READINGS, Settings
from afterschool_policy.decision.standing import check_standing
from afterschool_policy.diagnostics import Diagnostic, InvalidFacts
from afterschool_policy.diagnostics.requests import day as day_of
from afterschool_policy.diagnostics.requests import known_entry, known_name, of_type
from afterschool_policy.engines.choice import DEFAULT, ENGINES
from afterschool_policy.engines.protocol import Engine
from afterschool_policy.law.model import DecisionSpec, Law
from afterschool_policy.law.over_time import on_day
from afterschool_policy.law.records import Counts, counts_in, written_out
from afterschool_policy.text import Text
from afterschool_policy.vocabulary.facts import Facts, plain_values, standing
from afterschool_policy.vocabulary.series import years_told

MOST_WRITTEN = 64
"""So many written-out laws are kept, for numbers of records and for days between which no window changes."""

_Occasion = tuple[Counts, tuple[int, ...] | None, tuple[int, ...]]
"""How many records there are, in which period of each sort the day lies, and of which years something is told."""

_ENGINE, _DECISION, _READING = Text("引擎", "engine"), Text("事项", "decision"), Text("解释", "reading")
_READINGS = Text("“编号: 读法”的对应表", "a mapping of ids to choices")


class Decider:
    """The decisions of one law. Safe to share between threads: what is kept can be made twice without harm."""

    def __init__(self, law: Law, *, kept: bool = True) -> None:
        self._law = law
        self._periods = tuple(law.vocabulary.periods.values()) if law.vocabulary.series else ()
        self._written_out = bool(law.vocabulary.records or self._periods) and kept
        self._as_of_fact = law.instrument.as_of_fact
        self._in_force_fact = law.instrument.in_force_fact
        self._engines: dict[str, Engine] = {}
        self.settings = Settings(law)
        self._undated = self.settings.undated
        self._deciders: Cache[_Occasion, Decider] = Cache(bound=MOST_WRITTEN)
        if kept:
            keep_in_sight(self, law.fingerprint)

    @property
    def writes_out(self) -> bool:
        """Whether rules are written out for the records and periods that facts tell of, before they are asked."""
        return self._written_out

    def _written(self, facts: Facts, as_of: date | None) -> Decider:
        """That of the law written out for the day and the records that there are; this one where nothing need be."""
        if not self._written_out:
            return self
        known = plain_values(facts)
        day = as_of or known.get(self._as_of_fact)
        years = years_told(known) if self._periods else ()
        return self._for(counts_in(self._law.vocabulary.records, known), day if isinstance(day, date) else None, years)

    def of_counts(self, counts: Counts) -> Decider:
        """That of the law written out for so many records of each list; of a law without series."""
        return self._for(counts, None, ()) if self._written_out else self

    def _for(self, counts: Counts, day: date | None, years: tuple[int, ...]) -> Decider:
        places = None if day is None else tuple(period.number(day) for period in self._periods)
        found = self._deciders.get((counts, places, years))
        if found is None:
            law = on_day(self._law, day, years)
            found = self._deciders.keep((counts, places, years), Decider(written_out(law, dict(counts)), kept=False))
        return found

    def decide(  # noqa: PLR0917  # in the order of Policy.decide, and every decision comes through here
        self,
        name: str,
        facts: Facts,
        as_of: date | None,
        readings: Mapping[str, str] | None,
        engine: str,
        clauses: Sequence[str],
    ) -> Decision:
        """The answer to a question (see `Policy.decide`)."""
        if self._written_out:
            other = self._written(facts, day_of(as_of, "as_of"))
            return other.decide(name, facts, as_of, readings, engine, clauses)
        if as_of is None and readings is None and clauses is NO_CLAUSES and engine == DEFAULT and name.__class__ is str:
            setting = self._undated.get(name)
            known = plain_values(facts)
            if setting is not None and self._as_of_fact not in known and self._in_force_fact not in known:
                return SingleDecision(setting, facts)
        chosen = self.chosen(readings)
        deciding = self.engine(engine)
        spec = known_entry(name, self._law.decisions, _DECISION, "decision")
        alone = asked_clauses(self._law, spec, clauses)
        dated, day = self._dated(facts, day_of(as_of, "as_of"))
        if day is not None and self._law.eras:
            check_standing(self._law, dated, chosen, day)
        valid = self._law.entailments.close(standing(dated, day))
        if spec.background is None:
            return self._single(spec, valid, day, chosen, deciding, clauses=alone)
        from afterschool_policy.decision.composite import CompositeDecision

        ask = partial(self._single, facts=valid, as_of=day, chosen=chosen, engine=deciding, clauses=alone)
        parts = {
            part.name: made
            for part in answering(self._law, spec, alone)
            if (made := self._part(part, spec.background, valid, alone, ask))
        }
        asked = Asked(spec.name, day, tuple(chosen.items()), alone, deciding.name, self._law.fingerprint)
        return CompositeDecision(*self.audit(asked, valid), asked, valid, parts)

    def audit(self, asked: Asked, facts: Facts) -> tuple[Law, DecisionSpec]:
        """The law of an audit, and its question as it reads on its day."""
        if (other := self._written(facts, asked.as_of)) is not self:
            return other.audit(asked, facts)
        spec = self._law.decisions[asked.decision]
        question = self.settings.question(spec, asked.as_of, self._first_day(facts), dict(asked.readings))
        return question.edition.law, question.spec

    def setting(self, asked: Asked, facts: Facts) -> Setting:
        """The setting in which one question was asked."""
        if (other := self._written(facts, asked.as_of)) is not self:
            return other.setting(asked, facts)
        spec, chosen, engine = self._law.decisions[asked.decision], dict(asked.readings), self.engine(asked.engine)
        return self.settings.of(spec, asked.as_of, self._first_day(facts), chosen, engine, clauses=asked.clauses)

    def setting_for(  # noqa: PLR0917  # in the order of `CaseFile`'s `SettingOf`
        self,
        spec: DecisionSpec,
        as_of: date | None,
        starts: date | None,
        counts: Counts,
        chosen: Mapping[str, str],
        engine: str,
    ) -> Setting:
        """The setting of a question on a day, where the instrument takes effect on another, for so many records."""
        if (other := self.of_counts(counts)) is not self:
            return other.setting_for(spec, as_of, starts, counts, chosen, engine)
        return self.settings.of(spec, as_of, starts, chosen, self.engine(engine))

    def chosen(self, readings: Mapping[str, str] | None) -> Mapping[str, str]:
        """The readings that differ from their default, by id; where a default has changed, each that was chosen.

        Raises:
            InvalidRequest: for a reading or an alternative that there is not.
        """
        if readings is None:
            return NO_READINGS
        chosen: dict[str, str] = {}
        for given, code in of_type(readings, Mapping, "readings", _READINGS, '{"R-1": "narrow"}').items():
            name = known_name(given, self._law.readings, _READING, "readings")
            entry, what = self._law.readings[name], Text(f"{name} 的读法", f"choice of {name}")
            choice = known_name(code, entry.choices, what, f"readings.{name}")
            if choice != entry.default or any(name in era.readings for era in self._law.eras):
                chosen[name] = choice
        return dict(sorted(chosen.items())) if chosen else NO_READINGS

    def engine(self, name: str) -> Engine:
        """The engine of this name, made once.

        Raises:
            InvalidRequest: where there is none, or it is not installed.
        """
        made = known_entry(name, ENGINES, _ENGINE, "engine")
        return self._engines.get(name) or self._engines.setdefault(name, made())

    def _dated(self, facts: Facts, as_of: date | None) -> tuple[Facts, date | None]:
        """The facts with the day among them, wherever it was given, and the day."""
        name = self._as_of_fact
        known = facts.values.get(name)
        if as_of is None:
            return facts, known if isinstance(known, date) else None
        if known is None:
            values = {**facts.values, name: as_of}
            others = facts.evidence, facts.expired, facts.entailed, facts.withdrawn, facts.contradictions
            return Facts(values, *others), as_of
        if known != as_of:
            fields = {"name": name, "given": as_of.isoformat(), "fact": str(known)}
            raise InvalidFacts([Diagnostic("fact-as-of", fields=fields)])
        return facts, as_of

    def _first_day(self, facts: Facts) -> date | None:
        """The day from which the instrument is in force, as the facts tell it, else the instrument."""
        known = facts.values.get(self._in_force_fact)
        return known if isinstance(known, date) else self._law.instrument.in_force

    def _part(
        self,
        part: DecisionSpec,
        background: tuple[str, ...],
        facts: Facts,
        clauses: tuple[str, ...],
        ask: Callable[[DecisionSpec], SingleDecision],
    ) -> SingleDecision | None:
        """The answer to a question of an audit; None where the facts do not speak to it."""
        question = self.settings.question(part, None, None, NO_READINGS, clauses)
        occasion = occasion_for(question, facts, self.settings.foreground(background))
        if occasion is Occasion.NONE:
            return None
        made = ask(part)
        # An answer that is asked for is told whatever it comes to: its outcome waits until somebody reads it.
        return made if occasion is Occasion.ASKED or occasion.is_answered(made.outcome) else None

    def _single(
        self,
        spec: DecisionSpec,
        facts: Facts,
        as_of: date | None,
        chosen: Mapping[str, str],
        engine: Engine,
        *,
        clauses: tuple[str, ...],
    ) -> SingleDecision:
        setting = self.settings.of(spec, as_of, self._first_day(facts), chosen, engine, clauses=clauses)
        if engine.name == DEFAULT:
            return SingleDecision(setting, facts)
        from afterschool_policy.decision.disagreement import checked_decision

        return checked_decision(setting, facts)
