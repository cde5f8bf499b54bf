"""Faults are told while somebody types: all that `check` tells, of texts that nobody has saved."""

import shutil

import pytest
from lsprotocol import types

from afterschool_policy.lsp.checking import Checks
from afterschool_policy.lsp.pages import Pages
from afterschool_policy.lsp.texts import Texts
from tests.language.bad_cases import diagnostics_of, names
from tests.lsp.editor import Editor


def test_a_slip_is_told_where_it_stands_and_gone_once_it_is_mended(project):
    rules = project / "policy" / "rules" / "1-borrowing.yaml"
    text = rules.read_text(encoding="utf-8")
    with Editor(project) as editor:
        editor.open(rules)
        editor.write(rules, text.replace("reader.has_card and", "reader.has_cart and"))
        (fault,) = editor.codes(rules, "unknown-fact")
        line = text.split("\n").index("value: reader.has_card and not reader.card_expired")
        assert fault.range == types.Range(types.Position(line, 7), types.Position(line, 22))
        assert fault.severity is types.DiagnosticSeverity.Error
        assert fault.source == "afterschool-policy"
        assert fault.message.startswith("词汇表中没有事实“reader.has_cart”")
        assert "reader.has_card" in fault.message
        editor.write(rules, text)
        editor.codes(rules)


def test_what_is_not_saved_in_one_file_is_told_in_another(project):
    facts, rules = project / "policy" / "facts.yaml", project / "policy" / "rules" / "1-borrowing.yaml"
    with Editor(project) as editor:
        editor.open(facts)
        editor.write(facts, facts.read_text(encoding="utf-8").replace("has_card:", "owns_card:"))
        assert editor.codes(rules, "unknown-fact")
        editor.close(facts)
        editor.codes(rules)


def test_half_written_yaml_is_told_as_such(project):
    rules = project / "policy" / "rules" / "1-borrowing.yaml"
    with Editor(project) as editor:
        editor.open(rules, rules.read_text(encoding="utf-8") + "---\nrule: [\n")
        assert editor.faults(rules, lambda found: "yaml-syntax" in {each.code for each in found})


def test_a_rule_in_a_file_that_is_not_saved_yet_is_checked(project):
    new = project / "policy" / "rules" / "8-new.yaml"
    with Editor(project) as editor:
        editor.open(new, "rule: new-rule\n")
        assert editor.faults(new, lambda found: {str(each.code) for each in found} == {"missing-key"})


def test_the_place_that_a_fault_is_about_besides_is_told_with_it(project):
    rules = project / "policy" / "rules" / "1-borrowing.yaml"
    text = rules.read_text(encoding="utf-8")
    first = text.split("---\n")[0]
    again = first.replace("who-is-a-reader", "who-is-a-reader-again")
    with Editor(project, {"docs": "https://example.org/docs/"}) as editor:
        editor.open(rules, text.rstrip("\n") + "\n---\n" + again)
        (fault,) = editor.codes(rules, "duplicate-definition")
        (beside,) = fault.related_information or ()
        assert beside.location == types.Location(
            rules.as_uri(), types.Range(types.Position(0, 0), types.Position(0, 4))
        )
        assert fault.code_description is not None
        assert fault.code_description.href == "https://example.org/docs/reference/diagnostics/#duplicate-definition"


def test_it_speaks_the_language_that_the_editor_asks_for(project):
    rules = project / "policy" / "rules" / "1-borrowing.yaml"
    with Editor(project, {"lang": "en"}) as editor:
        editor.open(rules, rules.read_text(encoding="utf-8").replace("modality: may\n", "modality: my\n"))
        (fault,) = editor.faults(rules, lambda found: len(found) == 1)
        assert fault.message.startswith("this does not have the expected shape: modality can only be")


def test_without_being_asked_it_speaks_the_first_language_of_the_policy(project):
    instrument, rules = project / "policy" / "policy.yaml", project / "policy" / "rules" / "1-borrowing.yaml"
    instrument.write_text(
        instrument.read_text(encoding="utf-8").replace("languages: [zh, en]", "languages: [en, zh]"), encoding="utf-8"
    )
    with Editor(project) as editor:
        editor.open(rules, rules.read_text(encoding="utf-8").replace("modality: may\n", "modality: my\n"))
        (fault,) = editor.faults(rules, lambda found: len(found) == 1)
        assert fault.message.startswith("this does not have the expected shape: modality can only be")


