"""The saves of an editor: each time that a file below some folders is another than before.

The files are looked at twice a second. That needs nothing installed, and it sees what is saved on a network drive and
from outside of a virtual machine, of which a file system tells no program; some hundred files take a millisecond.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from afterschool_policy.authoring.files import names_below

PAUSE = 0.5
"""Seconds between two looks."""

_State = dict[Path, tuple[int, int]]


def saves(places: Sequence[Path], sleep: Callable[[float], None] = time.sleep) -> Iterator[None]:
    """Once for each save: when files have changed, and then are as they were a moment ago."""
    before = _state(places)
    while True:
        sleep(PAUSE)
        now = _state(places)
        if now == before:
            continue
        while now != before:  # an editor writes several files, or one in pieces
            before = now
            sleep(PAUSE)
            now = _state(places)
        yield


def _state(places: Sequence[Path]) -> _State:
    """When each file was written and how long it is; a place can be a file, and need not be there."""
    found: _State = {}
    for place in places:
        for path in (place / name for name in names_below(place, place)) if place.is_dir() else (place,):
            try:
                state = path.stat()
            except OSError:  # gone since, as an editor's file of its own
                continue
            found[path] = (state.st_mtime_ns, state.st_size)
    return found
