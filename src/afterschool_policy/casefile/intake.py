"""Takes what a caller states or withdraws; gives checked statements, or InvalidFacts with every mistake.

{"context": {"as_of": "2024-03-01"},                       a group of the file
"reader": {"ann": {"reader": {"has_card": True}}},        an entity: its groups of facts
"book": {"1": {"borrower": "ann", "book": {...}}}}        and the ids that it refers to
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from afterschool_policy.casefile.entity import Entity, called
from afterschool_policy.diagnostics import Diagnostic, InvalidFacts, suggestion
from afterschool_policy.language.tree import Value
from afterschool_policy.law.model import Law
from afterschool_policy.text import Text
from afterschool_policy.vocabulary.facts import Evidence, Facts
from afterschool_policy.vocabulary.model import group_of

_GROUP = Text("“名称: 值”", "names with values")
_ENTITIES = Text("“编号: 内容”", "ids, each with what is stated of it")
_ENTITY = Text("事实组和所指实体的编号", "groups of facts, and ids of other entities")
_ID = Text("另一实体的编号", "the id of another entity")
_NAMES = Text("名称的列表", "a list of names")


@dataclass(frozen=True, slots=True)
class Statement:
    """What is said of one entity, or of the file: None withdraws a fact or a reference."""

    entity: Entity | None
    values: Mapping[str, Value | None]
    evidence: Mapping[str, Evidence]
    refers: Mapping[str, str | None]


class Intake:
    """Reads statements against a law; `taken` checks the facts of one entity as `Policy.facts` does."""

    def __init__(self, law: Law, taken: Callable[[Mapping[str, object]], Facts]) -> None:
        self._law = law
        self._taken = taken
        owned = {group for each in law.entities.values() for group in each.owns}
        self._groups = tuple(group for group in law.vocabulary.groups if group not in owned)

    def stated(self, given: Mapping[str, object]) -> list[Statement]:
        """What is stated; null withdraws."""
        return self._each(given, self._statement)

    def withdrawn(self, given: Mapping[str, object], held: Callable[[Entity | None], Statement]) -> list[Statement]:
        """What is withdrawn: at each level a list names what goes whole, a mapping leads further down."""
        return self._each(given, lambda entity, inner: self._withdrawal(held(entity), inner))

    def _each(
        self, given: Mapping[str, object], read: Callable[[Entity | None, object], Iterator[Statement | Diagnostic]]
    ) -> list[Statement]:
        found = [each for entity, inner in self._entities(given) for each in self._read(entity, inner, read)]
        faults = [each for each in found if isinstance(each, Diagnostic)]
        if faults:
            raise InvalidFacts(faults)
        return [each for each in found if isinstance(each, Statement)]

    @staticmethod
    def _read(
        entity: Entity | Diagnostic | None,
        inner: object,
        read: Callable[[Entity | None, object], Iterator[Statement | Diagnostic]],
    ) -> Iterator[Statement | Diagnostic]:
        if isinstance(entity, Diagnostic):
            yield entity
        else:
            yield from read(entity, inner)

    def _entities(self, given: Mapping[str, object]) -> Iterator[tuple[Entity | Diagnostic | None, object]]:
        """The parts of a document by the entity that each is about; a list of ids stands for these whole."""
        of_file = {name: inner for name, inner in given.items() if name in self._groups}
        if of_file:
            yield None, of_file
        for name, inner in given.items():
            if name in of_file or inner is None:
                continue
            if name not in self._law.entities:
                yield self._unknown(name), None
            elif isinstance(inner, Mapping):
                yield from ((self._entity(name, id_), below) for id_, below in inner.items())
            elif _is_list(inner):
                yield from ((self._entity(name, id_), ...) for id_ in inner)  # type: ignore[attr-defined]
            else:
                yield _shape(name, inner, _ENTITIES), None

    @staticmethod
    def _entity(type_: str, id_: object) -> Entity | Diagnostic:
        text = _id(id_)
        return _shape(type_, id_, _ENTITIES) if text is None else Entity(type_, text)

    def _unknown(self, name: object) -> Diagnostic:
        known = [*self._groups, *self._law.entities]
        hint = suggestion(str(name), known)
        return Diagnostic.of("case-entity", name=str(name), suggestion=hint, allowed=", ".join(known))

    # -------------------------------------------------------------------------------------------------- stating
    def _statement(self, entity: Entity | None, inner: object) -> Iterator[Statement | Diagnostic]:
        if not isinstance(inner, Mapping):
            yield _shape(entity, inner, _ENTITY)
            return
        groups: dict[str, Mapping[str, object]] = {}
        refers: dict[str, str | None] = {}
        for name, below in inner.items():
            if name in self._owned(entity):
                if isinstance(below, Mapping):
                    groups[name] = below
                elif below is not None:
                    yield _shape(f"{called(entity)} · {name}", below, _GROUP)
            elif name in self._references(entity):
                refers[name] = _id(below)
                if refers[name] is None and below is not None:
                    yield _shape(f"{called(entity)} · {name}", below, _ID)
            else:
                yield self._misplaced(entity, name)
        try:
            facts = self._taken(groups)
        except InvalidFacts as error:
            yield from (_of(entity, each) for each in error.diagnostics)
            return
        said = {f"{group}.{name}" for group, below in groups.items() for name in below}
        values = {name: facts.values.get(name) for name in sorted(said)}
        yield Statement(entity, values, facts.evidence, refers)

    def _owned(self, entity: Entity | None) -> tuple[str, ...]:
        return self._groups if entity is None else self._law.entities[entity.type].owns

    def _references(self, entity: Entity | None) -> Mapping[str, str]:
        return {} if entity is None else self._law.entities[entity.type].refers

    def _misplaced(self, entity: Entity | None, name: object) -> Diagnostic:
        known = [*self._owned(entity), *self._references(entity)]
        fields: dict[str, Text | str] = {"name": str(name), "entity": called(entity), "allowed": ", ".join(known)}
        return Diagnostic("case-place", fields={**fields, "suggestion": suggestion(str(name), known)})

    # ------------------------------------------------------------------------------------------------ withdrawing
    def _withdrawal(self, held: Statement, inner: object) -> Iterator[Statement | Diagnostic]:
        entity = held.entity
        if inner is ...:
            inner = [*dict.fromkeys(group_of(name) for name in held.values), *held.refers]
            if not inner and entity is not None:
                yield _not_held(None, str(entity))
        values: dict[str, None] = {}
        refers: dict[str, None] = {}
        for name, below in _levels(inner):
            if name in held.refers:
                refers[name] = None
                continue
            of_group = [each for each in held.values if group_of(each) == name]
            if not of_group:
                known = name in self._owned(entity) or name in self._references(entity)
                yield _not_held(entity, name) if known else self._misplaced(entity, name)
            elif below is ...:
                values |= dict.fromkeys(of_group)
            elif not _is_list(below):
                yield _shape(f"{called(entity)} · {name}", below, _NAMES)
            else:
                for short in below:  # type: ignore[attr-defined]
                    if f"{name}.{short}" in held.values:
                        values[f"{name}.{short}"] = None
                    else:
                        yield _not_held(entity, f"{name}.{short}")
        yield Statement(entity, values, {}, refers)


def held_otherwise(statement: Statement, held: Statement) -> Iterator[Diagnostic]:
    """What is stated although another value holds."""
    pairs: Iterable[tuple[Mapping[str, object], Mapping[str, object]]] = (
        (statement.values, held.values),
        (statement.refers, held.refers),
    )
    for said, before in pairs:
        for name, value in said.items():
            if value is not None and name in before and before[name] != value:
                fields: dict[str, Text | str] = {"held": str(before[name]), "given": str(value), "name": name}
                yield Diagnostic("case-held", fields={**fields, "entity": called(statement.entity)})


def _levels(inner: object) -> Iterator[tuple[str, object]]:
    if isinstance(inner, Mapping):
        yield from ((str(name), below) for name, below in inner.items())
    elif _is_list(inner):
        yield from ((str(name), ...) for name in inner)  # type: ignore[attr-defined]
    else:
        raise InvalidFacts([_shape("retract", inner, _NAMES)])


def _is_list(value: object) -> bool:
    return isinstance(value, list | tuple | set | frozenset)


def _id(value: object) -> str | None:
    """Ids are text; a YAML file can hold one that reads as a whole number."""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return str(value) if isinstance(value, str) and value else None


def _of(entity: Entity | None, fault: Diagnostic) -> Diagnostic:
    if entity is None:
        return fault
    return replace(fault, fields={**fault.fields, "name": f"{entity} · {fault.fields['name']}"})


def _not_held(entity: Entity | None, name: str) -> Diagnostic:
    return Diagnostic.of("case-not-held", entity=called(entity), name=name)


def _shape(where: Entity | str | None, given: object, wanted: Text) -> Diagnostic:
    place = where if isinstance(where, str) else called(where)
    return Diagnostic.of("case-file-shape", entity=place, given=repr(given), wanted=wanted)
