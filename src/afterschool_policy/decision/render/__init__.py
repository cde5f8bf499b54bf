"""The explanation as text, Markdown, HTML and JSON; each renderer only writes what the explanation holds."""

from __future__ import annotations

from collections.abc import Callable

from afterschool_policy.decision.explanation import Explanation
from afterschool_policy.decision.render.as_html import as_html
from afterschool_policy.decision.render.as_json import as_json
from afterschool_policy.decision.render.as_markdown import as_markdown
from afterschool_policy.decision.render.as_text import as_text
from afterschool_policy.decision.render.formats import Format
from afterschool_policy.decision.render.report_html import report_html
from afterschool_policy.decision.render.report_markdown import report_markdown
from afterschool_policy.decision.render.report_text import report_text
from afterschool_policy.decision.report import Report
from afterschool_policy.text import Lang

RENDERERS: dict[Format, Callable[[Explanation, Lang], str]] = {
    "text": as_text,
    "markdown": as_markdown,
    "html": as_html,
    "json": as_json,
}

REPORT_RENDERERS: dict[Format, Callable[[Report, Lang], str]] = {
    "text": report_text,
    "markdown": report_markdown,
    "html": report_html,
    "json": as_json,
}
