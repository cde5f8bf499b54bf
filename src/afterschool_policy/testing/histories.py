"""Takes a folder with histories of case files and a policy; gives the result of each: as written, or what differs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from afterschool_policy.authoring.history_models import HistoriesFile, History, HistoryExpectation, Outcomes
from afterschool_policy.authoring.shape import shape
from afterschool_policy.authoring.yaml_reader import MappingNode, find, find_key, read, typed_value
from afterschool_policy.casefile.casefile import CaseFile
from afterschool_policy.casefile.findings import CaseFinding, Changes
from afterschool_policy.diagnostics import Diagnostic, InvalidPolicy, PolicyError
from afterschool_policy.policy import Policy
from afterschool_policy.positions import SourceFile, Span
from afterschool_policy.testing.cases import Difference, facts_in

Document = Mapping[str, object]
_KEY = "case_files"


@dataclass(frozen=True, slots=True)
class LoadedHistory:
    """A history with its place; `calls` are what is called with, by the name of the call."""

    history: History
    facts: Document
    calls: tuple[tuple[str, Document], ...]
    span: Span


@dataclass(frozen=True, slots=True)
class HistoryResult:
    """A history that was run, with what differs from what it expects; `error` is what stopped it."""

    loaded: LoadedHistory
    differences: tuple[Difference, ...]
    error: PolicyError | None = None

    @property
    def passed(self) -> bool:
        """Whether everything came out as written."""
        return self.error is None and not self.differences


def load_histories(folder: Path) -> list[LoadedHistory]:
    """Every history below a folder (or in one file), in the order of paths.

    Raises:
        InvalidPolicy: with a diagnostic for every fault of every file.
    """
    histories: list[LoadedHistory] = []
    faults: list[Diagnostic] = []
    for path in [folder] if folder.is_file() else sorted(folder.rglob("*.yaml")):
        text = path.read_text(encoding="utf-8")
        if _KEY not in text:
            continue
        documents, found = read(SourceFile(path.as_posix(), text))
        faults += found
        for document in (each for each in documents if isinstance(each, MappingNode) and each.get(_KEY) is not None):
            model, found = shape(HistoriesFile, document)
            faults += found
            if model is not None:
                histories += _loaded(model, document, path, faults)
    if faults:
        raise InvalidPolicy(faults)
    return histories


def _loaded(
    model: HistoriesFile, document: MappingNode, path: Path, faults: list[Diagnostic]
) -> Iterator[LoadedHistory]:
    for place, history in enumerate(model.case_files):
        at = (_KEY, place)
        written: object = typed_value(find(document, (*at, "facts"))) if history.facts else {}
        if history.facts_file is not None:
            written = facts_in(path.parent / history.facts_file, find(document, (*at, "facts_file")).span, faults)
        calls = [
            (name, _document(typed_value(find(document, (*at, "then", step, key)))))
            for step, call in enumerate(history.then)
            for name, key, said in (
                ("assert_facts", "assert", call.assert_),
                ("amend", "amend", call.amend),
                ("retract", "retract", call.retract),
            )
            if said
        ]
        if len(calls) != len(history.then):
            problem = "assert | amend | retract"
            faults.append(Diagnostic.of("case-shape", find_key(document, (*at, "then")), problem=problem))
        yield LoadedHistory(history, _document(written), tuple(calls), find_key(document, (*at, "name")))


def _document(value: object) -> Document:
    return value if isinstance(value, dict) else {}


def run_history(policy: Policy, loaded: LoadedHistory, *, engine: str = "compiled") -> HistoryResult:
    """The case file opened, every call made, and each compared with what it expects."""
    history = loaded.history
    found: list[Difference] = []
    try:
        case = policy.open_case(loaded.facts, as_of=history.as_of, readings=history.readings, engine=engine)
        found += _differences(history.expect, case, Changes(), "")
        for step, ((name, said), call) in enumerate(zip(loaded.calls, history.then, strict=True), 1):
            changes: Changes = getattr(case, name)(said)
            found += _differences(call.expect, case, changes, f"then[{step}].")
    except PolicyError as error:
        return HistoryResult(loaded, tuple(found), error)
    return HistoryResult(loaded, tuple(found))


def _differences(expect: HistoryExpectation, case: CaseFile, changes: Changes, at: str) -> Iterator[Difference]:
    for name, expected, actual in (("findings", expect.findings, case.findings), ("open", expect.open, case.open)):
        told = _outcomes(each for each in actual if each.question in expected)
        for question, outcomes in expected.items():
            if told.get(question, {}) != outcomes:
                yield Difference(f"{at}{name}.{question}", _written(outcomes), _written(told.get(question, {})))
    for name, wanted in (("new", expect.new), ("changed", expect.changed), ("fallen", expect.fallen)):
        changed: Sequence[CaseFinding] = getattr(changes, name)
        if wanted is not None and _outcomes(changed) != wanted:
            told = _outcomes(changed)
            for question in sorted({*wanted, *told}):
                if wanted.get(question, {}) != told.get(question, {}):
                    expected_here, here = wanted.get(question, {}), told.get(question, {})
                    yield Difference(f"{at}{name}.{question}", _written(expected_here), _written(here))


def _outcomes(findings: Iterable[CaseFinding]) -> Outcomes:
    told: Outcomes = {}
    for each in findings:
        told.setdefault(each.question, {})["file" if each.entity is None else str(each.entity)] = each.outcome
    return told


def _written(outcomes: Mapping[str, object]) -> str:
    return ", ".join(f"{entity}: {outcome}" for entity, outcome in outcomes.items()) or "—"
