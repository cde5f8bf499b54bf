"""A text cut into the segments of a ledger: headings, sentences and, where a sentence rules several things, its parts.

Only what stands on the page is read: the marks of headings and articles, the ends of sentences, and the words by which
a text rules something. What a segment means is for whoever writes the policy, who checks every line of the ledger.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from string import ascii_lowercase
from typing import NamedTuple

from afterschool_policy.law.modalities import WRITTEN

_DIGITS = "零一二三四五六七八九"
_NUMERAL = rf"[{_DIGITS}十百]+"
# From the widest to the narrowest; the first two number nothing that clauses are cited by.
_MARKS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"第(?P<number>{_NUMERAL}|\d+)[编章]\s*",
        rf"第(?P<number>{_NUMERAL}|\d+)节\s*",
        rf"第(?P<number>{_NUMERAL}|\d+)条\s*|(?:Article|Section)\s+(?P<latin>\d+)[.:]?\s+",
        rf"(?P<number>{_NUMERAL})、",
        rf"[（(](?P<number>{_NUMERAL})[)）]",
        r"(?P<number>\d+)[.．、](?!\d)\s*",
        r"[（(](?P<number>\d+|[a-z])[)）]\s*",
    )
)
_UNNUMBERED, _ARTICLE = (0, 1), 2
_SENTENCES = re.compile(r".+?(?:[。！？]+[”’」』）)]*|[.!?](?=\s+[A-Z]|\s*$)|$)", re.DOTALL)
_SEMICOLONS = re.compile(r"[^；;]+[；;]?")
_COMMAS = re.compile(r"[^，]+，?")
_ENDS = re.compile(r"[。！？；：.!?;:][”’」』）)]*\s*$")
_ENDS_OF_A_CASE = ("的", "时", "下")
_LONGEST_TITLE = 20
"""So many characters a title has at most that stands before a full stop, as in （一）开放时间。"""


class LedgerSegment(NamedTuple):
    """A piece of a text.

    Attributes:
        clause: Its number in the ledger.
        heading: The headings that it stands under, the widest first; of a heading, with itself.
        line: The line of the text in which it begins, from 1.
        quote: Its words, to the letter but for white space at its ends.
        is_heading: Whether it is a heading and rules nothing.
        called: How the text itself numbers it, as in 第三条; empty where it does not.
        modalities: What its words rule, the first one first; empty where no word of the table of modalities says so.
    """

    clause: str
    heading: tuple[str, ...]
    line: int
    quote: str
    is_heading: bool
    called: str
    modalities: tuple[str, ...]


class _Piece(NamedTuple):
    """A heading or a sentence with its parts, before it has a number; `path` are the numbers that it stands under."""

    path: tuple[str, ...]
    heading: tuple[str, ...]
    line: int
    parts: tuple[str, ...]
    is_heading: bool
    called: str


def segments(text: str) -> tuple[LedgerSegment, ...]:
    """The segments of a text in their order; their quotes joined are the text but for white space."""
    pieces = tuple(_pieces(text))
    sentences = Counter(piece.path for piece in pieces if not piece.is_heading)
    wide = {piece.path[:length] for piece in pieces for length in range(len(piece.path))}
    taken: Counter[str] = Counter()
    found: list[LedgerSegment] = []
    place: Counter[tuple[str, ...]] = Counter()
    for piece in pieces:
        if piece.is_heading:
            number = ".".join([*(piece.path or ("0",)), "h"])
        else:
            place[piece.path] += 1
            inner = (*piece.path, "0") if piece.path in wide or not piece.path else piece.path
            alone = piece.path and sentences[piece.path] == 1 and piece.path not in wide
            number = ".".join(piece.path if alone else (*inner, str(place[piece.path])))
        taken[number] += 1
        # Numbers begin anew where an annex does, and a title can have a second line.
        number += f"-{taken[number]}" if taken[number] > 1 else ""
        letters = ascii_lowercase if len(piece.parts) > 1 else ("",)
        for letter, part in zip(letters[: len(piece.parts)], piece.parts, strict=True):
            modalities = () if piece.is_heading else modalities_of(part)
            told = (part, piece.is_heading, piece.called, modalities)
            found.append(LedgerSegment(number + letter, piece.heading, piece.line, *told))
    return tuple(found)


def modalities_of(words: str) -> tuple[str, ...]:
    """The modalities whose words stand in a sentence, by the table, the one that stands first first."""
    plain = _NO_MARKS.sub(lambda found: "　" * len(found[0]), words)
    places: dict[str, int] = {}
    covered: set[int] = set()
    for mark, name in _WORDS:  # the longest first, so that 不得 is not found once more as 得, or 应当 as 应
        for found in mark.finditer(plain):
            if covered.isdisjoint(range(*found.span())):
                covered.update(range(*found.span()))
                places[name] = min(found.start(), places.get(name, found.start()))
    return tuple(sorted(places, key=lambda name: places[name]))


def _pieces(text: str) -> Iterator[_Piece]:
    """Line by line, with the numbers and headings that are open."""
    numbers: list[tuple[int, str]] = []
    titles: list[tuple[int, str]] = []
    for line, whole in enumerate(text.split("\n"), 1):
        words = whole.strip()
        if not words:
            continue
        rank, number, rest, called = _marked(words)
        if rank is not None:
            numbers = [each for each in numbers if each[0] < rank]
            titles = [each for each in titles if each[0] < rank]
            if rank not in _UNNUMBERED:
                # Articles are numbered through all chapters.
                numbers = [each for each in numbers if rank != _ARTICLE] + [(rank, number)]
        title, body = _titled(words, rest, is_marked=rank is not None)
        path = tuple(each for _, each in numbers)
        if title:
            # A line without a mark is a title that nothing stands under: the name of the text, who signed it, a day.
            titles += [(rank, title)] if rank is not None else []
            yield _Piece(path, tuple(each for _, each in titles) or (title,), line, (title,), True, "")
        heading = tuple(each for _, each in titles)
        for sentence in _SENTENCES.findall(body):
            if sentence.strip():
                parts = tuple(_parts(sentence.strip()))
                parts = parts if len(parts) <= len(ascii_lowercase) else (sentence.strip(),)
                yield _Piece(path, heading, line, parts, False, called)


def _marked(words: str) -> tuple[int | None, str, str, str]:
    """The rank and number of the mark that a line begins with, what follows it, and how an article is called."""
    for rank, mark in enumerate(_MARKS):
        if found := mark.match(words):
            number = found.groupdict().get("latin") or found["number"]
            called = found[0].strip() if rank == _ARTICLE else ""
            return rank, str(_valued(number)), words[found.end() :], called
    return None, "", words, ""


def _titled(words: str, rest: str, *, is_marked: bool) -> tuple[str, str]:
    """The title in a line, with its mark, and what is left to be read as sentences."""
    if not _ENDS.search(rest):
        return words, ""
    first = _SENTENCES.match(rest)
    assert first is not None
    is_title = is_marked and len(first[0]) <= _LONGEST_TITLE and "，" not in first[0] and not modalities_of(first[0])
    if is_title and first.end() < len(rest):
        length = len(words) - len(rest) + first.end()
        return words[:length], words[length:]
    return "", words


def _parts(sentence: str) -> Iterator[str]:
    """The parts of a sentence: what semicolons part, and what follows a comma and rules something of its own."""
    for part in _SEMICOLONS.findall(sentence):
        open_part = ""
        for piece in _COMMAS.findall(part):
            if _rules_something(open_part) and _rules_something(piece):
                yield open_part.strip()
                open_part = ""
            open_part += piece
        yield open_part.strip()


def _rules_something(piece: str) -> bool:
    """Whether a piece between commas has a word of the table, and is no mere case, as in 确需收费的，"""
    return bool(modalities_of(piece)) and not piece.rstrip("，").endswith(_ENDS_OF_A_CASE)


def _valued(number: str) -> int | str:
    """The value of a number in digits or in Chinese numerals; a letter stands for itself."""
    if number.isdigit():
        return int(number)
    if number.isascii():
        return number
    value, digit = 0, 0
    for sign in number:
        if sign in _DIGITS:
            digit = _DIGITS.index(sign)
        else:
            value += (digit or 1) * {"十": 10, "百": 100}[sign]
            digit = 0
    return value + digit


def _words() -> Iterator[tuple[re.Pattern[str], str]]:
    """Each mark of the table as a pattern, with its modality; …… stands for a few words between."""
    marks = [(mark, row.name) for row in WRITTEN for mark in row.marks.split()]
    marks += [(phrase, row.name) for row in WRITTEN for phrase in row.english]
    for mark, name in sorted(marks, key=lambda each: -len(each[0])):
        if mark != _TOO_COMMON:
            pattern = ".{1,30}?".join(map(re.escape, mark.split("……")))
            yield re.compile(rf"\b{pattern}\b" if mark.isascii() else pattern), name


_TOO_COMMON = "为"
_WORDS: Iterable[tuple[re.Pattern[str], str]] = tuple(_words())
# Words in which a sign of the table stands and rules nothing.
_NO_MARKS = re.compile(
    "需要|需求|所需|急需|供需|按需|主要|重要|必要|只要|首要|紧要|概要|纲要|摘要|要求|要素|要点|要害|要件"
    "|适应|反应|响应|相应|对应|供应|效应|应急|应对|应用|应届|应试|应邀"
    "|许可|认可|可能|可靠|可行|可口|可持续|可控|不可抗力|必须品|一般性|一般公共|应当地"
)
