"""Phrases in Chinese and English."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Lang = Literal["zh", "en"]
LANGUAGES: tuple[Lang, ...] = ("zh", "en")


@dataclass(frozen=True, slots=True)
class Text:
    """One phrase in both languages of the library; Chinese is the original."""

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
