"""The search for overlaps and gaps of tables has a bound, and tells where it ended early."""

from __future__ import annotations

from pathlib import Path

import pytest

from afterschool_policy.compile import table_faults
from tests.language.bad_cases import diagnostics_of


def test_where_it_ends_early_a_warning_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table_faults, "MAX_STEPS", 1)
    (warning,) = diagnostics_of("table-gap", tmp_path)
    assert warning.code == "tables-not-searched"
    assert not warning.is_error


def test_one_fault_of_a_table_is_told_once(tmp_path: Path) -> None:
    assert [fault.code for fault in diagnostics_of("table-overlap-bands", tmp_path)] == ["table-overlap"]
