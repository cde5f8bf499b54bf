"""The types of entities of a policy, built from entities.yaml."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from afterschool_policy.authoring.document import AuthoredDocument
from afterschool_policy.authoring.loader import AuthoredPolicy
from afterschool_policy.authoring.models import CountEntry, EntitiesFile, Instrument
from afterschool_policy.compile.expressions import typed
from afterschool_policy.diagnostics import Diagnostic, suggestion
from afterschool_policy.language.checker import Scope
from afterschool_policy.language.tree import Node
from afterschool_policy.text import Text
from afterschool_policy.values.types import BOOLEAN, Kind
from afterschool_policy.vocabulary.entities import EntityType, Tally, sources
from afterschool_policy.vocabulary.model import FactSpec, Vocabulary, group_of

_GROUP, _NAME = Text("事实组", "the group"), Text("名称", "the name")


def entities_of(
    authored: AuthoredPolicy, vocabulary: Vocabulary, scope: Scope
) -> tuple[dict[str, EntityType], list[Diagnostic]]:
    """The types in the order they are written, without counts where one of them has a fault."""
    if authored.entities is None:
        return {}, []
    builder = _EntityBuilder(authored.entities, vocabulary, scope)
    builder.check(authored.instrument.model)
    types = builder.types if builder.faults else builder.types_with_counts()
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
                if group not in self._vocabulary.groups:
                    hint = suggestion(group, self._vocabulary.groups)
                    yield Diagnostic.of("unknown-group", span, name=group, suggestion=hint)
                if owners.setdefault(group, name) != name:
                    yield Diagnostic.of("entity-taken", span, what=_GROUP, name=group, first=owners[group])

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

    def types_with_counts(self) -> dict[str, EntityType]:
        """The types with what is counted; a count that has a fault is left out."""
        types: dict[str, EntityType] = {}
        for name, entry in self._entries.items():
            tallies = [self._tally(name, fact, count) for fact, count in entry.counts.items()]
            types[name] = replace(self.types[name], counts=tuple(tally for tally in tallies if tally is not None))
        return types

    def _tally(self, name: str, fact: str, count: CountEntry) -> Tally | None:
        problem = self._count_problem(name, fact, count)
        if problem is not None:
            span = self._document.key_span(name, "counts", fact)
            self.faults.append(Diagnostic.of("count-misplaced", span, problem=problem))
            return None
        counted = self.types[count.of]
        where = self._where(counted, (name, "counts", fact, "where"), count.where)
        through = next(reference for reference, target in counted.refers.items() if target == name)
        return None if where is None else Tally(fact, count.of, through, where, count.each)

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
        own = {name: type_ for name, type_ in self._scope.facts.items() if group_of(name) in counted.owns}
        node, errors = typed(
            text, replace(self._scope, facts=own, derived={}, parameters={}, records={}, ranges={}), BOOLEAN
        )
        assert node is None or node.type.kind is Kind.BOOLEAN
        for error in errors:
            span = self._document.span_within(path, error.at.start, error.at.end)
            if error.code == "unknown-fact" and error.fields.get("name") in self._scope.facts:
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
