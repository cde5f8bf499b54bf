"""The writers of answers, one for each format; none of them knows what it writes about.

A page shows more than the answer, so it takes the content of a page (`html_page`).
"""

from __future__ import annotations

from collections.abc import Callable, Container

from afterschool_policy.explain.document import Document
from afterschool_policy.explain.render import formats
from afterschool_policy.explain.render.formats import Format
from afterschool_policy.text import Lang


def write(
    answer: object, document: Callable[[], Document], lang: Lang, format_: Format, without: Container[str] = ()
) -> str:
    """An answer in a language and a format: JSON has its fields, the others its document; "html" is a fragment.

    `without` names fields that JSON leaves out. A writer is imported by who asks for its format.

    Raises:
        InvalidRequest: for another language or format.
    """
    formats.check(lang, format_)
    match format_:
        case "text":
            from afterschool_policy.explain.render.as_text import as_text

            return as_text(document(), lang)
        case "markdown":
            from afterschool_policy.explain.render.as_markdown import as_markdown

            return as_markdown(document(), lang)
        case "html":
            from afterschool_policy.explain.render.as_fragment import as_fragment

            return as_fragment(document(), lang)
        case "json":
            from afterschool_policy.explain.render.as_json import as_json

            return as_json(answer, lang, without)