@pytest.mark.parametrize(
    ("was", "wrong", "code"),
    [
        ("has_card: true", "has_cart: true", "fact-unknown"),
        ("has_card: true", "has_card: maybe", "fact-type"),
        ("decision: borrowing", "decision: borowing", "request-unknown"),
        ("outcome:", "outcom:", "unknown-key"),
        ("cases:\n", "cases: [\n", "yaml-syntax"),
    ],
)
def test_the_faults_of_an_open_file_of_cases_are_told(project, was, wrong, code):
    cases = project / "cases" / "borrowing.yaml"
    text = cases.read_text(encoding="utf-8")
    assert was in text
    with Editor(project) as editor:
        editor.open(cases, text.replace(was, wrong))
        assert editor.faults(cases, lambda found: code in {each.code for each in found})
        editor.write(cases, text)
        editor.codes(cases)


def test_the_faults_of_a_file_of_facts_are_told(project):
    facts = project / "cases" / "facts.yaml"
    facts.write_text("reader: {has_card: true}\n", encoding="utf-8")
    with Editor(project) as editor:
        editor.open(facts, "reader: {has_card: true, age: 12}\n")
        (fault,) = editor.codes(facts, "fact-unknown")
        assert (fault.range.start.character, fault.range.end.character) == (25, 28)


def test_a_file_that_is_deleted_is_told_once_the_editor_says_so(project):
    rules, readings = project / "policy" / "rules" / "1-borrowing.yaml", project / "policy" / "readings.yaml"
    watching = types.ClientCapabilities(
        workspace=types.WorkspaceClientCapabilities(
            did_change_watched_files=types.DidChangeWatchedFilesClientCapabilities(dynamic_registration=True)
        )
    )
    with Editor(project, capabilities=watching) as editor:
        editor.open(rules)
        readings.unlink()
        editor.changed_on_disk(readings, types.FileChangeType.Deleted)
        editor.codes(readings, "file-unreadable")
        assert editor.registered == [types.WORKSPACE_DID_CHANGE_WATCHED_FILES]


def test_a_policy_that_is_gone_has_no_faults_any_more(project):
    rules = project / "policy" / "rules" / "1-borrowing.yaml"
    with Editor(project) as editor:
        editor.open(rules, rules.read_text(encoding="utf-8").replace("modality: may\n", "modality: my\n"))
        editor.faults(rules, lambda found: len(found) == 1)
        shutil.rmtree(project / "policy")
        editor.write(rules, "rule: x\n")
        editor.codes(rules)


def test_a_file_of_no_policy_is_left_alone(tmp_path):
    other = tmp_path / "compose.yaml"
    other.write_text("services: {web: {image: nginx}}\n", encoding="utf-8")
    with Editor(tmp_path) as editor:
        editor.open(other)
        assert editor.hover(other, types.Position(0, 3)) is None
        assert editor.labels(other, "services:\n  |") == []
        assert editor.references(other, types.Position(0, 3)) == []
        assert not editor.is_told(other)
        assert editor.logged == []


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_places_count_as_editors_do_whatever_ends_a_line_and_however_wide_a_sign_is(project, ends):
    rules = project / "policy" / "rules" / "1-borrowing.yaml"
    text = rules.read_text(encoding="utf-8").replace(
        "title: {zh: 读者可以外借图书, en: Readers may borrow books}",
        "title: {zh: 读者可以外借图书𠮷𠮷, enn: Readers may borrow books}",
    )
    with Editor(project) as editor:
        editor.open(rules, text.replace("\n", ends))
        found = editor.faults(rules, lambda found: "unknown-key" in {each.code for each in found})
        (fault,) = [each for each in found if each.code == "unknown-key"]
        line = "title: {zh: 读者可以外借图书𠮷𠮷, "
        start = len(line.encode("utf-16-le")) // 2
        assert (fault.range.start.character, fault.range.end.character) == (start, start + 3)


@pytest.mark.parametrize("name", names())
def test_it_tells_of_every_bad_policy_what_check_tells(name, tmp_path):
    expected = {(each.code, str(each.span)) for each in diagnostics_of(name, tmp_path)}
    *_, told = Checks(tmp_path, Pages()).steps(Texts())
    found = {(each.code, str(each.span).removeprefix(f"{tmp_path.as_posix()}/")) for each in told}
    assert {each for each in found if each[0] != "lock-missing"} == expected
