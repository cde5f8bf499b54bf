"""The keys of every document in the order that the authored models have them, with their comments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from afterschool_policy.authoring.keys import forms_of, is_model, keys_of, places
from afterschool_policy.authoring.kinds import kind_of
from afterschool_policy.authoring.yaml_reader import MappingNode, ScalarNode, YamlNode
from afterschool_policy.positions import LINE_END, Edit, SourceFile, Span, stretch_at
from afterschool_policy.tooling.form.extent import is_flow, last_line, token_of


def reordered(file: SourceFile, documents: list[YamlNode]) -> Iterator[Edit]:
    """The edits that put keys in their order, innermost mappings first: those above are told once these are made."""
    for document in documents:
        model = kind_of(file.path, document)
        found = [] if model is None else list(places(document, forms_of(model)))
        wrong = {id(node): order for node, forms in found if (order := _order(node, forms)) is not None}
        for node, _ in found:
            if id(node) in wrong and not any(id(below) in wrong for below, _ in places(node, ()) if below is not node):
                assert isinstance(node, MappingNode)
                yield from (_pieces if is_flow(node) else _blocks)(node, wrong[id(node)])


def _order(node: YamlNode, forms: Sequence[object]) -> list[int] | None:
    """The places of the entries of a mapping in the order they belong in; None where nothing moves.

    Of several models the first that knows every key tells; what none knows, such as a change of an amendment, stays.
    """
    if not isinstance(node, MappingNode):
        return None
    names = [str(key.value) for key, _ in node.entries]
    of_models = (keys_of(form) for form in forms if is_model(form))
    for keys in of_models:
        if set(names) <= set(keys):
            order = sorted(range(len(names)), key=lambda place: keys.index(names[place]))
            return None if order == list(range(len(names))) or _is_stuck(node, order[0]) else order
    return None


def _pieces(node: MappingNode, order: list[int]) -> Iterator[Edit]:
    """Between braces the entries change places and what stands between them does not."""
    spans = [_of_entry(key, value) for key, value in node.entries]
    for span, place in zip(spans, order, strict=True):
        yield Edit(span, stretch_at(spans[place]))


def _of_entry(key: ScalarNode, value: YamlNode) -> Span:
    first, last = key.token, token_of(value)
    return Span(first.file, first.line, first.column, last.end_line, last.end_column)


def _blocks(node: MappingNode, order: list[int]) -> Iterator[Edit]:
    """Line by line an entry moves with the comments above it; the first of a list item stands after its dash."""
    file, column = node.span.file, node.entries[0][0].token.column
    heads = [_head(key.token, column, place == 0) for place, (key, _) in enumerate(node.entries)]
    end = last_line(node) + 1
    while file.line(end).startswith(" " * (column - 1) + "#"):
        end += 1
    blocks = [
        [_whole_line(file, line) for line in range(first, after)]
        for first, after in zip(heads, [*heads[1:], end], strict=True)
    ]
    before, blocks[0][0] = blocks[0][0][: column - 1], blocks[0][0][column - 1 :]
    moved = [line for place in order for line in blocks[place]]
    moved[0] = before + moved[0].lstrip(" ") if order[0] != 0 else before + moved[0]
    first_of_old = order.index(0)
    at = sum(len(blocks[place]) for place in order[:first_of_old])
    if first_of_old:
        moved[at] = " " * (column - 1) + moved[at]
    yield Edit(Span(file, heads[0], 1, end, 1), "".join(moved))


def _whole_line(file: SourceFile, number: int) -> str:
    """A line with its end; the last of a file that has none gets one, so that another may come after it."""
    line = stretch_at(Span(file, number, 1, number + 1, 1))
    return line if LINE_END.search(line) else f"{line}\n"


def _head(key: Span, column: int, is_first: bool) -> int:
    """The first line of an entry: that of its key, or of the comments right above it."""
    line = key.line
    while not is_first and key.file.line(line - 1).startswith(" " * (column - 1) + "#"):
        line -= 1
    return line


def _is_stuck(node: MappingNode, first: int) -> bool:
    """Whether the entry that belongs first has comments above it, where that is behind the dash of an item."""
    begin, key = node.entries[0][0].token, node.entries[first][0].token
    behind_dash = begin.file.line(begin.line)[: begin.column - 1].strip()
    return bool(behind_dash) and not is_flow(node) and _head(key, begin.column, first == 0) != key.line
