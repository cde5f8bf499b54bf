"""A clause is encoded by whatever cites it: a rule, or what stands in another file and says that it goes by it."""

import shutil
from pathlib import Path

import pytest

from afterschool_policy import Policy
from afterschool_policy.site.book import Book
from tests.language.bad_cases import BASE

CLAUSE = """  - clause: "1.3"
    heading: [入馆]
    line: 4
    quote: （三）其他规定。
    operative: true
    modality: definition
"""
FEE = "fee due}, unit: yuan"
ROUNDING = ("decisions.yaml", FEE, FEE + ', rounding: {to: 1, mode: up, clauses: ["1.3"]}')
LIMIT = """scope:
  awake: {holds: visit.start >= 06:00, title: {zh: 开馆以后, en: after opening}, clauses: ["1.3"]}
interpreter: {"""
ENTAILMENT = """young:
  {when: visitor.age < 6, then: visitor.kind == child, clauses: ["1.3"], reason: {zh: 如此规定, en: it says so}}"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A sound policy with one clause more, which nothing cites."""
    shutil.copytree(BASE, tmp_path, dirs_exist_ok=True)
    (tmp_path / "entailments.yaml").write_text("{}\n", encoding="utf-8")
    for name, more in (("source.txt", "（三）其他规定。\n"), ("clauses.yaml", CLAUSE)):
        (tmp_path / name).write_text((tmp_path / name).read_text(encoding="utf-8") + more, encoding="utf-8")
    return tmp_path


def put(folder: Path, name: str, old: str, new: str) -> None:
    written = (folder / name).read_text(encoding="utf-8")
    assert old in written
    (folder / name).write_text(written.replace(old, new), encoding="utf-8")


def test_one_that_nothing_cites_is_work_to_be_done_and_told_with_every_answer(folder: Path) -> None:
    policy = Policy.load(folder)
    (told,) = [each for each in policy.warnings if each.is_unfinished]
    assert (told.code, told.fields["name"]) == ("clause-without-rule", "1.3")
    assert not told.is_error
    answer = policy.decide("admission", {"visitor": {"kind": "child"}}).explain("en", depth="answer")
    assert "as 1 operative clause has no rule yet" in answer
    put(folder, *ROUNDING)
    assert "not finished" not in Policy.load(folder).decide("admission", {}).explain("en", depth="answer")


@pytest.mark.parametrize(
    "cited",
    [ROUNDING, ("policy.yaml", "interpreter: {", LIMIT), ("entailments.yaml", "{}", ENTAILMENT)],
    ids=["rounding", "limit", "entailment"],
)
def test_one_that_something_else_than_a_rule_cites_is_encoded(folder: Path, cited: tuple[str, str, str]) -> None:
    put(folder, *cited)
    assert Policy.load(folder)


def test_the_page_of_a_question_names_the_clause_by_which_its_amount_is_rounded(folder: Path) -> None:
    put(folder, *ROUNDING)
    assert Book(Policy.load(folder), [], "en").clauses_behind("admission")[-1] == "1.3"
