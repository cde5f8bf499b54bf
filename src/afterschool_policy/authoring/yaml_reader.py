"""YAML documents as trees that know their places, read strictly.

The only module that knows PyYAML. It reads less than YAML allows: no aliases, tags or guesses. A plain scalar is
text (`Plain`) until the key it stands under says what it is.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

import yaml

from afterschool_policy.authoring.yaml_slips import indented_by, syntax_fault
from afterschool_policy.diagnostics import Diagnostic
from afterschool_policy.diagnostics.excerpt import cut
from afterschool_policy.language.slips import FULL_WIDTH
from afterschool_policy.positions import SourceFile, Span
from afterschool_policy.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterator

MAX_CHARACTERS = 2_000_000
MAX_DEPTH = 24

_LONGEST_INT = 1_000
"""Whole numbers of more characters, which `int` reads slowly or not at all, are read as decimals."""

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_GUESSES = re.compile(
    r"yes|Yes|YES|no|No|NO|on|On|ON|off|Off|OFF|y|n|True|TRUE|False|FALSE"
    r"|0[0-7]+|0o[0-7]+|0x[0-9a-fA-F]+|[0-9][0-9_]*_[0-9_]*"
)
_SIGNS = re.compile(r"""[][{}:,#?'"\\\x00-\x1f\x7f-\xa0\ufeff\u3000，：；？！“”‘’]|^[-&*!|>%@`]|^\s|\s$|^$""")
"""What keeps a text in its quotes: signs of YAML, at the beginning or anywhere, and those of full width beside them."""
_OTHER_VALUE = re.compile(
    r"[-+.]?[0-9][-+0-9_.eo]*|0x[0-9a-f]+|[.](inf|nan)|true|false|null|~|yes|no|on|off|y|n", re.IGNORECASE
)
_PUNCTUATED_KEY = re.compile(r"^[a-z_]+\s*([：，])")


class Plain(str):
    """A scalar written without quotes."""

    __slots__ = ()


class Numeral(Plain):
    """A number of a JSON file, which may have an exponent: to YAML readers of other editions that is a text."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class ScalarNode:
    """A single value; `value` is None for null, `exact` where the file holds it letter by letter.

    `style` is the sign that it begins with: a quote, `|` or `>`; a plain one has none.
    """

    value: str | None
    span: Span
    exact: bool
    style: str = ""

    @property
    def token(self) -> Span:
        """Its place with its quotes."""
        if not (self.exact and self.style):
            return self.span
        return Span(self.span.file, self.span.line, self.span.column - 1, self.span.end_line, self.span.end_column + 1)

    def within(self, start: int, end: int) -> Span:
        """The place of a piece of the value, by offsets; the whole value where lines were folded."""
        if not self.exact:
            return self.span
        column = self.span.column + start
        width = max(1, end - start)
        return Span(self.span.file, self.span.line, column, self.span.line, column + width)


@dataclass(frozen=True, slots=True)
class SequenceNode:
    """A list of nodes."""

    items: tuple[YamlNode, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class MappingNode:
    """Keys with their nodes, in the order they are written."""

    entries: tuple[tuple[ScalarNode, YamlNode], ...]
    span: Span

    def get(self, key: str) -> YamlNode | None:
        """The node under a key."""
        return next((node for name, node in self.entries if name.value == key), None)


YamlNode = ScalarNode | SequenceNode | MappingNode
KeyPath = tuple[str | int, ...]
"""Where a node stands below another: the keys and list positions that lead to it"""


def read(file: SourceFile) -> tuple[list[YamlNode], list[Diagnostic]]:
    """The documents of a file, and its faults; where there are faults the documents may be incomplete."""
    if len(file.text) > MAX_CHARACTERS:
        return [], [over_limit(file, "个字符", "characters", MAX_CHARACTERS)]
    reader = _TreeBuilder(file)
    try:
        reader.run(yaml.parse(file.text, Loader=_LOADER))
    except _Unreadable as error:  # what stands below would be told to be wrong as well, and is not
        reader.faults.append(error.fault)
    except yaml.YAMLError as error:
        reader.faults.append(_syntax(file, error))
    except RecursionError:
        reader.faults.append(over_limit(file, "层嵌套", "levels of nesting", MAX_DEPTH))
    # What the reader and the parser both stumble over is told once.
    return reader.documents, list({(fault.code, fault.span): fault for fault in reader.faults}.values())


def plain_value(node: YamlNode) -> object:
    """The tree as Python values: mappings, lists, `Plain` or quoted text, None."""
    return _value(node, lambda text: text)


def typed_value(node: YamlNode) -> object:
    """The tree as Python values, plain scalars read as true, false, whole numbers and decimals where they are such."""
    return _value(node, _typed)


def _value(node: YamlNode, of_plain: Callable[[Plain], object]) -> object:
    match node:
        case ScalarNode(value=value):
            return of_plain(value) if isinstance(value, Plain) else value
        case SequenceNode(items=items):
            return [_value(item, of_plain) for item in items]
        case MappingNode(entries=entries):
            return {key.value: _value(value, of_plain) for key, value in entries}


def _typed(text: Plain) -> object:
    if text in ("true", "false"):
        return text == "true"
    if len(text) <= _LONGEST_INT and re.fullmatch(r"-?(0|[1-9][0-9]*)", text):
        return int(text)
    if isinstance(text, Numeral) or re.fullmatch(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?", text):
        with suppress(InvalidOperation):  # an exponent that no decimal has
            return Decimal(text)
    return str(text)


def scalars(node: YamlNode, *, but: Container[str | None] = (), keys: bool = False) -> Iterator[ScalarNode]:
    """The single values of a tree in the order they are written, those under some keys left out, or with its keys."""
    match node:
        case ScalarNode():
            yield node
        case SequenceNode(items=items):
            for item in items:
                yield from scalars(item, but=but, keys=keys)
        case MappingNode(entries=entries):
            for key, below in entries:
                if key.value not in but:
                    yield from [key] if keys else ()
                    yield from scalars(below, but=but, keys=keys)


def stands_plain(text: str) -> bool:
    """Whether a text needs no quotes anywhere: no sign of YAML in it, and nothing that looks like another value."""
    return not (_SIGNS.search(text) or _OTHER_VALUE.fullmatch(text))


def find(node: YamlNode, path: KeyPath) -> YamlNode:
    """The node at a path of keys and places; the nearest node above where the path ends early."""
    for step in path:
        below: YamlNode | None = None
        if isinstance(node, MappingNode):
            below = node.get(str(step))
        elif isinstance(node, SequenceNode) and isinstance(step, int) and step < len(node.items):
            below = node.items[step]
        if below is None:
            continue
        node = below
    return node


def find_key(node: YamlNode, path: KeyPath) -> Span:
    """The place of the key that a path ends with, or of the nearest node above."""
    above = find(node, path[:-1])
    if isinstance(above, MappingNode):
        for key, _ in above.entries:
            if key.value == path[-1]:
                return key.span
    return above.span


class _Unreadable(Exception):
    """A fault after which nothing of a file means what it says."""

    def __init__(self, fault: Diagnostic) -> None:
        super().__init__(fault.code)
        self.fault = fault


class _TreeBuilder:
    """Builds trees from parse events; `faults` fills as it goes."""

    def __init__(self, file: SourceFile) -> None:
        self._file = file
        self.documents: list[YamlNode] = []
        self.faults: list[Diagnostic] = []

    def run(self, events: Iterator[yaml.Event]) -> None:
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                node = self._node(next(events), events, 0)
                if node is not None and not (isinstance(node, ScalarNode) and node.value is None):
                    self.documents.append(node)

    def _node(self, event: yaml.Event, events: Iterator[yaml.Event], depth: int) -> YamlNode | None:
        span = self._span(event)
        if depth > MAX_DEPTH:
            raise RecursionError
        if isinstance(event, yaml.AliasEvent):
            self._fault("yaml-alias", span)
            return ScalarNode(None, span, exact=False)
        if getattr(event, "anchor", None):
            self._fault("yaml-alias", span)
        if tag := getattr(event, "tag", None):
            self._fault("yaml-tag", span, tag=str(tag))
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, span)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(event, events, depth)
        return self._mapping(event, events, depth)

    def _sequence(self, start: yaml.Event, events: Iterator[yaml.Event], depth: int) -> SequenceNode:
        items: list[YamlNode] = []
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            if (item := self._node(event, events, depth + 1)) is not None:
                items.append(item)
        return SequenceNode(tuple(items), self._span(start, event))

    def _mapping(self, start: yaml.Event, events: Iterator[yaml.Event], depth: int) -> MappingNode:
        entries: list[tuple[ScalarNode, YamlNode]] = []
        seen: dict[str, Span] = {}
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            key = self._node(event, events, depth + 1)
            value = self._node(next(events), events, depth + 1)
            if not isinstance(key, ScalarNode) or key.value is None or value is None:
                self._fault("yaml-syntax", self._span(event), problem="key: value")
                continue
            if (indented := indented_by(self._file, key.span.line, key.value)) is not None:
                raise _Unreadable(indented)
            if key.value in seen:
                first = seen[key.value]
                self._fault("yaml-duplicate-key", key.span, first, key=key.value, first=str(first.line))
                continue
            seen[key.value] = key.span
            entries.append((key, value))
        return MappingNode(tuple(entries), self._span(start, event))

    def _scalar(self, event: yaml.ScalarEvent, span: Span) -> ScalarNode:
        text: str = event.value
        if event.style in ("'", '"', "|", ">"):
            first = span.column + 1
            inner = Span(span.file, span.line, first, span.end_line, max(first, span.end_column - 1))
            exact = event.style in ("'", '"') and self._file.line(span.line)[span.column :].startswith(text)
            return ScalarNode(text, inner if exact else span, exact=exact and "\n" not in text, style=event.style)
        if text in ("", "null", "~"):
            return ScalarNode(None, span, exact=True)
        if _GUESSES.fullmatch(text):
            self._fault("yaml-guess", span, text=text)
        if match := _PUNCTUATED_KEY.match(text):
            mark = match.group(1)
            at = ScalarNode(text, span, exact=True).within(match.start(1), match.end(1))
            self._fault("yaml-fullwidth", at, found=mark, wanted=FULL_WIDTH[mark])
        return ScalarNode(Plain(text), span, exact=span.line == span.end_line)

    def _span(self, start: yaml.Event, end: yaml.Event | None = None) -> Span:
        first, last = start.start_mark, (end or start).end_mark
        assert first is not None, start
        assert last is not None, end
        return Span(self._file, first.line + 1, first.column + 1, last.line + 1, last.column + 1)

    def _fault(self, code: str, span: Span, beside: Span | None = None, /, **fields: str) -> None:
        cut_fields = {name: cut(text) for name, text in fields.items()}
        self.faults.append(Diagnostic(code, span, cut_fields, beside=beside))


def _syntax(file: SourceFile, error: yaml.YAMLError) -> Diagnostic:
    mark, opened = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    message = f"{getattr(error, 'context', None) or ''} {getattr(error, 'problem', None) or error}"
    line, column = (1, 1) if mark is None else (mark.line + 1, mark.column + 1)
    began = None if opened is None else (opened.line + 1, opened.column + 1)
    return syntax_fault(file, line, column, message, began)


def over_limit(file: SourceFile, zh: str, en: str, limit: int) -> Diagnostic:
    """The fault of a file that is too large or too deep."""
    return Diagnostic("yaml-too-large", Span.whole(file), {"what": Text(zh, en), "limit": str(limit)})
