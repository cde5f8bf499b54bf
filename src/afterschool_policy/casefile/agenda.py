"""Takes the law's questions as they are put on a day; gives who is asked what, and whose answer a fact bears on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from afterschool_policy.casefile.entity import Entity
from afterschool_policy.casefile.state import Holdings, Key, Touched
from afterschool_policy.decision.decision import Setting
from afterschool_policy.language.tree import Value
from afterschool_policy.law.model import DecisionSpec, Law
from afterschool_policy.semantics.question import Question
from afterschool_policy.vocabulary.entities import sources
from afterschool_policy.vocabulary.model import group_of

OWN, OF_FILE = "", "/"
"""Where a view takes a group from, besides the references by their names."""


@dataclass(frozen=True, slots=True)
class Inquiry:
    """A question as it is put to the entities of one type ("" is the file).

    `reads` are the facts that it reads by where the view takes them from. It is on the agenda where one of those in
    `moved_by` is known: the others are background, which many questions share.
    """

    place: int
    setting: Setting
    type: str
    reads: tuple[tuple[str, tuple[str, ...]], ...]
    moved_by: frozenset[str]
    reports: bool

    @property
    def name(self) -> str:
        """The question's name."""
        return self.question.spec.name

    @property
    def question(self) -> Question:
        """The question itself."""
        return self.setting.question


Pairs = dict[tuple[str, Key], Inquiry]


class Agenda:
    """All inquiries of a day, found by type and by the facts that they read."""

    def __init__(self, law: Law, asked: Callable[[DecisionSpec], Setting]) -> None:
        self._entities = law.entities
        background = {group for spec in law.decisions.values() for group in spec.background or ()}
        specs = [spec for spec in law.decisions.values() if spec.background is None]
        self._of_type: dict[str, list[Inquiry]] = {"": [], **{name: [] for name in law.entities}}
        self._readers: dict[tuple[str, str, str], list[Inquiry]] = {}
        self._by_source: dict[tuple[str, str], list[Inquiry]] = {}
        for place, spec in enumerate(specs):
            setting = asked(spec)
            for type_ in spec.for_each or ("",):
                self._add(_inquiry(law, (place, setting), type_, background))

    def _add(self, inquiry: Inquiry) -> None:
        self._of_type[inquiry.type].append(inquiry)
        for source, names in inquiry.reads:
            self._by_source.setdefault((inquiry.type, source), []).append(inquiry)
            for name in names:
                self._readers.setdefault((inquiry.type, source, name), []).append(inquiry)

    def of(self, type_: str) -> Iterable[Inquiry]:
        """The inquiries of one type."""
        return self._of_type[type_]

    def everywhere(self, holdings: Holdings) -> Pairs:
        """Every question for everybody whom it is asked of."""
        return {
            (each.name, key): each for key in holdings.everyone() for each in self._of_type[key.type if key else ""]
        }

    def borne_on(self, touched: Iterable[Touched], holdings: Holdings) -> Pairs:
        """The questions, with who is asked, whose answer can differ for what was touched."""
        found: Pairs = {}
        for each in touched:
            for inquiry, key in self._of_one(each, holdings):
                found[inquiry.name, key] = inquiry
        return found

    def _of_one(self, touched: Touched, holdings: Holdings) -> Iterator[tuple[Inquiry, Key]]:
        entity, facts = touched.entity, tuple(touched.facts)
        if entity is None:
            yield from ((each, None) for name in facts for each in self._readers.get(("", OF_FILE, name), ()))
            for type_ in self._entities:
                readers = {each.name: each for name in facts for each in self._readers.get((type_, OF_FILE, name), ())}
                yield from ((each, one) for each in readers.values() for one in holdings.of_type(type_))
            return
        if touched.before is None or touched.after is None:
            yield from ((each, entity) for each in self._of_type[entity.type])
        else:
            yield from ((each, entity) for name in facts for each in self._readers.get((entity.type, OWN, name), ()))
            for reference in touched.refers:
                yield from ((each, entity) for each in self._by_source.get((entity.type, reference), ()))
        for type_, referring in holdings.referring(entity).items():
            for reference, target in self._entities[type_].refers.items():
                if target == entity.type:
                    readers = {
                        each.name: each for name in facts for each in self._readers.get((type_, reference, name), ())
                    }
                    yield from ((each, one) for each in readers.values() for one in referring)


def _inquiry(law: Law, asked: tuple[int, Setting], type_: str, background: set[str]) -> Inquiry:
    place, setting = asked
    taken = dict(sources(law.entities, law.entities[type_])) if type_ else {}
    owned = {group for each in law.entities.values() for group in each.owns}
    by_source: dict[str, list[str]] = {}
    for name in setting.question.facts:
        group = group_of(name)
        source = taken.get(group, None if group in owned else OF_FILE)
        if source is not None:  # a group that no view of this type holds stays unknown
            by_source.setdefault(source, []).append(name)
    reads = tuple((source, tuple(names)) for source, names in by_source.items())
    everything = [name for names in by_source.values() for name in names]
    if type_:
        own = [name for source, names in reads if source != OF_FILE for name in names]
    else:
        own = [name for name in everything if group_of(name) not in background]
    bodies = [rule.linked.body for rule in setting.question.rules]
    reports = any(body.amounts or body.values for body in bodies)
    return Inquiry(place, setting, type_, reads, frozenset(own or everything), reports)


def known_to(
    inquiry: Inquiry, entity: Key, holdings: Holdings, targets: Mapping[str, str]
) -> tuple[dict[str, Value], bool]:
    """The facts that the question reads as they are known of an entity, and whether it is on the agenda."""
    known: dict[str, Value] = {}
    moved = False
    holding = holdings.get(entity)
    if holding is None:
        return known, False
    for source, names in inquiry.reads:
        if source == OWN:
            place = holding
        elif source == OF_FILE:
            place = holdings.file()
        elif source in holding.refers and (at := holdings.get(Entity(targets[source], holding.refers[source]))):
            place = at
        else:
            continue
        values = place.facts.values
        for name in names:
            value = values.get(name)
            if value is not None:
                known[name] = value
                moved = moved or name in inquiry.moved_by
    return known, moved
