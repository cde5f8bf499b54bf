"""A policy folder that says what rules of the workload say: the hand-written one, or one of copies."""

from __future__ import annotations

import atexit
import re
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from benchmarks.workload.conditions import All, Compare, Condition, Either, Equals, In, Is, Not, Number, Shares, Times
from benchmarks.workload.records import Fresh
from benchmarks.workload.rules import TWELVE, Pairs, Rule

FOLDER = Path(__file__).parents[1] / "policies" / "fees_and_funds"
DECISION = "fees_and_funds"

FACTS = {
    "stage": "student.stage",
    "enrolled": "student.enrolled",
    "hardship": "student.hardship",
    "single_parent": "student.single_parent",
    "left_behind": "student.left_behind",
    "migrant_worker_child": "student.migrant_worker_child",
    "applied_voluntarily": "student.applied_voluntarily",
    "coerced": "student.coerced",
    "fee_amount": "fee.amount",
    "fee_published": "fee.published",
    "fee_item": "fee.item",
    "fund_use": "fund.use",
    "fund_amount": "fund.amount",
    "vendor_kind": "vendor.kind",
    "vendor_listed": "vendor.listed",
    "vendor_sanctions": "vendor.sanctions",
    "contract_signed": "vendor.contract_signed",
    "session_start": "session.start",
    "session_end": "session.end",
    "new_lesson": "session.new_lesson",
    "students": "staffing.students",
    "teachers": "staffing.teachers",
}
"""The facts of a record by their names in the policy."""

_NO_EFFECT = re.compile(r", no_effect: \{.*?\}(?=\})")
TIMES = frozenset({"session_start", "session_end"})


@dataclass(frozen=True, slots=True)
class Written:
    """How a rule is written: the part that holds its condition, and the outcomes that the reference calls otherwise."""

    rule: str
    modality: str
    outcomes: dict[str, str]
    part: Literal["condition", "banned unless", "applies"] = "condition"


WRITTEN = {
    "R01": Written("for-enrolled-volunteers", "must", {"satisfied": "eligible", "violated": "not_eligible"}),
    "R02": Written("nobody-is-coerced", "must_not", {"prohibited": "prohibited", "permitted": "ok"}),
    "R03": Written("no-fee-unpublished", "must_not", {"prohibited": "prohibited", "permitted": "ok"}),
    "R04": Written(
        "hardship-relieved",
        "must",
        {"required": "waive", "not_applicable": "no_waiver", "undetermined": "unknown"},
        "applies",
    ),
    "R05": Written("some-come-first", "priority", {"required": "priority", "not_applicable": "normal"}, "applies"),
    "R06": Written("no-other-fees", "must_not", {"permitted": "allowed", "prohibited": "prohibited"}, "banned unless"),
    "R07": Written(
        "no-other-spending", "must_not", {"permitted": "allowed", "prohibited": "prohibited"}, "banned unless"
    ),
    "R08": Written("vendors-excluded", "must_not", {"prohibited": "excluded", "permitted": "ok"}),
    "R09": Written("contract-signed", "must", {"satisfied": "ok", "violated": "prohibited"}),
    "R10": Written("session-hours", "must", {"satisfied": "ok", "violated": "outside"}),
    "R11": Written("no-new-lessons", "must_not", {"prohibited": "prohibited", "permitted": "ok"}),
    "R12": Written("teachers-suffice", "must", {"satisfied": "ok", "violated": "short"}),
}


# ------------------------------------------------------------------------------------------------ facts and answers
def raw(record: Fresh) -> dict[str, dict[str, object]]:
    """The record as a caller has it who has just read JSON: groups of facts, times as text."""
    grouped: dict[str, dict[str, object]] = {}
    for name, value in record.items():
        group, _, fact = FACTS[name].partition(".")
        grouped.setdefault(group, {})[fact] = _clock(value) if name in TIMES else value
    return grouped


