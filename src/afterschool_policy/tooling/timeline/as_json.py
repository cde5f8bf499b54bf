"""A timeline as a document of JSON."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date

from afterschool_policy.tooling.timeline.model import Stretch, Timeline, Track

Json = dict[str, object]


def as_json(timeline: Timeline) -> Json:
    """The timeline with every track, its days as text, its words in both languages."""
    return {
        "name": timeline.name,
        "title": asdict(timeline.title),
        "today": timeline.today.isoformat(),
        "tracks": [_track(track, timeline.today) for track in timeline.tracks],
    }


def _track(track: Track, today: date) -> Json:
    spans = [_span(span, today) for span in track.spans]
    return {"kind": track.kind.en, "name": track.name, "title": asdict(track.title), "spans": spans}


def _span(span: Stretch, today: date) -> Json:
    return {
        "first": None if span.first is None else span.first.isoformat(),
        "last": None if span.last is None else span.last.isoformat(),
        "when": span.when(today).label.en,
        "label": asdict(span.label),
        "words": asdict(span.words),
        "changes": [each.to_dict() for each in span.changes],
        "by": [*span.by],
        "ended_by": [*span.ended_by],
    }
