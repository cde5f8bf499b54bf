"""Every fault of a policy is told in the expected words, at the expected place, in both languages."""

from contextlib import chdir
from pathlib import Path

import pytest

from afterschool_policy.authoring.files import PolicyFiles
from afterschool_policy.authoring.loader import load
from afterschool_policy.compile.build import build
from afterschool_policy.diagnostics.codes import CODES
from tests.language.bad_cases import LANGUAGES, diagnostics_of, expected, expected_mending, mending_of, names, rendered

NOT_FROM_A_FOLDER = {
    "fact-unknown": "raised by facts: tests/unit/vocabulary/test_intake.py",
    "fact-type": "raised by facts: tests/unit/vocabulary/test_intake.py",
    "fact-code": "raised by facts: tests/unit/vocabulary/test_intake.py",
    "fact-range": "raised by facts: tests/unit/vocabulary/test_intake.py",
    "fact-derived": "raised by facts: tests/unit/vocabulary/test_intake.py",
    "fact-as-of": "raised by a request: tests/unit/test_requests.py",
    "code-not-on-day": "raised by a request: tests/unit/authoring/test_changes_from_a_day.py",
    "reading-not-on-day": "raised by a request: tests/unit/authoring/test_changes_from_a_day.py",
    "case-entity": "raised by a case file: tests/unit/casefile/test_intake.py",
    "case-place": "raised by a case file: tests/unit/casefile/test_intake.py",
    "case-file-shape": "raised by a case file: tests/unit/casefile/test_intake.py",
    "case-held": "raised by a case file: tests/unit/casefile/test_intake.py",
    "case-copied": "raised by a case file: tests/unit/casefile/test_case_file.py",
    "case-not-held": "raised by a case file: tests/unit/casefile/test_intake.py",
    "request-unknown": "raised by a request: tests/unit/test_requests.py",
    "request-clause": "raised by a request: tests/unit/test_requests.py",
    "request-type": "raised by a request: tests/api/test_wrong_arguments.py",
    "policy-absent": "raised by decisions made elsewhere: tests/api/test_travel.py",
    "audit-explanation": "raised by audits: tests/api/test_policy.py",
    "reading-clash": "raised by a request: tests/unit/test_requests.py",
    "amendment-of-a-bundle": "raised by a request: tests/unit/authoring/test_amendments.py",
    "bundle-unreadable": "raised by bundles: tests/unit/law/test_bundle.py",
    "bundle-unsigned": "raised by bundles: tests/unit/law/test_signing.py",
    "bundle-foreign": "raised by bundles: tests/unit/law/test_signing.py",
    "bundle-older": "raised by bundles: tests/unit/law/test_signing.py",
    "key-unreadable": "raised by keys: tests/unit/law/test_signing.py",
    "release-number": "raised by keys: tests/unit/law/test_signing.py",
    "release-without-key": "raised by keys: tests/unit/law/test_signing.py",
    "case-shape": "raised by case files",
    "fact-records": "raised by facts: tests/unit/vocabulary/test_records.py",
    "fact-series": "raised by facts: tests/unit/vocabulary/test_series.py",
    "fact-period": "raised by facts: tests/unit/vocabulary/test_series.py",
    "case-series": "raised by case files: tests/unit/vocabulary/test_series.py",
    "tables-not-searched": "raised where a search ends early: tests/unit/compile/test_table_faults.py",
    "first-day-of-an-amendment": "raised by commands: tests/cli/test_init.py",
    "command-unknown": "raised by commands: tests/cli/test_wrong_use.py",
    "option-unknown": "raised by commands: tests/cli/test_wrong_use.py",
    "option-missing": "raised by commands: tests/cli/test_wrong_use.py",
    "option-without-value": "raised by commands: tests/cli/test_wrong_use.py",
    "option-value": "raised by commands: tests/cli/test_wrong_use.py",
    "argument-extra": "raised by commands: tests/cli/test_wrong_use.py",
    "wrong-use": "raised by commands: tests/cli/test_wrong_use.py",
    "folder-wanted": "raised by commands: tests/cli/test_unsure.py",
    "scope-never": "advice of lint: tests/unit/tooling/test_lint.py",
    "condition-never": "advice of lint: tests/unit/tooling/test_lint.py",
    "condition-always": "advice of lint: tests/unit/tooling/test_lint.py",
    "exception-never": "advice of lint: tests/unit/tooling/test_lint.py",
    "duties-at-odds": "advice of lint: tests/unit/tooling/test_lint.py",
    "rule-repeated": "advice of lint: tests/unit/tooling/test_lint.py",
    "codes-alike": "advice of lint: tests/unit/tooling/test_lint.py",
    "compared-with-itself": "advice of lint: tests/unit/tooling/test_lint.py",
    "waiver-unknown": "advice of lint: tests/unit/tooling/test_lint.py",
    "waiver-unexplained": "advice of lint: tests/unit/tooling/test_lint.py",
    "waiver-idle": "advice of lint: tests/unit/tooling/test_lint.py",
    "form-of-nothing": "raised by commands: tests/cli/test_form.py",
    "folder-taken": "raised by commands: tests/cli/test_init.py",
    "cases-none": "raised by commands: tests/cli/test_cli.py",
    "cases-unmatched": "raised by commands: tests/cli/test_selection.py",
    "cases-on-drafts": "raised by commands: tests/cli/test_drafts.py",
    "cases-unmarked": "raised by commands: tests/cli/test_drafts.py",
    "drafts-faulty": "raised by commands: tests/cli/test_drafts.py",
    "drafts-signed": "raised by bundles: tests/unit/authoring/test_drafts.py",
    "cases-none-failed": "raised by commands: tests/cli/test_selection.py",
    "lock-missing": "raised by commands: tests/cli/test_cli.py",
    "release-day": "raised by releases: tests/unit/compile/test_released.py",
    "conflicts-not-searched": "raised where a search ends early: tests/unit/compile/test_conflicts.py",
    "facts-shape": "raised by files of facts: tests/unit/authoring/test_facts_file.py",
    "json-syntax": "raised by files of facts: tests/unit/authoring/test_facts_file.py",
    "fact-group": "raised by facts: tests/unit/vocabulary/test_one_intake.py",
    "fact-twice": "raised by facts: tests/unit/vocabulary/test_one_intake.py",
    "fact-digits": "raised by facts: tests/unit/vocabulary/test_one_intake.py",
    "fact-text": "raised by facts: tests/unit/vocabulary/test_one_intake.py",
    "facts-source": "raised by facts: tests/unit/vocabulary/test_one_intake.py",
    "record-shape": "raised by decision records: tests/audit/test_replay.py",
    "record-newer": "raised by decision records: tests/audit/test_replay.py",
    "replay-masked": "raised by replays: tests/audit/test_replay.py",
    "replay-engine": "raised by replays: tests/audit/test_replay.py",
    "replay-revision": "raised by replays: tests/audit/test_replay.py",
    "extra-missing": "raised by what is not installed: tests/packaging/test_wheel.py",
    "log-address": "raised by logs: tests/audit/test_log.py",
    "log-absent": "raised by logs: tests/audit/test_log.py",
    "log-newer": "raised by logs: tests/audit/test_migrations.py",
    "file-unwritable": "raised by commands: tests/cli/test_audit.py",
    "writing-value": "raised by logs: tests/audit/test_written_only_when_readable.py",
    "log-id-taken": "raised by logs: tests/audit/test_written_only_when_readable.py",
    "log-copied": "raised by logs: tests/audit/test_log.py",
    "log-policy-other": "raised by logs: tests/audit/test_written_only_when_readable.py",
    "log-policy-differs": "raised by logs: tests/audit/test_written_only_when_readable.py",
    "log-write": "raised by logs: tests/audit/test_durability.py",
    "log-read": "raised by logs: tests/audit/test_log.py",
    "log-unreadable": "raised by logs: tests/audit/test_tampering.py",
    "log-no-entry": "raised by logs: tests/audit/test_log.py",
    "log-many-entries": "raised by logs: tests/audit/test_log.py",
    "log-no-revision": "raised by commands: tests/cli/test_sides.py",
    "log-many-revisions": "raised by commands: tests/cli/test_sides.py",
    "table-ending": "raised by files of facts: tests/cli/test_impact.py",
    "table-unreadable": "raised by files of facts: tests/cli/test_impact.py",
    "facts-beside": "raised by files of facts: tests/cli/test_impact.py",
    "git-missing": "raised by commands: tests/cli/test_sides.py",
    "git-repository": "raised by commands: tests/cli/test_sides.py",
    "git-revision": "raised by commands: tests/cli/test_sides.py",
    "git-path": "raised by commands: tests/cli/test_sides.py",
    "git-failed": "raised by commands: tests/cli/test_sides.py",
    "picture-ending": "raised by commands: tests/cli/test_timeline.py",
    "impact-same": "raised by commands: tests/cli/test_impact.py",
    "impact-question": "raised by commands: tests/cli/test_impact.py",
    "anchor-shape": "raised by anchors: tests/cli/test_audit.py",
    "plot-empty": "raised by plots: tests/audit/test_export.py",
    "plot-font": "raised by plots: tests/audit/test_export.py",
    "plot-file": "raised by plots: tests/audit/test_export.py",
    "export-file": "raised by exports: tests/cli/test_audit.py",
    "engine-missing": "raised by engines: tests/unit/engines/durable/test_choice.py",
    "table-column": "raised by tables: tests/unit/population/test_over.py",
    "table-lengths": "raised by tables: tests/unit/population/test_over.py",
    "table-values": "raised by tables: tests/unit/population/test_over.py",
    "table-format": "raised by tables: tests/cli/test_run.py",
    "table-file": "raised by tables: tests/cli/test_run.py",
    "report-ending": "raised by reports: tests/cli/test_table_reports.py",
    "table-compared": "raised by reports: tests/unit/population/test_counts_of_tables.py",
    "table-groups": "raised by reports: tests/unit/population/test_counts_of_tables.py",
    "table-no-row": "raised by tables: tests/cli/test_run.py",
    "table-taken": "raised by tables: tests/cli/test_run.py",
    "table-output": "raised by tables: tests/cli/test_run.py",
    "table-amount": "raised by tables: tests/cli/test_run.py",
    "residual-audit": "raised by residuals: tests/unit/population/test_residual.py",
    "residual-records": "raised by residuals: tests/unit/population/test_residual.py",
    "residual-day": "raised by residuals: tests/unit/population/test_residual.py",
    "residual-contradiction": "raised by residuals: tests/unit/population/test_residual.py",
    "residual-ways": "raised by residuals: tests/unit/population/test_residual.py",
    "sql-part": "raised by residuals: tests/unit/population/test_residual.py",
    "columns-missing": "raised by engines: tests/unit/engines/columnar/test_choice.py",
    "engine-fault": "raised by engines: tests/unit/engines/durable/test_network.py",
    "fact-not-exact": "raised by engines: tests/unit/engines/durable/test_encode.py",
    "engines-differ": "raised by engines: tests/unit/engines/durable/test_both.py",
}


