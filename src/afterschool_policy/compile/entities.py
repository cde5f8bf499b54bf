"""Takes the authored entities and the vocabulary; gives the types of entities, and every fault of theirs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from afterschool_policy.authoring.entity_models import CountEntry, EntitiesFile, EntityEntry
from afterschool_policy.authoring.loader import AuthoredDocument, AuthoredPolicy
from afterschool_policy.authoring.yaml_reader import ScalarNode, find, find_key
from afterschool_policy.diagnostics import Diagnostic, suggestion
from afterschool_policy.language.checker import Scope, check
from afterschool_policy.language.lexer import ExpressionError
from afterschool_policy.language.parser import parse
from afterschool_policy.language.tree import Node
from afterschool_policy.text import Text
from afterschool_policy.values.types import BOOLEAN, Kind
from afterschool_policy.vocabulary.entities import EntityType, Tally, sources
from afterschool_policy.vocabulary.model import FactSpec, Vocabulary, group_of

_GROUP, _NAME = Text("事实组", "the group"), Text("名称", "the name")


def entities_of(
    authored: AuthoredPolicy, vocabulary: Vocabulary, scope: Scope
) -> tuple[dict[str, EntityType], list[Diagnostic]]:
    """The types in the order they are written; none where one of them has a fault, and where the policy has no file."""
    if authored.entities is None:
        return {}, []
    maker = _Maker(authored.entities, vocabulary, scope)
    faults = list(maker.faults(authored))
    if faults:
        return maker.plain(), faults
    return maker.types(faults), faults


def _takes_any_count(spec: FactSpec) -> bool:
    return spec.whole and (spec.minimum is None or spec.minimum <= 0) and spec.maximum is None


class _Maker:
    """Looks at one file from several sides."""

    def __init__(self, document: AuthoredDocument[EntitiesFile], vocabulary: Vocabulary, scope: Scope) -> None:
        self._document = document
        self._entries: Mapping[str, EntityEntry] = document.model.root
        self._vocabulary = vocabulary
        self._scope = scope

    def plain(self) -> dict[str, EntityType]:
        """The types without what is counted."""
        return {
            name: EntityType(name, entry.label.text(), tuple(entry.owns), entry.refers)
            for name, entry in self._entries.items()
        }

    # ---------------------------------------------------------------------------------------------------- faults
    def faults(self, authored: AuthoredPolicy) -> Iterator[Diagnostic]:
        """Groups, references and names that do not fit together."""
        found = [*self._references(), *self._groups()]
        yield from found
        yield from self._background(authored)
        if not found:
            yield from self._views()
            yield from self._names()

    def _references(self) -> Iterator[Diagnostic]:
        for name, entry in self._entries.items():
            for reference, target in entry.refers.items():
                if target not in self._entries:
                    span = find(self._document.node, (name, "refers", reference)).span
                    hint = suggestion(target, self._entries)
                    yield Diagnostic.of("unknown-entity", span, name=target, suggestion=hint)

    def _groups(self) -> Iterator[Diagnostic]:
        owners: dict[str, str] = {}
        for name, entry in self._entries.items():
            for place, group in enumerate(entry.owns):
                span = find(self._document.node, (name, "owns", place)).span
                if group not in self._vocabulary.groups:
                    hint = suggestion(group, self._vocabulary.groups)
                    yield Diagnostic.of("unknown-group", span, name=group, suggestion=hint)
                if owners.setdefault(group, name) != name:
                    yield Diagnostic.of("entity-taken", span, what=_GROUP, name=group, first=owners[group])

    def _background(self, authored: AuthoredPolicy) -> Iterator[Diagnostic]:
        """The days by which a decision is made are the file's, not one entity's."""
        assert authored.instrument is not None
        days = (authored.instrument.model.as_of_fact, authored.instrument.model.in_force_fact)
        for name, entry in self._entries.items():
            for place, group in enumerate(entry.owns):
                facts = [fact for fact in dict.fromkeys(days) if group_of(fact) == group]
                if facts:
                    span = find(self._document.node, (name, "owns", place)).span
                    yield Diagnostic.of("entity-owns-day", span, name=group, fact=", ".join(facts))

    def _views(self) -> Iterator[Diagnostic]:
        """No view may hold a group twice."""
        types = self.plain()
        for name, type_ in types.items():
            seen: dict[str, str] = {}
            for group, reference in sources(types, type_):
                if reference and seen.setdefault(group, reference) != reference:
                    span = find_key(self._document.node, (name, "refers", reference))
                    yield Diagnostic.of("entity-view", span, name=name, group=group, first=seen[group] or name)
                    break
                seen.setdefault(group, reference)

    def _names(self) -> Iterator[Diagnostic]:
        """In a file of facts a type stands beside the groups of the file, a reference beside those of its entity."""
        owned = {group for entry in self._entries.values() for group in entry.owns}
        for name, entry in self._entries.items():
            if name in self._vocabulary.groups and name not in owned:
                span = find_key(self._document.node, (name,))
                yield Diagnostic.of("entity-taken", span, what=_NAME, name=name, first="facts.yaml")
            for reference in entry.refers:
                if reference in entry.owns:
                    span = find_key(self._document.node, (name, "refers", reference))
                    yield Diagnostic.of("entity-taken", span, what=_NAME, name=reference, first=f"{name}.owns")

    # ---------------------------------------------------------------------------------------------------- counts
    def types(self, faults: list[Diagnostic]) -> dict[str, EntityType]:
        """The types with what is counted; `faults` takes what is wrong there."""
        types = self.plain()
        for name, entry in self._entries.items():
            counts = [self._tally(types, name, fact, count, faults) for fact, count in entry.counts.items()]
            types[name] = replace(types[name], counts=tuple(each for each in counts if each is not None))
        return types

    def _tally(
        self, types: Mapping[str, EntityType], name: str, fact: str, count: CountEntry, faults: list[Diagnostic]
    ) -> Tally | None:
        at = (name, "counts", fact)
        spec = self._vocabulary.facts.get(fact)
        problem: Text | None = None
        if spec is None or group_of(fact) not in types[name].owns or not _takes_any_count(spec):
            problem = Text(
                "所计的须是该实体自有的整数事实，从零起、不设上限",
                "what is counted is a whole number that the entity owns, from 0 and without a maximum",
            )
        elif count.of not in types or name not in types[count.of].refers.values():
            problem = Text(f"被计的实体须指明“{name}”", f"an entity that is counted refers to `{name}`")
        elif count.each is not None and count.each not in types[count.of].refers:
            problem = Text(f"“{count.of}”没有指明“{count.each}”", f"`{count.of}` has no reference `{count.each}`")
        if problem is not None:
            faults.append(Diagnostic.of("count-misplaced", find_key(self._document.node, at), problem=problem))
            return None
        where = self._where(types[count.of], (*at, "where"), count.where, faults)
        through = next(each for each, target in types[count.of].refers.items() if target == name)
        return None if where is None else Tally(fact, count.of, through, where, count.each)

    def _where(self, counted: EntityType, at: tuple[str, ...], written: str, faults: list[Diagnostic]) -> Node | None:
        own = {name: each for name, each in self._scope.facts.items() if group_of(name) in counted.owns}
        node = find(self._document.node, at)
        try:
            typed, found = check(parse(written), Scope(own, codes=self._scope.codes), BOOLEAN)
        except ExpressionError as error:
            typed, found = None, [error]
        assert typed is None or typed.type.kind is Kind.BOOLEAN
        for each in found:
            span = node.within(each.at.start, each.at.end) if isinstance(node, ScalarNode) else node.span
            if each.code == "unknown-fact" and each.fields.get("name") in self._scope.facts:
                problem = Text(
                    f"条件只能使用“{counted.name}”自有的事实",
                    f"the test reads facts that `{counted.name}` owns, and no others",
                )
                faults.append(Diagnostic.of("count-misplaced", span, problem=problem))
            else:
                faults.append(Diagnostic(each.code, span, each.fields))
        return typed
