"""What mends a fault, where only one thing does: an edit of the file that it stands in."""

from __future__ import annotations

from collections.abc import Mapping

from afterschool_policy.diagnostics.suggestion import Field, Suggestion
from afterschool_policy.positions import Edit, Span, text_at

_ANY_QUOTE = "“”‘’"
_QUOTES = {"“": "”", "”": "”", "‘": "’", "’": "’"}


def name_for_name(span: Span, fields: Mapping[str, Field]) -> Edit | None:
    """Of a name that is not known the one that it is a slip of, where the name is what is marked."""
    hint = next((field for field in fields.values() if isinstance(field, Suggestion)), None)
    only, marked = "" if hint is None else hint.only, text_at(span)
    if hint is not None and marked.strip(_ANY_QUOTE) in hint.names:
        return Edit(span, marked.strip(_ANY_QUOTE))
    for name in fields.values() if only else ():
        if isinstance(name, str) and (marked == name or marked.endswith(f".{name}")):
            start = span.end_column - len(name)
            return Edit(Span(span.file, span.line, start, span.line, span.end_column), only)
    return None


def wanted_for_found(span: Span, fields: Mapping[str, Field]) -> Edit | None:
    """Of something that is written otherwise how it is to be written, where it is what is marked."""
    found, wanted = fields.get("found"), fields.get("wanted")
    if not (isinstance(found, str) and isinstance(wanted, str)) or text_at(span) != found:
        return None
    if found in _QUOTES:
        return _quoted(span, _QUOTES[found])
    after = span.file.line(span.line)[span.end_column - 1 :]
    return Edit(span, f"{wanted} " if wanted in (":", ",") and after[:1].strip() else wanted)


def _quoted(span: Span, closing: str) -> Edit | None:
    """What stands between two quotes, between the ones that a keyboard has; none within other quotes."""
    line = span.file.line(span.line)
    end = line.find(closing, span.end_column - 1)
    inner = line[span.end_column - 1 : end]
    if end < 0 or '"' in inner or line[: span.column - 1].count('"') % 2:
        return None
    return Edit(Span(span.file, span.line, span.column, span.line, end + 2), f'"{inner}"')
