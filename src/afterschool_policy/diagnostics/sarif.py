"""Faults as SARIF 2.1.0, which code review and editors of many makers read."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from afterschool_policy.diagnostics.diagnostic import Diagnostic
from afterschool_policy.text import Lang
from afterschool_policy.version import VERSION

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def as_sarif(faults: Sequence[Diagnostic], lang: Lang) -> dict[str, object]:
    """One run with every fault, each under the code that is its row in the table of diagnostics."""
    codes = sorted({fault.code for fault in faults})
    driver = {"name": "afterschool-policy", "version": VERSION, "rules": [{"id": code} for code in codes]}
    results = [_result(fault, lang) for fault in faults]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}


def _result(fault: Diagnostic, lang: Lang) -> dict[str, object]:
    text = "\n".join(part for part in (fault.message(lang), fault.help(lang)) if part)
    result: dict[str, object] = {
        "ruleId": fault.code, "level": fault.row.severity.elsewhere("note"), "message": {"text": text},
    }  # fmt: skip
    if fault.span is None:
        return result
    span = fault.span
    place = {
        "artifactLocation": {"uri": _uri(span.file.path)},
        "region": {
            "startLine": span.line,
            "startColumn": span.column,
            "endLine": span.end_line,
            "endColumn": span.end_column,
        },
    }
    return {**result, "locations": [{"physicalLocation": place}]}


def _uri(path: str) -> str:
    """The path as a reference: what lies below the folder that the check runs in stays relative."""
    return ("file://" if path.startswith("/") else "") + quote(path)
