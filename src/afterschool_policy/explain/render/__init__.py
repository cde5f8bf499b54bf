"""The writers of answers, one for each format; none of them knows what it writes about.

A page shows more than the answer, so it takes the whole sheet (`html_page`).
"""

from __future__ import annotations

from collections.abc import Callable

from afterschool_policy.explain.document import Document
from afterschool_policy.explain.render import formats
from afterschool_policy.explain.render.as_fragment import as_fragment
from afterschool_policy.explain.render.as_json import as_json
from afterschool_policy.explain.render.as_markdown import as_markdown
from afterschool_policy.explain.render.as_text import as_text
from afterschool_policy.explain.render.formats import Format
from afterschool_policy.text import Lang

_WRITERS: dict[str, Callable[[Document, Lang], str]] = {"text": as_text, "markdown": as_markdown, "html": as_fragment}


def write(answer: object, document: Callable[[], Document], lang: Lang, format_: Format) -> str:
    """An answer in a language and a format: JSON has its fields, the others its document; "html" is a fragment.

    Raises:
        InvalidRequest: for another language or format.
    """
    formats.check(lang, format_)
    return as_json(answer, lang) if format_ == "json" else _WRITERS[format_](document(), lang)
