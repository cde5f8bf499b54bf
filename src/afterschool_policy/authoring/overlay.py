"""Amendments laid over a policy: documents that are added to, and rules that get a next version or an end.

What comes out is what one folder would hold, and each part of it keeps the place where it is written. What has no
versions, as rules have them, is added to, and changed only from a day: such a change is kept beside it as `amended`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from afterschool_policy.authoring.document import AuthoredDocument
from afterschool_policy.authoring.files import DECISIONS, ENTAILMENTS, FACTS, INSTRUMENT, LEDGER, REGISTER
from afterschool_policy.authoring.models import (
    ClauseChange,
    DatedChange,
    DecisionChange,
    EffectiveEntry,
    EntailmentChange,
    EnumerationChange,
    FactChange,
    ReadingChange,
    RuleEnding,
    RuleEntry,
)
from afterschool_policy.authoring.yaml_reader import (
    KeyPath,
    MappingNode,
    ScalarNode,
    SequenceNode,
    YamlNode,
    find,
    plain_value,
)
from afterschool_policy.diagnostics import Diagnostic, suggestion

Rule = AuthoredDocument[RuleEntry]
Ending = AuthoredDocument[RuleEnding]

_FREE = frozenset({"no_effect", "supplied_by"})
"""Keys that can be changed beside those of policy.yaml: nothing is decided by them."""


_ANY = "*"
_CHANGES: Mapping[tuple[str, ...], type[DatedChange]] = {
    (REGISTER, _ANY): ReadingChange,
    (FACTS, "enumerations", _ANY): EnumerationChange,
    (FACTS, "groups", _ANY, "facts", _ANY): FactChange,
    (DECISIONS, "decisions", _ANY): DecisionChange,
    (ENTAILMENTS, _ANY): EntailmentChange,
    (LEDGER, "amended", _ANY): ClauseChange,
}
"""What can be changed from a day, by its file and its place there, with what can be written of it."""


def laid_over(base: YamlNode, above: YamlNode, file: str) -> tuple[YamlNode, list[Diagnostic]]:
    """A document with what an amendment writes of it, and a fault for each thing that it must not change.

    Args:
        base: The document below.
        above: That of the amendment.
        file: The name of the file that it stands in.
    """
    overlay = _Overlay(file)
    return overlay.over(base, above, ()), overlay.faults


class _Overlay:
    """One document laid over another; `faults` fills as it goes. What the policy itself is can be changed."""

    def __init__(self, file: str) -> None:
        self.faults: list[Diagnostic] = []
        self._file = file
        self._free = file == INSTRUMENT

    def over(self, base: YamlNode, above: YamlNode, path: KeyPath) -> YamlNode:
        """What stands at a path, with what is laid over it."""
        if isinstance(base, MappingNode) and isinstance(above, MappingNode):
            change = self._change_at(path) if above.get("effective") is not None else None
            return self._merged(base, above, path) if change is None else self._amended(base, above, path, change)
        if plain_value(base) != plain_value(above) and not (self._free or _FREE.intersection(path)):
            self._fault(path, above, base)
        return above

    def _change_at(self, path: KeyPath) -> type[DatedChange] | None:
        """What can be changed from a day at a path."""
        here = (self._file, *map(str, path))
        for place, change in _CHANGES.items():
            if len(place) == len(here) and all(step in (_ANY, name) for step, name in zip(place, here, strict=True)):
                return change
        return None

    def _amended(self, base: MappingNode, above: MappingNode, path: KeyPath, change: type[DatedChange]) -> MappingNode:
        """What stands with a change of it, as the last of all; what cannot be changed from a day is a fault."""
        kept = []
        for key, node in above.entries:
            name = str(key.value)
            if name in change.model_fields or base.get(name) is None:
                kept.append((key, node))
            else:
                self._fault((*path, name), node, find(base, (name,)))
        before = base.get("amended")
        changes = (*(before.items if isinstance(before, SequenceNode) else ()), MappingNode(tuple(kept), above.span))
        return _with_all(base, {"amended": SequenceNode(changes, above.span)})

    def _merged(self, base: MappingNode, above: MappingNode, path: KeyPath) -> MappingNode:
        below = {str(key.value): (key, node) for key, node in base.entries}
        for key, node in above.entries:
            name = str(key.value)
            known = below.get(name)
            whole = node if known is None else self.over(known[1], node, (*path, name))
            below[name] = (key if known is None else known[0], whole)
        names, known_names = [str(key.value) for key, _ in above.entries], [str(key.value) for key, _ in base.entries]
        # An order that matters, as that of answers, is told by naming all of them.
        if below.keys() != set(names):
            return MappingNode(tuple(below.values()), base.span)
        if [name for name in names if name in known_names] != known_names and not self._free:
            self._fault(path, above, base)
        return MappingNode(tuple(below[name] for name in names), base.span)

    def _fault(self, path: KeyPath, above: YamlNode, base: YamlNode) -> None:
        name = ".".join(map(str, path))
        fault = Diagnostic.of("amendment-changes", above.span, name=name, first=str(base.span))
        self.faults.append(fault.with_place(base.span))


def is_ending(node: YamlNode) -> bool:
    """Whether a document of a file of rules ends a rule, and states none."""
    return isinstance(node, MappingNode) and node.get("ends") is not None


def succeeded(
    layers: Iterable[Sequence[Rule | Ending]], first_days: Mapping[str, date]
) -> tuple[list[Rule], list[Diagnostic]]:
    """The rules of a policy and of the amendments over it, each version with the end that what comes later gives it.

    Args:
        layers: The documents of each folder, that of the policy first.
        first_days: The first days of clauses that have one of their own, by id.
    """
    rules: list[Rule] = []
    faults: list[Diagnostic] = []
    for documents in layers:
        latest = {rule.model.rule: place for place, rule in enumerate(rules)}
        for document in documents:
            place = latest.get(document.model.rule)
            if isinstance(document.model, RuleEntry) and place is not None:
                first = _first_day(document.model, first_days)
                if first is not None and rules[place].model.effective.to is None:
                    told = find(document.node, ("effective", "from"))
                    rules[place] = _ended(rules[place], first - timedelta(days=1), told)
        rules += [document for document in documents if isinstance(document.model, RuleEntry)]
        faults += _end(rules, [document for document in documents if isinstance(document.model, RuleEnding)])
    return rules, faults


def each_once(documents: Sequence[Rule | Ending]) -> tuple[list[Rule | Ending], list[Diagnostic]]:
    """The documents of a folder, each version of a rule once, and a fault for each that writes one once more."""
    first: dict[str, Rule] = {}
    kept: list[Rule | Ending] = []
    faults: list[Diagnostic] = []
    for document in documents:
        name = document.model.name if isinstance(document.model, RuleEntry) else ""
        if name in first:
            place = first[name].key_span("rule")
            fields = {"name": document.model.rule, "version": name.rpartition("@")[2], "first": str(place)}
            faults.append(Diagnostic.of("rule-twice", document.key_span("rule"), **fields))
            continue
        if isinstance(document.model, RuleEntry):
            first[name] = document
        kept.append(document)
    return kept, faults


def _end(rules: list[Rule], endings: Sequence[Ending]) -> Iterator[Diagnostic]:
    """End the latest version of each rule that is ended."""
    latest = {rule.model.rule: place for place, rule in enumerate(rules)}
    for ending in endings:
        model = ending.model
        place = latest.get(model.rule)
        if place is None:
            span, hint = ending.span("rule"), suggestion(model.rule, latest)
            yield Diagnostic.of("unknown-rule", span, name=model.rule, suggestion=hint)
            continue
        told, clauses = find(ending.node, ("ends",)), find(ending.node, ("clauses",))
        rules[place] = _ended(rules[place], model.ends, told, model.clauses, clauses)


def _ended(rule: Rule, last: date, told: YamlNode, clauses: Sequence[str] = (), cited: YamlNode | None = None) -> Rule:
    """A version with its last day, which stands where it is told, as do the clauses that end it."""
    effective = rule.model.effective.model_copy(update={"to": last, "ended_by": [*clauses]})
    model = rule.model.model_copy(update={"effective": effective})
    day = ScalarNode(last.isoformat(), told.span, exact=False)
    ends = {"to": day} if cited is None else {"to": day, "ended_by": cited}
    return AuthoredDocument(model, _with(rule.node, "effective", lambda node: _with_all(node, ends)))


def _with(node: YamlNode, key: str, change: Callable[[YamlNode], YamlNode]) -> YamlNode:
    assert isinstance(node, MappingNode)
    entries = tuple((name, change(below) if name.value == key else below) for name, below in node.entries)
    return MappingNode(entries, node.span)


def _with_all(node: YamlNode, more: Mapping[str, YamlNode]) -> MappingNode:
    assert isinstance(node, MappingNode)
    kept = tuple(entry for entry in node.entries if entry[0].value not in more)
    added = tuple((ScalarNode(name, below.span, exact=False), below) for name, below in more.items())
    return MappingNode((*kept, *added), node.span)


def _first_day(rule: RuleEntry, first_days: Mapping[str, date]) -> date | None:
    effective: EffectiveEntry = rule.effective
    if isinstance(effective.from_, date):
        return effective.from_
    return first_days.get(rule.clauses[0]) if effective.from_ == "in_force" else None
