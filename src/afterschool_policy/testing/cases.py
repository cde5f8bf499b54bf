"""Takes a folder of case files and a policy; gives the result of each case: passed, or what differs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from afterschool_policy.authoring.models import Case, CasesFile
from afterschool_policy.authoring.shape import shape
from afterschool_policy.authoring.yaml_reader import MappingNode, YamlNode, find, find_key, read, typed_value
from afterschool_policy.decision.composite import CompositeDecision
from afterschool_policy.decision.contract import Decision
from afterschool_policy.diagnostics import Diagnostic, InvalidPolicy, PolicyError
from afterschool_policy.policy import Policy
from afterschool_policy.positions import SourceFile, Span
from afterschool_policy.values.outcomes import Outcome


@dataclass(frozen=True, slots=True)
class LoadedCase:
    """A case with the decision it asks for and its place."""

    decision: str
    case: Case
    facts: dict[str, dict[str, object]]
    span: Span

    @property
    def id(self) -> str:
        """A name for reports: the file without its ending, and the case."""
        return f"{self.decision}: {self.case.name}"


@dataclass(frozen=True, slots=True)
class Difference:
    """An expectation that is not met."""

    what: str
    expected: str
    actual: str


@dataclass(frozen=True, slots=True)
class Result:
    """A case that was run. `decision` is None where its facts could not be taken; then `error` says why."""

    case: LoadedCase
    decision: Decision | None
    differences: tuple[Difference, ...]
    error: PolicyError | None = None

    @property
    def passed(self) -> bool:
        """Whether every expectation is met."""
        return self.error is None and not self.differences


def load_cases(folder: Path) -> list[LoadedCase]:
    """Every case below a folder (or in one file), in the order of paths.

    Raises:
        InvalidPolicy: with a diagnostic for every fault of every case file.
    """
    cases: list[LoadedCase] = []
    faults: list[Diagnostic] = []
    for path in [folder] if folder.is_file() else sorted(folder.rglob("*.yaml")):
        file = SourceFile(path.as_posix(), path.read_text(encoding="utf-8"))
        documents, found = read(file)
        faults += found
        for document in documents:
            if not isinstance(document, MappingNode) or document.get("cases") is None:
                continue
            loaded, found = shape(CasesFile, document)
            faults += found
            if loaded is not None:
                cases += _cases(loaded, document, path, faults)
    if faults:
        raise InvalidPolicy(faults)
    return cases


def _cases(loaded: CasesFile, document: YamlNode, path: Path, faults: list[Diagnostic]) -> Iterator[LoadedCase]:
    for place, case in enumerate(loaded.cases):
        at = ("cases", place)
        written: object = {}
        if case.facts_file is not None:
            written = facts_in(path.parent / case.facts_file, find(document, (*at, "facts_file")).span, faults)
        elif case.facts:
            written = typed_value(find(document, (*at, "facts")))
        facts = written if isinstance(written, dict) else {}
        yield LoadedCase(loaded.decision, case, facts, find_key(document, (*at, "name")))


def facts_in(path: Path, span: Span, faults: list[Diagnostic]) -> object:
    """What a file of facts holds; `span` is where it is named."""
    try:
        file = SourceFile(path.as_posix(), path.read_text(encoding="utf-8"))
    except OSError as error:
        faults.append(Diagnostic.of("file-unreadable", span, problem=str(error)))
        return {}
    documents, found = read(file)
    faults += found
    return typed_value(documents[0]) if documents else {}


def run_case(policy: Policy, case: LoadedCase, *, engine: str = "compiled") -> Result:
    """The case decided and compared with what it expects."""
    try:
        decision = policy.decide(
            case.decision, case.facts, as_of=case.case.as_of, readings=case.case.readings, engine=engine
        )
    except PolicyError as error:
        return Result(case, None, (), error)
    return Result(case, decision, tuple(_differences(case.case, decision)))


def passes(policy: Policy, case: LoadedCase) -> bool:
    """Whether every expectation is met; stops at the first that is not."""
    try:
        decision = policy.decide(case.decision, case.facts, as_of=case.case.as_of, readings=case.case.readings)
    except PolicyError:
        return False
    return next(_differences(case.case, decision), None) is None


def _parts(expected: dict[str, Outcome], decision: CompositeDecision) -> Iterator[Difference]:
    actual = {name: part.outcome for name, part in decision.parts.items()}
    for name in sorted({*expected, *actual}):
        if expected.get(name) != actual.get(name):
            yield Difference(f"parts.{name}", str(expected.get(name, "—")), str(actual.get(name, "—")))


def _differences(case: Case, decision: Decision) -> Iterator[Difference]:
    expect = case.expect
    if decision.outcome != expect.outcome:
        yield Difference("outcome", expect.outcome, decision.outcome)
    for what, expected, actual in (
        ("clauses", expect.clauses, [each.clause for each in decision.citations]),
        ("missing", expect.missing and sorted(expect.missing), list(decision.missing)),
        ("readings", expect.readings and sorted(expect.readings), [each.id for each in decision.readings]),
    ):
        if expected is not None and expected != actual:
            yield Difference(what, ", ".join(expected) or "—", ", ".join(actual) or "—")
    if expect.parts is not None and isinstance(decision, CompositeDecision):
        yield from _parts(expect.parts, decision)
    for name, amount in expect.amounts.items():
        computed = decision.amounts.get(name)
        if (computed.value if computed is not None else None) != amount:
            yield Difference(f"amounts.{name}", str(amount), "—" if computed is None else str(computed.value))
    for name, value in expect.values.items():
        found = decision.values.get(name)
        wanted = value if value is None or isinstance(value, str) else tuple(value)
        if found != wanted:
            yield Difference(f"values.{name}", str(wanted), "—" if found is None else str(found))
