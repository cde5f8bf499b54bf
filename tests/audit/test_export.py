"""The log leaves as tables and as whole records; the counts of it can be seen."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from matplotlib import font_manager, image
from pyarrow import parquet

from afterschool_policy import DecisionLog, InvalidRequest, Policy, Writing
from afterschool_policy.audit.log.export import COLUMNS, to_csv, to_jsonl, to_parquet
from afterschool_policy.audit.log.model import OutcomeCount
from afterschool_policy.audit.log.plot import plot
from afterschool_policy.text import Lang
from tests.requirements import needed

LATE = {"loan": {"books": 2, "days": 40}}
CARD = {
    "reader": {"has_card": True, "card_expired": {"value": False, "asserted_by": "借阅台"}},
    "loan": {"books": 99},
}


@pytest.fixture
def log(tmp_path: Path, library: Policy):
    with DecisionLog.open(tmp_path / "decisions.db") as opened:
        at = datetime(2024, 5, 1, 4, tzinfo=UTC)
        opened.append(library.decide("overdue", LATE), library, Writing("one", at, "=HYPERLINK(1)", {"馆": "东馆"}))
        opened.append(library.decide("borrowing", CARD, as_of=date(2024, 5, 1)), library, Writing("two", at))
        yield opened


def test_json_lines_hold_whole_records(log: DecisionLog, library: Policy) -> None:
    out = io.BytesIO()
    to_jsonl(log.entries(), out)
    records = [json.loads(line) for line in out.getvalue().decode().splitlines()]
    assert records == [entry.record for entry in log.entries()]
    assert all(library.replay(record).same for record in records)
    assert records[1]["link"]["previous"] == records[0]["digest"]


def test_csv_opens_in_a_spreadsheet(log: DecisionLog) -> None:
    out = io.BytesIO()
    to_csv(log.entries(), out)
    text = out.getvalue()
    assert text.startswith(b"\xef\xbb\xbf")
    one, two = csv.DictReader(io.StringIO(text.decode("utf-8-sig")))
    assert list(one) == list(COLUMNS)
    assert (one["sequence"], one["decision"], one["outcome"]) == ("1", "overdue", "required")
    assert one["requested_by"] == "'=HYPERLINK(1)"
    assert json.loads(one["amounts"])["fine_yuan"] == {"value": "2", "unit": "yuan"}
    assert two["rules"] == "not-too-many-books@1"
    assert (two["as_of"], two["vouchers"]) == ("2024-05-01", "借阅台")


@pytest.mark.parametrize(
    "words", ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "　＝1", "＋1", "－1", "＠A1", "甲;=1+1"]
)
def test_no_cell_is_run(tmp_path: Path, library: Policy, words: str) -> None:
    with DecisionLog.open(tmp_path / "log.db") as log:
        log.append(library.decide("overdue", LATE), library, Writing(requested_by=words))
        out = io.BytesIO()
        to_csv(log.entries(), out)
    (row,) = csv.DictReader(io.StringIO(out.getvalue().decode("utf-8-sig")))
    assert not any(re.match(r"\s*[=+\-@＝＋－＠]", part) for cell in row.values() for part in cell.split(";"))
    assert "'" in row["requested_by"] or row["requested_by"].startswith("\\")


@pytest.mark.parametrize("number", ["-5", "+3.25", "12", "-0.5"])
def test_a_number_stays_one(tmp_path: Path, library: Policy, number: str) -> None:
    with DecisionLog.open(tmp_path / "log.db") as log:
        log.append(library.decide("overdue", LATE), library, Writing(requested_by=number))
        out = io.BytesIO()
        to_csv(log.entries(), out)
    (row,) = csv.DictReader(io.StringIO(out.getvalue().decode("utf-8-sig")))
    assert row["requested_by"] == number


def test_parquet_has_types(log: DecisionLog, tmp_path: Path) -> None:
    to_parquet(log.entries(), tmp_path / "decisions.parquet")
    table = parquet.read_table(tmp_path / "decisions.parquet")
    assert table.column_names == list(COLUMNS)
    one, two = table.to_pylist()
    assert one["timestamp"] == datetime(2024, 5, 1, 4, tzinfo=UTC)
    assert (one["as_of"], two["as_of"]) == (None, date(2024, 5, 1))
    assert one["requested_by"] == "=HYPERLINK(1)"
    assert two["clauses"] == sorted({each["clause"] for each in log.entry("two").record["citations"]})  # type: ignore[index,union-attr,call-overload]


COUNTS = [
    OutcomeCount(f"2024-0{month}", f"条款{group}", "violated", month) for month in (1, 2, 5) for group in range(11)
]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_plot_is_a_picture(tmp_path: Path, lang: Lang) -> None:
    fonts = {each.name for each in font_manager.fontManager.ttflist if "CJK SC" in each.name}
    needed("fonts-noto-cjk", fonts or None)
    path = tmp_path / "counts.png"
    plot(COUNTS, path, lang)
    height, width, _ = image.imread(path).shape
    assert height > 400 < width


def test_the_plot_says_its_words_and_leaves_no_period_out(tmp_path: Path) -> None:
    path = tmp_path / "counts.svg"
    plot(COUNTS, path, "en")
    text = path.read_text(encoding="utf-8")
    assert "2024-03" in text
    assert "violated" in text
    assert "2 more are not drawn" in text


@pytest.fixture
def no_chinese_font(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine as it comes: with the fonts that Matplotlib brings, and no others."""
    latin = [each for each in font_manager.fontManager.ttflist if "DejaVu" in each.name]
    monkeypatch.setattr(font_manager.fontManager, "ttflist", latin)


@pytest.mark.usefixtures("no_chinese_font")
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", ["counts.png", "counts.pdf"])
def test_without_a_chinese_font_it_says_so(tmp_path: Path, lang: Lang, name: str) -> None:
    with pytest.raises(InvalidRequest) as caught:
        plot(COUNTS, tmp_path / name, lang)
    assert [each.code for each in caught.value.diagnostics] == ["plot-font"]
    assert not (tmp_path / name).exists()


@pytest.mark.usefixtures("no_chinese_font")
def test_without_a_chinese_font_an_svg_keeps_the_words_and_latin_ones_are_drawn(tmp_path: Path) -> None:
    plot(COUNTS, tmp_path / "counts.SVG", "zh")
    assert "不符合" in (tmp_path / "counts.SVG").read_text(encoding="utf-8")
    plot([OutcomeCount("2024-01", "borrowing", "violated", 1)], tmp_path / "counts.png", "en")
    assert (tmp_path / "counts.png").stat().st_size > 1_000


@pytest.mark.parametrize(("counts", "name", "code"), [([], "a.png", "plot-empty"), (COUNTS, "a.xyz", "plot-file")])
def test_what_cannot_be_drawn_says_why(tmp_path: Path, counts: list[OutcomeCount], name: str, code: str) -> None:
    with pytest.raises(InvalidRequest) as caught:
        plot(counts, tmp_path / name, "en")
    assert [each.code for each in caught.value.diagnostics] == [code]
