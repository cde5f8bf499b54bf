"""Takes the sections of a short answer; gives them as text, as Markdown, or as HTML to set into a page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import escape

from afterschool_policy.explain.document import Item, Sections
from afterschool_policy.explain.render.as_markdown import safe
from afterschool_policy.explain.render.phrases import COLON
from afterschool_policy.text import Lang


def as_text(sections: Sections, lang: Lang) -> str:
    """Lines of plain text."""
    lines: list[str] = []
    for section in sections:
        heading = section.heading[lang]
        colon = COLON[lang].rstrip() if section.level > 1 and heading[-1] not in "？?" else ""
        lines += ["", heading + colon] if lines else [heading + colon]
        lines += [f"  {each[lang]}" for each in section.sentences]
        for place, item in enumerate(section.items, 1):
            lines += _text_item(item, lang, 1, f"{place}. " if section.numbered else "· ")
    return "\n".join(lines) + "\n"


def _text_item(item: Item, lang: Lang, depth: int, mark: str) -> Iterator[str]:
    yield f"{'  ' * depth}{mark}{_line(item, lang)}"
    for each in item.below:
        yield from _text_item(each, lang, depth + 1, "")


def as_markdown(sections: Sections, lang: Lang) -> str:
    """A Markdown section."""
    blocks: list[str] = []
    for section in sections:
        blocks.append(f"{'#' * (section.level + 1)} {safe(section.heading[lang])}")
        blocks += [safe(each[lang]) for each in section.sentences]
        lines: list[str] = []
        for place, item in enumerate(section.items, 1):
            lines += _markdown_item(item, lang, "", f"{place}." if section.numbered else "-")
        blocks += ["\n".join(lines)] if lines else []
    return "\n\n".join(blocks) + "\n"


def _markdown_item(item: Item, lang: Lang, indent: str, mark: str) -> Iterator[str]:
    yield f"{indent}{mark} {safe(_line(item, lang))}"
    for each in item.below:
        yield from _markdown_item(each, lang, indent + "    ", "-")


def as_fragment(sections: Sections, lang: Lang) -> str:
    """HTML for the body of a page, without a style of its own."""
    return "\n".join(_sections(sections, lang)) + "\n"


def _sections(sections: Sections, lang: Lang) -> Iterator[str]:
    for section in sections:
        yield f"<h{section.level + 1}>{escape(section.heading[lang])}</h{section.level + 1}>"
        yield from (f"<p>{escape(each[lang])}</p>" for each in section.sentences)
        if section.items:
            tag = "ol" if section.numbered else "ul"
            yield f"<{tag}>"
            for item in section.items:
                yield from _html_item(item, lang)
            yield f"</{tag}>"


def _html_item(item: Item, lang: Lang) -> Iterator[str]:
    quote = f' <q lang="zh-Hans">{escape(item.quote)}</q>' if item.quote is not None else ""
    yield f"<li>{escape(item.text[lang])}{quote}"
    if item.below:
        yield "<ul>"
        for each in item.below:
            yield from _html_item(each, lang)
        yield "</ul>"
    yield "</li>"


def _line(item: Item, lang: Lang) -> str:
    return item.text[lang] if item.quote is None else f"{item.text[lang]} “{item.quote}”"


SECTION_RENDERERS: dict[str, Callable[[Sections, Lang], str]] = {
    "text": as_text,
    "markdown": as_markdown,
    "html": as_fragment,
}
