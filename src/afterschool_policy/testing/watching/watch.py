"""A policy watched: at each look its faults, and what came of the cases that can come out otherwise than before.

A case is run again where a rule of its question has changed, or the case itself; all of them at the first look. What
came of the others still holds, so that every look tells how many fail in all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from afterschool_policy.authoring.files import PolicyFiles
from afterschool_policy.compile.load import checked
from afterschool_policy.diagnostics import Diagnostic, InvalidPolicy
from afterschool_policy.law.model import Law
from afterschool_policy.policy import Policy
from afterschool_policy.testing.cases import LoadedCase, load_cases, run_case
from afterschool_policy.testing.failures import RunResult
from afterschool_policy.testing.histories import LoadedHistory, load_histories, run_history
from afterschool_policy.testing.last_failed import key_of
from afterschool_policy.testing.watching.concerned import questions_concerned

_Case = LoadedCase | LoadedHistory


@dataclass(frozen=True, slots=True)
class Look:
    """What one look found.

    Attributes:
        faults: What is wrong with the files; with an error among them no case is run.
        run: How many cases and case files were run.
        all: How many there are.
        failed: Those that fail, run now or before.
    """

    faults: tuple[Diagnostic, ...]
    run: int
    all: int
    failed: tuple[RunResult, ...]

    @property
    def is_fine(self) -> bool:
        """Whether the policy is valid and no case fails."""
        return not self.failed and not any(fault.is_error for fault in self.faults)


class Watched:
    """A policy folder with its cases, as they were at the last look at which the policy was valid."""

    def __init__(self, folder: Path, cases: Path | None, amendments: Sequence[Path] = ()) -> None:
        self._folder, self._amendments, self._place = folder, amendments, cases
        self._law: Law | None = None
        self._cases: dict[str, _Case] = {}
        self._results: dict[str, RunResult] = {}

    def look(self) -> Look:
        """Check the files and run the cases concerned."""
        try:
            _, law, faults = checked(PolicyFiles(self._folder, self._amendments))
            cases = {key_of(each): each for each in self._found()}
        except InvalidPolicy as error:
            return Look(error.diagnostics, 0, len(self._cases), self._failed())
        policy = Policy(law, faults)
        concerned = None if self._law is None else questions_concerned(self._law, law)
        run = [key for key, case in cases.items() if self._is_concerned(key, case, concerned)]
        self._results = {key: result for key, result in self._results.items() if key in cases}
        for key in run:
            self._results[key] = _run(policy, cases[key])
        self._law, self._cases = law, cases
        return Look(faults, len(run), len(cases), self._failed())

    def _found(self) -> Iterator[_Case]:
        if self._place is not None:
            yield from load_cases(self._place)
            yield from load_histories(self._place)

    def _is_concerned(self, key: str, case: _Case, concerned: frozenset[str] | None) -> bool:
        asked = case.questions if isinstance(case, LoadedHistory) else {case.decision}
        return concerned is None or not concerned.isdisjoint(asked) or not _alike(self._cases.get(key), case)

    def _failed(self) -> tuple[RunResult, ...]:
        return tuple(result for result in self._results.values() if not result.passed)


def watch(look: Callable[[], Look], saves: Iterable[object]) -> Iterator[Look]:
    """What is found at first, and after each save."""
    yield look()
    for _ in saves:
        yield look()


def _run(policy: Policy, case: _Case) -> RunResult:
    return run_history(policy, case) if isinstance(case, LoadedHistory) else run_case(policy, case)


def _alike(before: _Case | None, now: _Case) -> bool:
    """Whether a case says what it said, wherever it stands in its file."""
    return before is not None and _said(before) == _said(now)


def _said(case: _Case) -> object:
    return (case.history, case.facts, case.calls) if isinstance(case, LoadedHistory) else (case.case, case.facts)
