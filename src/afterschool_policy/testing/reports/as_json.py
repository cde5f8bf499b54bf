"""A run as data for JSON."""

from __future__ import annotations

from afterschool_policy.testing.authored_parts import place_of
from afterschool_policy.testing.coverage.coverage import Coverage
from afterschool_policy.testing.coverage.points import Point
from afterschool_policy.testing.failures import RunResult
from afterschool_policy.testing.mutants.survivors import Survivor, Trials
from afterschool_policy.testing.run import CaseRun


def as_json(run: CaseRun, coverage: Coverage | None = None, mutants: Trials | None = None) -> dict[str, object]:
    """Every case and case file with what came of it; coverage and surviving mutants where they were asked for."""
    document: dict[str, object] = {
        "policy": run.policy.fingerprint,
        "total": len(run.results),
        "failed": len(run.failed),
        "left_out": run.selected.left_out,
        "cases": [
            _result(each) | {"decision": each.case.decision, "outcome": each.decision and each.decision.outcome}
            for each in run.cases
        ],
        "case_files": [_result(each) for each in run.histories],
    }
    if coverage is not None:
        document["coverage"] = coverage_as_json(coverage)
    if mutants is not None:
        document["mutants"] = mutants.tried
        document["survivors"] = [_survivor(each) for each in mutants.survivors]
    return document


def coverage_as_json(coverage: Coverage) -> dict[str, object]:
    """How much is reached of each kind, and every point that is not."""
    return {
        "percent": round(coverage.percent, 2),
        "kinds": {kind: {"reached": count, "all": every} for kind, (count, every) in coverage.counts().items()},
        "left": [_point(point) for point in coverage.left],
        "ruled_out": [
            {**_point(point), "reason": {"zh": reason.zh, "en": reason.en}}
            for point, reason in coverage.ruled_out.items()
        ],
    }


def _result(result: RunResult) -> dict[str, object]:
    differences = [{"what": each.what, "expected": each.expected, "actual": each.actual} for each in result.differences]
    return {
        "id": result.id,
        "file": result.span.file.path,
        "line": result.span.line,
        "passed": result.passed,
        "differences": differences,
        "error": None if result.error is None else result.error.to_dict(),
    }


def _survivor(each: Survivor) -> dict[str, object]:
    mutant = each.mutant
    return {
        "rule": mutant.name,
        "fault": mutant.fault,
        "part": place_of(mutant.part),
        "zh": mutant.words.zh,
        "en": mutant.words.en,
        "case": None if each.suggestion is None else each.suggestion.written(mutant.title, "zh"),
        "tried": each.tried,
        "all_tried": each.all_tried,
    }


def _point(point: Point) -> dict[str, object]:
    return {"kind": point.kind, "of": point.of, "part": point.place, "test": point.test, "side": point.side}
