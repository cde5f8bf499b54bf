"""Where a sentence names clauses, so that a page can lead from there to where they stand in the text."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

from afterschool_policy.values.names import NUMBERED

# A number is a clause only where it is called one: an amount may be written alike.
_NAMED = re.compile(rf"(?:条款|[Cc]lauses? ){NUMBERED.written}(?:(?:、|, | and ){NUMBERED.written})*")
_NUMBER = re.compile(NUMBERED.written)


class Piece(NamedTuple):
    """A piece of a sentence: the number of a clause that can be linked to, or the words around it."""

    text: str
    is_clause: bool


def pieces(text: str, clauses: Collection[str]) -> Iterator[Piece]:
    """The text in pieces, set apart where it names one of these clauses or is the number of one."""
    end = 0
    for found in _numbers(text):
        if found[0] in clauses:
            yield Piece(text[end : found.start()], is_clause=False)
            yield Piece(found[0], is_clause=True)
            end = found.end()
    yield Piece(text[end:], is_clause=False)


def _numbers(text: str) -> Iterator[re.Match[str]]:
    alone = _NUMBER.fullmatch(text)
    if alone is not None:
        yield alone
    for named in _NAMED.finditer(text):
        yield from _NUMBER.finditer(text, *named.span())
