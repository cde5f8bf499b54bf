"""One fault, in words, with the line that it stands in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, time
from numbers import Number

from afterschool_policy.diagnostics.code import Code, Severity
from afterschool_policy.diagnostics.excerpt import cut, repeated
from afterschool_policy.diagnostics.suggestion import Field, Suggestion
from afterschool_policy.positions import Edit, Span
from afterschool_policy.text import LANGUAGES, Lang, Text, visible

_SEVERITIES = {
    Severity.ERROR: Text("错误", "error"),
    Severity.WARNING: Text("警告", "warning"),
    Severity.UNFINISHED: Text("未完成", "unfinished"),
    Severity.ADVICE: Text("提示", "advice"),
}
_LONGEST_LINE = 400
"""Of a longer line only what stands around the fault is shown."""


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One fault with its place.

    Attributes:
        code: Row of the table of diagnostics, as in `request-unknown`.
        span: File, line and column; None where the fault is in facts that came from no file.
        fields: What its message needs, by name: `given`, `allowed` (the names that there are, as a tuple) and so on.
        path: Where in the facts given it is: the keys and list positions that lead to it.
        index: Which of several sets of facts it lies in, counted from 0, where `Policy.decide_many` was given them.
        beside: The other place that it is about, as of what was stated first; None where there is none.
        mending: What mends it, where its finder alone knows; for everyone else there is `fix`.
    """

    code: str
    span: Span | None = None
    fields: Mapping[str, Field] = field(default_factory=dict)
    path: tuple[str | int, ...] = ()
    index: int | None = None
    beside: Span | None = field(default=None, compare=False)
    mending: Edit | None = None

    @classmethod
    def of(cls, code: str, span: Span | None = None, /, **fields: Field) -> Diagnostic:
        """A diagnostic with what its message needs, by name."""
        return cls(code, span, fields)

    def with_place(self, beside: Span | None) -> Diagnostic:
        """The same with the other place that it is about."""
        return replace(self, beside=beside)

    @property
    def row(self) -> Code:
        """The row of the table of diagnostics."""
        from afterschool_policy.diagnostics.codes import CODES  # a long table, which only a fault needs

        return CODES[self.code]

    @property
    def is_error(self) -> bool:
        """Whether it stops the policy from loading."""
        return self.row.severity is Severity.ERROR

    @property
    def is_unfinished(self) -> bool:
        """Whether it is something that a draft still lacks."""
        return self.row.severity is Severity.UNFINISHED

    @property
    def is_advice(self) -> bool:
        """Whether it is told by `lint` alone."""
        return self.row.severity is Severity.ADVICE

    @property
    def fix(self) -> Edit | None:
        """The edit that mends it, where only one thing does."""
        from afterschool_policy.diagnostics.fixes import name_for_name, wanted_for_found

        if self.mending is not None or self.span is None:
            return self.mending
        return name_for_name(self.span, self.fields) or wanted_for_found(self.span, self.fields)

    def message(self, lang: Lang) -> str:
        """What is wrong, in `"zh"` or `"en"`."""
        return self.row.message.format(**self._words)[lang]

    def help(self, lang: Lang) -> str:
        """What to do about it; empty where there is nothing to add."""
        return self.row.help.format(**self._words)[lang].strip()

    @property
    def pointer(self) -> str | None:
        """Where in the facts or arguments it lies, as a JSON pointer: `/reader/age`, after the index, where it has one.

        None where it lies in a file or nowhere.
        """
        above = "" if self.index is None else f"/{self.index}"
        if self.path:
            return above + pointer_to(*map(str, self.path))
        place = self.fields.get(self.row.at)
        if self.span is not None or not isinstance(place, str):
            return above or None
        return above + pointer_to(*re.findall(r"[^.\[\]]+", place))

    def to_dict(self) -> dict[str, object]:
        """The fault as data for JSON.

        `code`, `severity`, `index`, `pointer`, `given`, the lists `allowed` and `suggestions`, `file`, `line`,
        `column`, and `message` and `help` in both languages; what a fault does not have is None or empty.
        """
        span = self.span
        given, allowed, hint = (self.fields.get(key) for key in ("given", "allowed", "suggestion"))
        return {
            "code": self.code,
            "severity": self.row.severity.value,
            "index": self.index,
            "pointer": self.pointer,
            "given": cut(given if isinstance(given, str) else given["en"]) if isinstance(given, str | Text) else None,
            "allowed": list(allowed) if isinstance(allowed, tuple) else [],
            "suggestions": list(hint.names) if isinstance(hint, Suggestion) else [],
            "file": None if span is None else span.file.path,
            "line": None if span is None else span.line,
            "column": None if span is None else span.column,
            "message": {lang: self.message(lang) for lang in LANGUAGES},
            "help": {lang: self.help(lang) for lang in LANGUAGES},
        }

    @property
    def _words(self) -> dict[str, Text | str]:
        """What fills the places of the message; what a caller gave is not repeated at any length."""
        return {key: _written(value) for key, value in self.fields.items()}

    def render(self, lang: Lang = "zh") -> str:
        """The fault as a person reads it: place, message, the line with the fault marked, help."""
        lines = [self.line(lang)]
        if self.span:
            lines += self._excerpt(self.span)
        if advice := self.help(lang):
            lines.append(f"  {'建议' if lang == 'zh' else 'help'}: {advice}")
        return "\n".join(lines)

    def line(self, lang: Lang = "zh") -> str:
        """Place and message alone."""
        place = f"{visible(str(self.span))}: " if self.span else "" if self.index is None else f"facts[{self.index}]: "
        return f"{place}{_SEVERITIES[self.row.severity][lang]}[{self.code}] {self.message(lang)}"

    @staticmethod
    def _excerpt(span: Span) -> list[str]:
        text = span.file.line(span.line)
        if not text.strip():
            return []
        start = span.column - 1
        end = span.end_column - 1 if span.end_line == span.line else len(text)
        if len(text) > _LONGEST_LINE:
            before = max(0, start - _LONGEST_LINE // 2)
            text, start, end = text[before : before + _LONGEST_LINE], start - before, end - before
        gutter = f"{span.line:>5} │ "
        marks = "^" * max(1, width(visible(text[start:end])))
        return [gutter + visible(text), " " * 5 + " │ " + " " * width(visible(text[:start])) + marks]

    def sort_key(self) -> tuple[str, int, int, str]:
        """Faults are listed by place, then by code."""
        if self.span is None:
            return ("", 0, 0, self.code)
        return (self.span.file.path, self.span.line, self.span.column, self.code)


def width(text: str) -> int:
    """Columns that the text takes in a terminal: Chinese characters take two."""
    import unicodedata

    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def pointer_to(*parts: str) -> str:
    """The JSON pointer (RFC 6901) through these keys."""
    return "".join("/" + part.replace("~", "~0").replace("/", "~1") for part in parts)


def shown(value: object) -> str:
    """A value that a caller gave in place of another, with its type, at no great length."""
    return f"{repeated(value)} ({type(value).__name__})"


_KINDS: tuple[tuple[type | tuple[type, ...], Text], ...] = (
    (bool, Text("是非", "a truth")),
    (str, Text("文字", "a text")),
    ((int, float, Number), Text("数", "a number")),
    ((date, time), Text("日期或者时刻", "a date or time")),
    (Mapping, Text("“名称: 值”", "names with values")),
    ((list, tuple, set, frozenset), Text("列表", "a list")),
    (type(None), Text("空", "nothing")),
)


def value_shown(value: object) -> Text:
    """A value that stands in a file or came from a caller, with what kind of value it is, at no great length."""
    name = type(value).__name__
    kind = next((words for types, words in _KINDS if isinstance(value, types)), Text(name, name))
    return Text(f"{repeated(value)}（{kind.zh}）", f"{repeated(value)} ({kind.en})")


def _written(field: Field) -> Text | str:
    """A phrase as it is; a text in one language is somebody else's, and takes one line of no great length."""
    if isinstance(field, Text):
        return field
    return visible(", ".join(field) if isinstance(field, tuple) else cut(field))
