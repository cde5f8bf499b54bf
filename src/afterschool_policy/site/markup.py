"""Takes plain text; gives the pieces of Markdown that pages are put together from, safe to stand in one another."""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Iterable, Iterator, Sequence

_SPECIAL = re.compile(r"([\\`*_{}\[\]#])")


def safe(text: str) -> str:
    """Text that Markdown shows letter by letter."""
    return html.escape(_SPECIAL.sub(r"\\\1", text), quote=False)


def code(text: str) -> str:
    """A name or an expression as it is typed."""
    fence = "``" if "`" in text else "`"
    return f"{fence}{text}{fence}"


def link(shown: str, target: str, *, page: str, anchor: str = "") -> str:
    """A link from one page to another, both by their paths; `shown` is Markdown already."""
    relative = posixpath.relpath(target, posixpath.dirname(page) or ".")
    return f"[{shown}]({relative}{'#' + anchor if anchor else ''})"


def anchor_of(name: str) -> str:
    """The anchor of a rule version, a fact or another dotted name."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """The lines of a table, with an empty line after it; nothing where there are no rows."""
    body = [f"| {' | '.join(_cell(each) for each in row)} |" for row in rows]
    if body:
        yield f"| {' | '.join(head)} |"
        yield f"|{'---|' * len(head)}"
        yield from body
        yield ""


def _cell(text: str) -> str:
    """A cell's text on one line; a bar inside a code span is escaped too, which the table takes off again."""
    flat = " ".join(text.split())
    return re.sub(r"(?<!\\)\|", r"\\|", flat)


def folded(title: str, lines: Iterable[str]) -> Iterator[str]:
    """Lines that open when their title is clicked."""
    quoted = title.replace('"', "”")
    yield f'??? note "{quoted}"'
    yield ""
    yield from (f"    {line}" if line else "" for line in lines)
    yield ""


def fenced(language: str, text: str) -> Iterator[str]:
    """A block of code."""
    yield f"```{language}"
    yield from text.splitlines()
    yield "```"


def document(lines: Iterable[str]) -> str:
    """The lines as the text of a page."""
    return "\n".join(lines).rstrip() + "\n"
