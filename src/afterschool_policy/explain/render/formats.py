"""The formats that an explanation can be written in, and the check of what a caller asks for."""

from __future__ import annotations

from typing import Literal, get_args

from afterschool_policy.diagnostics import InvalidRequest, unknown_request
from afterschool_policy.text import Lang, Text

Format = Literal["text", "markdown", "html", "json"]


def check(lang: str, format_: str) -> None:
    """Raise InvalidRequest for a language or format that there is not."""
    for given, known, what in (
        (lang, get_args(Lang), Text("语言", "language")),
        (format_, get_args(Format), Text("格式", "format")),
    ):
        if given not in known:
            raise InvalidRequest([unknown_request(what, given, known)])
