"""Histories: case files with the calls made on them, and what each call is expected to change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from afterschool_policy.authoring.facts_file import WrittenFacts, told_by_place
from afterschool_policy.authoring.history_models import HistoriesFile, History, HistoryExpectation, Outcomes
from afterschool_policy.authoring.source_files import source_in
from afterschool_policy.authoring.yaml_reader import find_key
from afterschool_policy.casefile.casefile import CaseFile
from afterschool_policy.casefile.findings import CaseFinding, Changes
from afterschool_policy.diagnostics import Diagnostic, InvalidRequest, PolicyError
from afterschool_policy.diagnostics.requests import unknown_request
from afterschool_policy.policy import Policy
from afterschool_policy.positions import SourceFile, Span
from afterschool_policy.testing.cases import Difference
from afterschool_policy.testing.documents import CASE_FILES, CaseDocument, Source, load, yaml_files
from afterschool_policy.text import Text

_DECISION = Text("事项", "decision")


@dataclass(frozen=True, slots=True)
class LoadedHistory:
    """A history with its place; `steps` are the methods called on the case file, each with its facts as written."""

    history: History
    written: WrittenFacts
    steps: tuple[tuple[str, WrittenFacts], ...]
    span: Span

    @property
    def facts(self) -> dict[str, object]:
        """The facts that the file is opened with, not yet checked against a policy."""
        return self.written.values

    @property
    def calls(self) -> tuple[tuple[str, dict[str, object]], ...]:
        """The methods called on the case file, each with its facts."""
        return tuple((method, facts.values) for method, facts in self.steps)

    @property
    def name(self) -> str:
        """The name of the history in its file."""
        return self.history.name

    @property
    def id(self) -> str:
        """Its name for reports."""
        return self.name

    @property
    def questions(self) -> frozenset[str]:
        """The questions of which it expects something."""
        return frozenset(questions_expected(self.history))

    @property
    def with_drafts(self) -> bool:
        """Whether it is on the rules in draft."""
        return self.history.with_drafts

    def on(self, day: date) -> LoadedHistory:
        """The history on a day, where it states none."""
        if self.history.as_of is not None:
            return self
        return replace(self, history=self.history.model_copy(update={"as_of": day}))


@dataclass(frozen=True, slots=True)
class HistoryResult:
    """A history that was run, with what differs from what it expects; `error` is what stopped it."""

    history: LoadedHistory
    differences: tuple[Difference, ...]
    error: PolicyError | None = None

    @property
    def span(self) -> Span:
        """The place of the history."""
        return self.history.span

    @property
    def id(self) -> str:
        """Its name for reports."""
        return self.history.name

    @property
    def passed(self) -> bool:
        """Whether everything came out as written."""
        return self.error is None and not self.differences


def load_histories(
    folder: Path, source: Source = source_in, *, with_drafts: bool | None = False
) -> list[LoadedHistory]:
    """The histories below a folder (or in one file), in the order of paths; of which law as in `load_cases`.

    Raises:
        InvalidPolicy: with a diagnostic for every fault of every file.
    """
    paths = (path for path in yaml_files(folder) if _may_hold_some(*source(path)))
    histories = load(paths, CASE_FILES, HistoriesFile, _histories, source)
    return [each for each in histories if with_drafts in (None, each.with_drafts)]


def _may_hold_some(file: SourceFile, unreadable: list[Diagnostic]) -> bool:
    """Whether the key stands in a file, or nobody can say: what cannot be read is told."""
    return bool(unreadable) or CASE_FILES in file.text


def _histories(document: CaseDocument[HistoriesFile]) -> Iterator[LoadedHistory]:
    for index, history in enumerate(document.model.case_files):
        facts = document.facts(history, CASE_FILES, index)
        steps = [
            (method, document.facts_at(CASE_FILES, index, "then", step, key))
            for step, call in enumerate(history.then)
            for method, key, stated in (
                ("assert_facts", "assert", call.assert_),
                ("amend", "amend", call.amend),
                ("retract", "retract", call.retract),
            )
            if stated
        ]
        if len(steps) != len(history.then):
            span = find_key(document.node, (CASE_FILES, index, "then"))
            document.faults.append(Diagnostic.of("case-shape", span, problem="assert | amend | retract"))
        yield LoadedHistory(history, facts, tuple(steps), find_key(document.node, (CASE_FILES, index, "name")))


def run_history(policy: Policy, loaded: LoadedHistory, *, engine: str = "compiled") -> HistoryResult:
    """The case file opened, every call made, and each compared with what it expects."""
    history = loaded.history
    differences: list[Difference] = []
    try:
        _refuse_unknown(policy, history)
        with told_by_place(loaded.written):
            case = policy.open_case(loaded.facts, as_of=history.as_of, readings=history.readings, engine=engine)
        differences += _differences(history.expect, case, Changes(), "")
        for step, ((method, facts), call) in enumerate(zip(loaded.steps, history.then, strict=True), 1):
            with told_by_place(facts):
                changes: Changes = getattr(case, method)(facts.values)
            differences += _differences(call.expect, case, changes, f"then[{step}].")
    except PolicyError as error:
        return HistoryResult(loaded, tuple(differences), error)
    return HistoryResult(loaded, tuple(differences))


def _refuse_unknown(policy: Policy, history: History) -> None:
    """Raise where something is expected of a question that there is not: nothing holds of it, always."""
    named = questions_expected(history)
    unknown = [
        unknown_request(_DECISION, name, policy.decisions, name) for name in named if name not in policy.decisions
    ]
    if unknown:
        raise InvalidRequest(unknown)


def questions_expected(history: History) -> tuple[str, ...]:
    """The questions of which a history expects something, each once."""
    expectations = (history.expect, *(call.expect for call in history.then))
    named = (
        question
        for expect in expectations
        for outcomes in (expect.findings, expect.open, expect.new, expect.changed, expect.fallen)
        for question in outcomes or ()
    )
    return tuple(dict.fromkeys(named))


def _differences(expect: HistoryExpectation, case: CaseFile, changes: Changes, at: str) -> Iterator[Difference]:
    for name, expected, findings in (("findings", expect.findings, case.findings), ("open", expect.open, case.open)):
        actual = _by_question(finding for finding in findings if finding.question in expected)
        yield from _compared(f"{at}{name}", expected, actual, expected)
    for name, wanted in (("new", expect.new), ("changed", expect.changed), ("fallen", expect.fallen)):
        if wanted is not None:
            actual = _by_question(getattr(changes, name))
            yield from _compared(f"{at}{name}", wanted, actual, sorted({*wanted, *actual}))


def _compared(at: str, expected: Outcomes, actual: Outcomes, questions: Iterable[str]) -> Iterator[Difference]:
    for question in questions:
        wanted, reported = expected.get(question, {}), actual.get(question, {})
        if wanted != reported:
            yield Difference(f"{at}.{question}", _in_words(wanted), _in_words(reported))


def _by_question(findings: Iterable[CaseFinding]) -> Outcomes:
    outcomes: Outcomes = {}
    for finding in findings:
        entity = "file" if finding.entity is None else str(finding.entity)
        outcomes.setdefault(finding.question, {})[entity] = finding.outcome
    return outcomes


def _in_words(outcomes: Mapping[str, object]) -> str:
    return ", ".join(f"{entity}: {outcome}" for entity, outcome in outcomes.items()) or "—"
