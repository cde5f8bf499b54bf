"""Cases and case files as items of pytest, for `pytest_afterschool_policy`, which finds them.

A failing item shows the differences in at most ten lines; its place is the line of the case.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from afterschool_policy.diagnostics import Diagnostic, InvalidRequest, PolicyError
from afterschool_policy.policy import Policy
from afterschool_policy.positions import Span
from afterschool_policy.testing.cases import load_cases, run_case
from afterschool_policy.testing.failures import RunResult, failure_lines
from afterschool_policy.testing.histories import load_histories, run_history
from afterschool_policy.text import LANGUAGES, Lang
from pytest_afterschool_policy import ENDING, LANGUAGE

_POLICIES = pytest.StashKey[dict[tuple[Path | None, bool], Policy]]()


class CaseFailed(Exception):
    """An expectation of a case that is not met."""

    def __init__(self, result: RunResult) -> None:
        super().__init__(result.id)
        self.result = result


class CasesOfFile(pytest.File):
    """A file of cases; `policy` is the place of the policy that they belong to, None for the shipped one."""

    policy: Path | None

    @classmethod
    def of(cls, parent: pytest.Collector, path: Path, policy: Path | None) -> CasesOfFile:
        """The file at a path, of a policy."""
        file = cls.from_parent(parent, path=path)
        file.policy = policy
        return file

    def collect(self) -> Iterator[CaseItem]:
        """An item for every case and every case file, by its name; where two are called alike, with its question.

        Raises:
            PolicyError: for the faults of the policy and of the file.
        """
        cases = load_cases(self.path, with_drafts=None)
        histories = load_histories(self.path, with_drafts=None)
        if not cases and not histories and self.path.name.endswith(ENDING):
            raise InvalidRequest([Diagnostic.of("cases-none", path=self.path.as_posix())])
        called = Counter(case.name for case in cases)
        for case in cases:
            name = case.name if called[case.name] == 1 else case.id
            yield CaseItem.of(self, name, case.span, partial(run_case, self._loaded(case.with_drafts), case))
        for history in histories:
            policy = self._loaded(history.with_drafts)
            yield CaseItem.of(self, history.name, history.span, partial(run_history, policy, history))

    def _loaded(self, with_drafts: bool) -> Policy:
        """The policy, or that with its drafts, loaded once for all files."""
        policies = self.config.stash.setdefault(_POLICIES, {})
        wanted = (self.policy, with_drafts)
        if wanted not in policies:
            policies[wanted] = Policy.load(self.policy, with_drafts=with_drafts)
        return policies[wanted]

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException]) -> str:  # type: ignore[override]  # as pytest's
        """The faults of policy or file, in words."""
        if isinstance(excinfo.value, PolicyError):
            return excinfo.value.render(_language(self.config))
        return str(super().repr_failure(excinfo))


class CaseItem(pytest.Item):
    """A case, or a case file with its calls."""

    place: Span
    run: Callable[[], RunResult]

    @classmethod
    def of(cls, parent: CasesOfFile, name: str, place: Span, run: Callable[[], RunResult]) -> CaseItem:
        """The item at a place of a file, and how it is run."""
        item = cls.from_parent(parent, name=name)
        item.place, item.run = place, run
        return item

    def runtest(self) -> None:
        """Run it.

        Raises:
            CaseFailed: where an expectation is not met, or it could not be run.
        """
        result = self.run()
        if not result.passed:
            raise CaseFailed(result)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException]) -> str:  # type: ignore[override]  # as pytest's
        """The differences."""
        if isinstance(excinfo.value, CaseFailed):
            result = excinfo.value.result
            return "\n".join([str(result.span), *failure_lines(result, _language(self.config))])
        return str(super().repr_failure(excinfo))

    def reportinfo(self) -> tuple[Path, int, str]:
        """Its place, with lines counted from 0, and its name."""
        return self.path, self.place.line - 1, self.name


def _language(config: pytest.Config) -> Lang:
    told = str(config.getini(LANGUAGE))
    return next((lang for lang in LANGUAGES if lang == told), "zh")
