"""Takes facts as they arrive and go; gives the findings that hold, and what each call has changed.

Only questions that read a changed fact are decided again, for the entities in whose view it is. After any calls the
findings are those of a fresh file with the same facts.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping
from datetime import date

from afterschool_policy.casefile.agenda import Agenda
from afterschool_policy.casefile.as_text import as_text
from afterschool_policy.casefile.entity import Entity, rank
from afterschool_policy.casefile.findings import CaseFinding, Changes
from afterschool_policy.casefile.intake import Intake, Statement, held_otherwise
from afterschool_policy.casefile.results import Standings
from afterschool_policy.casefile.state import Holding, Holdings, Key
from afterschool_policy.casefile.strategies import Answers
from afterschool_policy.decision.decision import Setting, SingleDecision
from afterschool_policy.diagnostics import InvalidFacts, InvalidRequest, PolicyError, unknown_request
from afterschool_policy.law.model import DecisionSpec, Law
from afterschool_policy.text import Lang, Text
from afterschool_policy.vocabulary.facts import Facts
from afterschool_policy.vocabulary.model import parts_of

_DECISION = Text("事项", "decision")

Put = Callable[[DecisionSpec, date | None, date | None], Setting]
"""How a question is put on a day, where the instrument takes effect on another."""


class CaseFile:
    """A file of facts about many entities (made by `Policy.open_case`). Calls from several threads wait in turn."""

    def __init__(
        self,
        law: Law,
        *,
        answers: Answers,
        chosen: Mapping[str, str],
        put: Put,
        taken: Callable[[Mapping[str, object]], Facts],
    ) -> None:
        self._law = law
        self._answers = answers
        self._chosen = chosen
        self._put = put
        self._intake = Intake(law, taken)
        self._holdings = Holdings(law.entities)
        self._clock: tuple[date | None, date | None] = (None, law.instrument.in_force)
        self._agenda = self._agenda_on(self._clock)
        self._answers.begin(self._agenda, self._holdings)
        self._standings = Standings(law.entities, self._holdings, answers)
        self._lock = threading.RLock()

    # -------------------------------------------------------------------------------------------------- changing
    def assert_facts(self, facts: Mapping[str, object]) -> Changes:
        """State facts, and which entities refer to which.

        Args:
            facts: `{"book": {"1": {"borrower": "ann", "book": {"kind": "ordinary"}}}}`: types of entities with ids,
                each with its groups of facts and the ids that it refers to; groups of no entity stand beside the
                types. Values as for `Policy.decide`; what is null says nothing.

        Raises:
            InvalidFacts: with every mistake, and where a fact holds with another value; then nothing is stated.
        """
        with self._lock:
            said = [_stating(each) for each in self._intake.stated(facts)]
            faults = [fault for each in said for fault in held_otherwise(each, self._statement(each.entity))]
            if faults:
                raise InvalidFacts(faults)
            return self._do(said)

    def amend(self, facts: Mapping[str, object]) -> Changes:
        """State facts, whatever held before; null withdraws a fact or a reference.

        Raises:
            InvalidFacts: with every mistake; then nothing is amended.
        """
        with self._lock:
            return self._do(self._intake.stated(facts))

    def retract(self, names: Mapping[str, object]) -> Changes:
        """Withdraw what was stated: at each level a list names what goes whole, a mapping leads further down.

        Args:
            names: `{"reader": ["ann"], "book": {"1": ["borrower"]}, "context": ["as_of"]}`.

        Raises:
            InvalidFacts: where something named is not held; then nothing is withdrawn.
        """
        with self._lock:
            return self._do(self._intake.withdrawn(names, self._statement))

    # --------------------------------------------------------------------------------------------------- reading
    @property
    def findings(self) -> tuple[CaseFinding, ...]:
        """Everything that holds now: each question with an outcome that applies, for each entity."""
        with self._lock:
            return self._standings.told(lambda standing: standing.holds)

    @property
    def open(self) -> tuple[CaseFinding, ...]:
        """What is undetermined now; the decision names the facts that are missing."""
        with self._lock:
            return self._standings.told(lambda standing: standing.is_open)

    @property
    def as_of(self) -> date | None:
        """The day whose law decides: a fact of the file."""
        return self._clock[0]

    @property
    def readings(self) -> Mapping[str, str]:
        """The readings chosen instead of their default."""
        return self._chosen

    @property
    def facts(self) -> dict[str, object]:
        """What was stated and holds, as `assert_facts` takes it: enough to open the file again."""
        with self._lock:
            held: dict[str, object] = {}
            for entity in sorted(self._holdings.everyone(), key=rank):
                holding = self._holdings.get(entity)
                assert holding is not None
                if entity is None:
                    held |= _nested(holding)
                else:
                    of_type = held.setdefault(entity.type, {})
                    assert isinstance(of_type, dict)
                    of_type[entity.id] = {**holding.refers, **_nested(holding)}
            return held

    def explain(self, lang: Lang = "zh") -> str:
        """What holds and what is open, in words: with the facts it rests on, and those to be found out."""
        with self._lock:
            return as_text(self._law, self.findings, self.open, lang)

    def decide(self, decision: str, entity: Entity | tuple[str, str] | None = None) -> SingleDecision:
        """The ordinary decision on one question, on what one entity sees now (None: the file).

        Raises:
            InvalidRequest: where the question is not asked of such an entity.
        """
        key = None if entity is None else Entity(*entity)
        type_ = key.type if key is not None else ""
        with self._lock:
            if type_ not in {"", *self._law.entities}:
                raise InvalidRequest([unknown_request(Text("实体类型", "type of entity"), type_, self._law.entities)])
            asked = {each.name: each for each in self._agenda.of(type_)}
            if decision not in asked:
                raise InvalidRequest([unknown_request(_DECISION, decision, asked)])
            return self._standings.decision(asked[decision], key)

    # ---------------------------------------------------------------------------------------------------- inside
    def _statement(self, entity: Key) -> Statement:
        """What is held of an entity, as a statement."""
        holding = self._holdings.get(entity) or Holding()
        return Statement(entity, holding.stated, holding.evidence, holding.refers)

    def _do(self, said: list[Statement]) -> Changes:
        """Take it in and decide again. Where an engine fails, the file is as it was before."""
        before = [self._statement(each.entity) for each in said]
        try:
            return self._taken_in(said)
        except PolicyError:
            self._taken_in([_undoing(now, was) for now, was in zip(said, before, strict=True)], anew=True)
            raise

    def _taken_in(self, said: list[Statement], *, anew: bool = False) -> Changes:
        clock = self._clock_after(said)
        anew = anew or clock != self._clock
        agenda = self._agenda_on(clock) if anew else self._agenda
        touched = self._holdings.take(said, clock[0])
        pairs = agenda.borne_on(touched, self._holdings)
        self._clock, self._agenda = clock, agenda
        if anew:
            self._holdings.stand_on(clock[0])
            pairs |= agenda.everywhere(self._holdings)
            self._answers.begin(agenda, self._holdings)
        else:
            self._answers.follow(touched, pairs)
        return self._standings.again(pairs)

    def _clock_after(self, said: Iterable[Statement]) -> tuple[date | None, date | None]:
        """The day of the decisions and that of the instrument, once this is said."""
        spec = self._law.instrument
        after = self._holdings.file()
        for each in said:
            if each.entity is None:
                after = self._holdings.after(each, self._clock[0])
        day, known = after.stated.get(spec.as_of_fact), after.facts.values.get(spec.in_force_fact)
        return day if isinstance(day, date) else None, known if isinstance(known, date) else spec.in_force

    def _agenda_on(self, clock: tuple[date | None, date | None]) -> Agenda:
        return Agenda(self._law, lambda spec: self._put(spec, *clock))


def _stating(said: Statement) -> Statement:
    """A statement that withdraws nothing."""
    values = {name: value for name, value in said.values.items() if value is not None}
    refers = {name: to for name, to in said.refers.items() if to is not None}
    return Statement(said.entity, values, said.evidence, refers)


def _undoing(said: Statement, held: Statement) -> Statement:
    """The statement that takes back what was said, to what was held before."""
    values = {name: held.values.get(name) for name in said.values}
    evidence = {name: each for name, each in held.evidence.items() if name in values}
    return Statement(said.entity, values, evidence, {name: held.refers.get(name) for name in said.refers})


def _nested(holding: Holding) -> dict[str, dict[str, object]]:
    nested: dict[str, dict[str, object]] = {}
    for name in sorted(holding.stated):
        group, short = parts_of(name)
        nested.setdefault(group, {})[short] = holding.evidence.get(name, holding.stated[name])
    return nested
