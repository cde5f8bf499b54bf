"""The tokens of an expression, each with its place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from afterschool_policy.diagnostics import Field
from afterschool_policy.language.operators import notation
from afterschool_policy.language.slips import slip_at
from afterschool_policy.language.syntax import At

if TYPE_CHECKING:
    from collections.abc import Iterator


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
    slip = slip_at(text, place, notation().marks)
    return ExpressionError(slip.code, At(slip.start, slip.end), **slip.fields)
