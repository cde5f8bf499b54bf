"""A file of facts, YAML or JSON: its values, and the places that a mistake in them is told by."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from afterschool_policy.authoring.json_reader import read_json
from afterschool_policy.authoring.yaml_reader import (
    MappingNode,
    YamlNode,
    find,
    find_key,
    read,
    typed_value,
)
from afterschool_policy.diagnostics import Diagnostic, InvalidFacts, value_shown
from afterschool_policy.positions import SourceFile, Span

_OF_A_NAME = frozenset({"fact-unknown", "fact-derived", "fact-group", "case-entity", "case-place"})
"""Faults of a name, which is marked, and not of the value under it."""


@dataclass(frozen=True, slots=True)
class WrittenFacts:
    """Facts that somebody wrote, group by group, not yet checked against a policy, with their tree."""

    values: dict[str, object]
    node: YamlNode | None = None

    def located(self, error: InvalidFacts) -> InvalidFacts:
        """The same faults, each with its place in the file."""
        return InvalidFacts([self._located(fault) for fault in error.diagnostics])

    def _located(self, fault: Diagnostic) -> Diagnostic:
        if self.node is None or fault.span is not None or not fault.path:
            return fault
        if fault.code in _OF_A_NAME:
            return replace(fault, span=find_key(self.node, fault.path))
        return replace(fault, span=_value_at(self.node, fault.path).span)


def facts_in(file: SourceFile) -> tuple[WrittenFacts, list[Diagnostic]]:
    """The facts in a file of one document, and its faults; a file that holds nothing holds no facts.

    What is named as JSON is read as such, and what else is JSON as well; all other files are read as YAML.
    """
    is_json = file.path.endswith(".json")
    node, faults = read_json(file) if is_json or file.text.lstrip().startswith(("{", "[")) else (None, [])
    if not is_json and (node is None or faults):
        nodes, faults = read(file)
        node = nodes[0] if nodes else None
        if len(nodes) > 1:
            faults.append(Diagnostic("file-one-document", nodes[1].span))
    if node is None or faults:
        return WrittenFacts({}), faults
    facts = facts_at(node)
    if facts is None:
        given = value_shown(typed_value(node))
        return WrittenFacts({}), [Diagnostic.of("facts-shape", Span.whole(file), given=given)]
    return facts, []


def facts_at(node: YamlNode) -> WrittenFacts | None:
    """The facts that a mapping writes; None for what is no mapping."""
    values = typed_value(node)
    return WrittenFacts(values, node) if isinstance(values, dict) else None


@contextmanager
def told_by_place(facts: WrittenFacts) -> Iterator[None]:
    """What is wrong with facts, told by its place in their file."""
    try:
        yield
    except InvalidFacts as error:
        raise facts.located(error) from None


def _value_at(node: YamlNode, path: tuple[str | int, ...]) -> YamlNode:
    """The node at a path, within evidence that of the value."""
    for step in path:
        if isinstance(step, int):
            node = _bare(node)
        node = find(node, (step,))
    return _bare(node)


def _bare(node: YamlNode) -> YamlNode:
    return (node.get("value") or node) if isinstance(node, MappingNode) else node
