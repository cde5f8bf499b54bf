"""The command line: what it prints and the status it ends with."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner

from afterschool_policy.cli import app
from afterschool_policy.engines.choice import ENGINES
from afterschool_policy.engines.compiled import CompiledEngine
from afterschool_policy.engines.cross_check import CrossCheckedEngines
from afterschool_policy.engines.interpreter import WalkingEngine

ROOT = Path(__file__).parents[2]
FACTS = """\
student: {hardship_recognised: true}
fee: {kind: service_fee, amount_yuan: 600, standard_yuan: 600}
"""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with a copy of the policy and a file of facts."""
    shutil.copytree(ROOT / "policy", tmp_path / "policy")
    (tmp_path / "facts.yaml").write_text(FACTS, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*args: str, given: str | None = None) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, list(args), input=given)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.stdout, result.stderr


def test_check_tells_what_it_found(here: Path) -> None:
    code, out, _ = run("check")
    assert code == 0
    assert "通过" in out


def test_check_tells_every_fault_with_its_place_and_ends_with_3(here: Path) -> None:
    rule = next((here / "policy" / "rules").rglob("*.yaml"))
    rule.write_text(rule.read_text(encoding="utf-8").replace("modality:", "modalty:", 1), encoding="utf-8")
    code, _, err = run("check", "--lang", "en")
    assert code == 3
    assert f"{rule.relative_to(here).as_posix()}:" in err
    assert "unknown key `modalty`" in err
    assert "Did you mean `modality`?" in err
    assert "Traceback" not in err


def test_decide_gives_outcome_quote_and_amounts(here: Path) -> None:
    code, out, _ = run("decide", "hardship_relief", "--facts", "facts.yaml")
    assert code == 0
    assert "不符合" in out
    assert "对家庭经济困难学生，要减免课后服务费用。" in out


def test_explain_tells_as_much_as_it_is_asked_for(here: Path) -> None:
    told = {
        option: run("explain", "hardship_relief", "-f", "facts.yaml", *option.split())[1].count("\n")
        for option in ("--depth answer", "", "--full", "--for parent", "--for auditor")
    }
    assert told["--depth answer"] < told[""] < told["--full"]
    assert told["--for auditor"] == told["--full"]
    assert told["--for parent"] <= 10
    code, _, err = run("explain", "hardship_relief", "-f", "facts.yaml", "--for", "parents", "--lang", "en")
    assert code == 2
    assert "parent" in err


def test_explain_sets_english_beside_chinese(here: Path) -> None:
    asked = ("explain", "hardship_relief", "-f", "facts.yaml", "--depth", "answer")
    alone = [run(*asked, "--lang", lang)[1].strip() for lang in ("zh", "en")]
    assert run(*asked, "--lang", "both")[1].strip() == "\n\n".join(alone)
    assert run(*asked, "--lang", "both", "--format", "html")[0] == 2


def test_decide_asks_for_what_is_missing(here: Path) -> None:
    code, out, _ = run("decide", "hardship_relief", "--facts", "-", given="fee: {kind: service_fee}\n")
    assert code == 0
    assert "家庭经济困难" in out.partition("下一步")[2]


def test_decide_reads_json_and_writes_the_record(here: Path) -> None:
    (here / "facts.json").write_text(json.dumps({"fee": {"kind": "meal"}}), encoding="utf-8")
    code, out, _ = run("decide", "hardship_relief", "--facts", "facts.json", "--format", "json")
    assert code == 0
    assert json.loads(out)["outcome"] == "not_applicable"


def test_replay_is_same_and_notices_a_change(here: Path) -> None:
    _, out, _ = run("decide", "hardship_relief", "--facts", "facts.yaml", "--format", "json")
    record = here / "record.json"
    record.write_text(out, encoding="utf-8")
    assert run("replay", "record.json")[0] == 0
    record.write_text(out.replace('"violated"', '"satisfied"', 1), encoding="utf-8")
    assert run("replay", "record.json")[0] == 1


