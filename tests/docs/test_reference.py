"""The reference holds every row of every table it is made from, and every name of the library's face."""

from __future__ import annotations

import html
import inspect
import json
import re
from dataclasses import fields
from functools import cached_property
from pathlib import Path
from typing import get_args

import pytest
import typer.main

import afterschool_policy
from afterschool_policy import Decision, Policy
from afterschool_policy.audit.log.export import COLUMNS as EXPORTED
from afterschool_policy.audit.log.model import FaultKind, Query
from afterschool_policy.audit.log.store.tables import metadata
from afterschool_policy.authoring.history_models import Call, History, HistoryExpectation
from afterschool_policy.authoring.models import (
    Case,
    CasesFile,
    ClauseEntry,
    CountEntry,
    EntityEntry,
    Expectation,
    Instrument,
    RuleEntry,
)
from afterschool_policy.casefile import CaseFile, CaseFinding, Changes, Entity, Support
from afterschool_policy.cli.app import app
from afterschool_policy.diagnostics.codes import CODES
from afterschool_policy.language.hits import HITS
from afterschool_policy.language.operators import OPERATORS
from afterschool_policy.language.rounding import MODES
from afterschool_policy.law.modalities import WRITTEN
from afterschool_policy.law.parts import PARTS
from afterschool_policy.site.pages import pages, reference_tables
from afterschool_policy.testing.cases import load_cases, run_case
from afterschool_policy.values.outcomes import OUTCOMES
from benchmarks.log_table import RESULTS, table, with_table
from tests.docs.blocks import ROOT

POLICY = Policy.load(ROOT / "policy", cache=False)
LANGUAGES = ("zh", "en")


def page(name: str, lang: str) -> str:
    root = ROOT / "docs" / "en" if lang == "en" else ROOT / "docs"
    return (root / name).read_text(encoding="utf-8")


