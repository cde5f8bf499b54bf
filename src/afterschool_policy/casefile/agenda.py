"""The agenda of a day: which questions are asked of whom, and whose answer a changed fact bears on."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial

from afterschool_policy.cache import Cache
from afterschool_policy.casefile.entity import Entity, Subject
from afterschool_policy.casefile.held import EntityChange
from afterschool_policy.casefile.state import CaseState
from afterschool_policy.decision.agenda import Occasion, occasion_for
from afterschool_policy.decision.setting import Setting
from afterschool_policy.language.tree import Value
from afterschool_policy.law.model import DecisionSpec, Law
from afterschool_policy.law.records import Counts, counts_in
from afterschool_policy.semantics.question import Question
from afterschool_policy.vocabulary.entities import sources
from afterschool_policy.vocabulary.facts import Facts
from afterschool_policy.vocabulary.model import group_of
from afterschool_policy.vocabulary.records import list_of

OWN, OF_FILE = "", "/"
"""The sources of a view besides the references, which go by their names: the entity itself, and the file."""

_SettingOf = Callable[[DecisionSpec, Counts], Setting]


@dataclass(frozen=True, slots=True)
class Inquiry:
    """A question as it is put to the entities of one type ("" is the file).

    `reads` are the facts that it reads by their source, `targets` the types that the references lead to. Facts speak to
    it where they rest on one in `foreground`: the others are background, which many questions share. `lists` are the
    lists of records in its sight, with their source: how many records they have differs from one subject to the next,
    so each is asked it `as_seen`.
    """

    order: int
    setting: Setting
    type: str
    targets: Mapping[str, str]
    reads: tuple[tuple[str, tuple[str, ...]], ...]
    foreground: frozenset[str]
    reports: bool
    lists: tuple[tuple[str, str], ...]
    of_counts: Mapping[Counts, Inquiry] = field(repr=False, compare=False)

    @property
    def name(self) -> str:
        """The question's name."""
        return self.question.spec.name

    @property
    def question(self) -> Question:
        """The question itself."""
        return self.setting.question

    def owner(self, source: str, subject: Subject, state: CaseState) -> Subject:
        """The entity at a source, as the subject sees it; None for the file, and where a reference leads nowhere."""
        if source == OWN:
            return subject
        held = state.get(subject)
        id_ = held.refers.get(source) if held is not None else None
        return None if id_ is None else Entity(self.targets[source], id_)

    def as_seen(self, subject: Subject, state: CaseState) -> Inquiry:
        """The same for so many records as the lists have that a subject sees."""
        if not self.lists:
            return self
        values: dict[str, Value] = {}
        for name, source in self.lists:
            owner = None if source == OF_FILE else self.owner(source, subject, state)
            held = state.get(owner) if owner is not None or source == OF_FILE else None
            if held is not None and name in held.facts.values:
                values[name] = held.facts.values[name]
        return self.of_counts[counts_in((name for name, _ in self.lists), values)]

    def known_to(self, subject: Subject, state: CaseState) -> tuple[Facts, Occasion]:
        """The facts that the question reads as they are known of a subject, and the occasion that they give."""
        if state.get(subject) is None:
            return Facts({}), Occasion.NONE
        given: dict[str, Value] = {}
        for source, names in self.reads:
            owner = self.owner(source, subject, state)
            held = state.get(owner) if owner is not None or source == OF_FILE else None
            if held is None:
                continue
            values = held.facts.values
            given.update((name, values[name]) for name in names if name in values)
        facts = self.question.edition.law.entailments.close(Facts(given))
        known = {name: facts.values[name] for name in self.question.facts if name in facts.values}
        return Facts(known, entailed=facts.entailed), occasion_for(self.question, facts, self.foreground)


DueInquiries = dict[tuple[str, Subject], Inquiry]
"""What has to be decided again: inquiries by the question's name and whom it is asked of."""


