"""Annotations of GitHub Actions: a line on standard output that marks a line of a file in a pull request."""

from __future__ import annotations

from afterschool_policy.diagnostics.diagnostic import Diagnostic
from afterschool_policy.positions import Span
from afterschool_policy.text import Lang


def annotation(severity: str, span: Span | None, title: str, message: str) -> str:
    """One annotation; `severity` is `error`, `warning` or `notice`."""
    place = {} if span is None else {"file": span.file.path, "line": span.line, "col": span.column}
    properties = {**place, "title": title}
    written = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items())
    return f"::{severity} {written}::{_data(message)}"


def annotation_of(fault: Diagnostic, lang: Lang) -> str:
    """The annotation of a fault."""
    message = "\n".join(part for part in (fault.message(lang), fault.help(lang)) if part)
    return annotation(fault.row.severity.elsewhere("notice"), fault.span, fault.code, message)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
