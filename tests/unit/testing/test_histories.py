"""A history tells what came out otherwise than it is written, call by call."""

from pathlib import Path

import pytest

from afterschool_policy import Policy
from afterschool_policy.testing.cases import Difference
from afterschool_policy.testing.histories import load_histories, run_history

ROOT = Path(__file__).parents[3]
HISTORY = """
case_files:
  - name: one teacher, two students
    facts: {session: {A-1: {staffing: {teachers: 1}}}}
    expect:
      open: {staffing_level: {session A-1: violated}}
      findings: {staffing_level: {}}
    then:
      - assert: {session: {A-1: {staffing: {students: 2}}}}
        expect:
          findings: {staffing_level: {session A-1: violated}}
          new: {}
          changed: {}
      - amend: {session: {A-1: {staffing: {students: 31}}}}
        expect:
          changed: {staffing_level: {session A-1: violated}}
"""


def run(folder: Path, text: str):
    (folder / "history.yaml").write_text(text, encoding="utf-8")
    (history,) = load_histories(folder)
    return run_history(Policy.load(ROOT / "policy"), history)


def test_each_difference_names_its_call_and_its_question(tmp_path):
    result = run(tmp_path, HISTORY)
    assert not result.passed
    assert result.differences == (
        Difference("open.staffing_level", "session A-1: violated", "session A-1: undetermined"),
        Difference("then[1].findings.staffing_level", "session A-1: violated", "session A-1: satisfied"),
        Difference("then[1].new.staffing_level", "—", "session A-1: satisfied"),
    )


def test_a_call_that_is_refused_stops_the_history_with_what_came_before(tmp_path):
    result = run(tmp_path, HISTORY.replace("students: 31", "students: many"))
    assert result.error is not None
    assert len(result.differences) == 3


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("{teachers: 1}", "{teachers: one}", 4),
        ("students: 2}", "students: two}", 9),
        ("students: 31", "students: many", 14),
        ("students: 31", "stundents: 31", 14),
    ],
)
def test_a_mistake_in_the_facts_of_a_history_is_told_by_its_place(tmp_path, old, new, line):
    result = run(tmp_path, HISTORY.replace(old, new))
    assert result.error is not None
    assert [fault.span and fault.span.line for fault in result.error.diagnostics] == [line]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("findings: {staffing_level: {}}", "findings: {stafing_level: {}}"),
        ("new: {}", "new: {stafing_level: {}}"),
        ("open: {staffing_level", "open: {stafing_level"),
    ],
)
def test_a_question_that_there_is_not_is_told(tmp_path, old, new):
    result = run(tmp_path, HISTORY.replace(old, new))
    assert result.error is not None
    assert [fault.fields["name"] for fault in result.error.diagnostics] == ["stafing_level"]
