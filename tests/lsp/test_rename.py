"""A fact is called otherwise everywhere, and the policy is as valid as before; or it keeps its name."""

import re

import pytest
from pygls.exceptions import JsonRpcException

from afterschool_policy import Policy
from afterschool_policy.cli.app import app
from afterschool_policy.testing.cases import load_cases, run_case
from tests.lsp.editor import Editor, applied, at


@pytest.mark.parametrize(
    ("name", "wanted"), [("book.kind", "sort"), ("reader.is_reader", "reader.belongs"), ("loan.books", "volumes")]
)
def test_a_fact_is_renamed_in_the_policy_and_in_its_cases(project, name, wanted):
    rules = next(
        path
        for path in sorted((project / "policy" / "rules").iterdir())
        if re.search(rf"\b{re.escape(name)}\b", path.read_text(encoding="utf-8"))
    )
    group, short = name.split(".")
    new = f"{group}.{wanted.rpartition('.')[2]}"
    with Editor(project) as editor:
        editor.open(rules)
        changes = editor.rename(rules, at(rules, name), wanted)
    assert changes is not None
    applied(changes)
    policy = Policy.load(project / "policy", cache=False)
    assert new in policy.law.vocabulary.facts or any(rule.define == new for rule in policy.rules)
    results = [run_case(policy, case) for case in load_cases(project / "cases")]
    assert [result.id for result in results if not result.passed] == []
    for path in project.rglob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(rf"(?<![\w.]){re.escape(name)}(?![\w.])", text), path
        assert not re.search(rf"^ +{short}: {{type|{group}: {{{short}:", text, re.MULTILINE), path


def test_a_fact_is_renamed_below_a_line_that_yaml_alone_ends(project):
    """Copied text brings signs that end a line of YAML; what has the new name is tried before it is given."""
    rules = project / "policy" / "rules" / "3-precious.yaml"
    text = rules.read_text(encoding="utf-8")
    rules.write_text(text.replace("title:", "title:  # a\u2028# b\n ", 1), encoding="utf-8")
    with Editor(project) as editor:
        editor.open(rules)
        changes = editor.rename(rules, at(rules, "book.kind"), "sort")
    applied(changes)
    assert "book.sort" in rules.read_text(encoding="utf-8")
    assert Policy.load(project / "policy", cache=False).rules


def test_only_a_fact_is_renamed(project):
    rules = project / "policy" / "rules" / "1-borrowing.yaml"
    with Editor(project) as editor:
        editor.open(rules)
        with pytest.raises(JsonRpcException, match="只有事实可以改名"):
            editor.rename(rules, at(rules, "readers-borrow"), "x")


@pytest.mark.parametrize(
    ("wanted", "why"),
    [
        ("Kind", "不能作事实的名称"),
        ("reader.kind", "不能作事实的名称"),
        ("shelf", "“book.shelf”已经有了"),
    ],
)
def test_a_name_that_is_none_or_taken_is_refused(project, wanted, why):
    rules = project / "policy" / "rules" / "3-precious.yaml"
    with Editor(project) as editor:
        editor.open(rules)
        with pytest.raises(JsonRpcException, match=why):
            editor.rename(rules, at(rules, "book.kind"), wanted)


def test_nothing_is_renamed_while_a_file_cannot_be_read(project):
    rules, other = project / "policy" / "rules" / "3-precious.yaml", project / "policy" / "rules" / "8-new.yaml"
    with Editor(project) as editor:
        editor.open(rules)
        editor.open(other, "rule: [\n")
        with pytest.raises(JsonRpcException, match=r"8-new\.yaml 写法有误"):
            editor.rename(rules, at(rules, "book.kind"), "sort")


def test_a_released_fact_keeps_its_name(project):
    rules = project / "policy" / "rules" / "3-precious.yaml"
    lock = ["lock", "--policy", str(project / "policy"), "--by", "library", "--day", "2024-01-01"]
    with pytest.raises(SystemExit) as left:
        app(lock)
    assert left.value.code == 0
    with Editor(project, {"lang": "en"}) as editor:
        editor.open(rules)
        with pytest.raises(JsonRpcException, match="Not renamed, as the policy would not be valid"):
            editor.rename(rules, at(rules, "book.kind"), "sort")
