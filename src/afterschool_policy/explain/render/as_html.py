"""The page about a decision or an audit."""

from __future__ import annotations

from afterschool_policy.explain.page_content import AuditSheet, Sheet
from afterschool_policy.explain.render.html_page import page
from afterschool_policy.explain.report import counted
from afterschool_policy.text import Lang
from afterschool_policy.values.outcomes import Outcome


def as_html(sheet: Sheet, lang: Lang) -> str:
    """The page about a decision on one question."""
    return page("decision.html", lang, sheet=sheet, answer=sheet.explanation)


def audit_html(sheet: AuditSheet, lang: Lang) -> str:
    """The page about an audit."""
    return page("audit.html", lang, sheet=sheet, answer=sheet.report, Outcome=Outcome, counted=counted)
