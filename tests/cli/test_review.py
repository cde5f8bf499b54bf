"""The page of a change to be signed: all that it is judged by, without script or network, whatever the policy says."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from afterschool_policy.text import LANGUAGES
from tests.cli.test_audit import run
from tests.cli.test_impact import BORROWING, amended, logged
from tests.support import LIBRARY

EXAMPLE = Path(__file__).parents[2] / "examples" / "provincial_amendment"
OLD, NEW = str(EXAMPLE / "base"), f"{EXAMPLE / 'base'}+{EXAMPLE / 'amendment'}"
CASES = ("--cases", str(EXAMPLE / "cases"))
SAID = ("--by", "张三", "--today", "2022-02-20")


class Tags(HTMLParser):
    """What stands open, and every tag that was met."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.met: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.met.add(tag)
        assert not any(name.startswith("on") or name in ("src", "href") for name, _ in attrs)
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def words(page: str) -> str:
    return re.sub(r"<style>.*?</style>|<[^>]+>", "", page, flags=re.DOTALL)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_holds_all_that_a_change_is_judged_by(here: Path, lang: str) -> None:
    assert run("review", OLD, NEW, "--out", "review.html", "--lang", lang, *CASES, *SAID)[0] == 0
    page = Path("review.html").read_text(encoding="utf-8")
    told = words(page)
    tags = Tags()
    tags.feed(page)
    assert tags.open == []
    assert not tags.met & {"script", "link", "img", "iframe", "form"}
    assert "<del>未</del>上<del>课</del>月份" in page
    assert "三、不得跨月预收。" in told  # the words of a clause stay in their language
    assert "condition: fee.monthly_yuan == 0" in told
    assert "181" in told
    assert "张三" in told
    assert "2022-02-20" in told
    cap = "文件规定：每生每月收费不得超过180元"
    expected = {
        "zh": ("一、概要", "结论不同：3个事项", "用例17个，未通过0个。", "没有用例：", cap, "七、审签"),
        "en": ("1. In short", "outcome: questions: 3", "Cases: 17, of which fail: 0.", "no case: ", "7. Signed"),
    }
    for each in expected[lang]:
        assert each in told


def test_a_new_version_is_read_beside_the_one_that_it_follows(here: Path) -> None:
    run("review", OLD, NEW, "--out", "review.html", *SAID)
    page = Path("review.html").read_text(encoding="utf-8")
    row = re.search(r'<tr><td class="gone"[^>]*>condition: fee.monthly_yuan \* 2 .*?</tr>', page)
    assert row is not None
    assert "fee.monthly_yuan == 0" in row[0]


def test_a_log_is_told_of_and_cases_that_fail_are_named(here: Path) -> None:
    new = str(amended(here / "new", (BORROWING, "value: 10\n", "value: 5\n")))
    (here / "cases.yaml").write_text(
        "decision: borrowing\ncases:\n- name: 七册可以外借\n  as_of: 2023-05-01\n"
        "  facts: {reader: {has_card: true, card_expired: false}, book: {kind: ordinary}, loan: {books: 7}}\n"
        "  expect: {outcome: permitted}\n",
        encoding="utf-8",
    )
    run("review", str(LIBRARY), new, "--out", "r.html", "--log", logged(7, 1), "--cases", "cases.yaml", *SAID)
    told = words(Path("r.html").read_text(encoding="utf-8"))
    assert "日志里的决定" in told
    assert "用例1个，未通过1个。" in told
    assert told.count("七册可以外借") == 2  # what the change does to it, and that it fails


def test_words_of_a_policy_are_no_markup_on_the_page(here: Path) -> None:
    new = str(
        amended(
            here / "new", (BORROWING, "zh: 最多十册", "zh: <script>最多&十册"), (BORROWING, "value: 10\n", "value: 5\n")
        )
    )
    run("review", str(LIBRARY), new, "--out", "r.html", *SAID)
    page = Path("r.html").read_text(encoding="utf-8")
    assert "&lt;script&gt;最多&amp;十册" in page
    assert "<script" not in page


def test_a_change_of_nothing_says_so(here: Path) -> None:
    run("review", str(LIBRARY), str(LIBRARY), "--out", "r.html", *SAID)
    told = words(Path("r.html").read_text(encoding="utf-8"))
    for each in ("条文没有改动。", "规则没有改动。", "没有事项的结论或者说明不同。", "没有给出用例和日志。"):
        assert each in told
