"""Takes nothing; gives a short answer as headings, paragraphs and nested items, before it is written in a format."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from afterschool_policy.text import Text


@dataclass(frozen=True, slots=True)
class Item:
    """One line with what belongs to it; `quote` is a clause after it in its own words, left in their language."""

    text: Text
    below: tuple[Item, ...] = ()
    quote: str | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the answer: a heading, the sentences below it, and items."""

    heading: Text
    sentences: tuple[Text, ...] = ()
    items: tuple[Item, ...] = ()
    numbered: bool = False
    level: Literal[1, 2, 3] = 2


Sections = tuple[Section, ...]
