"""A case file: facts about many entities as they come and go, and the findings that hold on them now.

Only questions that read a changed fact are decided again, for the entities in whose view it is. After any calls the
findings are those of a fresh file with the same facts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, NamedTuple, NoReturn, SupportsIndex

from afterschool_policy.casefile.entity import Entity, rank
from afterschool_policy.casefile.findings import CaseFinding, Changes
from afterschool_policy.decision.decision import SingleDecision
from afterschool_policy.decision.setting import Setting
from afterschool_policy.diagnostics import Diagnostic, InvalidFacts, InvalidRequest, PolicyError
from afterschool_policy.diagnostics.requests import known_entry, known_name, mistyped, plain_text
from afterschool_policy.explain.render.formats import check_lang
from afterschool_policy.law.model import DecisionSpec, Law
from afterschool_policy.law.records import Counts
from afterschool_policy.text import Lang, Text
from afterschool_policy.vocabulary.facts import Facts

if TYPE_CHECKING:
    from afterschool_policy.casefile.agenda import Agenda
    from afterschool_policy.casefile.statement import EntityStatement
    from afterschool_policy.casefile.strategies import Strategy

_DECISION = Text("事项", "decision")
_TYPE = Text("实体类型", "type of entity")
_PAIR = Text("实体的类型和编号", "the type and id of an entity")

SettingOf = Callable[[DecisionSpec, date | None, date | None, Counts], Setting]
"""The setting of a question on a day, where the instrument takes effect on another, for so many records."""


class _Clock(NamedTuple):
    """The day whose law decides, and the day on which the instrument takes effect."""

    as_of: date | None
    in_force: date | None


class CaseFile:
    """A file of facts about many entities, and the findings that hold on them. Made by `Policy.open_case`.

    Calls from several threads wait in turn. A call that raises leaves the file as it was.
    """

    def __init__(
        self,
        law: Law,
        *,
        strategy: Strategy,
        readings: Mapping[str, str],
        setting_of: SettingOf,
        facts_of: Callable[[Mapping[str, object]], Facts],
    ) -> None:
        from threading import RLock

        from afterschool_policy.casefile.intake import Intake
        from afterschool_policy.casefile.results import CaseResults
        from afterschool_policy.casefile.state import CaseState

        self._law = law
        self._strategy = strategy
        self._readings = readings
        self._setting_of = setting_of
        self._intake = Intake(law, facts_of)
        self._state = CaseState(law.entities, law.vocabulary.records)
        self._clock = _Clock(None, law.instrument.in_force)
        self._agenda = self._agenda_on(self._clock)
        self._strategy.begin(self._agenda, self._state)
        self._results = CaseResults(self._state, self._strategy)
        self._lock = RLock()

    def __reduce_ex__(self, _: SupportsIndex) -> NoReturn:
        """Refuse a copy: two handles on one state would each change what the other tells.

        Raises:
            InvalidRequest: Always; `facts` is enough to open another file.
        """
        raise InvalidRequest([Diagnostic("case-copied")])

    def assert_facts(self, facts: Mapping[str, object]) -> Changes:
        """State facts, and which entities refer to which.

        Args:
            facts: `{"book": {"1": {"borrower": "ann", "book": {"kind": "ordinary"}}}}`: types of entities with ids,
                each with its groups of facts and the ids that it refers to; groups of no entity stand beside the
                types. Values as for `Policy.facts`; what is None says nothing.

        Returns:
            What that has changed in the findings.

        Raises:
            InvalidFacts: With every mistake, and where a fact holds with another value; then nothing is stated.
        """
        with self._lock:
            statements = [statement.without_withdrawals() for statement in self._intake.stated(facts)]
            held = ((statement, self._state.statement(statement.subject)) for statement in statements)
            faults = [fault for statement, before in held for fault in statement.conflicts(before)]
            if faults:
                raise InvalidFacts(faults)
            return self._change(statements)

    def amend(self, facts: Mapping[str, object]) -> Changes:
        """State facts, whatever held before.

        Args:
            facts: As for `assert_facts`, but None withdraws a fact or a reference.

        Returns:
            What that has changed in the findings.

        Raises:
            InvalidFacts: With every mistake; then nothing is amended.
        """
        with self._lock:
            return self._change(self._intake.stated(facts))

    def retract(self, names: Mapping[str, object]) -> Changes:
        """Withdraw what was stated.

        Args:
            names: `{"reader": ["ann"], "book": {"1": ["borrower"]}, "context": ["as_of"]}`: at each level a list names
                what goes whole, a mapping leads further down.

        Returns:
            What that has changed in the findings.

        Raises:
            InvalidFacts: Where something named is not held; then nothing is withdrawn.
        """
        with self._lock:
            return self._change(self._intake.withdrawn(names, self._state.statement))

    @property
    def findings(self) -> tuple[CaseFinding, ...]:
        """Everything that holds now: each question with an outcome that applies, for each entity."""
        with self._lock:
            return self._results.findings(lambda result: result.holds)

    @property
    def open(self) -> tuple[CaseFinding, ...]:
        """What is undetermined now; the decision names the facts that are missing."""
        with self._lock:
            return self._results.findings(lambda result: result.is_open)

    @property
    def as_of(self) -> date | None:
        """The day whose law decides, a fact of the file; None where no day was given."""
        return self._clock.as_of

    @property
    def readings(self) -> Mapping[str, str]:
        """The readings chosen instead of their default: the code of the choice, by id."""
        return self._readings

    @property
    def facts(self) -> dict[str, object]:
        """What was stated and holds, as `assert_facts` takes it: enough to open the file again."""
        with self._lock:
            document: dict[str, object] = {}
            for subject in sorted(self._state.subjects, key=rank):
                held = self._state.get(subject)
                assert held is not None
                if subject is None:
                    document |= held.document()
                else:
                    of_type = document.setdefault(subject.type, {})
                    assert isinstance(of_type, dict)
                    of_type[subject.id] = held.document()
            return document

    def explain(self, lang: Lang = "zh") -> str:
        """What holds and what is open, in words: with the facts that it rests on, and those to be found out.

        Args:
            lang: `"zh"` or `"en"`.
        """
        from afterschool_policy.casefile.as_text import as_text

        check_lang(lang)
        with self._lock:
            return as_text(self._law, self.findings, self.open, lang)

    def decide(self, decision: str, entity: Entity | tuple[str, str] | None = None) -> SingleDecision:
        """The ordinary decision on one question, on the facts that one entity sees now.

        Args:
            decision: Name of the question, one of `Policy.decisions`.
            entity: The entity, or its type and id as in `("book", "1")`; None for the file.

        Raises:
            InvalidRequest: Where the question is not asked of such an entity.
        """
        subject = None if entity is None else self._entity(entity)
        with self._lock:
            inquiries = {inquiry.name: inquiry for inquiry in self._agenda.of("" if subject is None else subject.type)}
            return self._results.decision(known_entry(decision, inquiries, _DECISION, "decision"), subject)

    def _entity(self, given: object) -> Entity:
        if not isinstance(given, tuple) or len(given) != 2 or plain_text(given[1]) is None:
            raise mistyped("entity", given, _PAIR, '("book", "1")')
        return Entity(known_name(given[0], self._law.entities, _TYPE, "entity"), str(plain_text(given[1])))

    def _change(self, statements: list[EntityStatement]) -> Changes:
        """Take statements in and decide again. Where an engine fails, the file is as it was before."""
        before = [self._state.statement(statement.subject) for statement in statements]
        try:
            return self._apply(statements)
        except PolicyError:
            self._apply([new.undone(old) for new, old in zip(statements, before, strict=True)], anew=True)
            raise

    def _apply(self, statements: list[EntityStatement], *, anew: bool = False) -> Changes:
        clock = self._clock_after(statements)
        anew = anew or clock != self._clock
        agenda = self._agenda_on(clock) if anew else self._agenda
        changes = self._state.apply(statements, clock.as_of)
        due = agenda.affected(changes, self._state)
        self._clock, self._agenda = clock, agenda
        if anew:
            self._state.move_to(clock.as_of)
            due |= agenda.everything(self._state)
            self._strategy.begin(agenda, self._state)
        else:
            self._strategy.follow(changes, due)
        return self._results.decide_again(due)

    def _clock_after(self, statements: Iterable[EntityStatement]) -> _Clock:
        """The clock once this is said: both days are facts of the file."""
        spec = self._law.instrument
        held = self._state.file
        for statement in statements:
            if statement.subject is None:
                held = self._state.held_after(statement, self._clock.as_of)
        as_of, in_force = held.stated.get(spec.as_of_fact), held.facts.values.get(spec.in_force_fact)
        return _Clock(
            as_of if isinstance(as_of, date) else None, in_force if isinstance(in_force, date) else spec.in_force
        )

    def _agenda_on(self, clock: _Clock) -> Agenda:
        from afterschool_policy.casefile.agenda import Agenda

        return Agenda(self._law, lambda spec, counts: self._setting_of(spec, *clock, counts))
