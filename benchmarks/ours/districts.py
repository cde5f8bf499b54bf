"""A policy of many rules of which each is about one district: of all of them only one can apply to a case."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from pathlib import Path

from benchmarks.ours.written import FOLDER

DECISION = "quota"
CASES_FROM = 40
"""So many districts occur in the cases, whatever the number of rules."""

_PER_FILE = 120
_POLICY = """\
id: quotas
name: {zh: 各区定额规定, en: Quotas by district}
issuer: {zh: 市, en: City}
level: {zh: 测试用文件, en: text for measurements}
source: source/quotas.txt
languages: [zh, en]
in_force: 2021-09-01
in_force_fact: context.in_force
as_of_fact: context.as_of
interpreter: {zh: 市, en: City}
interpreter_clauses: []
"""
_CLAUSES = """\
actors: {}

relations: {}

clauses:
  - {clause: "0", heading: [], line: 1, quote: 各区定额规定, operative: false, reason: {zh: 题名, en: title}}
  - {clause: "1", heading: [第一条], line: 3, quote: 第一条　各区按本区定额执行。, operative: true, modality: must}
"""
_DECISIONS = """\
sections:
  all: {zh: 定额, en: quotas}

units:
  person: {zh: 人, en: persons}
  yuan: {zh: 元, en: yuan}

decisions:
  quota:
    section: all
    question: {zh: 是否符合本区定额？, en: "Is the quota of the district kept?"}
    answers:
      prohibited: {zh: 有被禁止的事项。, en: Something is done that is forbidden.}
      violated: {zh: 有应当做到而没有做到的事项。, en: Something is not done that must be.}
      satisfied: {zh: 符合定额。, en: The quota is kept.}
      permitted: {zh: 没有违反禁令。, en: No ban is breached.}
      not_applicable: {zh: 本规定没有涉及。, en: The rules do not speak of it.}
"""
_FACTS = """
groups:
  context:
    label: {zh: 情境, en: context}
    facts:
      as_of: {type: date, label: {zh: 判断之日, en: day of the decision}, question: {zh: 哪一天？, en: "Which day?"}}
      in_force: {type: date, label: {zh: 施行之日, en: day of effect}, question: {zh: 何日施行？, en: "Since when?"}}
  shop:
    label: {zh: 门店, en: shop}
    facts:
      district: {type: code, codes: districts, label: {zh: 区, en: district}, question: {zh: 哪区？, en: "Where?"}}
      open: {type: boolean, label: {zh: 营业, en: open}, question: {zh: 是否营业？, en: "Is it open?"}}
      staff: {type: number, unit: person, label: {zh: 人数, en: staff}, question: {zh: 多少人？, en: "How many?"}}
      fee: {type: number, unit: yuan, label: {zh: 收费, en: fee}, question: {zh: 收多少？, en: "How much?"}}
"""


def write(folder: Path, rules: int) -> None:
    """The policy with so many rules, each about a district of its own."""
    (folder / "source").mkdir(parents=True)
    (folder / "rules").mkdir()
    shutil.copy(FOLDER / "readings.yaml", folder)
    text = "各区定额规定\n\n第一条　各区按本区定额执行。\n"
    districts = "\n".join(f"      {_code(each)}: {{zh: 第{each}区, en: district {each}}}" for each in range(rules))
    head = "enumerations:\n  districts:\n    label: {zh: 区, en: district}\n    open: false\n    codes:\n"
    for name, written in (
        ("source/quotas.txt", text),
        ("policy.yaml", _POLICY),
        ("clauses.yaml", _CLAUSES),
        ("decisions.yaml", _DECISIONS),
        ("facts.yaml", f"{head}{districts}\n{_FACTS}"),
    ):
        (folder / name).write_text(written, encoding="utf-8")
    documents = [_rule(each) for each in range(rules)]
    for first in range(0, rules, _PER_FILE):
        written = "---\n".join(documents[first : first + _PER_FILE])
        (folder / "rules" / f"{first:05}.yaml").write_text(written, encoding="utf-8")


def cases(seed: int) -> Iterator[dict[str, dict[str, object]]]:
    """Cases without end, of the districts that every such policy has."""
    draw = random.Random(seed)
    while True:
        yield {
            "shop": {
                "district": _code(draw.randrange(CASES_FROM)),
                "open": draw.random() < 0.9,
                "staff": draw.randrange(60),
                "fee": draw.randrange(600),
            }
        }


def _code(number: int) -> str:
    return f"d{number:05}"


def _rule(number: int) -> str:
    modality, condition = (
        ("must_not", f"shop.fee > {100 + number % 400} or shop.staff > {20 + number % 50}")
        if number % 2
        else ("must", f"shop.staff >= {number % 30 + 1} and shop.fee <= {450 + number % 50}")
    )
    return f"""\
rule: quota-{number:05}
version: 1
effective: {{from: in_force}}
title: {{zh: 第{number}区的定额, en: quota of district {number}}}
clauses: ["1"]
decision: {DECISION}
modality: {modality}
applies: shop.district == {_code(number)} and shop.open
condition: {condition}
"""
