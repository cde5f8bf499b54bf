"""`check` holds the law together: every operative clause encoded, every quote the text's, every release kept."""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from afterschool_policy import InvalidPolicy, Policy
from afterschool_policy.authoring.document import AuthoredDocument
from afterschool_policy.authoring.files import PolicyFiles
from afterschool_policy.authoring.loader import load
from afterschool_policy.compile.consistency import misquoted

ROOT = Path(__file__).parents[2]
AUTHORED, _ = load(PolicyFiles(ROOT / "policy"))
POLICY = Policy.load(ROOT / "policy")
RULE_FILES = sorted((ROOT / "policy" / "rules").rglob("*.yaml"))
SOME_FILES = RULE_FILES if os.environ.get("HYPOTHESIS_PROFILE") == "nightly" else RULE_FILES[::8]
"""Each is tried by compiling the whole policy without it."""


def test_the_ledger_is_the_text() -> None:
    quotes = "".join(clause.quote for clause in POLICY.clauses.values())
    text = (ROOT / "policy" / "source" / "changle.txt").read_text(encoding="utf-8")
    assert "".join(quotes.split()) == "".join(text.split())
    assert len(POLICY.clauses) == 165


def test_every_operative_clause_is_encoded_and_nothing_is_warned_about() -> None:
    assert sum(clause.operative for clause in POLICY.clauses.values()) == 129
    assert POLICY.warnings == ()
    assert all(clause.reason is not None for clause in POLICY.clauses.values() if not clause.operative)


def test_the_day_of_issue_is_not_invented() -> None:
    assert POLICY.law.instrument.in_force is None


@pytest.mark.parametrize("place", range(len(POLICY.clauses)))
def test_one_changed_character_in_any_quote_is_found_with_its_place(place: int) -> None:
    assert AUTHORED is not None
    ledger = AUTHORED.ledger.model
    entry = ledger.clauses[place]
    middle = len(entry.quote) // 2
    changed = entry.model_copy(update={"quote": entry.quote[:middle] + "某" + entry.quote[middle + 1 :]})
    clauses = [*ledger.clauses[:place], changed, *ledger.clauses[place + 1 :]]
    document = AuthoredDocument(ledger.model_copy(update={"clauses": clauses}), AUTHORED.ledger.node)
    (found,) = misquoted(POLICY.law, replace(AUTHORED, ledger=document))
    assert found.fields["name"] == entry.clause
    assert found.span is not None
    assert found.span.line > 1


@pytest.mark.parametrize("path", SOME_FILES, ids=lambda path: path.name)
def test_deleting_any_rule_file_fails_with_the_place(path: Path, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "policy", tmp_path / "policy")
    (tmp_path / "policy" / path.relative_to(ROOT / "policy")).unlink()
    with pytest.raises(InvalidPolicy) as caught:
        Policy.load(tmp_path / "policy")
    gone = [each for each in caught.value.diagnostics if each.code == "released-missing"]
    assert gone
    assert all(each.span is not None and each.span.file.path.endswith("lock.yaml") for each in gone)


def test_a_released_version_never_changes(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "policy", tmp_path / "policy")
    path = tmp_path / "policy" / RULE_FILES[0].relative_to(ROOT / "policy")
    words = path.read_text(encoding="utf-8").replace("title: {zh: ", "title: {zh: 新", 1)
    path.write_text(words, encoding="utf-8")
    assert Policy.load(tmp_path / "policy").warnings == ()
    path.write_text(words.replace("effective: {from: in_force}", "effective: {from: 2021-09-01}", 1), encoding="utf-8")
    with pytest.raises(InvalidPolicy) as caught:
        Policy.load(tmp_path / "policy")
    assert {each.code for each in caught.value.diagnostics} == {"released-changed"}


def test_files_are_short_and_say_what_they_encode() -> None:
    for path in RULE_FILES:
        lines = path.read_text(encoding="utf-8").splitlines()
        assert len(lines) <= 140, f"{path.name} is longer than two screens"
        assert lines[0].startswith("# yaml-language-server: $schema=../../schema/rule.schema.json"), path.name
        assert lines[1].startswith("# "), f"{path.name} does not say which clause it encodes"


def test_the_order_and_names_of_files_do_not_matter(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "policy", tmp_path / "policy")
    rules = tmp_path / "policy" / "rules"
    for number, path in enumerate(sorted(rules.rglob("*.yaml"), reverse=True)):
        path.rename(rules / f"{number:03}.yaml")
    assert Policy.load(tmp_path / "policy").fingerprint == POLICY.fingerprint
