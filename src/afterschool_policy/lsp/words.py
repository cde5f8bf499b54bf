"""The names in an expression, as its words show them: half of one is no tree yet, and has names all the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from afterschool_policy.language.checker import PARAMETER_PREFIX
from afterschool_policy.language.gatherings import GATHERINGS
from afterschool_policy.language.lexer import ExpressionError, Sort, Token, tokens
from afterschool_policy.language.operators import notation
from afterschool_policy.language.parser import ASKING
from afterschool_policy.language.syntax import At
from afterschool_policy.lsp.roles import NameRole


class Owner(NamedTuple):
    """What the codes beside it belong to: a fact, parameter, output or question, or the list of codes itself."""

    role: NameRole
    name: str


@dataclass(frozen=True, slots=True)
class Word:
    """A name in an expression; `of` is what a code, an outcome or a short name belongs to."""

    role: NameRole
    name: str
    at: At
    of: Owner | None = None


def tokens_of(text: str) -> Iterator[Token]:
    """The tokens of a text, what is none left out."""
    start = 0
    while start <= len(text):
        try:
            for token in tokens(text[start:]):
                yield _moved(token, start)
            return
        except ExpressionError as error:
            start += max(1, error.at.end)


def _moved(token: Token, by: int) -> Token:
    return replace(token, at=At(token.at.start + by, token.at.end + by)) if by else token


def words(text: str, of: Owner | None = None) -> Iterator[Word]:
    """The names in an expression; `of` is what a bare code belongs to where nothing beside it tells."""
    read = [token for token in tokens_of(text) if token.sort is not Sort.END]
    subject: Owner | None = None
    compared = False
    for place, token in enumerate(read):
        before, after = _text(read, place - 1), _text(read, place + 1)
        if token.text in ("and", "or"):
            subject, compared = None, False
        elif token.text in _comparisons():
            compared = True
        if token.sort is not Sort.NAME:
            continue
        word = _word(token, before, _text(read, place - 2), after)
        if word is not None:
            if word.role in (NameRole.FACT, NameRole.PARAMETER, NameRole.DECISION) and not compared:
                subject = Owner(word.role, word.name)
            yield word
        elif not _is_sign(token.text, after):
            owner = (subject if compared else None) or _following(read, place) or of
            yield Word(
                NameRole.OUTCOME if owner is not None and owner.role is NameRole.DECISION else NameRole.CODE,
                token.text,
                token.at,
                owner,
            )


def subject_before(text: str) -> Owner | None:
    """What a code at the end of a text would be compared with; None where none is."""
    probe = "code_at_the_end"
    *_, last = words(f"{text}{probe}")
    return last.of if last.name == probe else None


def _word(token: Token, before: str, before_that: str, after: str) -> Word | None:
    """A name that says by itself what it names."""
    if before == "(" and before_that in ASKING:
        return Word(NameRole.DECISION if before_that == "outcome" else NameRole.OUTPUT, token.text, token.at)
    if after == "(" and (token.text in notation().functions or token.text in GATHERINGS or token.text in ASKING):
        return Word(NameRole.OPERATOR, token.text, token.at)
    if token.text in notation().infix or token.text in notation().prefix:
        return Word(NameRole.OPERATOR, token.text, token.at)
    if token.text.startswith(PARAMETER_PREFIX):
        return Word(NameRole.PARAMETER, token.text.removeprefix(PARAMETER_PREFIX), token.at)
    return Word(NameRole.FACT, token.text, token.at) if "." in token.text else None


def _is_sign(text: str, after: str) -> bool:
    """Whether a bare word is part of the notation, or the name of a record."""
    return text in ("true", "false", "for", "if", "last", "this", "with") or after in ("for", "in")


def _following(read: list[Token], place: int) -> Owner | None:
    """The fact that a code stands before, as in `code == fact`."""
    if _text(read, place + 1) not in _comparisons() or "." not in _text(read, place + 2):
        return None
    return Owner(NameRole.FACT, _text(read, place + 2))


def _comparisons() -> frozenset[str]:
    """What stands between a fact and a code."""
    return frozenset({row.written for row in notation().infix.values() if row.identifies} | {"in"})


def _text(read: list[Token], place: int) -> str:
    return read[place].text if 0 <= place < len(read) else ""
