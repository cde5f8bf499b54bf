"""Amendments laid over a policy: documents that are added to, and rules that get a next version or an end.

What comes out is what one folder would hold, and each part of it keeps the place where it is written. What has no day
of its own is added and never changed: a change would reach decisions of the past.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from afterschool_policy.authoring.document import AuthoredDocument
from afterschool_policy.authoring.models import EffectiveEntry, RuleEnding, RuleEntry
from afterschool_policy.authoring.yaml_reader import KeyPath, MappingNode, ScalarNode, YamlNode, find, plain_value
from afterschool_policy.diagnostics import Diagnostic, suggestion

Rule = AuthoredDocument[RuleEntry]
Ending = AuthoredDocument[RuleEnding]

_FREE = frozenset({"no_effect", "supplied_by"})
"""Keys that can be changed beside those of policy.yaml: nothing is decided by them."""


def laid_over(base: YamlNode, above: YamlNode, *, changes: bool) -> tuple[YamlNode, list[Diagnostic]]:
    """A document with what an amendment writes of it, and a fault for each thing that it must not change.

    Args:
        base: The document below.
        above: That of the amendment.
        changes: Whether what stands below may be changed, as the data of the policy itself can.
    """
    faults: list[Diagnostic] = []
    return _laid_over(base, above, (), faults, changes=changes), faults


def _laid_over(base: YamlNode, above: YamlNode, path: KeyPath, faults: list[Diagnostic], *, changes: bool) -> YamlNode:
    if isinstance(base, MappingNode) and isinstance(above, MappingNode):
        return _merged(base, above, path, faults, changes=changes)
    if plain_value(base) != plain_value(above) and not (changes or _FREE.intersection(path)):
        faults.append(_changed(path, above, base))
    return above


def _merged(
    base: MappingNode, above: MappingNode, path: KeyPath, faults: list[Diagnostic], *, changes: bool
) -> MappingNode:
    below = {str(key.value): (key, node) for key, node in base.entries}
    for key, node in above.entries:
        name = str(key.value)
        known = below.get(name)
        whole = node if known is None else _laid_over(known[1], node, (*path, name), faults, changes=changes)
        below[name] = (key if known is None else known[0], whole)
    names, known_names = [str(key.value) for key, _ in above.entries], [str(key.value) for key, _ in base.entries]
    # An order that matters, as that of answers, is told by naming all of them.
    if below.keys() != set(names):
        return MappingNode(tuple(below.values()), base.span)
    if [name for name in names if name in known_names] != known_names and not changes:
        faults.append(_changed(path, above, base))
    return MappingNode(tuple(below[name] for name in names), base.span)


def _changed(path: KeyPath, above: YamlNode, base: YamlNode) -> Diagnostic:
    name = ".".join(map(str, path))
    return Diagnostic.of("amendment-changes", above.span, name=name, first=str(base.span))


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


def _with_all(node: YamlNode, more: Mapping[str, YamlNode]) -> YamlNode:
    assert isinstance(node, MappingNode)
    kept = tuple(entry for entry in node.entries if entry[0].value not in more)
    added = tuple((ScalarNode(name, below.span, exact=False), below) for name, below in more.items())
    return MappingNode((*kept, *added), node.span)


def _first_day(rule: RuleEntry, first_days: Mapping[str, date]) -> date | None:
    effective: EffectiveEntry = rule.effective
    if isinstance(effective.from_, date):
        return effective.from_
    return first_days.get(rule.clauses[0]) if effective.from_ == "in_force" else None
