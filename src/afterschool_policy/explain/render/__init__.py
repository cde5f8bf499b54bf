"""The explanation as text, Markdown and JSON, and the page; each renderer only writes what it is given.

A page shows more than the explanation, so it takes the whole sheet (`as_html`).
"""

from __future__ import annotations

from collections.abc import Callable

from afterschool_policy.explain.model import Explanation
from afterschool_policy.explain.render.as_json import as_json
from afterschool_policy.explain.render.as_markdown import as_markdown
from afterschool_policy.explain.render.as_text import as_text
from afterschool_policy.explain.render.formats import Plain
from afterschool_policy.explain.render.report_markdown import report_markdown
from afterschool_policy.explain.render.report_text import report_text
from afterschool_policy.explain.report import Report
from afterschool_policy.text import Lang

RENDERERS: dict[Plain, Callable[[Explanation, Lang], str]] = {
    "text": as_text,
    "markdown": as_markdown,
    "json": as_json,
}

REPORT_RENDERERS: dict[Plain, Callable[[Report, Lang], str]] = {
    "text": report_text,
    "markdown": report_markdown,
    "json": as_json,
}
