"""Takes a phrase in Chinese and in English; gives it in the language asked for."""

from __future__ import annotations

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
