"""The tokens of an expression, each with its place."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from afterschool_policy.diagnostics import Field
from afterschool_policy.language.operators import notation
from afterschool_policy.language.syntax import At
from afterschool_policy.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

FULL_WIDTH = {
    "：": ":", "，": ",", "（": "(", "）": ")", "【": "[", "】": "]", "“": '"', "”": '"', "‘": '"', "’": '"',
    "＝": "=", "＜": "<", "＞": ">", "≤": "<=", "≥": ">=", "≠": "!=", "×": "*", "÷": "/", "＋": "+", "－": "-",
    "；": ",", "、": ",", "。": ".", "．": ".", "！": "!", "％": "%", "\u3000": " ", "\u00a0": " ",
}  # fmt: skip


_COMPARING = {"＝": "=", "＜": "<", "＞": ">", "！": "!"}
_DIGITS = re.compile(r"[\d:：.．]+")
_OF_OTHER_LANGUAGES = {"&&": "and", "||": "or"}


class Sort(StrEnum):
    """The sorts of token."""

    NAME = "name"
    NUMBER = "number"
    TIME = "time"
    DATE = "date"
    STRING = "string"
    MARK = "mark"
    END = "end"


@dataclass(frozen=True, slots=True)
class Token:
    """A word or mark of an expression."""

    sort: Sort
    text: str
    at: At


class ExpressionError(Exception):
    """An expression that cannot be read: the diagnostic code, its fields, and the place."""

    def __init__(self, code: str, at: At, **fields: Field) -> None:
        super().__init__(code)
        self.code = code
        self.at = at
        self.fields = fields


_TOKEN = r"""(?P<space>[ \t\n]+)
      | (?P<date>[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}})
      | (?P<time>[0-9]{{1,2}}:[0-9]{{2}})
      | (?P<number>[0-9]+(?:\.[0-9]+)?%?)
      | (?P<name>[a-z_][a-z0-9_]*(?:\.[a-z_][a-z0-9_]*)*)
      | (?P<string>"[^"\n]*")
      | (?P<mark>[()\[\],]|{})
    """


@cache
def _token(marks: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(_TOKEN.format("|".join(map(re.escape, marks))), re.VERBOSE)


def tokens(text: str) -> Iterator[Token]:
    """The tokens of `text`, the last one of sort END; raises ExpressionError at what is none."""
    token, place = _token(notation().marks), 0
    while place < len(text):
        match = token.match(text, place)
        if match is None:
            raise _stray(text, place)
        sort = match.lastgroup or ""
        if sort != "space":
            yield Token(Sort(sort), match.group(), At(place, match.end()))
        place = match.end()
    yield Token(Sort.END, "", At(place, place))


def _stray(text: str, place: int) -> ExpressionError:
    char = text[place]
    at = At(place, place + 1)
    if char in ("=", "!", *_COMPARING) and (error := _compared(text, place)) is not None:
        return error
    if wanted := FULL_WIDTH.get(char):
        return ExpressionError("expression-fullwidth", at, found=char, wanted=wanted)
    if char.isdigit():
        run = _DIGITS.match(text, place)
        assert run is not None
        return ExpressionError("expression-digit", At(*run.span()), found=run[0], wanted=_in_ascii(run[0]))
    if wanted := _OF_OTHER_LANGUAGES.get(text[place : place + 2]):
        found = text[place : place + 2]
        problem = Text(f"不用 {found}，写 {wanted}", f"instead of `{found}` write `{wanted}`")
        return ExpressionError("expression-syntax", At(place, place + 2), problem=problem, found=found, wanted=wanted)
    if char.isupper():
        problem = Text("名称只用小写字母", "names are in small letters")
    else:
        problem = Text(f"不认识的字符“{char}”", f"the character `{char}` has no meaning here")
    return ExpressionError("expression-syntax", at, problem=problem)


def _compared(text: str, place: int) -> ExpressionError | None:
    """Of signs of comparison that stand together and are none of the language the one that is meant, if it is one."""
    start, end = place, place + 1
    while start and text[start - 1] in _COMPARING.values():
        start -= 1
    while text[end : end + 1] in {*_COMPARING, *_COMPARING.values()}:
        end += 1
    found = text[start:end]
    plain = "".join(_COMPARING.get(sign, sign) for sign in found)
    wanted = "==" if set(plain) == {"="} else plain
    if found != plain and wanted in notation().marks:
        return ExpressionError("expression-fullwidth", At(start, end), found=found, wanted=wanted)
    if wanted != "==":
        return None
    problem = Text("比较相等要写两个等号 ==", "equality is written with two signs, ==")
    return ExpressionError("expression-syntax", At(start, end), problem=problem, found=found, wanted=wanted)


def _in_ascii(digits: str) -> str:
    return "".join(str(unicodedata.digit(sign)) if sign.isdigit() else FULL_WIDTH.get(sign, sign) for sign in digits)
