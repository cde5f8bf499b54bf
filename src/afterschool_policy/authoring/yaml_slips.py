"""What most likely went wrong where YAML cannot be read: the slips of those who write it, told where they were made.

The parser tells where it gave up, often a line further, and in its own words. A slip is looked for in the line that it
names and in those just before; where none is found, its message is told in plain words.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from afterschool_policy.diagnostics import Diagnostic
from afterschool_policy.language.slips import FULL_WIDTH, unseen
from afterschool_policy.positions import Edit, SourceFile, Span
from afterschool_policy.text import Text

_MESSAGES = {
    "mapping values are not allowed": Text(
        "此处不能再有冒号；文字里含冒号的，整段加引号", "a second colon here; quote text that holds one"
    ),
    "cannot start any token": Text(
        "此处的字符不能开头；缩进用空格，不用制表符", "nothing can start so; indent with spaces, not tabs"
    ),
    "expected ',' or ']'": Text(
        "方括号没有配对，或者缺少逗号", "a square bracket is not paired, or a comma is missing"
    ),
    "expected ',' or '}'": Text(
        "花括号没有配对，或者缺少逗号；文字里有花括号的，整段加引号",
        "a brace is not paired, or a comma is missing; quote text that holds a brace",
    ),
    "did not find expected key": Text("缩进与上一行不一致", "the indentation does not match the lines above"),
    "could not find expected ':'": Text("缺少冒号，或者冒号后没有空格", "a colon is missing, or the space after it"),
    "did not find expected node content": Text(
        "此处缺少内容，或者多了一个逗号、括号", "something is missing here, or a comma or bracket is too many"
    ),
    "unexpected end of stream": Text("文件没有写完", "the file ends too early"),
    "unexpected document indicator": Text("上面的内容没有写完", "what stands above is not finished"),
    "found unknown escape character": Text(
        "双引号里的反斜杠须写成 \\\\，或者改用单引号",
        "inside double quotes write a backslash as \\\\, or use single quotes",
    ),
    "block sequence entries are not allowed": Text("此处不能用“- ”开头", "no item can begin here with `- `"),
}
"""What the parser says, in the words of those who make the slips."""

_ANYTHING_ELSE = Text("此处不合 YAML 的写法", "this is not how YAML is written")
_DEEPER = Text(
    "缩进比上一行深；同一层的键要左对齐", "it is indented deeper than the line above: keys of one level begin alike"
)
_COLON_IN_TEXT = Text("文字里有冒号，整段要加引号", "the text holds a colon: put the whole of it in quotes")
_OPEN_QUOTE = Text("从这里开始的引号没有配对", "the quote that opens here is not closed")
_KEY = r"[A-Za-z_][A-Za-z0-9_.-]*"
_NO_SPACE = re.compile(r"""\s*(?:- +)*(?:[A-Za-z_][A-Za-z0-9_.-]*(?=:[^\s:])|(?=-[{["'a-z]))([:-])""")
_LINES_BACK = 3

Found = tuple[int, Text] | None
"""The column of a slip in a line, and what it is."""


def syntax_fault(file: SourceFile, line: int, column: int, message: str, opened: tuple[int, int] | None) -> Diagnostic:
    """The fault behind what the parser says at a place; `opened` is where the quote stands that it was reading."""
    if opened is not None and "quoted scalar" in message:
        return _fault(file, *opened, _OPEN_QUOTE)
    for number in _lines_before(file, line):
        if (fault := _full_width(file, number) or _without_space(file, number)) is not None:
            return fault
        for slip in _SLIPS:
            if (found := slip(file, number, line)) is not None:
                return _fault(file, number, *found)
    known = (text for words, text in _MESSAGES.items() if words in message)
    return _fault(file, line, column, next(known, _ANYTHING_ELSE))


def indented_by(file: SourceFile, line: int, key: str) -> Diagnostic | None:
    """The fault of a key that begins with spaces that are none to YAML, as those of a Chinese keyboard are."""
    sign = unseen(key[0]) if key else None
    if sign is None:
        return None
    column = file.line(line).find(key[0]) + 1
    return Diagnostic.of("yaml-indent", Span(file, line, column, line, column + 1), found=sign)


def _lines_before(file: SourceFile, line: int) -> list[int]:
    """The line and those just before it that hold something."""
    held = (number for number in range(line, 0, -1) if file.line(number).strip())
    return [number for number, _ in zip(held, range(_LINES_BACK), strict=False)]


def _fault(file: SourceFile, line: int, column: int, problem: Text) -> Diagnostic:
    return Diagnostic.of("yaml-syntax", Span(file, line, column, line, column + 1), problem=problem)


def _full_width(file: SourceFile, line: int) -> Diagnostic | None:
    """A mark of a Chinese keyboard where YAML expects its own."""
    text = file.line(line)
    match = re.match(r"^\s*(?:- )?[a-z_]+\s*([：])|^\s*(?:- )?([“‘])|[{\[][^\"']*?([，：])\s*[a-z_\"]", text)
    if match is None:
        return None
    column = next(match.start(index) for index in (1, 2, 3) if match.group(index)) + 1
    char = text[column - 1]
    span = Span(file, line, column, line, column + 1)
    return Diagnostic("yaml-fullwidth", span, {"found": char, "wanted": FULL_WIDTH[char]})


def _without_space(file: SourceFile, line: int) -> Diagnostic | None:
    """A dash or a colon without the space after it."""
    match = _NO_SPACE.match(file.line(line))
    if match is None:
        return None
    column = match.start(1) + 1
    span = Span(file, line, column, line, column + 1)
    return Diagnostic("yaml-space", span, {"sign": match[1]}, mending=Edit(span, f"{match[1]} "))


def _colon_in_braces(file: SourceFile, line: int, _: int) -> Found:
    """A text without quotes in braces that holds a colon and a space."""
    match = re.search(rf"[{{,]\s*{_KEY}:\s+([^\s\"'{{\[,}}][^\"'{{\[,}}]*?:\s)", file.line(line))
    return None if match is None else (match.start(1) + 1, _COLON_IN_TEXT)


def _deeper(file: SourceFile, line: int, told: int) -> Found:
    """A key that is indented deeper than the one before, which has a value already."""
    if line != told:
        return None
    before = next((file.line(number) for number in range(line - 1, 0, -1) if file.line(number).strip()), "")
    here, above = (
        re.match(rf"^(\s+){_KEY}:(\s|$)", file.line(line)),
        re.match(rf"^(\s*)(- )?{_KEY}:\s+[^\s|>#]", before),
    )
    if here is None or above is None or len(here[1]) <= len(above[1]) + len(above[2] or ""):
        return None
    return len(here[1]) + 1, _DEEPER


_SLIPS: tuple[Callable[[SourceFile, int, int], Found], ...] = (
    _deeper,
    _colon_in_braces,
)
