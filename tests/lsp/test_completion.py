"""What may be written is proposed where it fits, in texts that are half written as well."""

import pytest

from tests.lsp.editor import Editor, applied_to

RULE = """\
rule: new-rule
version: 1
effective: {from: in_force}
title: {zh: 新的规则, en: A new rule}
decision: borrowing
modality: must_not
"""


@pytest.fixture
def new(project):
    """A file of rules that is open, and not saved."""
    path = project / "policy" / "rules" / "8-new.yaml"
    with Editor(project) as editor:
        editor.open(path, "")
        yield lambda text: editor.labels(path, text)


def test_facts_are_proposed_in_an_expression(new):
    found = new(RULE + "condition: reader.|")
    assert found[:6] == [
        "reader.has_card", "reader.card_expired", "reader.age_group", "reader.brings_bag", "reader.papers",
        "reader.is_reader",
    ]  # fmt: skip
    assert not [each for each in found if each.startswith("book.")]


def test_a_fact_is_found_by_its_chinese_name(new):
    assert new(RULE + "condition: 过期|") == ["reader.card_expired"]


def test_the_codes_of_the_fact_that_is_compared_come_first(new):
    assert new(RULE + "condition: book.kind == |")[:3] == ["ordinary", "ancient", "local_history"]
    assert new(RULE + 'condition: "book.kind in [ordinary, |"')[:3] == ["ordinary", "ancient", "local_history"]
    assert new(RULE + "condition: reader.age_group != mi|")[:1] == ["minor"]
    assert new(RULE + "condition: book.kind == ordinary and reader.age_group == |")[:2] == ["adult", "minor"]


def test_parameters_operators_and_functions_are_proposed(new):
    assert new(RULE + "condition: loan.books > most|") == ["parameter.most_books"]
    assert {"ceil", "confirmed", "working_days"} <= set(new(RULE + "condition: |"))
    assert new(RULE + "condition: confir|") == ["confirmed"]
    assert new(RULE + "condition: outcome(borr|") == ["borrowing"]
    assert set(new(RULE + "condition: outcome(borrowing) == |")) >= {"permitted", "prohibited", "undetermined"}


def test_ids_are_proposed_where_they_are_named(new):
    assert new(RULE + "clauses: [2|") == ["2a", "2b"]
    assert new(RULE + "clauses:\n  - 3|") == ["3a", "3b"]
    assert "readers-borrow" in new(RULE + "overrides:\n  - rule: |")
    assert "readers-borrow" in new(RULE + "overrides:\n  - {rule: reader|")
    assert "borrowing" in new("rule: new-rule\ndecision: |")
    assert new("rule: new-rule\nmodality: must|") == ["must", "must_not"]
    assert new("rule: new-rule\neffective: {from: |") == ["always", "in_force"]


def test_readings_and_their_choices_are_proposed(project):
    readings = project / "policy" / "readings.yaml"
    path = project / "policy" / "rules" / "8-new.yaml"
    with Editor(project) as editor:
        editor.open(readings, readings.read_text(encoding="utf-8") + READING)
        editor.open(path, "")
        assert editor.labels(path, RULE + "readings:\n  R-9|") == ["R-9"]
        assert editor.labels(path, RULE + "readings:\n  R-9:\n    |") == ["wide", "narrow"]


READING = """
R-9:
  matter: {zh: 宽窄, en: How wide}
  clauses: [1a]
  default: {code: wide, zh: 宽, en: wide}
  alternatives: {narrow: {zh: 窄, en: narrow}}
  grounds: {zh: 有别, en: It differs}
"""


def test_keys_are_proposed_that_are_not_there_yet_and_mean_something(new):
    found = new(RULE + "|")
    assert {"clauses", "condition", "unless", "overrides"} <= set(found)
    assert not {"rule", "title", "decision", "unit", "codes"} & set(found)
    assert set(new(RULE + "unless:\n  - |")) == {"when", "clauses", "outcome"}
    assert set(new(RULE + "unless:\n  - when: book.for_exhibition\n    |")) == {"clauses", "outcome"}
    assert {"all", "any", "not"} <= set(new(RULE + "condition:\n  |"))


