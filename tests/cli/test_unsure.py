"""`check --list-unsure` lists what the authors are not sure of, each by its place, and why."""

from __future__ import annotations

from pathlib import Path
from shutil import copytree

import pytest

from afterschool_policy import Policy
from afterschool_policy.site.pages import pages
from afterschool_policy.tooling.clauses import about
from tests.cli.test_cli import run
from tests.language.bad_cases import BASE

DOUBT = "unsure: {zh: 是否包括节假日，待问, en: whether holidays count is to be asked}\n"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    copytree(BASE, tmp_path / "policy")
    return tmp_path


def append(path: Path, text: str) -> None:
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


def test_each_kind_is_listed_with_place_clause_and_reason(here: Path) -> None:
    evening = here / "policy" / "rules" / "evening.yaml"
    presuming = evening.read_text(encoding="utf-8").replace(
        "condition: visit.start >= 18:00", "condition: visit.start >= 18:00 and not shown(visit.lanes < 2)"
    )
    evening.write_text(presuming + DOUBT, encoding="utf-8")
    append(here / "policy" / "clauses.yaml", "    unsure: {zh: 可能只指夏季, en: may be about summer alone}\n")
    code, out, _ = run("check", "--list-unsure")
    assert code == 0
    assert out.splitlines() == [
        "== 注明拿不准的 ==",
        "policy/clauses.yaml:24:5: 1.2 （二）晚间可以入馆。",
        "    可能只指夏季",
        "policy/rules/evening.yaml:10:1: evening-entry@1 晚间可以入馆（条款1.2）",
        "    是否包括节假日，待问",
        "== 有争议的解释 ==",
        "policy/readings.yaml:1:1: R-1 “成年人”是否限于监护人（条款1.1）",
        "    采用：任何成年人",
        "    另一读法 guardian_only：限于监护人",
        "    理由：原文未作限定",
        "    依据它的规则：visit-recorded@1",
        "== 没有提到就作此推定的 ==",
        "policy/rules/evening.yaml:1:1: evening-entry@1 晚间可以入馆（条款1.2）",
        "    没有事实表明的，按不是处理：visit.lanes < 2",
        "拿不准的：注明拿不准的 2 处，有争议的解释 1 处，没有提到就作此推定的 1 处",
    ]
    english = run("check", "--list-unsure", "--lang", "en")[1]
    assert "another reading, guardian_only: guardians only" in english
    assert "whether holidays count is to be asked" in english


def test_what_is_unsure_decides_all_the_same_and_is_shown(here: Path) -> None:
    before = Policy.load(here / "policy")
    append(here / "policy" / "rules" / "evening.yaml", DOUBT)
    after = Policy.load(here / "policy", cache=False)
    facts = {"visitor": {"kind": "adult"}, "visit": {"start": "19:00"}}
    assert after.decide("admission", facts).outcome == before.decide("admission", facts).outcome == "permitted"
    assert after.warnings == before.warnings
    assert "拿不准之处: 是否包括节假日，待问" in about(after, "1.2", "zh")
    assert "是否包括节假日，待问" in pages(after, (), "zh")["policy/clauses/1.2.md"]


def test_a_first_day_that_the_text_does_not_tell_is_listed(here: Path) -> None:
    policy = here / "policy" / "policy.yaml"
    policy.write_text(policy.read_text(encoding="utf-8").replace("2024-01-01", "null"), encoding="utf-8")
    assert "原文没有写明，须由事实 context.issue_date 提供" in run("check", "--list-unsure")[1]


def test_a_bundle_has_no_lines_to_list(here: Path) -> None:
    (here / "b.jsonl").write_bytes(Policy.load(here / "policy").bundle())
    code, _, err = run("check", "--list-unsure", "--policy", "b.jsonl")
    assert (code, "[folder-wanted]" in err) == (2, True)
