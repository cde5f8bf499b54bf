"""The names that a file states, one within the other as they are written."""

from __future__ import annotations

from dataclasses import dataclass, field

from afterschool_policy.lsp.book import Key, label_of
from afterschool_policy.lsp.mentions import Mention
from afterschool_policy.lsp.pages import Page
from afterschool_policy.positions import Span
from afterschool_policy.text import Lang

Place = tuple[int, int]


@dataclass(slots=True)
class Symbol:
    """A name that is stated, with its label, all that is said of it, and what is stated within that."""

    mention: Mention
    label: str
    whole: Span
    within: list[Symbol] = field(default_factory=list)


def symbols(page: Page, lang: Lang) -> list[Symbol]:
    """What a file states, in the order in which it is written."""
    outermost: list[Symbol] = []
    around: list[Symbol] = []
    for mention in (each for each in page.mentions if each.states and each.entry is not None):
        made = Symbol(mention, label_of(Key(mention.role, mention.name), mention.entry, lang), _whole(mention))
        while around and not _holds(around[-1].whole, made.whole):
            around.pop()
        (around[-1].within if around else outermost).append(made)
        around.append(made)
    return outermost


def _whole(mention: Mention) -> Span:
    name, entry = mention.span, mention.entry.span if mention.entry is not None else mention.span
    (line, column), (end_line, end_column) = min(_start(name), _start(entry)), max(_end(name), _end(entry))
    return Span(name.file, line, column, end_line, end_column)


def _holds(outer: Span, inner: Span) -> bool:
    return _start(outer) <= _start(inner) and _end(inner) <= _end(outer)


def _start(span: Span) -> Place:
    return span.line, span.column


def _end(span: Span) -> Place:
    return span.end_line, span.end_column
