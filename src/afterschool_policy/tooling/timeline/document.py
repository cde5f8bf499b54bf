"""A timeline as a document: a table for each track, with what changed from one span to the next."""

from __future__ import annotations

from collections.abc import Iterator

from afterschool_policy.explain.document import Document, Grid, Line, Section
from afterschool_policy.explain.phrases import COLON, in_series, joined, plain
from afterschool_policy.text import Text
from afterschool_policy.tooling.timeline.model import Stretch, Timeline, Track

_SINCE_FORCE = Text("施行之日", "the day of effect")
_OPEN = Text("未定", "open")
_TITLE = Text("{title}  [{name}]", "{title}  [{name}]")
_TODAY = Text("今天是{day}。", "Today is {day}.")
_TRACK = Text("{kind}：{title}  [{name}]", "{kind}: {title}  [{name}]")
HEAD = (Text("起", "From"), Text("止", "To"), Text("今天", "Today"), Text("内容", "What holds"), Text("依据", "By"))
_LINE = Text("{first} 至 {last}  {when}  {words}", "{first} to {last}  {when}  {words}")
_ENDED = Text("终止依据{clauses}", "ended by {clauses}")


def document(timeline: Timeline) -> Document:
    """The timeline, track by track."""
    heading = _TITLE.format(title=timeline.title, name=timeline.name)
    today = _TODAY.format(day=str(timeline.today))
    parts = tuple(_track(each, timeline) for each in timeline.tracks)
    return Document((Section(heading, ((today,),), level=2, parts=parts, inner=0),))


def _track(track: Track, timeline: Timeline) -> Section:
    rows = tuple(_row(span, timeline) for span in track.spans)
    lines = tuple(line for span in track.spans for line in _lines(span, timeline))
    heading = _TRACK.format(kind=track.kind, title=track.title, name=track.name)
    return Section(heading, table=Grid(HEAD, rows, lines))


def _row(span: Stretch, timeline: Timeline) -> tuple[Line, ...]:
    first, last = ends(span)
    words = in_series((content(span), *changes(span)))
    return (first,), (last,), (span.when(timeline.today).label,), (words,), (basis(span),)


def _lines(span: Stretch, timeline: Timeline) -> Iterator[Text]:
    first, last = ends(span)
    yield _LINE.format(first=first, last=last, when=span.when(timeline.today).label, words=content(span))
    yield from (joined(plain("    "), change) for change in changes(span))
    if span.ended_by:
        yield joined(plain("    "), _ENDED.format(clauses="、".join(span.ended_by)))


def ends(span: Stretch) -> tuple[Text, Text]:
    """The first and the last day in words."""
    return (
        _SINCE_FORCE if span.first is None else plain(str(span.first)),
        _OPEN if span.last is None else plain(str(span.last)),
    )


def content(span: Stretch) -> Text:
    """What held, told once where its label is all of it."""
    return span.words if span.label == span.words else joined(span.label, COLON, span.words)


def changes(span: Stretch) -> Iterator[Text]:
    """What became different against the span before, part by part; its days are told beside it."""
    yield from (each.in_words for each in span.changes if each.part != "effective")


def basis(span: Stretch) -> Text:
    """The clauses by which it begins, and those that end it."""
    by = plain("、".join(span.by))
    if not span.ended_by:
        return by
    ended = _ENDED.format(clauses="、".join(span.ended_by))
    return in_series((by, ended)) if span.by else ended
