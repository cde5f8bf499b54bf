"""How much is told of a decision, and to whom: one document at three depths, each beginning with the answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple, get_args

from afterschool_policy.diagnostics.requests import known_entry, known_name
from afterschool_policy.explain.answer_document import answer_document
from afterschool_policy.explain.document import Document
from afterschool_policy.explain.explanation_document import explanation_document
from afterschool_policy.explain.model import Explanation
from afterschool_policy.explain.next_steps import Reader, reader_of
from afterschool_policy.explain.reasons_document import reasons_document
from afterschool_policy.explain.report_document import report_answer, report_document
from afterschool_policy.explain.report_model import Report
from afterschool_policy.law.model import Law
from afterschool_policy.text import Text
from afterschool_policy.values.depth import Depth

_AUDIENCE, _DEPTH = Text("读者", "audience"), Text("详略", "depth")
_BEYOND: Mapping[Depth, frozenset[str]] = {
    "answer": frozenset({"rules", "facts", "unread", "sections", "referred"}),
    "reasons": frozenset({"facts", "sections"}),
    "whole": frozenset(),
}
"""The fields that JSON leaves out at each depth."""


class Style(NamedTuple):
    """How an explanation is told: how much, and to whom; None to nobody in particular."""

    depth: Depth
    reader: Reader | None

    @property
    def beyond(self) -> frozenset[str]:
        """The fields of JSON that are beyond this depth."""
        return _BEYOND[self.depth]


def style(law: Law, depth: Depth | None, audience: str | None) -> Style:
    """The style that a caller asks for: without a depth that of the audience, without an audience the whole.

    Raises:
        InvalidRequest: for a depth that there is not, or an audience that the policy does not name.
    """
    asked = None if audience is None else known_entry(audience, law.audiences, _AUDIENCE, "audience")
    if depth is not None:
        known_name(depth, get_args(Depth), _DEPTH, "depth")
    return Style(depth or (asked.depth if asked is not None else "whole"), reader_of(asked, law.actors))


def explanation_told(explanation: Explanation, how: Style) -> Document:
    """The document on one question."""
    match how.depth:
        case "answer":
            return answer_document(explanation, how.reader)
        case "reasons":
            return reasons_document(explanation, how.reader)
    return explanation_document(explanation, how.reader)


def report_told(report: Report, how: Style) -> Document:
    """The document on an audit; its reasons are the whole of it, since they are what an audit finds."""
    return report_answer(report) if how.depth == "answer" else report_document(report)


def structure_told(explanation: Explanation, how: Style) -> Explanation:
    """The structure that JSON writes: with the reasons, the rules that decided and no others."""
    if how.depth != "reasons":
        return explanation
    return replace(explanation, rules=tuple(rule for rule in explanation.rules if rule.decided))
