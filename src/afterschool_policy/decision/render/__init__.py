"""The explanation as text, Markdown, HTML and JSON; each renderer only writes what the explanation holds."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from afterschool_policy.decision.explanation import Explanation
from afterschool_policy.decision.render.as_html import as_html
from afterschool_policy.decision.render.as_json import as_json
from afterschool_policy.decision.render.as_markdown import as_markdown
from afterschool_policy.decision.render.as_text import as_text
from afterschool_policy.text import Lang

Format = Literal["text", "markdown", "html", "json"]

RENDERERS: dict[str, Callable[[Explanation, Lang], str]] = {
    "text": as_text,
    "markdown": as_markdown,
    "html": as_html,
    "json": as_json,
}
