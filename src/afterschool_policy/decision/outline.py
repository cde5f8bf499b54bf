"""Takes nothing; gives a short answer as headings, paragraphs and nested items, before it is written in a format."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from afterschool_policy.text import Text


@dataclass(frozen=True, slots=True)
class Item:
    """One line of an outline with what belongs to it; `quote` is a clause in its own words, left in its language."""

    text: Text
    below: tuple[Item, ...] = ()
    quote: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """A part of an outline: a heading, the sentences below it, and items."""

    heading: Text
    sentences: tuple[Text, ...] = ()
    items: tuple[Item, ...] = ()
    numbered: bool = False
    level: Literal[1, 2, 3] = 2


Outline = tuple[Section, ...]
