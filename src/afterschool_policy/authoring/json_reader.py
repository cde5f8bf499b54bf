"""JSON documents as trees that know their places: what JSON allows and no more, numbers exactly as they are written."""

from __future__ import annotations

import re
from bisect import bisect_right
from json import JSONDecodeError, JSONDecoder

from afterschool_policy.authoring.yaml_reader import (
    MAX_CHARACTERS,
    MAX_DEPTH,
    MappingNode,
    Numeral,
    Plain,
    ScalarNode,
    SequenceNode,
    YamlNode,
    over_limit,
)
from afterschool_policy.diagnostics import Diagnostic
from afterschool_policy.diagnostics.excerpt import cut
from afterschool_policy.positions import SourceFile, Span, line_starts
from afterschool_policy.text import Text

_DECODER = JSONDecoder()
_SPACE = re.compile(r"[ \t\n\r]*")
_NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?(?![0-9A-Za-z_.+-])")
_WORD = re.compile(r"(true|false|null)(?![0-9A-Za-z_])")


class _Faulty(Exception):
    """What ends the reading."""


def read_json(file: SourceFile) -> tuple[YamlNode | None, list[Diagnostic]]:
    """The one document of a file, and its faults; where there are faults it may be incomplete."""
    if len(file.text) > MAX_CHARACTERS:
        return None, [over_limit(file, "个字符", "characters", MAX_CHARACTERS)]
    reader = _JsonReader(file)
    try:
        return reader.document(), reader.faults
    except _Faulty:
        return None, reader.faults


class _JsonReader:
    """Reads from place to place; `faults` fills as it goes."""

    def __init__(self, file: SourceFile) -> None:
        self._file = file
        self._text = file.text
        self._starts = line_starts(file.text.removesuffix("\n"))
        self._at = 0
        self.faults: list[Diagnostic] = []

    def document(self) -> YamlNode:
        node = self._node(0)
        if self._peek():
            raise self._faulty(Text("内容已经结束，后面还有别的字符", "there is more after the end of the document"))
        return node

    def _node(self, depth: int) -> YamlNode:
        if depth > MAX_DEPTH:
            self.faults.append(over_limit(self._file, "层嵌套", "levels of nesting", MAX_DEPTH))
            raise _Faulty
        match self._peek():
            case "{":
                return self._mapping(depth)
            case "[":
                return self._sequence(depth)
            case '"':
                return self._string()
        start = self._at
        if word := _WORD.match(self._text, start):
            self._at = word.end()
            value = None if word[0] == "null" else Plain(word[0])
            return ScalarNode(value, self._span(start, self._at), exact=True)
        if number := _NUMBER.match(self._text, start):
            self._at = number.end()
            return ScalarNode(Numeral(number[0]), self._span(start, self._at), exact=True)
        raise self._faulty(
            Text(
                "此处应为加引号的文字、数、true、false、null、[ 或者 {",
                "a quoted text, a number, true, false, null, [ or { is expected here",
            )
        )

    def _mapping(self, depth: int) -> MappingNode:
        start = self._at
        entries: dict[str, tuple[ScalarNode, YamlNode]] = {}
        self._at += 1
        while self._peek() != "}":
            if entries or self.faults:
                self._take(",")
            if self._peek() != '"':
                raise self._faulty(Text("此处应为加英文引号的键", 'a key in quotes (") is expected here'))
            key = self._string()
            self._take(":")
            value = self._node(depth + 1)
            name = key.value or ""
            if name in entries:
                first = str(entries[name][0].span.line)
                self.faults.append(Diagnostic.of("yaml-duplicate-key", key.span, key=cut(name), first=first))
            entries.setdefault(name, (key, value))
        self._at += 1
        return MappingNode(tuple(entries.values()), self._span(start, self._at))

    def _sequence(self, depth: int) -> SequenceNode:
        start = self._at
        items: list[YamlNode] = []
        self._at += 1
        while self._peek() != "]":
            if items:
                self._take(",")
            items.append(self._node(depth + 1))
        self._at += 1
        return SequenceNode(tuple(items), self._span(start, self._at))

    def _string(self) -> ScalarNode:
        start = self._at
        try:
            text, self._at = _DECODER.raw_decode(self._text, start)
        except JSONDecodeError as error:
            self._at = error.pos
            raise self._faulty(
                Text(f"文字没有写对：{error.msg}", f"the text is not well written: {error.msg}")
            ) from None
        exact = self._at - start == len(text) + 2  # nothing in it is escaped
        inner = (start + 1, self._at - 1) if exact else (start, self._at)
        return ScalarNode(text, self._span(*inner), exact=exact)

    def _take(self, mark: str) -> None:
        if self._peek() != mark:
            raise self._faulty(Text(f"此处缺少“{mark}”", f"`{mark}` is missing here"))
        self._at += 1

    def _peek(self) -> str:
        """The next character that is no space; empty at the end."""
        space = _SPACE.match(self._text, self._at)
        assert space is not None
        self._at = space.end()
        return self._text[self._at : self._at + 1]

    def _faulty(self, problem: Text) -> _Faulty:
        self.faults.append(Diagnostic.of("json-syntax", self._span(self._at, self._at + 1), problem=problem))
        return _Faulty()

    def _span(self, start: int, end: int) -> Span:
        (line, column), (end_line, end_column) = self._place(start), self._place(end)
        return Span(self._file, line, column, end_line, end_column)

    def _place(self, at: int) -> tuple[int, int]:
        line = bisect_right(self._starts, at)
        return line, at - self._starts[line - 1] + 1