class Agenda:
    """All inquiries of a day, indexed by type and by the facts that they read."""

    def __init__(self, law: Law, setting_of: _SettingOf) -> None:
        self._entities = law.entities
        background = {group for spec in law.decisions.values() for group in spec.background or ()}
        specs = [spec for spec in law.decisions.values() if spec.background is None]
        self._of_type: dict[str, list[Inquiry]] = {"": [], **{name: [] for name in law.entities}}
        self._readers: dict[tuple[str, str, str], list[Inquiry]] = {}
        self._by_source: dict[tuple[str, str], list[Inquiry]] = {}
        for order, spec in enumerate(specs):
            for type_ in spec.for_each or ("",):
                self._add(_inquiry(law, order, partial(setting_of, spec), type_, background))

    def _add(self, inquiry: Inquiry) -> None:
        self._of_type[inquiry.type].append(inquiry)
        for source, names in inquiry.reads:
            self._by_source.setdefault((inquiry.type, source), []).append(inquiry)
            for name in dict.fromkeys(map(list_of, names)):
                self._readers.setdefault((inquiry.type, source, name), []).append(inquiry)

    def of(self, type_: str) -> Iterable[Inquiry]:
        """The inquiries of one type."""
        return self._of_type[type_]

    def everything(self, state: CaseState) -> DueInquiries:
        """Every question for everybody whom it is asked of."""
        return {
            (inquiry.name, subject): inquiry
            for subject in state.subjects
            for inquiry in self._of_type[subject.type if subject else ""]
        }

    def affected(self, changes: Iterable[EntityChange], state: CaseState) -> DueInquiries:
        """The questions whose answer can differ for what changed."""
        return {
            (inquiry.name, subject): inquiry
            for change in changes
            for inquiry, subject in self._affected_by(change, state)
        }

    def _affected_by(self, change: EntityChange, state: CaseState) -> Iterator[tuple[Inquiry, Subject]]:
        changed, facts = change.subject, change.facts
        if changed is None:
            yield from ((inquiry, None) for inquiry in self._reading("", OF_FILE, facts))
            for type_ in self._entities:
                readers = self._reading(type_, OF_FILE, facts)
                yield from ((inquiry, entity) for inquiry in readers for entity in state.of_type(type_))
            return
        if change.before is None or change.after is None:
            yield from ((inquiry, changed) for inquiry in self._of_type[changed.type])
        else:
            yield from ((inquiry, changed) for inquiry in self._reading(changed.type, OWN, facts))
            for reference in change.refers:
                yield from ((inquiry, changed) for inquiry in self._by_source.get((changed.type, reference), ()))
        for type_, referring in state.referring(changed).items():
            for reference, target in self._entities[type_].refers.items():
                if target == changed.type:
                    readers = self._reading(type_, reference, facts)
                    yield from ((inquiry, entity) for inquiry in readers for entity in referring)

    def _reading(self, type_: str, source: str, facts: Iterable[str]) -> Iterable[Inquiry]:
        """The inquiries of a type that read one of the facts at a source, each once."""
        return {
            inq.name: inq for fact in facts for inq in self._readers.get((type_, source, list_of(fact)), ())
        }.values()


def _inquiry(
    law: Law, order: int, setting_of: Callable[[Counts], Setting], type_: str, background: Container[str]
) -> Inquiry:
    """A question as it is put to a type, as if each list of records had one: so it reads all that more could."""
    of_counts: Cache[Counts, Inquiry] = Cache(
        lambda counts: _of_setting(law, order, setting_of(counts), type_, background, of_counts)
    )
    return of_counts[tuple((name, 1) for name in law.vocabulary.records)]


def _of_setting(  # noqa: PLR0917  # what an inquiry is made of
    law: Law,
    order: int,
    setting: Setting,
    type_: str,
    background: Container[str],
    of_counts: Mapping[Counts, Inquiry],
) -> Inquiry:
    source_of = dict(sources(law.entities, law.entities[type_])) if type_ else {}
    owned = {group for entity_type in law.entities.values() for group in entity_type.owns}

    def source_of_fact(name: str) -> str | None:
        """Where a fact comes from; None where no view of this type holds its group, and it stays unknown."""
        group = group_of(name)
        return source_of.get(group, None if group in owned else OF_FILE)

    records = law.vocabulary.records
    read = {*setting.question.facts}
    lists = tuple((name, source) for name in records if (source := source_of_fact(name)) is not None)
    reads: dict[str, list[str]] = {}
    foreground: set[str] = set()
    counted = (name for name, _ in lists if records[name].complete in read)
    for name in (*setting.question.facts, *setting.question.sources, *counted):
        source = source_of_fact(name)
        if source is not None:
            reads.setdefault(source, []).append(name)
            if source != OF_FILE if type_ else group_of(name) not in background:
                foreground.add(name)
    by_source = tuple((source, tuple(names)) for source, names in reads.items())
    foreground = foreground or {name for names in reads.values() for name in names}
    targets = law.entities[type_].refers if type_ else {}
    bodies = [rule.body for rule in setting.question.rules]
    reports = any(body.amounts or body.values for body in bodies)
    return Inquiry(
        order, setting, type_, targets, by_source, frozenset(foreground), reports, lists=lists, of_counts=of_counts
    )
