"""The agenda of a day: which questions are asked of whom, and whose answer a changed fact bears on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from afterschool_policy.casefile.entity import Entity, Subject
from afterschool_policy.casefile.held import EntityChange
from afterschool_policy.casefile.state import CaseState
from afterschool_policy.decision.agenda import Occasion, occasion_for
from afterschool_policy.decision.setting import Setting
from afterschool_policy.language.tree import Value
from afterschool_policy.law.model import DecisionSpec, Law
from afterschool_policy.semantics.question import Question
from afterschool_policy.vocabulary.entities import sources
from afterschool_policy.vocabulary.facts import Facts
from afterschool_policy.vocabulary.model import group_of

OWN, OF_FILE = "", "/"
"""The sources of a view besides the references, which go by their names: the entity itself, and the file."""


@dataclass(frozen=True, slots=True)
class Inquiry:
    """A question as it is put to the entities of one type ("" is the file).

    `reads` are the facts that it reads by their source, `targets` the types that the references lead to. Facts speak to
    it where they rest on one in `foreground`: the others are background, which many questions share.
    """

    order: int
    setting: Setting
    type: str
    targets: Mapping[str, str]
    reads: tuple[tuple[str, tuple[str, ...]], ...]
    foreground: frozenset[str]
    reports: bool

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

    def __init__(self, law: Law, setting_of: Callable[[DecisionSpec], Setting]) -> None:
        self._entities = law.entities
        background = {group for spec in law.decisions.values() for group in spec.background or ()}
        specs = [spec for spec in law.decisions.values() if spec.background is None]
        self._of_type: dict[str, list[Inquiry]] = {"": [], **{name: [] for name in law.entities}}
        self._readers: dict[tuple[str, str, str], list[Inquiry]] = {}
        self._by_source: dict[tuple[str, str], list[Inquiry]] = {}
        for order, spec in enumerate(specs):
            setting = setting_of(spec)
            for type_ in spec.for_each or ("",):
                self._add(_inquiry(law, order, setting, type_, background))

    def _add(self, inquiry: Inquiry) -> None:
        self._of_type[inquiry.type].append(inquiry)
        for source, names in inquiry.reads:
            self._by_source.setdefault((inquiry.type, source), []).append(inquiry)
            for name in names:
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
        return {inq.name: inq for fact in facts for inq in self._readers.get((type_, source, fact), ())}.values()


def _inquiry(law: Law, order: int, setting: Setting, type_: str, background: set[str]) -> Inquiry:
    source_of = dict(sources(law.entities, law.entities[type_])) if type_ else {}
    owned = {group for entity_type in law.entities.values() for group in entity_type.owns}
    reads: dict[str, list[str]] = {}
    foreground: set[str] = set()
    for name in (*setting.question.facts, *setting.question.sources):
        group = group_of(name)
        source = source_of.get(group, None if group in owned else OF_FILE)
        if source is not None:  # a group that no view of this type holds stays unknown
            reads.setdefault(source, []).append(name)
            if source != OF_FILE if type_ else group not in background:
                foreground.add(name)
    by_source = tuple((source, tuple(names)) for source, names in reads.items())
    foreground = foreground or {name for names in reads.values() for name in names}
    targets = law.entities[type_].refers if type_ else {}
    bodies = [rule.body for rule in setting.question.rules]
    reports = any(body.amounts or body.values for body in bodies)
    return Inquiry(order, setting, type_, targets, by_source, frozenset(foreground), reports)
