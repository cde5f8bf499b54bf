"""The page about a decision, which names its record: one just made, or one that somebody kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from afterschool_policy.diagnostics import Diagnostic, InvalidRequest
from afterschool_policy.explain.basis import Basis
from afterschool_policy.explain.model import Explanation
from afterschool_policy.explain.next_steps import Reader
from afterschool_policy.explain.page_content import Proof, Sheet, audit_sheet, sheet
from afterschool_policy.explain.render.html_page import as_html, audit_html
from afterschool_policy.explain.report_model import Report
from afterschool_policy.explain.what_would_change import what_would_change
from afterschool_policy.text import Lang

_PROVING = ("decision", "policy", "revision", "engine", "digest")


def page(
    basis: Basis, explanation: Explanation, record: Mapping[str, object], lang: Lang, reader: Reader | None = None
) -> str:
    """The page about a decision on one question, as it is put to a reader."""
    return as_html(content(basis, explanation, record, reader), lang)


def audit_page(bases: Iterable[Basis], report: Report, record: Mapping[str, object], lang: Lang) -> str:
    """The page about an audit; `bases` are those of its parts."""
    return audit_html(audit_sheet(bases, report, _proof(record)), lang)


def content(
    basis: Basis, explanation: Explanation, record: Mapping[str, object], reader: Reader | None = None
) -> Sheet:
    """The content of a page: the explanation, the text around, what would change it, what other readings would say."""
    return sheet(basis, explanation, what_would_change(basis, explanation), _proof(record), reader)


def _proof(record: Mapping[str, object]) -> Proof:
    lacking = [key for key in _PROVING if not isinstance(record, Mapping) or key not in record]
    if lacking:
        raise InvalidRequest([Diagnostic.of("record-shape", problem=", ".join(lacking))])
    return Proof(*(str(record[key]) for key in _PROVING))
