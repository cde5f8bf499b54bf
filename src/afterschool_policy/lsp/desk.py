"""What is asked of a file at a place of it: the names there, by what stands in the policy's files as they are open."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from afterschool_policy.authoring.files import AMENDMENTS
from afterschool_policy.lsp.book import Key, PolicyBook, book_of
from afterschool_policy.lsp.checking import Checks
from afterschool_policy.lsp.mentions import Mention
from afterschool_policy.lsp.pages import Page, Pages
from afterschool_policy.lsp.texts import Texts
from afterschool_policy.positions import SourceFile, Span

_WORD = re.compile(r"[\w.-]+")


class Found(NamedTuple):
    """A name at a place, and what it names."""

    key: Key
    span: Span


class Desk:
    """The pages and checks of all policies that are open."""

    def __init__(self) -> None:
        self.pages = Pages()
        self._checks: dict[Path, Checks] = {}

    def checks(self, folder: Path) -> Checks:
        """The checks of a policy."""
        return self._checks.setdefault(folder, Checks(folder, self.pages))

    def book(self, path: Path, texts: Texts, *, with_cases: str | None = None) -> PolicyBook:
        """The names of the policy that a file belongs to; none where it belongs to none."""
        folder = texts.policy_of(path)
        return PolicyBook(()) if folder is None else book_of(folder, texts, self.pages, with_cases=with_cases)

    def page(self, path: Path, texts: Texts) -> Page:
        """A file as it is open."""
        return self.pages.page(name_of(path, texts), texts.source(path)[0])

    def found(self, path: Path, texts: Texts, place: tuple[int, int]) -> Found | None:
        """The name at a line and column; by its words alone where the file cannot be read."""
        page, book = self.page(path, texts), self.book(path, texts)
        around = [each for each in page.mentions if _holds(each.span, place)]
        for mention in sorted(around, key=lambda each: each.span.end_column - each.span.column):
            if (key := book.key(mention)) is not None:
                return Found(key, mention.span)
        word = _word_at(page.file, place) if page.faults else None
        key = book.called(word.name) if word is not None else None
        return Found(key, word.span) if word is not None and key is not None else None

    def places(self, path: Path, texts: Texts, key: Key) -> Iterator[Mention]:
        """Every place of a name, in the policy and in the cases beside it."""
        return self.book(path, texts, with_cases=re.split(r"[.:]", key.name)[-1]).mentions(key)


def name_of(path: Path, texts: Texts) -> str:
    """The name of a file below its policy or its amendment; empty for a file beside the policy."""
    folder = texts.policy_of(path)
    if folder is None or not path.is_relative_to(folder):
        return ""
    parts = path.relative_to(folder).parts
    while parts[0] == AMENDMENTS and len(parts) > 2:
        parts = parts[2:]
    return "/".join(parts)


class _Word(NamedTuple):
    name: str
    span: Span


def _word_at(file: SourceFile, place: tuple[int, int]) -> _Word | None:
    line, column = place
    for found in _WORD.finditer(file.line(line)):
        if found.start() < column <= found.end() + 1:
            return _Word(found[0], Span(file, line, found.start() + 1, line, found.end() + 1))
    return None


def _holds(span: Span, place: tuple[int, int]) -> bool:
    return (span.line, span.column) <= place <= (span.end_line, span.end_column)
