"""The kinds of reader that answers are written for, built from policy.yaml."""

from __future__ import annotations

from collections.abc import Iterator

from afterschool_policy.authoring.document import AuthoredDocument
from afterschool_policy.authoring.models import AudienceEntry, Instrument
from afterschool_policy.diagnostics import Diagnostic
from afterschool_policy.law.model import Audience
from afterschool_policy.text import Text

_WITHOUT_DUTIES = Text("没有 actors 的读者", "an audience without `actors`")
_NO_ADDRESS = Text(
    "删去它；这类读者自己负有义务的，写明 actors。",
    "Remove it; where such readers have duties of their own, list `actors`.",
)


def audiences_of(document: AuthoredDocument[Instrument]) -> tuple[dict[str, Audience], list[Diagnostic]]:
    """The audiences by name, and a diagnostic for each whose form of address is missing or never used."""
    entries = document.model.audiences
    audiences = {name: _audience(name, entry) for name, entry in entries.items()}
    return audiences, [fault for name in entries for fault in _address_faults(document, name)]


def _audience(name: str, entry: AudienceEntry) -> Audience:
    return Audience(
        name=name,
        label=entry.label.text(),
        actors=tuple(entry.actors),
        depth=entry.depth,
        own=entry.own.text() if entry.own else None,
        turn_to=tuple(entry.turn_to),
    )


def _address_faults(document: AuthoredDocument[Instrument], name: str) -> Iterator[Diagnostic]:
    """A step of one's own needs somebody to address; who has none is never addressed."""
    entry = document.model.audiences[name]
    if entry.actors and entry.own is None:
        yield Diagnostic.of("missing-key", document.key_span("audiences", name), key="own")
    elif entry.own is not None and not entry.actors:
        span = document.key_span("audiences", name, "own")
        yield Diagnostic.of("part-not-allowed", span, part="own", where=_WITHOUT_DUTIES, instead=_NO_ADDRESS)
