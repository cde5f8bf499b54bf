"""The spaces of an expression as its printer sets them, its words and brackets left as the author wrote them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from afterschool_policy.language.lexer import ExpressionError, Sort, Token, tokens
from afterschool_policy.language.operators import notation
from afterschool_policy.language.parser import WORDS_OF_A_GATHERING

_OPENING, _CLOSING = ("(", "["), (")", "]", ",")


def spaced(text: str) -> str:
    """The expression with one space where one belongs and none elsewhere; line ends stay.

    Only what lies between the tokens changes, so that it is the same expression. What has no tokens stays as it is.
    """
    try:
        read = list(tokens(text))
    except ExpressionError:
        return text
    ends = [0, *(token.at.end for token in read)]
    return "".join(
        _gap(text[end : token.at.start], needed) + token.text
        for end, token, needed in zip(ends, read, _spaces(read), strict=False)
    )


def _gap(written: str, needed: str) -> str:
    return written if "\n" in written else needed


def _spaces(read: list[Token]) -> Iterator[str]:
    """Before each token a space or nothing."""
    yield ""
    operand_before = False  # whether what stands before can be the left side of an operator
    for before, token in pairwise(read):
        prefixes = before.text in notation().prefix and not operand_before
        operand_before = _ends_an_operand(before)
        within = token.sort is Sort.END or token.text in _CLOSING or before.text in _OPENING
        close = (prefixes and before.sort is Sort.MARK) or (token.text == "(" and _calls(before))
        yield "" if within or close else " "


def _ends_an_operand(token: Token) -> bool:
    if token.sort is Sort.MARK:
        return token.text in (")", "]")
    return not _joins(token)


def _calls(before: Token) -> bool:
    return before.sort is Sort.NAME and not _joins(before)


def _joins(token: Token) -> bool:
    """Whether a word is an operator, or part of a gathering, and names nothing."""
    words = {word for written in (*notation().infix, *notation().prefix) for word in written.split()}
    return token.sort is Sort.NAME and token.text in {*words, *WORDS_OF_A_GATHERING}
