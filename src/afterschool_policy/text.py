"""Phrases in Chinese and English, and the one way in which signs that nobody sees are shown."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Lang = Literal["zh", "en"]
LANGUAGES: tuple[Lang, ...] = ("zh", "en")
# Controls (C0, DEL, C1), line and paragraph separators, whatever turns the direction of writing, lone surrogates, the
# byte order mark: with these, who supplies a fact could write a line of an explanation, or over one.
_BEYOND_ASCII = r"\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ufeff\ud800-\udfff"
_UNSEEN = re.compile(rf"[\x00-\x1f{_BEYOND_ASCII}]")
_UNSEEN_IN_JSON = re.compile(f"[{_BEYOND_ASCII}]")
_SHORT = {"\n": r"\n", "\r": r"\r", "\t": r"\t"}


def visible(text: str) -> str:
    """The text in one line, each sign that nobody sees as an escape, as in `\\n` and `\\u202e`.

    Every writer of what people read passes each line through here, whoever its words are from.
    """
    return text if text.isprintable() else _UNSEEN.sub(_escape, text)


def visible_json(document: str) -> str:
    """The same JSON document with its unseen signs as escapes of JSON; what is below a space, JSON escapes itself."""
    return document if document.isascii() and "\x7f" not in document else _UNSEEN_IN_JSON.sub(_escape, document)


def has_unseen(text: str) -> bool:
    """Whether there are signs in the text that nobody sees."""
    return not text.isprintable() and _UNSEEN.search(text) is not None


def is_storable(text: str) -> bool:
    """Whether every database can hold the text: UTF-8 has no unpaired surrogate, PostgreSQL no NUL."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return "\0" not in text


def _escape(found: re.Match[str]) -> str:
    return _SHORT.get(found[0]) or f"\\u{ord(found[0]):04x}"


@dataclass(frozen=True, slots=True)
class Text:
    """One phrase in both languages of the library.

    Attributes:
        zh: The Chinese phrase, which is the original.
        en: The English one.
    """

    zh: str
    en: str

    def __getitem__(self, lang: Lang) -> str:
        return self.zh if lang == "zh" else self.en

    def format(self, **fields: Text | str) -> Text:
        """The phrase with its `{fields}` filled in, each in the language of its side."""
        return Text(
            self.zh.format(**{k: v.zh if isinstance(v, Text) else v for k, v in fields.items()}),
            self.en.format(**{k: v.en if isinstance(v, Text) else v for k, v in fields.items()}),
        )

    def join(self, texts: Iterable[Text]) -> Text:
        """The phrases one after the other with this one between them, as `str.join` puts strings."""
        phrases = tuple(texts)
        return Text(self.zh.join([text.zh for text in phrases]), self.en.join([text.en for text in phrases]))


@dataclass(frozen=True, slots=True)
class Counted:
    """A phrase that tells a `{count}`; `en_one` is the English one for a count of one."""

    zh: str
    en_one: str
    en: str

    def format(self, count: int, **fields: Text | str) -> Text:
        """The phrase for this count, with its other `{fields}` filled in as by `Text.format`."""
        return Text(self.zh, self.en_one if count == 1 else self.en).format(count=str(count), **fields)


def enumerated(texts: Iterable[Text], zh: str = "、") -> Text:
    """Several phrases as the members of a sentence: 甲、乙、丙; a, b and c."""
    *before, last = texts
    if not before:
        return last
    return Text(
        zh.join([*(text.zh for text in before), last.zh]), f"{', '.join(text.en for text in before)} and {last.en}"
    )
