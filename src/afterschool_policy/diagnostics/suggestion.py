"""What fills the places of a message, “Did you mean …?” above all: the known names that are near to one that is not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from afterschool_policy.text import Text

Field = Text | str | tuple[str, ...]
"""What fills a place in a message: a phrase, a name or value, or names that a list gives."""

_LONGEST_NAME = 200
_SHORTEST_SLIP = 4
"""Of shorter names too many are one letter apart."""


@dataclass(frozen=True, slots=True)
class Suggestion(Text):
    """“Did you mean …?” as a phrase, with the names that it proposes, and the `only` one that it can be, if so."""

    names: tuple[str, ...] = ()
    only: str = ""


def suggestion(name: str, known: Iterable[str]) -> Suggestion:
    """“Did you mean …?” for the nearest known names; empty where none is near."""
    import difflib

    names = list(known)
    near = difflib.get_close_matches(name[:_LONGEST_NAME], names, n=2, cutoff=0.6)
    if not near:
        return Suggestion("", "")
    zh, en = f"是否为“{'”或“'.join(near)}”？", f"Did you mean `{'` or `'.join(near)}`? "
    slips = {each for each in names if _is_slip(name, each)}
    return Suggestion(zh, en, tuple(near), slips.pop() if len(slips) == 1 else "")


def _is_slip(written: str, meant: str) -> bool:
    """Whether two names differ by one letter more, less, or other, or by two in each other's place; digits are none."""
    if min(len(written), len(meant)) < _SHORTEST_SLIP or abs(len(written) - len(meant)) > 1 or written == meant:
        return False
    start = 0
    while written[start : start + 1] == meant[start : start + 1] != "":
        start += 1
    end = 0
    while end < min(len(written), len(meant)) - start and written[-1 - end] == meant[-1 - end]:
        end += 1
    one, other = written[start : len(written) - end], meant[start : len(meant) - end]
    if any(sign.isdigit() for sign in one + other):
        return False
    return max(len(one), len(other)) == 1 or (len(one) == len(other) == 2 and one == other[::-1])
