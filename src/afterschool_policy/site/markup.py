"""The pieces of Markdown that pages are put together from, safe to stand in one another."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable

from afterschool_policy.explain.render.as_markdown import safe

_BAR = re.compile(r"(?<!\\)\|")


class Markdown(str):
    """Text that is Markdown already, and so is not escaped again."""

    __slots__ = ()

    def __html__(self) -> str:
        return self


def escaped(text: str) -> Markdown:
    """Text so that Markdown shows it letter by letter; Markdown stays as it is."""
    if hasattr(text, "__html__"):
        return Markdown(text)
    return Markdown(safe(text))


def joined(texts: Iterable[str], mark: str = "") -> Markdown:
    """Texts one after the other, each of them escaped."""
    return Markdown(escaped(mark).join(escaped(text) for text in texts))


def code(text: str) -> Markdown:
    """A name or an expression as it is typed."""
    fence = "``" if "`" in text else "`"
    return Markdown(f"{fence}{text}{fence}")


def link(shown: str, target: str, *, page: str, anchor: str = "") -> Markdown:
    """A link from one page to another, both by their paths."""
    relative = posixpath.relpath(target, posixpath.dirname(page) or ".")
    return Markdown(f"[{escaped(shown)}]({relative}{'#' + anchor if anchor else ''})")


def anchor_of(name: str) -> str:
    """The anchor of a rule version, a fact or another dotted name."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


def row(cells: Iterable[str]) -> Markdown:
    """A row of a table, each cell on one line; a bar is escaped in a code span too, where the table takes it off."""
    flat = [_BAR.sub(r"\|", " ".join(escaped(cell).split())) for cell in cells]
    return Markdown(f"| {' | '.join(flat)} |")
