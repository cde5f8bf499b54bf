"""What a policy is compared with: a folder, a bundle, a revision of Git, a policy that a log keeps."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from afterschool_policy import DecisionLog, Policy
from afterschool_policy.authoring.git_tree import lay_out
from tests.cli.test_audit import run
from tests.cli.test_impact import BORROWING, DAY, amended
from tests.support import LIBRARY

WHO = ("-c", "user.name=n", "-c", "user.email=e@example.org", "-c", "commit.gpgsign=false")


def git(*arguments: str) -> str:
    return subprocess.run(["git", *WHO, *arguments], check=True, capture_output=True, text=True).stdout


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The library's policy in `policy/`, and in a second commit with five books instead of ten."""
    monkeypatch.chdir(tmp_path)
    git("init", "-q", "-b", "trunk")
    shutil.copytree(LIBRARY, tmp_path / "policy")
    git("add", "-A")
    git("commit", "-qm", "Begin")
    git("tag", "first")
    amended(tmp_path / "policy", (BORROWING, "value: 10\n", "value: 5\n"))
    git("commit", "-qam", "Amend")
    return tmp_path


def test_a_revision_is_read_and_nothing_is_touched(repository: Path) -> None:
    Path("policy/rules/1-borrowing.yaml").write_text("nothing", encoding="utf-8")
    before = git("status", "--porcelain")
    code, out, _ = run("diff", "git:first", "git:HEAD", "-d", "borrowing")
    assert code == 1
    assert "value：10 → 5" in out
    assert run("diff", "git:first:policy", "git:first", "-d", "borrowing")[:2] == (0, "没有不同。\n")
    assert git("status", "--porcelain") == before


def test_a_path_is_below_the_present_folder(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(repository / "policy")
    assert run("diff", "git:first", "git:first:.", "-d", "borrowing")[0] == 0


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("git:frist", "first"),
        ("git:--help", "git-revision"),
        ("git:first:rules", "git-path"),
        ("git:first:policy/policy.yaml", "git-path"),
        ("nowhere", "git:REV"),
        ("log:abc", "--log"),
    ],
)
def test_what_is_not_there_is_told(repository: Path, given: str, told: str) -> None:
    code, _, err = run("diff", given, "policy")
    assert (code, told in err) == (2, True), err


def test_a_faulty_revision_is_told_by_its_name(repository: Path) -> None:
    path = Path("policy/rules/1-borrowing.yaml")
    path.write_text(path.read_text(encoding="utf-8").replace("modality: may", "modality: my"), encoding="utf-8")
    git("commit", "-qam", "Mistype")
    code, _, err = run("diff", "git:first", "git:HEAD")
    assert code == 3
    assert "git:HEAD/rules/1-borrowing.yaml:" in err


def test_git_that_is_not_there_and_a_folder_of_no_repository_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert "git-repository" in run("diff", "git:HEAD", str(LIBRARY))[2]
    monkeypatch.setenv("PATH", str(tmp_path))
    code, _, err = run("diff", "git:HEAD", str(LIBRARY))
    assert (code, "没有安装 Git" in err) == (2, True)


def test_a_repository_that_holds_what_is_no_folder_of_files_is_told(repository: Path) -> None:
    Path("policy/elsewhere").symlink_to("/etc")
    git("add", "-A")
    git("commit", "-qm", "Lead out")
    code, _, err = run("diff", "git:HEAD", "git:first")
    assert (code, "git-failed" in err) == (2, True)


def test_a_link_inside_the_folder_is_laid_out(repository: Path, tmp_path: Path) -> None:
    Path("policy/same.yaml").symlink_to("policy.yaml")
    git("add", "-A")
    git("commit", "-qm", "Name a file twice")
    lay_out("HEAD", "policy", tmp_path / "laid_out")
    same, policy = (tmp_path / "laid_out" / name for name in ("same.yaml", "policy.yaml"))
    assert same.is_symlink()
    assert same.read_bytes() == policy.read_bytes() == Path("policy/policy.yaml").read_bytes()


def test_a_log_keeps_what_decided(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    policy = Policy.load(LIBRARY)
    with DecisionLog.open("decisions.db") as log:
        log.append(policy.decide("borrowing", {"loan": {"books": 7}}, as_of=DAY), policy)
    revision = policy.fingerprint.removeprefix("sha256:")
    new = str(amended(tmp_path / "new", (BORROWING, "value: 10\n", "value: 5\n")))
    code, out, _ = run("diff", f"log:{revision[:8]}", new, "--log", "decisions.db", "-d", "borrowing")
    assert (code, "10 → 5" in out) == (1, True)
    code, _, err = run("diff", "log:0000000", new, "--log", "decisions.db")
    assert (code, policy.fingerprint in err) == (2, True)
    other = Policy.load(new)
    with DecisionLog.open("decisions.db") as log:
        log.append(other.decide("borrowing", {"loan": {"books": 7}}, as_of=DAY), other)
    assert "log-many-revisions" in run("diff", "log:", new, "--log", "decisions.db")[2]


def test_a_day_and_readings_are_those_under_which_answers_are_compared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    new = str(amended(tmp_path / "new", (BORROWING, "value: 10\n", "value: 5\n")))
    code, out, _ = run("diff", str(LIBRARY), new, "-d", "borrowing", "--as-of", "2024-02-01")
    assert code == 0  # the version that differs is in force no more
    assert "所问之日：2024-02-01" in out
    code, out, _ = run("diff", str(LIBRARY), new, "-d", "borrowing", "--as-of", "2023-05-01", "--format", "json")
    told = json.loads(out)
    assert (code, told["grade"], told["as_of"]) == (1, "outcome", "2023-05-01")
    assert {each["as_of"] for each in told["questions"][0]["witnesses"]} == {"2023-05-01"}

    same_day = "days_over: loan.days + 1 - parameter.loan_days"
    longer = ("rules/4-return.yaml", same_day, same_day.replace("1", "2"))
    other = str(amended(tmp_path / "other", longer))
    assert run("diff", str(LIBRARY), other, "-d", "overdue")[0] == 0
    code, out, _ = run("diff", str(LIBRARY), other, "-d", "overdue", "-r", "LL-1=same_day", "--lang", "en")
    assert code == 4
    assert "readings: LL-1=same_day" in out
    assert run("diff", str(LIBRARY), other, "-r", "LL-1=other_day")[0] == 2
    assert run("diff", str(LIBRARY), other, "-r", "LL-11=same_day")[0] == 2


def test_words_alone_and_the_revision_alone_are_told_as_that(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    words = str(amended(tmp_path / "words", (BORROWING, "的图书不得超过限额", "的书不得超过限额")))
    code, out, _ = run("diff", str(LIBRARY), words, "-d", "borrowing")
    assert (code, "仅文字不同。" in out) == (0, True)
    assert run("diff", str(LIBRARY), words, "-d", "borrowing", "--fail-on", "wording")[0] == 6
    answer = str(amended(tmp_path / "answer", ("decisions.yaml", "逾期费没有缴清。", "逾期费尚未缴清。")))
    code, out, _ = run("diff", str(LIBRARY), answer, "-d", "borrowing")
    assert (code, out.startswith("只有版本号不同：sha256:")) == (0, True)
