"""The types of entities of a policy, built from entities.yaml."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from afterschool_policy.authoring.document import AuthoredDocument
from afterschool_policy.authoring.loader import AuthoredPolicy
from afterschool_policy.authoring.models import CountEntry, EntitiesFile, Instrument
from afterschool_policy.compile.expressions import typed
from afterschool_policy.diagnostics import Diagnostic, suggestion
from afterschool_policy.language.checker import Scope
from afterschool_policy.language.tree import Node
from afterschool_policy.positions import Span
from afterschool_policy.text import Text
from afterschool_policy.values.types import BOOLEAN, Kind
from afterschool_policy.vocabulary.entities import EntityType, Membership, Tally, sources
from afterschool_policy.vocabulary.model import FactSpec, RecordList, Vocabulary, group_of

_GROUP, _NAME = Text("事实组", "the group"), Text("名称", "the name")


def entities_of(
    authored: AuthoredPolicy, vocabulary: Vocabulary, scope: Scope
) -> tuple[dict[str, EntityType], list[Diagnostic]]:
    """The types in the order they are written, without counts and lists where one of them has a fault."""
    if authored.entities is None:
        return {}, []
    builder = _EntityBuilder(authored.entities, vocabulary, scope)
    builder.check(authored.instrument.model)
    types = builder.types if builder.faults else builder.whole_types()
    return types, builder.faults


class _EntityBuilder:
    """The types of one file with their faults, which are collected in `faults`."""

    def __init__(self, document: AuthoredDocument[EntitiesFile], vocabulary: Vocabulary, scope: Scope) -> None:
        self.faults: list[Diagnostic] = []
        self._document = document
        self._entries = document.model.root
        self._vocabulary = vocabulary
        self._scope = scope
        self.types = {
            name: EntityType(name, entry.label.text(), tuple(entry.owns), entry.refers)
            for name, entry in self._entries.items()
        }

    def check(self, instrument: Instrument) -> None:
        """Find the groups, references and names that do not fit together."""
        self.faults += self._reference_faults()
        self.faults += self._group_faults()
        fits = not self.faults
        self.faults += self._owned_days(instrument)
        if fits:
            self.faults += self._view_faults()
            self.faults += self._name_faults()

    def _reference_faults(self) -> Iterator[Diagnostic]:
        for name, entry in self._entries.items():
            for reference, target in entry.refers.items():
                if target not in self._entries:
                    span, hint = self._document.span(name, "refers", reference), suggestion(target, self._entries)
                    yield Diagnostic.of("unknown-entity", span, name=target, suggestion=hint)

    def _group_faults(self) -> Iterator[Diagnostic]:
        owners: dict[str, str] = {}
        for name, entry in self._entries.items():
            for place, group in enumerate(entry.owns):
                span = self._document.span(name, "owns", place)
                if (records := self._vocabulary.members.get(group)) is not None:
                    yield from self._unlisted(name, records, span)
                elif group not in self._vocabulary.groups:
                    hint = suggestion(group, self._vocabulary.groups)
                    yield Diagnostic.of("unknown-group", span, name=group, suggestion=hint)
                if owners.setdefault(group, name) != name:
                    yield Diagnostic.of("entity-taken", span, what=_GROUP, name=group, first=owners[group])

    def _unlisted(self, name: str, records: RecordList, span: Span) -> Iterator[Diagnostic]:
        """The facts of a record are of an entity only where it is a record of that list."""
        listed = [other for entry in self._entries.values() for other in entry.lists.items()]
        if (records.name, name) not in listed:
            problem = Text(
                f"“{records.member}”是“{records.name}”每一条的事实，有它的“{name}”须列入该名单",
                f"`{records.member}` is of each record of `{records.name}`, in which a type that owns it is listed",
            )
            yield Diagnostic.of("list-misplaced", span, problem=problem, list=records.name, of=name)

    def _owned_days(self, instrument: Instrument) -> Iterator[Diagnostic]:
        """The days by which a decision is made are the file's, not one entity's."""
        days = dict.fromkeys((instrument.as_of_fact, instrument.in_force_fact))
        for name, entry in self._entries.items():
            for place, group in enumerate(entry.owns):
                facts = [fact for fact in days if group_of(fact) == group]
                if facts:
                    span = self._document.span(name, "owns", place)
                    yield Diagnostic.of("entity-owns-day", span, name=group, fact=", ".join(facts))

    def _view_faults(self) -> Iterator[Diagnostic]:
        """No view may hold a group twice."""
        for name, type_ in self.types.items():
            seen: dict[str, str] = {}
            for group, reference in sources(self.types, type_):
                if reference and seen.setdefault(group, reference) != reference:
                    span = self._document.key_span(name, "refers", reference)
                    yield Diagnostic.of("entity-view", span, name=name, group=group, first=seen[group] or name)
                    break
                seen.setdefault(group, reference)

    def _name_faults(self) -> Iterator[Diagnostic]:
        """In a file of facts a type stands beside the groups of the file, a reference beside those of its entity."""
        owned = {group for entry in self._entries.values() for group in entry.owns}
        for name, entry in self._entries.items():
            if name in self._vocabulary.groups and name not in owned:
                span = self._document.key_span(name)
                yield Diagnostic.of("entity-taken", span, what=_NAME, name=name, first="facts.yaml")
            for reference in entry.refers:
                if reference in entry.owns:
                    span = self._document.key_span(name, "refers", reference)
                    yield Diagnostic.of("entity-taken", span, what=_NAME, name=reference, first=f"{name}.owns")

    def whole_types(self) -> dict[str, EntityType]:
        """The types with what is counted and listed; a count or list that has a fault is left out."""
        types: dict[str, EntityType] = {}
        for name, entry in self._entries.items():
            tallies = [self._tally(name, fact, count) for fact, count in entry.counts.items()]
            lists = [self._membership(name, fact, of) for fact, of in entry.lists.items()]
            types[name] = replace(
                self.types[name],
                counts=tuple(tally for tally in tallies if tally is not None),
                lists=tuple(each for each in lists if each is not None),
            )
        return types

    def _membership(self, name: str, fact: str, of: str) -> Membership | None:
        problem = self._list_problem(name, fact, of)
        if problem is not None:
            span = self._document.key_span(name, "lists", fact)
            self.faults.append(Diagnostic.of("list-misplaced", span, problem=problem, list=fact, of=of))
            return None
        return Membership(fact, of, self._through(of, name))

    def _through(self, of: str, name: str) -> str:
        """The reference by which an entity of one type leads to one of another; a view has one of each type."""
        return next(reference for reference, target in self.types[of].refers.items() if target == name)

    def _list_problem(self, name: str, fact: str, of: str) -> Text | None:
        records, listed = self._vocabulary.records.get(fact), self.types.get(of)
        if records is None or group_of(fact) not in self.types[name].owns:
            return Text(f"“{fact}”不是“{name}”自有的名单", f"`{fact}` is no list of records that `{name}` owns")
        if listed is None or name not in listed.refers.values():
            return Text(f"列入名单的实体须指明“{name}”", f"an entity that is listed refers to `{name}`")
        if records.member not in listed.owns:
            return Text(
                f"列入名单的实体须有“{records.member}”组的事实，“{of}”没有",
                f"an entity that is listed owns the facts of `{records.member}`, which `{of}` does not",
            )
        return None

    def _tally(self, name: str, fact: str, count: CountEntry) -> Tally | None:
        problem = self._count_problem(name, fact, count)
        if problem is not None:
            span = self._document.key_span(name, "counts", fact)
            self.faults.append(Diagnostic.of("count-misplaced", span, problem=problem))
            return None
        counted = self.types[count.of]
        where = self._where(counted, (name, "counts", fact, "where"), count.where)
        return None if where is None else Tally(fact, count.of, self._through(count.of, name), where, count.each)

    def _count_problem(self, name: str, fact: str, count: CountEntry) -> Text | None:
        spec, counted = self._vocabulary.facts.get(fact), self.types.get(count.of)
        if spec is None or spec.group not in self.types[name].owns or not _takes_any_count(spec):
            return Text(
                "所计的须是该实体自有的整数事实，从零起、不设上限",
                "what is counted is a whole number that the entity owns, from 0 and without a maximum",
            )
        if counted is None or name not in counted.refers.values():
            return Text(f"被计的实体须指明“{name}”", f"an entity that is counted refers to `{name}`")
        if count.each is not None and count.each not in counted.refers:
            return Text(f"“{count.of}”没有指明“{count.each}”", f"`{count.of}` has no reference `{count.each}`")
        return None

    def _where(self, counted: EntityType, path: tuple[str, ...], text: str) -> Node | None:
        of_records = (each.fields.items() for each in self._scope.records.values())
        known = {**self._scope.facts, **dict(chain.from_iterable(of_records))}
        own = {name: type_ for name, type_ in known.items() if group_of(name) in counted.owns}
        node, errors = typed(
            text, replace(self._scope, facts=own, derived={}, parameters={}, records={}, ranges={}), BOOLEAN
        )
        assert node is None or node.type.kind is Kind.BOOLEAN
        for error in errors:
            span = self._document.span_within(path, error.at.start, error.at.end)
            if error.code == "unknown-fact" and error.fields.get("name") in known:
                problem = Text(
                    f"条件只能使用“{counted.name}”自有的事实",
                    f"the test reads facts that `{counted.name}` owns, and no others",
                )
                self.faults.append(Diagnostic.of("count-misplaced", span, problem=problem))
            else:
                self.faults.append(Diagnostic(error.code, span, error.fields))
        return node


def _takes_any_count(spec: FactSpec) -> bool:
    return spec.whole and (spec.minimum is None or spec.minimum <= 0) and spec.maximum is None
