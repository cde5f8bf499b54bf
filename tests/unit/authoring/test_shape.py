"""Shapes: an authored document is taken whole or refused with every fault, its place and what was meant."""

from datetime import date
from decimal import Decimal

import pytest

from afterschool_policy.authoring.models import AllOf, CasesFile, DecisionsFile, FactEntry, LedgerFile, NotOf, RuleEntry
from afterschool_policy.authoring.shape import shape
from afterschool_policy.authoring.yaml_reader import read
from afterschool_policy.positions import SourceFile

RULE = """\
rule: a-rule
version: 1
effective: {from: in_force}
title: {zh: 规则, en: rule}
clauses: [1.1]
decision: ask
modality: must
condition: thing.sound
"""


def shaped(model, text):
    (tree,), faults = read(SourceFile("a.yaml", text))
    assert faults == []
    return shape(model, tree)


def faults(model, text):
    made, found = shaped(model, text)
    assert made is None
    return [(each.code, text.split("\n")[each.span.line - 1][each.span.column - 1 :].split(":")[0]) for each in found]


def test_a_rule_is_read():
    made, found = shaped(RuleEntry, RULE)
    assert found == []
    assert made is not None
    assert (made.rule, made.version, made.decision, made.condition) == ("a-rule", 1, "ask", "thing.sound")
    assert made.effective.from_ == "in_force"


def test_dates_and_lists_of_decisions_are_read():
    made, _ = shaped(
        RuleEntry, RULE.replace("in_force", "2024-01-01, to: 2024-12-31").replace("decision: ask", "decision: [a, b]")
    )
    assert made is not None
    assert (made.effective.from_, made.effective.to) == (date(2024, 1, 1), date(2024, 12, 31))
    assert made.decision == ["a", "b"]


def test_conditions_nest():
    written = "condition:\n  all:\n    - thing.sound\n    - not: {any: [thing.ready, thing.wanted]}\n"
    made, found = shaped(RuleEntry, RULE.replace("condition: thing.sound\n", written))
    assert found == []
    assert made is not None
    assert isinstance(made.condition, AllOf)
    assert isinstance(made.condition.all[1], NotOf)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("modality", "modalty", [("missing-key", "rule"), ("unknown-key", "modalty")]),
        ("version: 1\n", "", [("missing-key", "rule")]),
        ("version: 1", "version: one", [("wrong-shape", "one")]),
        ("version: 1", "version: 0", [("wrong-shape", "0")]),
        ("a-rule", "A RuleEntry", [("wrong-shape", "A RuleEntry")]),
        ("[1.1]", "1.1", [("wrong-shape", "1.1")]),
        ("[1.1]", "[]", [("wrong-shape", "[]")]),
        ("in_force", "today", [("wrong-shape", "today}")]),
        ("{zh: 规则, en: rule}", "规则", [("wrong-shape", "规则")]),
        ("en: rule", "en: ''", [("wrong-shape", "'}")]),
        ("condition: thing.sound", "condition:\n  all: []", [("wrong-shape", "[]")]),
        ("condition: thing.sound", "unless:\n  - {when: a, clauses: [1], outcome: fine}", [("wrong-shape", "fine}")]),
    ],
)
def test_faults_of_shape_and_their_places(old, new, expected):
    assert sorted(faults(RuleEntry, RULE.replace(old, new))) == sorted(expected)


def test_every_fault_is_told_at_once():
    text = RULE.replace("version: 1", "version: x").replace("en: rule", "en: ''").replace("modality", "mood")
    assert len(faults(RuleEntry, text)) == 4


def test_an_unknown_key_comes_with_the_nearest_key_and_all_keys_there():
    _, found = shaped(RuleEntry, RULE + "unless:\n  - {when: a, clause: [1], clauses: [1]}\n")
    assert [each.code for each in found] == ["unknown-key"]
    assert "clauses" in found[0].message("en") + found[0].help("en")
    assert found[0].fields["allowed"] == ("clauses", "outcome", "when")


@pytest.mark.parametrize("flag", ["yes", "1", "maybe", "[]"])
def test_only_true_and_false_are_booleans(flag):
    entry = f"type: boolean\nlabel: {{zh: 甲, en: a}}\nquestion: {{zh: 甲？, en: a}}\njudgement: {flag}\n"
    (tree,), _ = read(SourceFile("a.yaml", entry))
    made, found = shape(FactEntry, tree)
    assert made is None
    assert [each.code for each in found] == ["wrong-shape"]


def test_answers_keep_their_order():
    text = (
        "sections: {}\nunits: {}\ndecisions:\n  ask:\n    section: a\n    question: {zh: 问, en: q}\n    answers:\n"
        "      violated: {zh: 否, en: bad}\n      required: {zh: 须, en: r}\n      satisfied: {zh: 是, en: fine}\n"
    )
    made, found = shaped(DecisionsFile, text)
    assert found == []
    assert made is not None
    assert [*made.decisions["ask"].answers] == ["violated", "required", "satisfied"]


def test_an_outcome_that_does_not_exist_is_refused():
    text = (
        "sections: {}\nunits: {}\ndecisions:\n  ask:\n    section: a\n    question: {zh: 问, en: q}\n    answers:\n"
        "      allowed: {zh: 是, en: fine}\n"
    )
    assert [code for code, _ in faults(DecisionsFile, text)] == ["wrong-shape"]


def test_a_ledger_needs_quotes_and_lines():
    text = "actors: {}\nrelations: {}\nclauses:\n  - {clause: '1', heading: [], line: 0, quote: '', operative: true}\n"
    assert sorted(code for code, _ in faults(LedgerFile, text)) == ["wrong-shape", "wrong-shape"]


def test_amounts_in_cases_are_exact():
    text = "decision: ask\ncases:\n  - name: 甲\n    facts: {}\n    expect: {outcome: satisfied, amounts: {fee: 0.1}}\n"
    made, found = shaped(CasesFile, text)
    assert found == []
    assert made is not None
    assert made.cases[0].expect.amounts == {"fee": Decimal("0.1")}


def test_authored_models_cannot_be_changed():
    made, _ = shaped(RuleEntry, RULE)
    with pytest.raises(ValueError, match="frozen"):
        made.version = 2


@pytest.mark.parametrize(
    "day", ["2024-W01-1", "20240101", "1704067200", "2024-01-01T00:00", "'２０２４-01-01'", "2024-1-1"]
)
def test_a_day_is_written_in_one_form(day):
    _, found = shaped(RuleEntry, RULE.replace("in_force", day))
    assert [each.code for each in found] == ["wrong-shape"]
    assert "2021-09-01" in found[0].message("zh")


@pytest.mark.parametrize("number", ["1e5", "'１'", "NaN", "'1_000'", "1" * 39, "+1", "1."])
def test_a_number_is_written_in_one_form_and_has_an_end(number):
    text = (
        "decision: ask\ncases:\n  - name: a\n    expect:\n"
        f"      outcome: satisfied\n      amounts:\n        due_yuan: {number}\n"
    )
    _, found = shaped(CasesFile, text)
    assert [each.code for each in found] == ["wrong-shape"]