def pairs(rules: tuple[Rule, ...], answered: list[tuple[str, str]]) -> Pairs:
    """Our answers in the words of the reference, in the order of the rules."""
    found = dict(answered)
    return [(rule.id, WRITTEN[rule.of].outcomes[str(found[f"{name(rule)}@1"])]) for rule in rules]


def name(rule: Rule) -> str:
    """The id of a rule in the policy."""
    copy = rule.id.removeprefix(rule.of).replace("_", "-")
    return f"{WRITTEN[rule.of].rule}{copy}"


# --------------------------------------------------------------------------------------------------------- folder
def folder_of(rules: tuple[Rule, ...]) -> Path:
    """The folder of the twelve as it stands, or one with these rules instead, which is gone when the process ends."""
    if len(rules) == len(TWELVE):
        return FOLDER
    made = Path(tempfile.mkdtemp(prefix="policy-of-copies-"))
    atexit.register(shutil.rmtree, made)
    shutil.copytree(FOLDER, made, dirs_exist_ok=True, ignore=shutil.ignore_patterns("rules"))
    (made / "rules").mkdir()
    documents = [_document(rule) for rule in rules]
    for first in range(0, len(rules), 120):
        (made / "rules" / f"{first:05}.yaml").write_text("---\n".join(documents[first : first + 120]), encoding="utf-8")
    if any(FACTS["fund_amount"] in document for document in documents):  # which the twelve do not read
        facts = made / "facts.yaml"
        facts.write_text(_NO_EFFECT.sub("", facts.read_text(encoding="utf-8")), encoding="utf-8")
    return made


def _document(rule: Rule) -> str:
    written = WRITTEN[rule.of]
    clause, copy = int(rule.of[1:]), rule.id.partition("_")[2]
    head = [
        f"rule: {name(rule)}",
        "version: 1",
        "effective: {from: in_force}",
        f"title: {{zh: 第{clause}条之{copy}, en: article {clause} copy {copy}}}",
        f'clauses: ["{clause}"]',
    ]
    match rule.condition:
        case Compare(symbol, Times(fact, by), str() as other):
            parameter = f"students_per_teacher_{copy}"
            stated = [
                *head[1:],
                "modality: parameter",
                f"parameter: {parameter}",
                "label: {zh: 每名教师对应的学生数, en: students per teacher}",
                f"value: {by}",
                "unit: student/teacher",
            ]
            condition = f"{FACTS[fact]} {symbol} ceil({FACTS[other]} / parameter.{parameter})"
            before = "\n".join([f"rule: students-per-teacher-{copy}", *stated]) + "\n---\n"
        case _:
            condition, before = _condition(rule.condition), ""
    part = "applies" if written.part == "applies" else "condition"
    condition = f"not ({condition})" if written.part == "banned unless" else condition
    body = [f"decision: {DECISION}", f"modality: {written.modality}", f"{part}: >-\n  {condition}"]
    if written.part == "applies":
        body.append("due:\n  act: {zh: 办理, en: see to it}")
    return before + "\n".join([*head, *body]) + "\n"


def _condition(node: Condition) -> str:
    match node:
        case Is(fact):
            return FACTS[fact]
        case Not(of):
            return f"not {_condition(of)}"
        case Equals(fact, code):
            return f"{FACTS[fact]} == {code}"
        case In(fact, codes):
            return f"{FACTS[fact]} in [{', '.join(codes)}]"
        case Shares(fact, codes):
            return f"any({FACTS[fact]}) in [{', '.join(codes)}]"
        case Compare(symbol, left, right):
            timed = left in TIMES or right in TIMES
            return f"{_number(left, timed=timed)} {symbol} {_number(right, timed=timed)}"
        case All(parts):
            return f"({' and '.join(_condition(each) for each in parts)})"
        case Either(parts):
            return f"({' or '.join(_condition(each) for each in parts)})"


def _number(number: Number, *, timed: bool) -> str:
    if isinstance(number, str):
        return FACTS[number]
    return _clock(number) if timed else str(number)


def _clock(minutes: object) -> str:
    assert isinstance(minutes, int)
    return f"{minutes // 60}:{minutes % 60:02}"
