"""Pages and plots say what results.json holds."""

from __future__ import annotations

import json
import re
from typing import get_args

import pytest

from afterschool_policy.text import Lang
from benchmarks.report.labels import LABELS
from benchmarks.report.pages import PAGES, RESULTS, files
from benchmarks.report.tables import figure, tables
from benchmarks.suites import SUITES

FILES = files()
LANGUAGES = get_args(Lang)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_what_is_made_of_the_results_is_in_step(path) -> None:
    assert path.read_text(encoding="utf-8") == FILES[path], "run `make bench-docs`"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_measurement_has_its_place_on_the_page(lang: Lang) -> None:
    places = re.findall(r"<!-- made of results: ([a-z_]+) -->", PAGES[lang].read_text(encoding="utf-8"))
    assert sorted(places) == sorted([*SUITES, "targets", "machine"])


def test_every_row_that_was_measured_is_shown() -> None:
    rows = json.loads(RESULTS.read_text(encoding="utf-8"))["one_decision"]["rows"]
    assert {(row["engine"], row["row"]) for row in rows} == LABELS.keys()
    assert {row["checked"] for row in rows} == {1_000}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_aim_that_is_missed_is_told_with_what_stands_in_the_way(lang: Lang) -> None:
    def shown(ratio: float) -> str:
        row = {"engine": "ours", "row": "bundle", "policy": "real", "ratio": ratio}
        return tables(
            {"starting": {"on": _ON, "rows": [row | dict.fromkeys(("import", "load", "decide", "total"), 1.0)]}}, lang
        )["targets"]

    reached, missed = shown(1.49), shown(1.51)
    assert "**" in missed.replace(LABELS["ours", "raw-outcome"].name[lang], "")
    assert len(missed.splitlines()) == len(reached.splitlines()) + 4
    assert "1.51" in missed


_ON = {
    "processor": "x",
    "cores": 1,
    "system": "x",
    "python": "3",
    "versions": {},
    "measured": "2026-01-01",
    "commit": "0" * 40,
}


@pytest.mark.parametrize(("value", "shown"), [(0.0123, "0.01"), (3.456, "3.46"), (34.56, "34.6"), (3456.7, "3,457")])
def test_figures_have_three_telling_digits(value: float, shown: str) -> None:
    assert figure(value) == shown
