"""How far a node of a file reaches, in lines and columns, by what is written of it."""

from __future__ import annotations

from afterschool_policy.authoring.yaml_reader import MappingNode, ScalarNode, SequenceNode, YamlNode
from afterschool_policy.positions import Span

BLOCK_SCALARS = ("|", ">")


def is_flow(node: YamlNode) -> bool:
    """Whether a list or mapping is written between brackets."""
    span = node.span
    return not isinstance(node, ScalarNode) and span.file.line(span.line)[span.column - 1 : span.column] in ("[", "{")


def last_line(node: YamlNode) -> int:
    """The last line of a node with something on it."""
    if not isinstance(node, ScalarNode) and not is_flow(node):
        if isinstance(node, SequenceNode):
            return last_line(node.items[-1]) if node.items else node.span.line
        key, below = node.entries[-1]
        return max(key.span.end_line, last_line(below) if is_written(below) else 0)
    if isinstance(node, ScalarNode) and node.style in BLOCK_SCALARS:
        last = max(node.span.line, node.span.end_line - (node.span.end_column == 1))
        while last > node.span.line and not node.span.file.line(last).strip():
            last -= 1
        return last
    return node.span.end_line


def is_written(node: YamlNode) -> bool:
    """Whether there is anything of a value on the page: nothing after a colon is null, and so is `null`."""
    span = token_of(node)
    return (span.line, span.column) != (span.end_line, span.end_column)


def token_of(node: YamlNode) -> Span:
    """The place of a node, of a single value with its quotes."""
    return node.token if isinstance(node, ScalarNode) else node.span


def children(node: MappingNode | SequenceNode) -> list[YamlNode]:
    """What is written in a list or mapping, in its order: the items, or each key and its value."""
    if isinstance(node, SequenceNode):
        return list(node.items)
    return [each for entry in node.entries for each in entry if is_written(each)]