@pytest.mark.parametrize("name", names())
def test_a_bad_policy_is_told_in_the_expected_words(name, tmp_path):
    found = diagnostics_of(name, tmp_path)
    for lang in LANGUAGES:
        assert rendered(found, lang) == expected(name, lang)


@pytest.mark.parametrize("name", names())
def test_what_has_one_mending_is_mended_as_expected_and_told_no_more(name, tmp_path):
    before = [fault.code for fault in diagnostics_of(name, tmp_path) if fault.fix is not None]
    assert mending_of(name, tmp_path) == expected_mending(name)
    assert bool(expected_mending(name)) == bool(before)
    with chdir(tmp_path):
        left = build(*load(PolicyFiles(Path())))[1]
    assert [fault.code for fault in left if fault.fix is not None] == []


@pytest.mark.parametrize("name", names())
def test_each_case_shows_the_code_it_is_named_for(name, tmp_path):
    codes = {each.code for each in diagnostics_of(name, tmp_path)}
    assert any(name == code or name.startswith(f"{code}-") for code in codes)


@pytest.mark.parametrize("name", names())
def test_each_fault_has_a_place_in_a_file_of_the_folder(name, tmp_path):
    for each in diagnostics_of(name, tmp_path):
        assert each.span is not None
        assert not each.span.file.path.startswith(("/", ".."))


def test_the_base_is_free_of_faults(tmp_path):
    assert diagnostics_of(None, tmp_path) == []


def test_every_code_has_a_bad_case():
    shown = {code for code in CODES for name in names() if name == code or name.startswith(f"{code}-")}
    assert set(CODES) - shown == set(NOT_FROM_A_FOLDER)
