"""One self-contained HTML page made from a template: no script, no network.

The templates escape whatever they are given, and show the signs that nobody sees. The page forbids itself everything
but its own style, which it names by digest, so that even markup that slipped in could load nothing, run nothing and
send nothing.
"""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from itertools import count
from typing import TYPE_CHECKING

from afterschool_policy.explain import fact_wording, phrases, report_phrases, signs
from afterschool_policy.explain.page_content import AuditSheet, Sheet
from afterschool_policy.explain.render import formats, page_phrases
from afterschool_policy.explain.report_model import counted
from afterschool_policy.text import Lang, visible
from afterschool_policy.values.outcomes import OUTCOMES, Outcome

if TYPE_CHECKING:
    from jinja2 import Environment

_DIGITS = "〇一二三四五六七八九"


def as_html(sheet: Sheet, lang: Lang) -> str:
    """The page about a decision on one question."""
    return _page("decision.html", lang, sheet=sheet, answer=sheet.explanation)


def audit_html(sheet: AuditSheet, lang: Lang) -> str:
    """The page about an audit."""
    return _page("audit.html", lang, sheet=sheet, answer=sheet.report, Outcome=Outcome, counted=counted)


def _page(template: str, lang: Lang, **shown: object) -> str:
    formats.check(lang, "html")
    style = (files(__package__) / "pages" / "page.css").read_text(encoding="utf-8")
    digest = b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    page = _environment().get_template(template)
    return page.render(lang=lang, style=style, policy=policy, number=_numbers(lang).__next__, **shown)


def _finished(value: object) -> object:
    """A text of a page as it is shown; markup, which templates made, as it is."""
    return visible(value) if type(value) is str else value


def numeral(number: int) -> str:
    """A number below 100 in Chinese, as headings are numbered."""
    tens, ones = divmod(number, 10)
    ten = "" if not tens else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return ten + (_DIGITS[ones] if ones or not tens else "")


def _numbers(lang: Lang) -> Iterator[str]:
    """The numbers of the sections of a page, as an official document of its language writes them."""
    for place in count(1):
        yield f"{numeral(place)}、" if lang == "zh" else f"{place}. "


@cache
def _environment() -> Environment:
    # Only a page needs Jinja2: who decides does not pay for it.
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("afterschool_policy.explain.render", "pages"),
        autoescape=True,
        finalize=_finished,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals.update(
        say=page_phrases,
        phrases=phrases,
        signs=signs,
        facts_in_words=fact_wording,
        reported=report_phrases,
        OUTCOMES=OUTCOMES,
        numeral=numeral,
    )
    return environment
