"""Cases and histories are read alike: facts here or in a file of their own, and every fault of every file at once."""

from pathlib import Path

import pytest

from afterschool_policy import InvalidPolicy
from afterschool_policy.testing.cases import load_cases
from afterschool_policy.testing.histories import load_histories

CASES = """
decision: some_question
cases:
  - name: facts here
    facts: {fee: {amount_yuan: 3.50, free: no_fee}}
    expect: {outcome: satisfied}
  - name: facts there
    facts_file: facts/there.yaml
    expect: {outcome: satisfied}
"""
HISTORIES = """
case_files:
  - name: facts there
    facts_file: facts/there.yaml
    then:
      - assert: {fee: {amount_yuan: 1}}
        expect: {}
      - retract: {fee: [amount_yuan]}
        expect: {}
"""


def written(folder: Path, **texts: str) -> Path:
    for name, text in texts.items():
        path = folder / f"{name.replace('__', '/')}.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def faults(load, folder: Path) -> list[str]:
    with pytest.raises(InvalidPolicy) as raised:
        load(folder)
    return [f"{fault.code} {Path(fault.span.file.path).name}:{fault.span.line}" for fault in raised.value.diagnostics]


def test_facts_stand_in_the_case_or_in_a_file_of_their_own(tmp_path):
    cases = load_cases(written(tmp_path, cases=CASES, facts__there="fee: {amount_yuan: 7}\n"))
    assert [case.id for case in cases] == ["some_question: facts here", "some_question: facts there"]
    assert [str(case.facts["fee"]["amount_yuan"]) for case in cases] == ["3.50", "7"]
    assert [case.span.line for case in cases] == [4, 7]


def test_a_single_file_is_read_too(tmp_path):
    written(tmp_path, cases=CASES, more=CASES, facts__there="fee: {amount_yuan: 7}\n")
    assert len(load_cases(tmp_path)) == 2 * len(load_cases(tmp_path / "cases.yaml")) == 4


def test_a_history_names_the_methods_that_it_calls(tmp_path):
    (history,) = load_histories(written(tmp_path, calls=HISTORIES, facts__there="fee: {amount_yuan: 7}\n"))
    assert str(history.facts["fee"]["amount_yuan"]) == "7"
    assert [method for method, _ in history.calls] == ["assert_facts", "retract"]
    assert history.calls[1][1] == {"fee": ["amount_yuan"]}


@pytest.mark.parametrize(("load", "text"), [(load_cases, CASES), (load_histories, HISTORIES)])
def test_a_file_of_facts_that_is_not_there_is_a_fault_where_it_is_named(tmp_path, load, text):
    line = text.splitlines().index("    facts_file: facts/there.yaml") + 1
    assert faults(load, written(tmp_path, one=text)) == [f"file-unreadable one.yaml:{line}"]


def test_every_fault_of_every_file_is_told_at_once(tmp_path):
    broken = CASES.replace("satisfied", "sat", 1)
    folder = written(tmp_path, a=broken, b=CASES, c="cases: [\n", facts__there="fee: {amount_yuan: 7\n")
    found = faults(load_cases, folder)
    assert "wrong-shape a.yaml:6" in found
    assert {name.split()[1].split(":")[0] for name in found} == {"a.yaml", "there.yaml", "c.yaml"}


def test_a_step_that_calls_nothing_is_a_fault(tmp_path):
    text = HISTORIES.replace("assert: {fee: {amount_yuan: 1}}", "amend: {}")
    folder = written(tmp_path, one=text, facts__there="fee: {amount_yuan: 7}\n")
    assert faults(load_histories, folder) == ["case-shape one.yaml:5"]


@pytest.mark.parametrize("name", ["more.yml", "more.YAML", "more.yaml.txt", "deep/more.YML"])
@pytest.mark.parametrize("load", [load_cases, load_histories])
def test_a_file_that_its_name_keeps_from_being_read_is_told(tmp_path, name, load):
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text(CASES, encoding="utf-8")
    with pytest.raises(InvalidPolicy) as caught:
        load(tmp_path)
    (fault,) = caught.value.diagnostics
    assert (fault.code, fault.fields["name"]) == ("file-ending", name)


@pytest.mark.parametrize("load", [load_cases, load_histories])
def test_a_link_to_a_folder_of_cases_is_told_and_neither_followed_nor_passed_over(tmp_path, load):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "cases").mkdir()
    (tmp_path / "cases" / "more").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    with pytest.raises(InvalidPolicy) as caught:
        load(tmp_path / "cases")
    assert [each.code for each in caught.value.diagnostics] == ["file-unreadable"]


def test_what_editors_leave_behind_is_no_case(tmp_path):
    for name in (".#cases.yaml", "._cases.yaml", ".ipynb_checkpoints/cases.yaml", "cases.yaml~", "notes.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(CASES, encoding="utf-8")
    assert load_cases(tmp_path) == []


@pytest.mark.parametrize("text", [CASES.replace("cases:", "casess:"), CASES.replace("cases:", "case:"), "- a\n", "a\n"])
def test_what_would_be_passed_over_and_is_not_of_facts_is_told(tmp_path, text):
    folder = written(tmp_path, a=text, facts__there="fee: {amount_yuan: 7}\n")
    (fault,) = faults(load_cases, folder)
    assert fault.split()[0] == ("unknown-key" if ":" in text else "case-shape")


@pytest.mark.parametrize("text", ["fee: {amount_yuan: 7}\n", "case: {number: 7}\n", "", "# nothing yet\n"])
def test_facts_lie_beside_the_cases_and_no_file_is_run_for_them(tmp_path, text):
    assert load_cases(written(tmp_path, a=text)) == []
