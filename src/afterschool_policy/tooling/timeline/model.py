"""A timeline: tracks one below the other, each with the spans of days in which something read as it did."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import Enum
from typing import NamedTuple

from afterschool_policy.comparison.rules import PartChange
from afterschool_policy.text import Text


class When(Enum):
    """Where a span lies from a day; one whose first day nobody knows is taken to have begun."""

    PAST = Text("已过", "past")
    NOW = Text("现行", "in force")
    TO_COME = Text("将来", "to come")

    @property
    def label(self) -> Text:
        """What it is called."""
        return self.value


class Stretch(NamedTuple):
    """Days on which something read the same.

    Attributes:
        first: Its first day; None where it is that of the policy's own text, which does not tell it, or from ever.
        last: Its last day; None where none is set.
        label: What held, in a few words.
        words: What held, in full.
        changes: What became different against the span before.
        by: The clauses by which it begins.
        ended_by: The clauses that end it.
    """

    first: date | None
    last: date | None
    label: Text
    words: Text
    changes: tuple[PartChange, ...] = ()
    by: tuple[str, ...] = ()
    ended_by: tuple[str, ...] = ()

    def when(self, day: date) -> When:
        """Where it lies from a day."""
        if self.first is not None and day < self.first:
            return When.TO_COME
        return When.PAST if self.last is not None and self.last < day else When.NOW


class Track(NamedTuple):
    """What has a name and reads one way or another over time: a rule, a parameter, a clause, a reading, a question."""

    kind: Text
    name: str
    title: Text
    spans: tuple[Stretch, ...]


class Timeline(NamedTuple):
    """The tracks of what was asked about, and the day that is today."""

    name: str
    title: Text
    today: date
    tracks: tuple[Track, ...]

    @property
    def days(self) -> Iterator[date]:
        """Every day on which something begins or ends, and today."""
        yield self.today
        for track in self.tracks:
            for span in track.spans:
                yield from (day for day in (span.first, span.last) if day is not None)
