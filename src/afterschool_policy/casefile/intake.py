"""The edge where a caller's statements come in: each is checked, or InvalidFacts names every mistake.

{"context": {"as_of": "2024-03-01"},                       a group of the file
"reader": {"ann": {"reader": {"has_card": True}}},        an entity: its groups of facts
"book": {"1": {"borrower": "ann", "book": {...}}}}        and the ids that it refers to
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from afterschool_policy.casefile.entity import Entity, Subject, called
from afterschool_policy.casefile.statement import EntityStatement
from afterschool_policy.diagnostics import Diagnostic, Field, InvalidFacts, suggestion
from afterschool_policy.diagnostics.excerpt import cut, repeated
from afterschool_policy.law.model import Law
from afterschool_policy.text import Text
from afterschool_policy.values import numbers
from afterschool_policy.vocabulary.fact_values import Path
from afterschool_policy.vocabulary.facts import Facts
from afterschool_policy.vocabulary.intake import items_of, key_of
from afterschool_policy.vocabulary.model import group_of
from afterschool_policy.vocabulary.plain import mapping_of, plain_value

_GROUP = Text("“名称: 值”", "names with values")
_ENTITIES = Text("“编号: 内容”", "ids, each with what is stated of it")
_ENTITY = Text("事实组和所指实体的编号", "groups of facts, and ids of other entities")
_ID = Text("另一实体的编号", "the id of another entity")
_NAMES = Text("名称的列表", "a list of names")
_LIST = (list, tuple, set, frozenset)

_Items = Iterator[EntityStatement | Diagnostic]
_Part = tuple[Subject, object] | Diagnostic


class Intake:
    """The reader of statements against one law; `facts_of` checks the facts of one entity as `Policy.facts` does."""

    def __init__(self, law: Law, facts_of: Callable[[Mapping[str, object]], Facts]) -> None:
        self._law = law
        self._facts_of = facts_of
        owned = {group for type_ in law.entities.values() for group in type_.owns}
        self._groups = tuple(group for group in law.vocabulary.groups if group not in owned)

    def stated(self, document: Mapping[str, object]) -> list[EntityStatement]:
        """What a document states; null withdraws."""
        return self._checked(document, self._statement)

    def withdrawn(
        self, document: Mapping[str, object], held: Callable[[Subject], EntityStatement]
    ) -> list[EntityStatement]:
        """What a document withdraws: at each level a list names what goes whole, a mapping leads further down."""
        return self._checked(document, lambda subject, content: self._withdrawal(held(subject), content))

    def _checked(
        self, document: Mapping[str, object], read: Callable[[Subject, object], _Items]
    ) -> list[EntityStatement]:
        if not isinstance(document, Mapping):
            raise InvalidFacts([_shape(None, document, _ENTITY, ())])
        items = [
            item for part in self._parts(document) for item in ([part] if isinstance(part, Diagnostic) else read(*part))
        ]
        faults = [item for item in items if isinstance(item, Diagnostic)]
        if faults:
            raise InvalidFacts(faults)
        return [item for item in items if isinstance(item, EntityStatement)]

    def _parts(self, document: Mapping[str, object]) -> Iterator[_Part]:
        """The contents of a document by the entity that each is about."""
        items = items_of(document)
        of_file = {name: content for name, content in items if name in self._groups}
        if of_file:
            yield None, of_file
        for name, content in items:
            if name in of_file or content is None:
                continue
            if name not in self._law.entities:
                known = [*self._groups, *self._law.entities]
                fields: dict[str, Field] = {"name": cut(name), "suggestion": suggestion(name, known)}
                yield Diagnostic("case-entity", fields={**fields, "allowed": tuple(known)}, path=(name,))
            elif (levels := _levels(content)) is None:
                yield _shape(name, content, _ENTITIES, (name,))
            else:
                yield from self._entities(name, levels)

    def _entities(self, name: str, levels: Iterable[tuple[object, object]]) -> Iterator[_Part]:
        seen: set[str] = set()
        for key, below in levels:
            id_ = _id(key)
            if id_ is None:
                yield _shape(name, key, _ENTITIES, (name,))
            elif id_ in seen:
                yield Diagnostic("fact-twice", fields={"name": f"{name} · {cut(id_)}"}, path=(name, id_))
            else:
                seen.add(id_)
                yield Entity(name, id_), below

    def _statement(self, subject: Subject, content: object) -> _Items:
        at = _path(subject)
        if mapping_of(content) is None:
            yield _shape(subject, content, _ENTITY, at)
            return
        groups: dict[str, dict[str, object]] = {}
        refers: dict[str, str | None] = {}
        for name, below in items_of(content):
            if name in self._owned(subject):
                if mapping_of(below) is not None:
                    groups[name] = dict(items_of(below))
                elif below is not None:
                    yield _shape(f"{called(subject)} · {name}", below, _GROUP, (*at, name))
            elif name in self._references(subject):
                refers[name] = _id(below)
                if refers[name] is None and below is not None:
                    yield _shape(f"{called(subject)} · {name}", below, _ID, (*at, name))
            else:
                yield self._misplaced(subject, name)
        try:
            facts = self._facts_of(groups)
        except InvalidFacts as error:
            yield from (_named(subject, fault) for fault in error.diagnostics)
            return
        names = {f"{group}.{name}" for group, below in groups.items() for name in below} | {*facts.values}
        yield EntityStatement(subject, {name: facts.values.get(name) for name in sorted(names)}, facts.evidence, refers)

    def _withdrawal(self, held: EntityStatement, content: object) -> _Items:
        subject = held.subject
        if content is ...:
            content = [*dict.fromkeys(group_of(name) for name in held.values), *held.refers]
            if not content and subject is not None:
                yield _not_held(None, str(subject))
        levels = _levels(content)
        if levels is None:
            raise InvalidFacts([_shape("retract", content, _NAMES, _path(subject))])
        values: dict[str, None] = {}
        refers: dict[str, None] = {}
        for name, below in ((key_of(key), below) for key, below in levels):
            if name in held.refers:
                refers[name] = None
                continue
            of_group = [fact for fact in held.values if group_of(fact) == name]
            if not of_group:
                known = name in self._owned(subject) or name in self._references(subject)
                yield _not_held(subject, name) if known else self._misplaced(subject, name)
            elif below is ...:
                values |= dict.fromkeys(of_group)
            elif not isinstance(below, _LIST):
                yield _shape(f"{called(subject)} · {name}", below, _NAMES, (*_path(subject), name))
            else:
                for fact in (f"{name}.{key_of(short)}" for short in below):
                    if fact in held.values:
                        values[fact] = None
                    else:
                        yield _not_held(subject, fact)
        yield EntityStatement(subject, values, {}, refers)

    def _owned(self, subject: Subject) -> tuple[str, ...]:
        return self._groups if subject is None else self._law.entities[subject.type].owns

    def _references(self, subject: Subject) -> Mapping[str, str]:
        return {} if subject is None else self._law.entities[subject.type].refers

    def _misplaced(self, subject: Subject, name: str) -> Diagnostic:
        known = [*self._owned(subject), *self._references(subject)]
        fields: dict[str, Field] = {"name": cut(name), "entity": called(subject), "allowed": tuple(known)}
        path = (*_path(subject), name)
        return Diagnostic("case-place", fields={**fields, "suggestion": suggestion(name, known)}, path=path)


def _levels(content: object) -> Iterable[tuple[object, object]] | None:
    """The names of a mapping with what is below each; a name in a list stands for all that is below it, as `...`."""
    if mapping_of(content) is not None:
        return items_of(content)
    return [(name, ...) for name in content] if isinstance(content, _LIST) else None


def _id(value: object) -> str | None:
    """Ids are text; a YAML file can hold one that reads as a whole number."""
    plain = plain_value(value)
    if isinstance(plain, int) and not isinstance(plain, bool):
        return str(plain) if numbers.fits(plain) else None
    return plain if isinstance(plain, str) and plain else None


def _named(subject: Subject, fault: Diagnostic) -> Diagnostic:
    """A fault of a fact, with the entity whose fact it is."""
    if subject is None:
        return fault
    name = f"{subject} · {fault.fields['name']}"
    return replace(fault, fields={**fault.fields, "name": name}, path=(*_path(subject), *fault.path))


def _path(subject: Subject) -> Path:
    return () if subject is None else (subject.type, subject.id)


def _not_held(subject: Subject, name: str) -> Diagnostic:
    return Diagnostic.of("case-not-held", entity=called(subject), name=name)


def _shape(where: Entity | str | None, given: object, wanted: Text, path: Path) -> Diagnostic:
    place = where if isinstance(where, str) else called(where)
    fields: dict[str, Field] = {"entity": place, "given": repeated(given), "wanted": wanted}
    return Diagnostic("case-file-shape", fields=fields, path=path)
