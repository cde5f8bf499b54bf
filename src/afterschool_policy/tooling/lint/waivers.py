"""Lines by which an author says not to take some advice, and why: `# lint: CODE REASON`, above the place.

They are held to what they say: one that names no advice, gives no reason, or stands where there is none, is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from afterschool_policy.authoring.loader import AuthoredPolicy
from afterschool_policy.diagnostics import Diagnostic, suggestion
from afterschool_policy.diagnostics.code import Severity
from afterschool_policy.diagnostics.codes import CODES
from afterschool_policy.positions import SourceFile, Span

_WAIVER = re.compile(r"\s*# lint: *(?P<code>[^\s]*) *(?P<reason>.*)")
_ADVICE = tuple(name for name, row in CODES.items() if row.severity is Severity.ADVICE)


def waived(found: Sequence[Diagnostic], authored: AuthoredPolicy) -> Iterator[Diagnostic]:
    """What was found without what is waived, and the faults of the waivers."""
    waivers = [each for file in _files(authored) for each in _waivers(file)]
    used = set()
    for fault in found:
        place = None if fault.span is None else (fault.span.file.path, fault.span.line, fault.code)
        if any(place == (span.file.path, line, code) for span, line, code, _ in waivers):
            used.add(place)
        else:
            yield fault
    for span, line, code, reason in waivers:
        if code not in _ADVICE:
            hint = suggestion(code, _ADVICE)
            yield Diagnostic.of("waiver-unknown", span, name=code, allowed=_ADVICE, suggestion=hint)
        elif (span.file.path, line, code) not in used:
            yield Diagnostic.of("waiver-idle", span, name=code)
        elif not reason:
            yield Diagnostic.of("waiver-unexplained", span, name=code)


def _files(authored: AuthoredPolicy) -> Iterator[SourceFile]:
    documents = (document.node.span.file for document in authored.documents)
    yield from {file.path: file for file in documents}.values()


def _waivers(file: SourceFile) -> Iterator[tuple[Span, int, str, str]]:
    """Each waiver with its place, the line that it is about, the code that it names, and its reason."""
    lines = file.lines
    for number, line in enumerate(lines, 1):
        if match := _WAIVER.fullmatch(line):
            about = number + 1
            while about <= len(lines) and lines[about - 1].lstrip().startswith("#"):
                about += 1
            start, end = match.span("code")
            span = Span(file, number, start + 1, number, end + 1)
            yield span, about, match["code"], match["reason"].strip()
