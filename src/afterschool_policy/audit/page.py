"""The page of a decision made again, which names the very record that was kept of it."""

from __future__ import annotations

from dataclasses import replace

from afterschool_policy.decision.composite import CompositeDecision
from afterschool_policy.decision.contract import Decision
from afterschool_policy.decision.decision import SingleDecision
from afterschool_policy.explain.render.html_page import as_html, audit_html
from afterschool_policy.record.model import Record
from afterschool_policy.record.proof import proof_of
from afterschool_policy.text import Lang


def page_of(decision: Decision, record: Record, lang: Lang) -> str:
    """One self-contained HTML file, to print and to hand over; whoever has the record can hold it against the page."""
    if isinstance(decision, CompositeDecision):
        return audit_html(replace(decision.sheet, proof=proof_of(record)), lang)
    assert isinstance(decision, SingleDecision), decision
    return as_html(replace(decision.sheet, proof=proof_of(record)), lang)
