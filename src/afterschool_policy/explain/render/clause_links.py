"""Where a sentence names clauses, so that a page can lead from there to where they stand in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from afterschool_policy.values.names import NUMBERED

# A number is a clause only where it is called one: an amount may be written alike.
_NAMED = re.compile(rf"(?:条款|[Cc]lauses? ){NUMBERED.written}(?:(?:、|, | and ){NUMBERED.written})*")
_NUMBER = re.compile(NUMBERED.written)


class Piece(NamedTuple):
    """A piece of a sentence: what a clause that can be linked to is called, with its id, or the words around it."""

    text: str
    clause: str | None


def pieces(text: str, clauses: Mapping[str, str]) -> Iterator[Piece]:
    """The text in pieces, set apart where it names one of these clauses or is the number of one.

    Args:
        text: A sentence in one language.
        clauses: The ids of the clauses by what they are called in it.
    """
    end = 0
    for found in _named(text, clauses):
        if found[0] in clauses:
            yield Piece(text[end : found.start()], None)
            yield Piece(found[0], clauses[found[0]])
            end = found.end()
    yield Piece(text[end:], None)


def _named(text: str, clauses: Mapping[str, str]) -> Iterator[re.Match[str]]:
    # Of several texts, each clause is called by its text: nothing else is written so.
    cited = sorted((name for name in clauses if not NUMBERED.fits(name)), key=len, reverse=True)
    if cited:
        yield from re.finditer("|".join(map(re.escape, cited)), text)
        return
    alone = _NUMBER.fullmatch(text)
    if alone is not None:
        yield alone
    for named in _NAMED.finditer(text):
        yield from _NUMBER.finditer(text, *named.span())
