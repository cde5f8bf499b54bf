"""Every explanation of every case is set as each language is: signs, spaces, numbers, units, days, lists and clauses.

The words of the text are quoted as they stand, so what is in quotation marks is left out; so are its headings, numbers
of documents, and names in brackets at the end of a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from afterschool_policy import Policy
from afterschool_policy.testing.cases import load_cases
from afterschool_policy.text import LANGUAGES, Lang
from tests.support import LIBRARY

ROOT = Path(__file__).parents[2]
POLICIES = {ROOT / "policy": ROOT / "fixtures", LIBRARY: LIBRARY / "cases"}
QUOTED = re.compile(r"^(?:Clause|条款) \S+ “.*”$|^[一二三四五六七八九十]+、\S+: ?$|“[^“”]*”|[〔\[]\d{4}[〕\]]\d+ ?号")
NAME = re.compile(r"  \[[^\]]*\]$")
NUMBERED = re.compile(r"^[A-Z]+-\d+ ")
COUNTED = "student|teacher|aide|person|month|time|day|minute|class hour|book|fact|question"
HAN = r"[\u4e00-\u9fff]"
WRONG: dict[Lang, dict[str, str]] = {
    "zh": {
        "a space between Chinese characters": rf"{HAN} {HAN}",
        "a space between a number and its unit": rf"[0-9] {HAN}",
        "a comma, colon, semicolon or bracket of English": rf"{HAN}[,:;()]|[,:;()]{HAN}",
        "a hyphen for a minus": r" - |[0-9]-[0-9]+元",
        "a day in figures": r"\d{4}-\d\d-\d\d",
        "a conversion of units": r"÷每人1名",
        "a list by its number of items": r"的项数（\d+）(?:为|不是|高于|低于|不低于|不超过)\d",
    },
    "en": {
        "a sign of Chinese": r"[，。；：（）！？、【】]",
        "many of one": rf"(?<![\d.,])\b1 (?:{COUNTED})s\b",
        "one of many": rf"(?<![\d.,])\b(?:[02-9]|\d\d+) (?:{COUNTED})\b",
        "a day in figures": r"\d{4}-\d\d-\d\d",
        "a year as a quantity": r"\b20\d\d years\b",
        "one clause of many": r"\bclause [\w.-]+(?:,| and) [\w.-]+\)",
        "many clauses of one": r"\bclauses [\w.-]+\)",
        "a hyphen for a minus": r" - ",
    },
}
"""What must not stand in an explanation, by language, each under what it would be."""


def explanations(folder: Path, lang: Lang) -> Iterator[tuple[str, str]]:
    policy = Policy.load(folder)
    for case in load_cases(POLICIES[folder]):
        decision = policy.decide(case.decision, case.facts, as_of=case.case.as_of, readings=case.case.readings)
        for line in decision.explain(lang).splitlines():
            yield case.id, line


def bare(line: str) -> str:
    line, inner = NAME.sub("", line.strip()), ""
    while line != inner:  # the words of a clause may quote in turn
        inner, line = line, QUOTED.sub("", line)
    return NUMBERED.sub("", line)


def faults(line: str, lang: Lang) -> list[str]:
    found = [what for what, pattern in WRONG[lang].items() if re.search(pattern, bare(line))]
    pairs = ("“”", "（）", "《》", "【】") if lang == "zh" else ("“”", "()")
    return found + [pair for pair in pairs if bare(line).count(pair[0]) != bare(line).count(pair[1])]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("folder", POLICIES, ids=lambda folder: folder.name)
def test_every_line_is_set_as_its_language_is(folder: Path, lang: Lang) -> None:
    seen: dict[str, tuple[str, list[str]]] = {}
    for case, line in explanations(folder, lang):
        if line not in seen:
            seen[line] = (case, faults(line, lang))
    assert len(seen) > 200
    assert {line: told for line, told in seen.items() if told[1]} == {}


@pytest.mark.parametrize(
    ("lang", "line"),
    [
        ("zh", "金额（300 元）"), ("zh", "金额(300元)"), ("zh", "甲, 乙"), ("zh", "甲：“乙"), ("zh", "时间 2021-09-10"),
        ("en", "the shortfall (1 teachers)"), ("en", "4 teacher"), ("en", "2021 years"), ("en", "（clause 2）"),
        ("en", "(clause 2.1.2a, 2.1.2b)"), ("en", "(clauses 2)"), ("en", "600 yuan - 300 yuan"),
    ],
)  # fmt: skip
def test_a_line_that_is_set_wrong_is_seen(lang: Lang, line: str) -> None:
    assert faults(line, lang)
