"""A run of cases and histories under a policy, as every report and the command line read it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from afterschool_policy.policy import Policy
from afterschool_policy.testing import last_failed
from afterschool_policy.testing.cases import CaseResult, load_cases, run_case
from afterschool_policy.testing.failures import RunResult
from afterschool_policy.testing.histories import HistoryResult, load_histories, run_history
from afterschool_policy.testing.selection import Selected, Selection, selected


@dataclass(frozen=True, slots=True)
class CaseRun:
    """What was selected, and what came of it."""

    policy: Policy
    selected: Selected
    cases: tuple[CaseResult, ...]
    histories: tuple[HistoryResult, ...]

    @property
    def results(self) -> tuple[RunResult, ...]:
        """What came of every case, then of every history."""
        return (*self.cases, *self.histories)

    @property
    def failed(self) -> tuple[RunResult, ...]:
        """Those in which an expectation is not met."""
        return tuple(result for result in self.results if not result.passed)


def run(policy: Policy, place: Path, wanted: Selection, as_of: date | None = None) -> CaseRun:
    """Run what is wanted of the cases and histories at a place, on a day where they state none.

    Raises:
        InvalidPolicy: for the faults of their files.
        InvalidRequest: where nothing would be run (see `selected`).
    """
    chosen = selected(
        policy.law, wanted, load_cases(place, with_drafts=None), load_histories(place, with_drafts=None), place
    )
    if as_of is not None:
        fact = policy.law.instrument.as_of_fact
        cases = tuple(case.on(as_of, fact) for case in chosen.cases)
        chosen = replace(chosen, cases=cases, histories=tuple(each.on(as_of) for each in chosen.histories))
    results = tuple(run_case(policy, case) for case in chosen.cases)
    made = CaseRun(policy, chosen, results, tuple(run_history(policy, each) for each in chosen.histories))
    last_failed.write(made.results, made.failed)
    return made
