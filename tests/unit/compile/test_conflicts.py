"""The search for conflicts has a bound for each pair of rules and one for all, and tells where it ended early."""

from __future__ import annotations

from pathlib import Path

import pytest

from afterschool_policy.authoring.files import PolicyFiles
from afterschool_policy.authoring.loader import load
from afterschool_policy.compile import conflicts
from afterschool_policy.compile.build import build
from afterschool_policy.diagnostics import Diagnostic
from tests.language.bad_cases import diagnostics_of

SHIPPED = load(PolicyFiles(Path(__file__).parents[3] / "policy"))


def found() -> list[Diagnostic]:
    return build(*SHIPPED)[1]


def pairs_left(faults: list[Diagnostic]) -> int:
    (warning,) = (fault for fault in faults if fault.code == "conflicts-not-searched")
    assert not warning.is_error
    return int(str(warning.fields["count"]))


def test_searched_to_the_end_nothing_is_told() -> None:
    assert not [fault for fault in found() if fault.code == "conflicts-not-searched"]


@pytest.mark.parametrize("bound", ["MAX_STEPS", "MAX_STEPS_IN_ALL"])
def test_where_it_ends_early_a_warning_counts_the_pairs(bound: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(conflicts, bound, 1)
    assert pairs_left(found()) > 0


def test_no_pair_is_searched_once_the_steps_of_all_are_spent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(conflicts, "MAX_STEPS_IN_ALL", 0)
    of_all = pairs_left(found())
    monkeypatch.setattr(conflicts, "MAX_STEPS_IN_ALL", 1)
    assert pairs_left(found()) == of_all
    assert of_all > 1


def test_a_conflict_that_is_found_within_the_bound_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(conflicts, "MAX_STEPS", 50)
    assert [fault.code for fault in diagnostics_of("unordered-conflict", tmp_path)] == ["unordered-conflict"]
