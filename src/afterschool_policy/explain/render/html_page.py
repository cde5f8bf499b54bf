"""One self-contained HTML page made from a template: no script, no network.

The templates escape whatever they are given, and show the signs that nobody sees. The page forbids itself everything
but its own style, which it names by digest, so that even markup that slipped in could load nothing, run nothing and
send nothing.
"""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Collection, Iterator
from functools import cache
from importlib.resources import files
from itertools import count
from typing import TYPE_CHECKING

from afterschool_policy.explain import fact_wording, phrases, report_phrases, signs
from afterschool_policy.explain.model import Answer
from afterschool_policy.explain.page_content import AuditSheet, Sheet
from afterschool_policy.explain.render import formats, page_phrases
from afterschool_policy.explain.render.clause_links import pieces
from afterschool_policy.explain.report_model import counted
from afterschool_policy.law.model import Clause
from afterschool_policy.text import Lang, visible
from afterschool_policy.values.outcomes import OUTCOMES, Outcome

if TYPE_CHECKING:
    from jinja2 import Environment

_DIGITS = "〇一二三四五六七八九"
_KINDS = {signs.KNOWN: "known", signs.NOT_KNOWN: "unknown", signs.PRESUMED: "presumed", signs.BESIDE: "beside"}
"""How the style names what stands after each sign."""
PROBLEMS_AT_MOST = 4
"""So many questions with problems are named in the answer of an audit."""

_AUDITED = {"Outcome": Outcome, "counted": counted, "PROBLEMS_AT_MOST": PROBLEMS_AT_MOST}


def as_html(sheet: Sheet, lang: Lang) -> str:
    """The page about a decision on one question."""
    return _page("decision.html", lang, sheet.explanation, sheet.cited, sheet=sheet)


def audit_html(sheet: AuditSheet, lang: Lang) -> str:
    """The page about an audit."""
    return _page("audit.html", lang, sheet.report, (), sheet=sheet, **_AUDITED)


def _page(template: str, lang: Lang, answer: Answer, cited: Collection[Clause], **shown: object) -> str:
    """The page about an answer, with a text in which these clauses are marked."""
    formats.check(lang, "html")
    style = (files(__package__) / "pages" / "page.css").read_text(encoding="utf-8")
    digest = b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    marked = {clause.id for clause in cited}
    quoted = {clause.named[lang]: clause.id for clause in (*cited, *answer.interpreter_clauses)}
    page = _environment().get_template(template)
    number = numbers(lang).__next__
    given = {"style": style, "policy": policy, "number": number, "marked": marked, "quoted": quoted}
    return page.render(lang=lang, answer=answer, **given, **shown)


def _finished(value: object) -> object:
    """A text of a page as it is shown; markup, which templates made, as it is."""
    return visible(value) if type(value) is str else value


def numeral(number: int) -> str:
    """A number below 100 in Chinese, as headings are numbered."""
    tens, ones = divmod(number, 10)
    ten = "" if not tens else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return ten + (_DIGITS[ones] if ones or not tens else "")


def numbers(lang: Lang) -> Iterator[str]:
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
        KINDS=_KINDS,
        facts_in_words=fact_wording,
        reported=report_phrases,
        OUTCOMES=OUTCOMES,
        numeral=numeral,
        pieces=pieces,
    )
    return environment
