"""The library runs any policy: src holds no fact, clause, rule, decision or sentence of the one that it ships."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from afterschool_policy import Policy

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "src").rglob("*.py"))
POLICY = Policy.load(ROOT / "policy")


def names_of_the_policy() -> set[str]:
    """Names that can only be this policy's: dotted facts, ids of rules, decisions, clauses and readings, long codes."""
    law = POLICY.law
    names = {*law.vocabulary.facts, *law.decisions, *law.readings}
    names |= {rule.id for rule in law.rules if "-" in rule.id}
    names |= {clause for clause in law.clauses if re.fullmatch(r"\d\.\d\.\d[a-z]?", clause)}
    names |= {code for each in law.vocabulary.enumerations.values() for code in each.codes if "_" in code}
    return names


def sentences() -> set[str]:
    """Pieces of the text long enough to be nobody else's words."""
    pieces = re.split(r"[，。；：、（）“”《》\s]", POLICY.law.source)
    return {piece for piece in pieces if len(piece) >= 6}


NAMES = re.compile(r"(?<![\w.-])(?:" + "|".join(map(re.escape, sorted(names_of_the_policy()))) + r")(?![\w.-])")


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(ROOT / "src").as_posix())
def test_a_module_holds_no_name_and_no_sentence_of_the_policy(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert NAMES.findall(text) == []
    assert [piece for piece in sentences() if piece in text] == []


def test_the_test_sees_what_it_looks_for() -> None:
    assert NAMES.findall('condition = "student.hardship_recognised"') == ["student.hardship_recognised"]
    assert NAMES.findall("# see 4.2.4 and IC-25") == ["4.2.4", "IC-25"]
    assert "严禁以任何方式强制或变相强制学生参加" in sentences()
