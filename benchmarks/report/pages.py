"""Every file that is made of the results: the two pages with their tables, and their plots."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, get_args

from afterschool_policy.text import Lang
from benchmarks.interleave import ROOT
from benchmarks.report.plot import plot, plot_of_rooms
from benchmarks.report.tables import tables

RESULTS = ROOT / "benchmarks" / "results.json"
PAGES: dict[Lang, Path] = {
    "zh": ROOT / "docs" / "explanation" / "benchmarks.md",
    "en": ROOT / "docs" / "en" / "explanation" / "benchmarks.md",
}
PLOTS: dict[Lang, Path] = {
    "zh": ROOT / "docs" / "assets" / "benchmarks.svg",
    "en": ROOT / "docs" / "assets" / "benchmarks-en.svg",
}
PLOTS_OF_ROOMS: dict[Lang, Path] = {
    "zh": ROOT / "docs" / "assets" / "benchmarks-rooms.svg",
    "en": ROOT / "docs" / "assets" / "benchmarks-rooms-en.svg",
}
_PLACE = re.compile(r"(<!-- made of results: ([a-z_]+) -->\n)(.*?)(<!-- to here -->)", re.DOTALL)


def files() -> dict[Path, str]:
    """What each file should hold."""
    results: dict[str, Any] = json.loads(RESULTS.read_text(encoding="utf-8"))
    made: dict[Path, str] = {}
    for lang in get_args(Lang):
        made[PAGES[lang]] = _filled(PAGES[lang].read_text(encoding="utf-8"), tables(results, lang))
        made[PLOTS[lang]] = plot(results, lang)
        if "rooms" in results:
            made[PLOTS_OF_ROOMS[lang]] = plot_of_rooms(results, lang)
    return made


def _filled(page: str, found: dict[str, str]) -> str:
    """The page with each table in its place; a place stays empty until its measurement was made."""

    def put(place: re.Match[str]) -> str:
        text = found.get(place[2])
        return place[1] + (f"\n{text}\n\n" if text else "") + place[4]

    return _PLACE.sub(put, page)
