"""A timeline drawn into a picture of pixels, for documents that take no SVG."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from afterschool_policy.audit.drawing import drawn
from afterschool_policy.site import phrases as say
from afterschool_policy.site.timeline import Scale
from afterschool_policy.text import Lang
from afterschool_policy.tooling.timeline.model import Timeline, When

_COLOURS = {When.PAST: "#e6e9ed", When.NOW: "#cfe8da", When.TO_COME: "#dbe6f7"}
_LONGEST = 24
"""So many letters of a track's title are shown beside it."""


def draw(timeline: Timeline, path: Path, lang: Lang) -> None:
    """Draw the timeline into a file, PNG or PDF by its name.

    Raises:
        InvalidRequest: as `drawing.drawn` does.
    """
    scale = Scale(timeline)
    tracks = timeline.tracks
    with drawn(path, 10, 1.2 + 0.5 * len(tracks)) as figure:
        panel = figure.subplots()
        for place, track in enumerate(tracks):
            for span in track.spans:
                first = span.first or scale.first
                last = scale.last if span.last is None else min(span.last, scale.last) + timedelta(days=1)
                panel.barh(
                    place,
                    last.toordinal() - first.toordinal(),
                    left=first.toordinal(),
                    height=0.6,
                    color=_COLOURS[span.when(timeline.today)],
                    edgecolor="#545d6a",
                    linewidth=0.5,
                )
                panel.text(first.toordinal() + 20, place, span.label[lang][:_LONGEST], va="center", clip_on=True)
        panel.set_yticks(range(len(tracks)), [f"{track.kind[lang]} {track.title[lang]}"[:_LONGEST] for track in tracks])
        panel.set_xticks([day.toordinal() for day in scale.years], [str(day.year) for day in scale.years])
        panel.set_xlim(scale.first.toordinal(), scale.last.toordinal())
        panel.invert_yaxis()
        panel.axvline(timeline.today.toordinal(), color="#a3231f")
        panel.set_title(timeline.title[lang])
        panel.set_xlabel(say.TODAY.format(day=str(timeline.today))[lang], color="#a3231f")
        panel.spines[["top", "right", "left"]].set_visible(False)