def test_a_record_is_read_from_standard_input_too(here: Path) -> None:
    _, record, _ = run("decide", "hardship_relief", "-f", "facts.yaml", "--format", "json")
    assert run("replay", "-", given=record)[0] == 0
    code, _, err = run("replay", "-", "--lang", "en", given="nothing")
    assert code == 2
    assert "error[record-shape]" in err
    code, _, err = run("replay", "nowhere.json", "--lang", "en")
    assert code == 2
    assert "nowhere.json" in err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize(
    "args",
    [
        ("explain", "hardship_relief", "-f", "facts.yaml"),
        ("explain", "hardship_relief", "-f", "facts.yaml", "--format", "html"),
        ("decide", "hardship_relief", "-f", "facts.yaml", "--format", "json"),
        ("types",),
        ("schema", "facts"),
    ],
)
def test_standard_output_that_takes_nothing_more_is_told_in_words(here: Path, args: tuple[str, ...]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "afterschool_policy", *args, "--lang", "en"],
            stdout=full, stderr=subprocess.PIPE, check=False, text=True, encoding="utf-8",
        )  # fmt: skip
    assert done.returncode == 2
    assert "error[file-unwritable]" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("output", ["text", "markdown", "html", "json"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_explain_writes_every_format_in_both_languages(here: Path, output: str, lang: str) -> None:
    code, out, _ = run("explain", "hardship_relief", "-f", "facts.yaml", "--format", output, "--lang", lang)
    assert code == 0
    assert "对家庭经济困难学生" in out
    assert ("不符合" if lang == "zh" else "violated") in out


def test_explain_tells_about_a_clause(here: Path) -> None:
    code, out, _ = run("explain", "--clause", "4.2.4")
    assert code == 0
    assert "对家庭经济困难学生，要减免课后服务费用。" in out
    assert "[hardship_relief]" in out


def test_a_clause_beside_a_decision_is_gone_by_alone(here: Path) -> None:
    code, out, _ = run("explain", "hardship_relief", "-f", "facts.yaml", "--clause", "4.2.4")
    assert code == 0
    assert "仅就条款4.2.4而言" in out
    code, out, _ = run("decide", "hardship_relief", "-f", "facts.yaml", "-c", "4.2.4", "--format", "json")
    assert (code, json.loads(out)["clauses"]) == (0, ["4.2.4"])


def test_an_open_decision_says_what_it_turns_on(here: Path) -> None:
    given = "student: {hardship_recognised: true}\nfee: {kind: service_fee, amount_yuan: 300}\n"
    _, out, _ = run("explain", "hardship_relief", "--facts", "-", given=given)
    assert "结论取决于什么" in out
    assert "[fee.standard_yuan]" in out


def test_readings_report_shows_what_turns_the_outcome(here: Path) -> None:
    given = FACTS.replace("amount_yuan: 600", "amount_yuan: 300")
    _, out, _ = run("decide", "hardship_relief", "--facts", "-", "--readings-report", given=given)
    assert "IC-25=full_exemption" in out


@pytest.mark.parametrize(
    ("args", "status"),
    [
        (("decide", "hardship_relif", "--facts", "facts.yaml"), 2),
        (("decide", "hardship_relief"), 2),
        (("decide", "hardship_relief", "--facts", "facts.yaml", "--reading", "IC-25"), 2),
        (("decide", "hardship_relief", "--facts", "facts.yaml", "--reading", "IC-25=nothing"), 2),
        (("decide", "hardship_relief", "--facts", "absent.yaml"), 3),
        (("explain",), 2),
        (("explain", "--clause", "9.9.9"), 2),
        (("decide", "hardship_relief", "--facts", "facts.yaml", "--clause", "9.9.9"), 2),
        (("nothing",), 2),
    ],
)
def test_wrong_use_ends_with_its_status_and_without_a_traceback(here: Path, args: tuple[str, ...], status: int) -> None:
    code, out, err = run(*args)
    assert code == status
    assert "Traceback" not in out + err


def test_wrong_facts_end_with_3_and_name_each(here: Path) -> None:
    code, _, err = run("decide", "hardship_relief", "-f", "-", given="fee: {kind: gift, amout_yuan: 3}\n")
    assert code == 3
    assert "fee.kind" in err
    assert "fee.amount_yuan" in err


@pytest.mark.parametrize("name", ["facts.json", "-"])
def test_facts_in_json_may_be_as_any_program_writes_them(here: Path, name: str) -> None:
    fee = {"kind": {"value": "service_fee", "asserted_by": "𠮷田老师"}, "amount_yuan": 300.5, "standard_yuan": 1e16}
    text = json.dumps({"fee": fee, "student": {"hardship_recognised": True}})
    (here / "facts.json").write_text(text, encoding="utf-8")
    code, out, _ = run("decide", "hardship_relief", "-f", name, "--format", "json", given=text)
    facts = json.loads(out)["facts"]
    assert code == 0
    assert facts["fee"]["standard_yuan"] == 10**16
    assert facts["fee"]["amount_yuan"] == "300.5"
    assert "𠮷田老师" in out


def test_a_mistake_in_a_file_of_facts_or_cases_is_told_by_its_place(here: Path) -> None:
    (here / "facts.yaml").write_text("fee:\n  kind: service_fee\n  amount_yuan: 三百\n", encoding="utf-8")
    code, _, err = run("decide", "hardship_relief", "-f", "facts.yaml")
    assert code == 3
    assert "facts.yaml:3:16: 错误[fact-type]" in err
    case = "- name: 一\n    facts: {fee: {amount_yuan: 三百}}\n    expect: {outcome: satisfied}\n"
    (here / "cases.yaml").write_text(f"decision: hardship_relief\ncases:\n  {case}", encoding="utf-8")
    _, out, err = run("test", "cases.yaml")
    assert "cases.yaml:4:32: 错误[fact-type]" in out + err
    (here / "book.yaml").write_text("fee:\n  a:\n    fee:\n      amount_yuan: 三百\n", encoding="utf-8")
    _, _, err = run("case", "book.yaml")
    assert "book.yaml:4:20: 错误[fact-type]" in err


@pytest.mark.parametrize(
    "day", ["2021-9-1", "２０２１-09-01", "2021-W01-1", "20210901", "2021-02-29", "2021-09-01T00:00"]
)
def test_a_day_is_written_in_one_form(here: Path, day: str) -> None:
    assert run("decide", "hardship_relief", "-f", "facts.yaml", "--as-of", day)[0] == 2
    (here / "dated.yaml").write_text(f'context: {{as_of: "{day}"}}\n', encoding="utf-8")
    assert run("decide", "hardship_relief", "-f", "dated.yaml")[0] == 3


@pytest.mark.parametrize("encoding", ["gbk", "utf-16"])
def test_a_file_in_another_encoding_is_told_so(here: Path, encoding: str) -> None:
    def write(name: str, text: str) -> None:
        (here / name).write_bytes(f"# 三百元\n{text}".encode(encoding))

    write("facts.yaml", "fee: {kind: meal}\n")
    write("case.yaml", "decision: hardship_relief\ncases: []\n")
    write("record.json", "{}")
    (here / "named.yaml").write_text(
        "decision: hardship_relief\ncases:\n"
        "  - name: a\n    facts_file: facts.yaml\n    expect: {outcome: satisfied}\n",
        encoding="utf-8",
    )
    for args in (
        ("decide", "hardship_relief", "-f", "facts.yaml"),
        ("case", "facts.yaml"),
        ("test", "case.yaml"),
        ("test", "named.yaml"),
        ("replay", "record.json"),
    ):
        code, out, err = run(*args)
        assert code in (2, 3), args
        assert "file-encoding" in out + err, args


def test_a_failed_case_shows_the_difference_and_on_request_why_and_ends_with_1(here: Path) -> None:
    case = f"""\
decision: hardship_relief
cases:
  - name: 期望有误
    facts: {{{", ".join(line for line in FACTS.splitlines())}}}
    expect: {{outcome: satisfied}}
"""
    (here / "cases.yaml").write_text(case, encoding="utf-8")
    quoted = "对家庭经济困难学生，要减免课后服务费用。"
    code, out, _ = run("test", "cases.yaml")
    assert code == 1
    assert "cases.yaml:3:" in out
    assert "应为 satisfied（符合）；实为 violated（不符合）" in out
    assert quoted not in out
    assert quoted in run("test", "cases.yaml", "--explain")[1]
    assert "应为" not in run("test", "cases.yaml", "--brief")[1]


OF_MEALS = """\
decision: hardship_relief
cases:
  - name: a case
    facts: {fee: {kind: meal}}
    expect: {outcome: not_applicable, EXPECTED}
"""


@pytest.mark.parametrize(
    ("expected", "told"),
    [
        ("amounts: {reliefs_yuan: null}", "Did you mean `relief_yuan`"),
        ("values: {relief_yuan: null}", "there is no value `relief_yuan`"),
        ("parts: {meal_fee: satisfied}", "parts.meal_fee: expected satisfied"),
    ],
)
def test_what_is_expected_of_nothing_fails(here: Path, expected: str, told: str) -> None:
    (here / "cases.yaml").write_text(OF_MEALS.replace("EXPECTED", expected), encoding="utf-8")
    code, out, err = run("test", "cases.yaml", "--lang", "en")
    assert code == 1
    assert told in out + err


def test_a_run_in_which_nothing_is_run_is_no_success(here: Path) -> None:
    (here / "fixtures").mkdir()
    for text in (None, "fee: {kind: meal}\n", ""):
        if text is not None:
            (here / "fixtures" / "facts.yaml").write_text(text, encoding="utf-8")
        code, _, err = run("test", "--lang", "en")
        assert code == 1
        assert "error[cases-none]" in err


def test_a_case_that_fails_covers_no_clause_and_lets_no_mutant_be_tried(here: Path) -> None:
    fails = OF_MEALS.replace("not_applicable, EXPECTED", "satisfied")
    (here / "cases.yaml").write_text(fails, encoding="utf-8")
    code, out, _ = run("test", "cases.yaml", "--lang", "en", "--mutants")
    assert code == 1
    assert "clauses that outcomes rest on: 0/" in out
    assert "no fault was put into a rule" in out


def test_a_clause_is_told_by_the_cases_beside_its_policy_and_no_others(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (here / "fixtures").mkdir()
    (here / "fixtures" / "cases.yaml").write_text(OF_MEALS.replace(", EXPECTED", ""), encoding="utf-8")
    _, beside, _ = run("explain", "--clause", "4.2.4")
    assert "a case" in beside
    elsewhere = here / "elsewhere"
    (elsewhere / "fixtures").mkdir(parents=True)
    (elsewhere / "fixtures" / "users.yaml").write_bytes(b"- model: user\n  name: \xe9\n")
    monkeypatch.chdir(elsewhere)
    code, shipped, _ = run("explain", "--clause", "4.2.4")
    assert code == 0
    assert "a case" not in shipped
    monkeypatch.chdir(here / "policy")
    assert "a case" in run("explain", "--clause", "4.2.4", "--policy", ".")[1]
    monkeypatch.chdir(elsewhere)
    assert "a case" in run("explain", "--clause", "4.2.4", "--policy", "../policy")[1]


@pytest.mark.parametrize("name", ["rule", "case", "facts"])
def test_schema_prints_a_json_schema(here: Path, name: str) -> None:
    code, out, _ = run("schema", name)
    assert code == 0
    schema = json.loads(out)
    assert schema["$schema"].startswith("https://json-schema.org/")
    assert "hardship_recognised" in out or name == "rule"


AMENDED = "rule: students-per-teacher\n"


def test_lock_releases_new_versions_and_keeps_the_released(here: Path) -> None:
    (here / "policy" / "lock.yaml").unlink()
    shipped = yaml.safe_load((ROOT / "policy" / "lock.yaml").read_text(encoding="utf-8"))["releases"]
    first = run("lock", "--lang", "en", "--by", shipped[0]["by"], "--day", shipped[0]["day"])
    assert first[0] == 0
    locked = (here / "policy" / "lock.yaml").read_text(encoding="utf-8")
    again = run("lock", "--lang", "en")
    assert again[1].startswith("0 versions released")
    assert (here / "policy" / "lock.yaml").read_text(encoding="utf-8") == locked
    assert locked == (ROOT / "policy" / "lock.yaml").read_text(encoding="utf-8")


def test_lock_keeps_who_released_and_when_and_tells_what_reaches_back_to_the_release_before(here: Path) -> None:
    rules = next(path for path in (here / "policy" / "rules").rglob("*.yaml") if AMENDED in path.read_text("utf-8"))
    before = rules.read_text(encoding="utf-8")
    document = before[before.index(AMENDED) :].split("\n---\n")[0]
    after = document.replace("version: 1", "version: 2").replace("{from: in_force}", "{from: 2031-02-01}")
    ended = document.replace("{from: in_force}", "{from: in_force, to: 2031-01-31}")
    rules.write_text(before.replace(document, f"{ended.rstrip()}\n---\n{after}"), encoding="utf-8")
    code, out, _ = run("lock", "--lang", "en", "--by", "an officer", "--day", "2031-03-01")
    assert code == 0
    assert "students-per-teacher@2 takes effect on 2031-02-01, before the day of release, 2031-03-01" in out
    assert "\n1 versions released" in out
    lock = yaml.safe_load((here / "policy" / "lock.yaml").read_text(encoding="utf-8"))
    assert lock["releases"][1] == {"by": "an officer", "day": "2031-03-01"}
    assert [lock["released"]["rules"][f"students-per-teacher@{each}"]["release"] for each in (1, 2)] == [1, 2]
    assert run("lock", "--day", "soon")[0] == 2
    code, out, err = run("lock", "--day", "2031-02-28")
    assert (code, "release-day" in out + err) == (2, True)


def test_check_says_where_nothing_is_released(here: Path) -> None:
    assert "lock-missing" not in run("check", "--strict")[1]
    (here / "policy" / "lock.yaml").unlink()
    code, out, _ = run("check")
    assert (code, "警告[lock-missing]" in out) == (0, True)
    assert run("check", "--strict")[0] == 1


def test_an_audit_is_a_report_in_every_format(here: Path) -> None:
    given = FACTS + "staffing: {students: 91, teachers: 3, aides: 1, distinct_persons: 4}\n"
    code, text, _ = run("decide", "school_audit", "--facts", "-", given=given)
    assert code == 0
    assert "需要改正" in text
    _, html, _ = run("decide", "school_audit", "--facts", "-", "--format", "html", given=given)
    assert html.startswith("<!doctype html>")
    _, record, _ = run("decide", "school_audit", "--facts", "-", "--format", "json", given=given)
    assert set(json.loads(record)["parts"]) >= {"hardship_relief", "staffing_level"}


def test_why_not_says_what_would_make_it_so(here: Path) -> None:
    code, out, _ = run("explain", "hardship_relief", "-f", "facts.yaml", "--why-not", "satisfied", "--lang", "en")
    assert code == 0
    assert "“satisfied”" in out
    code, _, err = run("explain", "hardship_relief", "-f", "facts.yaml", "--why-not", "permitted", "--lang", "en")
    assert code == 2
    assert "There are: violated" in err


def test_ask_next_lists_the_questions(here: Path) -> None:
    code, out, _ = run("decide", "hardship_relief", "--facts", "-", "--ask-next", given="fee: {kind: service_fee}\n")
    assert code == 0
    assert "[student.hardship_recognised]" in out
    _, told, _ = run(
        "decide",
        "hardship_relief",
        "--facts",
        "-",
        "--ask-next",
        "--format",
        "json",
        given="fee: {kind: service_fee}\n",
    )
    assert json.loads(told)["fewest"] <= json.loads(told)["most"]


def test_piped_output_is_plain(here: Path) -> None:
    command = [sys.executable, "-m", "afterschool_policy", "explain", "hardship_relief", "-f", "facts.yaml"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "\x1b[" not in done.stdout


def test_completion_is_offered(here: Path) -> None:
    assert "--install-completion" in run("--help")[1]


def test_build_writes_a_bundle_that_every_command_takes_for_a_policy(here: Path) -> None:
    code, out, _ = run("build", "--output", "changle.jsonl", "--lang", "en")
    assert code == 0
    assert "policy revision sha256:" in out
    shutil.rmtree(here / "policy")
    code, out, _ = run("decide", "hardship_relief", "--facts", "facts.yaml", "--policy", "changle.jsonl")
    assert (code, "不符合" in out) == (0, True)
    code, _, err = run("decide", "hardship_relief", "--facts", "facts.yaml", "--policy", "facts.yaml", "--lang", "en")
    assert code == 3
    assert "the policy bundle cannot be read" in err


@pytest.mark.parametrize("command", ["decide", "explain"])
def test_two_engines_that_agree_tell_what_one_tells(here: Path, command: str) -> None:
    ENGINES["both"]()  # where it is not installed this says so, before the command does
    asked = (command, "hardship_relief", "--facts", "facts.yaml")
    code, out, _ = run(*asked, "--engine", "both")
    assert code == 0
    assert out == run(*asked)[1]


def test_an_unknown_engine_ends_with_2(here: Path) -> None:
    code, _, err = run("decide", "hardship_relief", "--facts", "facts.yaml", "--engine", "fast")
    assert code == 2
    assert "durable" in err


def test_engines_that_differ_end_with_1_and_tell_both_reasons(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    decide = WalkingEngine.verdict
    monkeypatch.setattr(WalkingEngine, "verdict", lambda self, question, _: decide(self, question, {}))
    monkeypatch.setitem(ENGINES, "both", lambda: CrossCheckedEngines(CompiledEngine(), WalkingEngine()))
    code, _, err = run("decide", "hardship_relief", "--facts", "facts.yaml", "--engine", "both")
    assert code == 1
    assert "不符合" in err
    assert "尚不能确定" in err
    assert "Traceback" not in err


CASE = """\
context: {as_of: 2021-11-12}
vendor: {V-1: {vendor: {issues: [poor_service], issue_established: true}}}
contract: {H-1: {vendor: V-1}}
fee: {F-1: {student: S-1, fee: {kind: service_fee}}}
"""


def test_case_tells_what_holds_of_every_entity(here: Path) -> None:
    (here / "case.yaml").write_text(CASE, encoding="utf-8")
    code, out, _ = run("case", "case.yaml")
    assert code == 0
    assert "【应当办理】合同 H-1：该机构应当退出课后服务，并移出平台目录。" in out
    assert "· 机构出现的问题：服务水平低下（机构 V-1）" in out
    assert "尚不能确定：" in out


def test_case_gives_json_with_support_and_missing_facts(here: Path) -> None:
    code, out, _ = run("case", "-", "--format", "json", given=CASE)
    told = json.loads(out)
    assert code == 0
    found = next(each for each in told["findings"] if each["entity"] == {"type": "contract", "id": "H-1"})
    assert (found["question"], found["outcome"], found["clauses"]) == ("vendor_review_removal", "required", ["4.3.3e"])
    assert {"entity": {"type": "vendor", "id": "V-1"}, "fact": "vendor.issues", "value": ["poor_service"]} in found[
        "support"
    ]
    charging = next(each for each in told["open"] if each["question"] == "fee_charging")
    whose = {"type": "student", "id": "S-1"}
    assert {"entity": whose, "fact": "student.hardship_recognised"} in charging["missing"]


def test_case_refuses_what_it_cannot_take_with_3(here: Path) -> None:
    code, _, err = run("case", "-", "--lang", "en", given="vendor: {V-1: {session: {}}}\nvender: {}\n")
    assert code == 3
    assert "error[case-place] `session` is not of vendor V-1" in err
    assert "Did you mean `vendor`" in err


def test_test_runs_histories_of_case_files_too(here: Path) -> None:
    history = """\
case_files:
  - name: a history
    facts: {vendor: {V-1: {vendor: {issues: [poor_service], issue_established: true}}}}
    expect: {findings: {vendor_review_removal: {vendor V-1: satisfied}}}
"""
    (here / "history.yaml").write_text(history, encoding="utf-8")
    code, out, _ = run("test", "history.yaml", "--lang", "en")
    assert code == 1
    assert "findings.vendor_review_removal: expected vendor V-1: satisfied; got vendor V-1: required" in out
    (here / "history.yaml").write_text(history.replace("satisfied", "required"), encoding="utf-8")
    code, out, _ = run("test", "history.yaml", "--lang", "en")
    assert code == 0
    assert "1 case files, 0 failed" in out


def test_a_history_without_a_call_is_told_with_its_place(here: Path) -> None:
    written = "case_files:\n  - {name: a history, then: [{expect: {}}]}\n"
    (here / "history.yaml").write_text(written, encoding="utf-8")
    code, _, err = run("test", "history.yaml", "--lang", "en")
    assert code == 3
    assert "history.yaml:2:" in err
    assert "assert | amend | retract" in err
