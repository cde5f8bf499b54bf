"""A timeline as a picture: an SVG by a template, alone or in a page with its table."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple
from unicodedata import east_asian_width

from afterschool_policy.site.render import render_page
from afterschool_policy.text import Lang
from afterschool_policy.tooling.timeline.document import HEAD, basis, changes, content, ends
from afterschool_policy.tooling.timeline.model import Stretch, Timeline, When

WIDTH, _LEFT, _RIGHT, _TOP, _ROW = 960, 250, 24, 56, 44
_EM = 12.0
"""The size of the letters, by which it is told how many fit."""
_CLASSES = {When.PAST: "past", When.NOW: "now", When.TO_COME: "to-come"}
_MARGIN = 0.06
_LEAST_BEFORE, _LEAST_AFTER = 30, 180
"""So many days are shown beside the first and the last turn at least."""
_MOST_TICKS = 10


class Bar(NamedTuple):
    """A span on its track: where it is drawn, and what is written in it and told beside it."""

    x: float
    width: float
    kind: str
    words: str
    told: str
    is_open: bool


class TrackLine(NamedTuple):
    """A track on its line."""

    y: int
    label: str
    name: str
    bars: tuple[Bar, ...]


class Scale:
    """Days along the width of the picture."""

    def __init__(self, timeline: Timeline) -> None:
        days = [*timeline.days]
        before = timedelta(days=max(_LEAST_BEFORE, (max(days) - min(days)).days * _MARGIN))
        self.first, self.last = min(days) - before, max(days) + max(before, timedelta(days=_LEAST_AFTER))

    def x(self, day: date | None) -> float:
        """Where a day begins; without one, the left end."""
        if day is None:
            return float(_LEFT)
        share = (day - self.first) / (self.last - self.first)
        return round(_LEFT + share * (WIDTH - _LEFT - _RIGHT), 1)

    @property
    def years(self) -> Iterator[date]:
        """The beginnings of years to be marked: every one, or one in several."""
        number = self.last.year - self.first.year
        step = max(1, -(-number // _MOST_TICKS))
        yield from (date(year, 1, 1) for year in range(self.first.year + 1, self.last.year + 1, step))


def as_svg(timeline: Timeline, lang: Lang) -> str:
    """The picture as a file of its own."""
    return render_page("timeline.svg", lang, alone=True, **_picture(timeline, lang))


def as_page(timeline: Timeline, lang: Lang) -> str:
    """The picture with its table below, as one self-contained page."""
    told = {"ends": ends, "content": content, "changes": changes, "basis": basis, "head": HEAD, "now": When.NOW}
    return render_page("timeline.html", lang, alone=False, **_picture(timeline, lang), **told)


def _picture(timeline: Timeline, lang: Lang) -> dict[str, object]:
    """What the template of the picture is filled with."""
    scale = Scale(timeline)
    rows = tuple(
        TrackLine(
            _TOP + place * _ROW,
            _cut(f"{track.kind[lang]} {track.title[lang]}", _LEFT - 20),
            track.name,
            tuple(_bar(span, timeline, scale, lang) for span in track.spans),
        )
        for place, track in enumerate(timeline.tracks)
    )
    return {
        "timeline": timeline,
        "rows": rows,
        "width": WIDTH,
        "height": _TOP + len(rows) * _ROW + 16,
        "right": WIDTH - _RIGHT,
        "top": _TOP,
        "today": scale.x(timeline.today),
        "years": [(scale.x(day), day.year) for day in scale.years],
        "kinds": [(_CLASSES[when], when.label) for when in When],
    }


def _bar(span: Stretch, timeline: Timeline, scale: Scale, lang: Lang) -> Bar:
    x, end = scale.x(span.first), float(WIDTH - _RIGHT)
    if span.last is not None:
        end = scale.x(min(span.last, scale.last) + timedelta(days=1))
    first, last = ends(span)
    told = "\n".join([f"{first[lang]} – {last[lang]}", content(span)[lang], *(each[lang] for each in changes(span))])
    width = max(end - x - 1, 3.0)
    words = span.label[lang] if span.first is None else f"{span.label[lang]} · {span.first}"
    return Bar(x, width, _CLASSES[span.when(timeline.today)], _cut(words, width - 8), told, span.last is None)


def _cut(words: str, width: float) -> str:
    """As much of the words as fits, by the widths of letters as most fonts have them."""
    used = 0.0
    for place, letter in enumerate(words):
        used += _EM * (1 if east_asian_width(letter) in "WFA" else 0.56)
        if used > width:
            return words[: max(place - 1, 0)] + "…" if place > 1 else ""
    return words