def plain(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_tables_hold_every_row(lang: str) -> None:
    tables = {name: plain(text) for name, text in reference_tables(POLICY, (), lang, "reference/x.md").items()}
    for symbol, row in OPERATORS.items():
        written = row.before("a") if row.prefix else row.written
        assert re.search(rf"^\| `[^|]*{re.escape(written)}[^|]*{row.variant}[^|]*` \|.*{re.escape(row.takes[lang])}",
                         tables["operators"], re.MULTILINE), symbol  # fmt: skip
    for hit in (row for row in HITS.values() if row.written):
        assert f"| `{hit.name}` | {hit.label[lang]} |" in tables["hits"]
    for name, mode in MODES.items():
        assert f"| `{name}` | {mode.wording[lang].format('a', 'b')} |" in tables["rounding"]
    for modality in WRITTEN:
        assert f"{modality.label[lang]} `{modality.name}` | {modality.marks} |" in tables["modalities"]
    for name in PARTS:
        assert f"| `{name}` |" in tables["parts"]
    for outcome, row in OUTCOMES.items():
        assert f"| `{outcome}` | {row.label[lang]} | {row.meaning[lang]} |" in tables["outcomes"]
    for code in CODES.values():
        assert f"### `{code.id}`" in tables["diagnostics"]
        assert html.escape(code.message[lang], quote=False) in tables["diagnostics"]
        assert html.escape(code.help[lang], quote=False) in tables["diagnostics"]
    for name, spec in POLICY.decisions.items():
        assert f"| `{name}` |" in tables["decisions"]
        assert all(f"`{outcome}`" in tables["decisions"] for outcome in spec.answers)
    for name, entry in POLICY.readings.items():
        assert re.search(rf"\[`{name}`\].*`{entry.default}`", tables["readings"])
    for name in POLICY.law.vocabulary.facts:
        assert f"`{name.split('.', 1)[1]}`" in tables["facts"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_table_is_on_a_page(lang: str) -> None:
    root = ROOT / "docs" / "en" if lang == "en" else ROOT / "docs"
    asked = {
        name
        for path in root.glob("reference/*.md")
        for name in re.findall(r"^\{\{ ([a-z-]+) \}\}$", path.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert asked == {*reference_tables(POLICY, (), lang, "reference/x.md"), "commands"}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_face_of_the_library_is_described(lang: str) -> None:
    text = page("reference/python-api.md", lang)
    for name in afterschool_policy.__all__:
        assert f"`{name}`" in text or f"## {name}" in text, name
    for kind, prefix in ((Policy, "policy"), (Decision, "d")):
        for name, member in inspect.getmembers(kind):
            if name.startswith("_"):
                continue
            if isinstance(member, property | cached_property):
                assert f"`{prefix}.{name}`" in text, name
                continue
            shown = re.search(rf"`(?:{prefix}|Policy)\.{name}\((.*?)\)`", text)
            assert shown is not None, name
            given = [each.partition("=")[0].strip(" *") for each in shown[1].split(",")]
            wanted = [each for each in inspect.signature(member).parameters if each not in ("self", "cls")]
            assert [each for each in given if each] == wanted, name
    assert "`policy.warnings`" in text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_face_of_a_case_file_is_described(lang: str) -> None:
    text = page("reference/entities.md", lang)
    for name, member in inspect.getmembers(CaseFile):
        if name.startswith("_"):
            continue
        if isinstance(member, property):
            assert f"`case.{name}`" in text, name
            continue
        shown = re.search(rf"`case\.{name}\((.*?)\)`", text)
        assert shown is not None, name
        wanted = [each for each in inspect.signature(member).parameters if each != "self"]
        assert [each.partition("=")[0].strip() for each in shown[1].split(",")] == wanted
    for kind in (Changes, CaseFinding, Support, Entity):
        row = next(line for line in text.splitlines() if line.startswith(f"| `{kind.__name__}` |"))
        named = {name for name, _ in inspect.getmembers(kind) if not name.startswith("_")} | {*kind.__annotations__}
        assert set(re.findall(r"`(\w+)`", row)) - {kind.__name__} == named - {"sources", "counts", "count", "index"}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_key_of_every_document_is_described(lang: str) -> None:
    for name, models in (
        ("rule-files.md", (RuleEntry,)),
        ("case-files.md", (CasesFile, Case, Expectation)),
        ("case-files.md", (History, Call, HistoryExpectation)),
        ("entities.md", (EntityEntry, CountEntry)),
        ("policy-folder.md", (Instrument, ClauseEntry)),
    ):
        text = page(f"reference/{name}", lang)
        for model in models:
            for key, field in model.model_fields.items():
                if (model, key) in ((CasesFile, "cases"), (Case, "expect"), (ClauseEntry, "also")):
                    continue
                shown = field.alias or key
                assert re.search(rf"`(?:expect\.)?{shown}`", text), f"{name}: {shown}"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_key_of_a_record_is_described(lang: str) -> None:
    text = page("reference/decision-record.md", lang)
    decision = next(name for name, spec in POLICY.decisions.items() if spec.background is None)
    record = POLICY.decide(decision, {}).record()
    assert [key for key in record if f"`{key}`" not in text] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_all_of_the_log_is_described(lang: str) -> None:
    text = page("reference/decision-log.md", lang)
    tables = [name for table in metadata.sorted_tables for name in (table.name, *(each.name for each in table.columns))]
    named = [*(each.name for each in fields(Query)), *get_args(FaultKind), *EXPORTED, *tables]
    not_told = {"id", "edition", "log"}  # columns of the one row that the page tells in words
    assert [each for each in named if f"`{each}`" not in text and each not in not_told] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_costs_of_the_log_are_those_measured(lang: str) -> None:
    results = json.loads(RESULTS.read_text(encoding="utf-8"))
    shown = page("explanation/decision-log.md", lang)
    assert shown == with_table(shown, table(results, lang))  # type: ignore[arg-type]
    assert results["records"] == 100_000


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_command_is_described(lang: str) -> None:
    hooks: dict[str, object] = {"__file__": str(ROOT / "docs" / "hooks.py")}
    exec((ROOT / "docs" / "hooks.py").read_text(encoding="utf-8"), hooks)
    text = plain(hooks["_commands"](lang))  # type: ignore[operator]
    for name, command in hooks["_within"](typer.main.get_group(app)):  # type: ignore[operator]
        assert f"### {name}\n" in text
        for parameter in command.params:
            shown = parameter.opts if parameter.param_type_name == "option" else [parameter.name.upper()]
            assert all(f"`{each}`" in text for each in shown if each != "--help"), (name, parameter.name)


def test_another_policy_has_pages_too() -> None:
    folder = Path(__file__).parents[1] / "policies" / "library_loans"
    policy = Policy.load(folder, cache=False)
    results = [run_case(policy, case) for case in load_cases(folder / "cases")]
    for lang in LANGUAGES:
        made = pages(policy, results, lang)
        assert {f"policy/clauses/{name}.md" for name in policy.clauses} <= made.keys()
        assert all(text.startswith("# ") and text.endswith("\n") for text in made.values())
        targets = {
            (Path(path).parent / target).as_posix()
            for path, text in made.items()
            for target in re.findall(r"\]\(([^)#]+\.md)", text)
        }
        resolved = {Path(*_without_dots(each)).as_posix() for each in targets}
        assert resolved <= made.keys()


def _without_dots(path: str) -> list[str]:
    parts: list[str] = []
    for part in path.split("/"):
        if part == "..":
            parts.pop()
        else:
            parts.append(part)
    return parts
