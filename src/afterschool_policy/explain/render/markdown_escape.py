"""The one escaping of Markdown, so that text from a policy or a caller is shown letter by letter."""

from __future__ import annotations

import re

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|])")


def safe(text: str) -> str:
    """The text with every character escaped that Markdown, or HTML inside it, could take for its own."""
    return _SPECIAL.sub(r"\\\1", text)
