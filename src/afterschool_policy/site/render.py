"""The templates that pages are written by: each reads as the Markdown that it makes, and escapes what is put in.

A `Text` is shown in the language of the page. Whatever is not `Markdown` is escaped, so that no template has to
remember it; only `~` would join past the escape, and no template uses it.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from afterschool_policy.law.modalities import MODALITIES
from afterschool_policy.site import phrases
from afterschool_policy.site.markup import Markdown, anchor_of, code, escaped, joined, row
from afterschool_policy.text import Lang, Text, visible
from afterschool_policy.values.outcomes import OUTCOMES


def render(template: str, lang: Lang, **content: object) -> str:
    """The Markdown that a template makes of its content, in one language; it ends in one line end."""
    return _environment(lang).get_template(template).render(lang=lang, **content).rstrip() + "\n"


def render_page(template: str, lang: Lang, **content: object) -> str:
    """A page of HTML that stands alone, in one language."""
    return _pages().get_template(template).render(lang=lang, say=phrases, **content)


def _shown(value: object) -> object:
    """A text of a page as it is shown; markup, which templates made, as it is."""
    return visible(value) if type(value) is str else value


@cache
def _pages() -> Environment:
    return Environment(
        loader=PackageLoader("afterschool_policy.site"),
        autoescape=True,
        finalize=_shown,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


@cache
def _environment(lang: Lang) -> Environment:
    def shown(value: object) -> Markdown:
        text = value[lang] if isinstance(value, Text) else value
        return escaped(text if isinstance(text, str) else str(text))

    def join(values: Iterable[object], mark: object = "") -> Markdown:
        return joined((shown(value) for value in values), shown(mark))

    environment = Environment(
        loader=PackageLoader("afterschool_policy.site"),
        autoescape=True,
        finalize=shown,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(anchor=anchor_of, code=code, join=join)
    environment.globals.update(say=phrases, OUTCOMES=OUTCOMES, MODALITIES=MODALITIES)
    environment.globals["row"] = lambda *cells: row(shown(cell) for cell in cells)
    return environment
