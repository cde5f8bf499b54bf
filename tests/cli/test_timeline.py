"""What held when: of a rule, a clause and a question, as a table in the terminal and as a picture."""

from __future__ import annotations

import json
import shutil
import xml.etree.ElementTree as ET
from datetime import date, timedelta
from pathlib import Path

import pytest

from afterschool_policy import Policy
from afterschool_policy.site.timeline import as_page, as_svg
from afterschool_policy.text import LANGUAGES
from afterschool_policy.tooling.timeline.model import When
from afterschool_policy.tooling.timeline.timeline import timeline
from tests.cli.test_audit import run
from tests.support import LIBRARY

EXAMPLE = Path(__file__).parents[2] / "examples" / "provincial_amendment"
AMENDED = Policy.load(EXAMPLE / "base", amendments=[EXAMPLE / "amendment"])
OVER = ("--policy", str(EXAMPLE / "base"), "--amendment", str(EXAMPLE / "amendment"))
BEFORE = date(2022, 1, 15)


def test_versions_and_parameters_are_told_from_day_to_day() -> None:
    code, out, _ = run("timeline", "fee-within-cap", *OVER, "--today", str(BEFORE))
    assert code == 0
    assert "2021-09-01 至 2022-02-28  现行  第1版：每生每月收费不得超过200元" in out
    assert "2022-03-01 至 未定  将来  第2版：每生每月收费不得超过180元" in out
    assert "2021-09-01 至 2022-02-28  现行  200元：每月收费的上限" in out
    assert "value：200 → 180" in out
    assert "2022-02-28  已过" in run("timeline", "fee-within-cap", *OVER, "--today", "2022-03-01")[1]


def test_amendments_without_versions_are_told_too() -> None:
    _, out, _ = run("timeline", "4", *OVER, "--today", str(BEFORE))
    assert "第2种表述：第四条 学生退出的，没有上完的月份，费用应当退还。" in out
    assert "default：no_lesson → not_finished" in out


def test_an_ended_rule_tells_what_ended_it() -> None:
    _, out, _ = run("timeline", "charged-by-term", *OVER, "--today", "2023-01-01", "--lang", "en")
    assert "2022-02-28  past" in out
    assert "ended by P.3、P.9" in out


def test_a_name_that_is_none_is_refused_with_the_nearest() -> None:
    code, _, err = run("timeline", "fee-within-cup", *OVER)
    assert (code, "fee-within-cap" in err) == (2, True)


def names() -> list[str]:
    return [*dict.fromkeys(rule.id for rule in AMENDED.rules), *AMENDED.clauses, *AMENDED.decisions]


@pytest.mark.parametrize("name", names())
def test_the_spans_of_a_track_follow_one_another_and_say_what_is_in_force(name: str) -> None:
    found = timeline(AMENDED, name, BEFORE)
    assert found is not None
    for track in found.tracks:
        for earlier, later in zip(track.spans, track.spans[1:], strict=False):
            assert earlier.last is not None
            assert later.first is not None
            assert later.first >= earlier.last + timedelta(days=1)
        for day in (BEFORE, date(2022, 3, 1)):
            assert sum(span.when(day) is When.NOW for span in track.spans) <= 1
    versions = {f"{track.name}@{place}": span for track in found.tracks for place, span in enumerate(track.spans, 1)}
    for rule in AMENDED.rules:
        if rule.name in versions and isinstance(rule.effective.first, date):
            assert versions[rule.name][:2] == (rule.effective.first, rule.effective.last)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", ["fee", "4", "refund"])
def test_the_picture_is_well_formed_and_marks_today_once(name: str, lang: str) -> None:
    found = timeline(AMENDED, name, BEFORE)
    assert found is not None
    picture = ET.fromstring(as_svg(found, lang))  # type: ignore[arg-type]
    space = "{http://www.w3.org/2000/svg}"
    bars = [each for each in picture.iter(f"{space}g") if each.find(f"{space}title") is not None]
    assert len(bars) == sum(len(track.spans) for track in found.tracks)
    assert sum(each.get("class") == "today" for each in picture.iter(f"{space}line")) == 1
    boxes = [[float(each.find(f"{space}rect").get(side)) for side in ("x", "width")] for each in bars]  # type: ignore
    assert all(x >= 250 and x + width <= 960 for x, width in boxes)
    assert "<script" not in as_page(found, lang)  # type: ignore[arg-type]


def test_words_of_a_policy_are_no_markup_in_a_picture(tmp_path: Path) -> None:
    shutil.copytree(LIBRARY, tmp_path, dirs_exist_ok=True)
    (tmp_path / "lock.yaml").unlink(missing_ok=True)
    path = tmp_path / "rules" / "1-borrowing.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("最多十册", "<b>最多&十册"), encoding="utf-8")
    found = timeline(Policy.load(tmp_path), "most-books", BEFORE)
    assert found is not None
    told = "".join(ET.fromstring(as_svg(found, "zh")).itertext())
    assert "<b>最多&十册" in told
    assert "<b>最多" not in as_page(found, "zh")


def test_it_is_drawn_by_the_ending_of_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("t.svg", "t.html", "t.pdf"):
        assert run("timeline", "fee", *OVER, "--out", name, "--lang", "en")[0] == 0
        assert Path(name).stat().st_size > 1000
    code, _, err = run("timeline", "fee", *OVER, "--out", "t.txt")
    assert (code, "picture-ending" in err) == (2, True)
    assert run("timeline", "fee", *OVER, "--out", "none/t.svg")[0] == 2


def test_as_json_and_markdown_it_tells_the_same(tmp_path: Path) -> None:
    told = json.loads(run("timeline", "fee", *OVER, "--today", str(BEFORE), "--format", "json")[1])
    cap = next(track for track in told["tracks"] if track["name"] == "monthly-cap")
    assert [(span["first"], span["when"]) for span in cap["spans"]] == [
        ("2021-09-01", "in force"),
        ("2022-03-01", "to come"),
    ]
    assert (
        "| 2022-03-01 | 未定 | 将来 |"
        in run("timeline", "fee", *OVER, "--today", str(BEFORE), "--format", "markdown")[1]
    )