def test_a_half_written_text_is_completed_whatever_is_broken_around_it(new):
    broken = (
        "rule: [other\ntitle: {zh\n---\n"
        + RULE
        + "unless:\n  - when: book.for_exhibition\n    clauses: [3|\n---\n: : [\n"
    )
    assert new(broken) == ["3a", "3b"]
    assert new(RULE.replace("modality: must_not", "modality must_not") + "unless:\n  - {when: book.for_|") == [
        "book.for_exhibition"
    ]


def test_parameters_are_proposed_within_the_braces_of_a_sentence(new):
    found = new('rule: x\ntitle: {zh: "最多{par|')
    assert {"parameter.most_books", "parameter.precious_kinds"} <= set(found)
    assert all(each.startswith("parameter.") for each in found)
    assert new("rule: x\ntitle:\n  zh: 最多{parameter.most|") == ["parameter.most_books"]
    assert new("rule: x\ntitle:\n  zh: 最多most|") == []


def test_the_end_of_a_rule_is_proposed_as_long_as_it_can_be_one(new):
    assert "ends" in new("rule: readers-borrow\n|")
    assert "ends" not in new(RULE + "|")


def test_a_folded_expression_is_completed_in_its_last_line(new):
    assert new(RULE + "condition: >-\n  reader.has_card\n  and book.for_|") == ["book.for_exhibition"]
    assert new(RULE + "condition: reader.has_card\n  and book.for_|") == ["book.for_exhibition"]


def test_the_vocabulary_is_completed_by_its_shape(project):
    facts = project / "policy" / "facts.yaml"
    with Editor(project) as editor:
        editor.open(facts, "")
        assert "records" in editor.labels(facts, "groups:\n  book:\n    facts:\n      age: {type: |")
        text = facts.read_text(encoding="utf-8").rstrip("\n")
        assert "judgement" in editor.labels(facts, text + "\n      age:\n        type: number\n        |")


def test_cases_are_completed_by_the_facts_of_the_policy(project):
    cases = project / "cases" / "borrowing.yaml"
    head = "decision: borrowing\ncases:\n  - name: x\n    "
    with Editor(project) as editor:
        editor.open(cases, "")
        assert editor.labels(cases, head + "facts: {book: {ki|") == ["kind"]
        assert editor.labels(cases, head + "facts: {book: {kind: |") == ["ordinary", "ancient", "local_history"]
        assert editor.labels(cases, head + "facts: {book: {for_exhibition: |") == ["true", "false"]
        assert "prohibited" in editor.labels(cases, head + "expect: {outcome: |")
        assert editor.labels(cases, head + "expect: {missing: [book.ki|") == ["book.kind"]
        assert "borrowing" in editor.labels(cases, "decision: |")


def test_what_is_chosen_takes_the_place_of_the_word_before_the_cursor(project):
    path = project / "policy" / "rules" / "8-new.yaml"
    text = RULE.replace("新的规则", "𠮷𠮷") + 'condition: book.kind == "𠮷" and reader.has_c|'
    with Editor(project) as editor:
        editor.open(path, "")
        (item,) = editor.proposals(path, text)
        assert applied_to(text.replace("|", ""), item) == text.replace("reader.has_c|", "reader.has_card")
        (item,) = editor.proposals(path, RULE + "unless:\n  - {wh|")
        assert applied_to(RULE + "unless:\n  - {wh", item) == RULE + "unless:\n  - {when: "


def test_a_proposal_that_is_pointed_at_says_what_it_is(project):
    path = project / "policy" / "rules" / "8-new.yaml"
    with Editor(project, {"lang": "en"}) as editor:
        editor.open(path, "")
        (item,) = editor.proposals(path, RULE + "condition: book.ki|")
        assert item.label_details is not None
        assert item.label_details.description == "kind of book"
        resolved = editor.run(editor.client.completion_item_resolve_async(item))
        assert "What kind of book?" in resolved.documentation.value
        (item,) = editor.proposals(path, RULE + "unle|")
        assert item.label == "unless"
