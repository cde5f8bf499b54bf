"""One fault, in words, with the line that it stands in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from afterschool_policy.diagnostics.code import Code
from afterschool_policy.positions import Span
from afterschool_policy.text import Lang, Text, visible


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One fault with its place.

    Attributes:
        code: Row of the table of diagnostics, as in `request-unknown`.
        span: File, line and column; None where the fault is in facts that came from no file.
        fields: What its message needs, by name.
    """

    code: str
    span: Span | None = None
    fields: Mapping[str, Text | str] = field(default_factory=dict)

    @classmethod
    def of(cls, code: str, span: Span | None = None, /, **fields: Text | str) -> Diagnostic:
        """A diagnostic with what its message needs, by name."""
        return cls(code, span, fields)

    @property
    def row(self) -> Code:
        """The row of the table of diagnostics."""
        from afterschool_policy.diagnostics.codes import CODES  # a long table, which only a fault needs

        return CODES[self.code]

    @property
    def is_error(self) -> bool:
        """Whether it stops the policy from loading."""
        return self.row.severity == "error"

    def message(self, lang: Lang) -> str:
        """What is wrong, in `"zh"` or `"en"`."""
        return self.row.message.format(**self._shown)[lang]

    def help(self, lang: Lang) -> str:
        """What to do about it; empty where there is nothing to add."""
        return self.row.help.format(**self._shown)[lang].strip()

    @property
    def _shown(self) -> dict[str, Text | str]:
        """The fields as they are shown: a text in one language is somebody else's, and takes one line."""
        return {name: visible(field) if isinstance(field, str) else field for name, field in self.fields.items()}

    def render(self, lang: Lang = "zh") -> str:
        """The fault as a person reads it: place, message, the line with the fault marked, help."""
        label = {"zh": {"error": "错误", "warning": "警告"}, "en": {"error": "error", "warning": "warning"}}
        place = f"{visible(str(self.span))}: " if self.span else ""
        lines = [f"{place}{label[lang][self.row.severity]}[{self.code}] {self.message(lang)}"]
        if self.span:
            lines += self._excerpt(self.span)
        if advice := self.help(lang):
            lines.append(f"  {'建议' if lang == 'zh' else 'help'}: {advice}")
        return "\n".join(lines)

    @staticmethod
    def _excerpt(span: Span) -> list[str]:
        text = span.file.line(span.line)
        if not text.strip():
            return []
        start = span.column - 1
        end = span.end_column - 1 if span.end_line == span.line else len(text)
        gutter = f"{span.line:>5} │ "
        marks = "^" * max(1, _width(visible(text[start:end])))
        return [gutter + visible(text), " " * 5 + " │ " + " " * _width(visible(text[:start])) + marks]

    def sort_key(self) -> tuple[str, int, int, str]:
        """Faults are listed by place, then by code."""
        if self.span is None:
            return ("", 0, 0, self.code)
        return (self.span.file.path, self.span.line, self.span.column, self.code)


def unknown_request(what: Text, name: str, known: Iterable[str]) -> Diagnostic:
    """The diagnostic for a request of a name that does not exist, with the names that do."""
    names = list(known)
    hint = suggestion(name, names)
    return Diagnostic.of("request-unknown", what=what, name=name, allowed=", ".join(names), suggestion=hint)


def _width(text: str) -> int:
    """Columns that the text takes in a terminal: Chinese characters take two."""
    import unicodedata

    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def suggestion(name: str, known: Iterable[str]) -> Text:
    """“Did you mean …?” for the nearest known names; empty where none is near."""
    import difflib

    near = difflib.get_close_matches(name, list(known), n=2, cutoff=0.6)
    if not near:
        return Text("", "")
    return Text(f"是否为“{'”或“'.join(near)}”？", f"Did you mean `{'` or `'.join(near)}`? ")
