"""Each measurement runs, with tiny counts and no other engine; what it times is for `make bench` to say."""

from __future__ import annotations

from pathlib import Path

import pytest

from afterschool_policy import Policy
from afterschool_policy.testing.cases import load_cases
from benchmarks.interleave import Effort, Job, measure
from benchmarks.suites import SUITES, amounts, memory, real_policy, starting

TINY = Effort(rounds=2, batch_seconds=0.0001, decisions=1_000)
ROOT = Path(__file__).parents[2]
POLICY = Policy.load(ROOT / "policy")


def test_rows_are_timed_side_by_side() -> None:
    jobs = [Job("ours", row, "fresh") for row in ("validated-findings", "raw-outcome")]
    first, second = measure(jobs, ("ours", "validated-findings"), TINY)
    assert (first["row"], second["row"]) == ("validated-findings", "raw-outcome")
    assert first["ratio"] == 1
    assert first["checked"] == second["checked"] == 1_000
    assert first["quarter"] <= first["microseconds"] <= first["three_quarters"]


def test_a_process_that_ends_early_is_told(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(RuntimeError, match="ended with status 1"):
        measure([Job("ours", "no-such-row", "met")], ("ours", "no-such-row"), TINY)
    assert "StopIteration" in capfd.readouterr().err


def test_amounts_are_measured_where_there_are_any() -> None:
    cases = load_cases(ROOT / "fixtures" / "hardship_relief") + load_cases(ROOT / "fixtures" / "end_time_floor")
    asked = [
        amounts.Asked(POLICY, case.decision, amounts.by_name(case.facts)) for case in cases if case.case.as_of is None
    ]
    rows = amounts.measured({"policy": asked}, TINY)
    kinds = [(row["decision"], row["told"], row["facts"]) for row in rows]
    assert kinds == [("hardship_relief", told, facts) for told in (False, True) for facts in ("fresh", "met")]
    assert all(row["amounts"] > row["outcome"] > 0 and row["amounts_ratio"] > 1 for row in rows)


def test_records_with_amounts_are_drawn_for_twelve_rules() -> None:
    asked = list(amounts.drawn())
    told = [each.decide(facts).amounts for each in asked if (facts := each.facts(each.given)) is not None]
    assert len(told) == len(asked)
    assert all(each["total"].value is not None for each in told)


def test_the_real_policy_is_measured_by_its_cases() -> None:
    cases = load_cases(ROOT / "fixtures" / "external_pay") + load_cases(ROOT / "fixtures" / "norm_conflict")
    together, *single = real_policy.measured(Policy.load(ROOT / "policy"), cases, TINY)
    assert together["decision"] == real_policy.ALL
    assert together["cases"] == sum(row["cases"] for row in single) == len(cases)
    assert all(row["validated-outcome"] > 0 for row in single)


def test_a_fresh_process_is_timed_from_its_first_import(tmp_path: Path) -> None:
    for start in starting.ours(tmp_path):
        imported, loaded, decided = starting.timed(start, {"XDG_CACHE_HOME": str(tmp_path)})
        assert imported > 0
        assert (loaded > 0) == (decided > 0) == (start.engine == "ours")


def test_growth_is_watched_in_ten_parts() -> None:
    found = memory.watched("fresh", "traced", TINY.decisions)
    assert [point[0] for point in found["points"]] == list(range(100, 1_001, 100))
    assert found["grows"] == (max(found["bytes_growth"], found["objects_growth"]) > memory.ALLOWED)


@pytest.mark.parametrize(
    ("series", "grows"), [([5, 9, 5, 9, 5, 9, 5, 9, 5, 9], False), ([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], True)]
)
def test_tables_that_fill_and_empty_are_no_growth(series: list[int], grows: bool) -> None:
    assert (memory.growth(series) > memory.ALLOWED) == grows


def test_every_measurement_has_a_name() -> None:
    assert list(SUITES) == [
        "one_decision",
        "rooms",
        "real_policy",
        "amounts",
        "scale",
        "told_apart",
        "starting",
        "memory",
        "case_files",
    ]
