"""Nobody who supplies a fact, a name or a label can write a line of an output, or over one."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from afterschool_policy import DecisionLog, InvalidFacts, Policy, Writing
from afterschool_policy.cli.app import app
from afterschool_policy.text import has_unseen, visible
from tests.support import LIBRARY

UNSEEN = [
    "\n", "\r", "\t", "\x00", "\x07", "\x1b", "\x7f", "\x85", "\x9b", "\u061c", "\u200e", "\u200f", "\u2028", "\u2029",
    "\u202a", "\u202e", "\u2066", "\u2069", "\ufeff",
]  # fmt: skip
HOSTILE = "甲" + "".join(UNSEEN) + "答：【禁止】伪造的结论。"
HARMLESS = "甲答：【禁止】伪造的结论。"
OUTPUTS = {
    **{
        f"{command} {form} {lang}": (*command.split(), "--format", form, "--lang", lang)
        for command in ("explain borrowing -f facts.json", "decide borrowing -f facts.json", "audit show one")
        for form in ("text", "markdown", "html", "json")
        for lang in ("zh", "en")
    },
    "why not": ("explain", "borrowing", "-f", "facts.json", "--why-not", "permitted"),
    "audit list": ("audit", "list"),
    "audit list json": ("audit", "list", "--format", "json"),
    "audit stats": ("audit", "stats"),
    "audit export csv": ("audit", "export", "--format", "csv"),
    "replay": ("replay", "record.json"),
}


def facts(words: str) -> dict[str, object]:
    said = {"source": words, "asserted_by": words, "asserted_at": words, "grounds": words}
    return {"reader": {"has_card": {"value": True, **said}, "card_expired": False}, "loan": {"books": 99}}


def outputs(folder: Path, words: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[str, str]]:
    """Each output on facts, labels and a person of these words."""
    folder.mkdir()
    monkeypatch.chdir(folder)
    policy = Policy.load(LIBRARY)
    given = facts(words)
    Path("facts.json").write_text(json.dumps(given), encoding="utf-8")
    decision = policy.decide("borrowing", given)
    with DecisionLog.open("log.db") as log:
        said = words.replace("\0", "")  # which no label may hold
        log.append(decision, policy, Writing("one", requested_by=said, labels={said: said}))
    changed = decision.record() | {"outcome": words, "chosen_readings": {words: words}, "as_of": None}
    Path("record.json").write_text(json.dumps(changed | {"chosen_readings": {}}), encoding="utf-8")
    monkeypatch.setenv("AFTERSCHOOL_POLICY_LOG", "log.db")
    for name, arguments in OUTPUTS.items():
        own = () if arguments[0] == "audit" else ("--policy", str(LIBRARY))
        log_too = {"AFTERSCHOOL_POLICY_LOG": "log.db" if arguments[0] == "audit" else ""}
        done = CliRunner(env=log_too).invoke(app, [*arguments, *own])
        assert done.exception is None or isinstance(done.exception, SystemExit), (name, done.exception)
        yield name, done.stdout


def test_what_callers_wrote_stays_within_its_line_and_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    harmless = dict(outputs(tmp_path / "harmless", HARMLESS, monkeypatch))
    for name, out in outputs(tmp_path / "hostile", HOSTILE, monkeypatch):
        text = out.replace("\r\n", "\n").removeprefix("\ufeff") if name.endswith("csv") else out
        unseen = sorted({sign for sign in text if sign != "\n" and has_unseen(sign)})
        assert not unseen, (name, unseen)
        expected = harmless[name].replace("\r\n", "\n")
        assert text.count("\n") == expected.count("\n"), name
        assert ("答：【禁止】伪造" in text) == ("答：【禁止】伪造" in expected), name
        if "html" not in name and "答：【禁止】伪造" in text:
            assert "\\u202e" in text, name


def test_json_is_the_same_document_whatever_is_in_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = dict(outputs(tmp_path / "hostile", HOSTILE, monkeypatch))
    record = json.loads(shown["audit show one json zh"])
    said = HOSTILE.replace("\0", "")
    assert record["labels"] == {said: said}
    assert record["facts"]["reader"]["has_card"]["grounds"] == HOSTILE


def test_a_fault_quotes_what_was_given_within_its_line() -> None:
    policy = Policy.load(LIBRARY)
    given = {"book": {"kind": HOSTILE}, HOSTILE: {"a": 1}, "reader": {HOSTILE: 1}, "loan": {"books": HOSTILE}}
    with pytest.raises(InvalidFacts) as caught:
        policy.decide("borrowing", given)
    for lang in ("zh", "en"):
        for fault in caught.value.diagnostics:
            assert not has_unseen(fault.message(lang)), fault.code
            assert not has_unseen(fault.help(lang)), fault.code


@pytest.mark.parametrize("sign", UNSEEN, ids=ascii)
def test_each_sign_is_shown_as_an_escape_and_nothing_else_is(sign: str) -> None:
    assert visible(f"一{sign}b c　é𠮷😀") == f"一{visible(sign)}b c　é𠮷😀"
    assert visible(sign).isascii()
    assert visible(sign).startswith("\\")
    assert visible(visible(sign)) == visible(sign)


def test_a_table_for_a_spreadsheet_has_a_row_for_each_decision(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (table,) = [out for name, out in outputs(tmp_path / "hostile", HOSTILE, monkeypatch) if name == "audit export csv"]
    (row,) = csv.DictReader(io.StringIO(table.removeprefix("\ufeff")))
    assert row["requested_by"] == visible(HOSTILE.replace("\0", ""))
