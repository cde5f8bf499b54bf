"""The formats that an explanation can be written in, and the check of what a caller asks for."""

from __future__ import annotations

from typing import Literal, get_args

from afterschool_policy.diagnostics.requests import known_name
from afterschool_policy.text import Lang, Text

Format = Literal["text", "markdown", "html", "json"]


def check(lang: str, format_: str) -> None:
    """Raise InvalidRequest for a language or format that there is not."""
    check_lang(lang)
    known_name(format_, get_args(Format), Text("格式", "format"), "format")


def check_lang(lang: str) -> None:
    """Raise InvalidRequest for a language that there is not."""
    known_name(lang, get_args(Lang), Text("语言", "language"), "lang")
