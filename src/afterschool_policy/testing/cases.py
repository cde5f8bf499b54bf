"""Cases: facts with their expected outcome, and their results under a policy."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from afterschool_policy.authoring.facts_file import WrittenFacts
from afterschool_policy.authoring.models import Case, CasesFile
from afterschool_policy.authoring.source_files import source_in
from afterschool_policy.authoring.yaml_reader import find_key
from afterschool_policy.decision.contract import Decision
from afterschool_policy.diagnostics import Diagnostic, InvalidFacts, InvalidRequest, PolicyError
from afterschool_policy.diagnostics.requests import unknown_request
from afterschool_policy.law.model import DecisionSpec
from afterschool_policy.policy import Policy
from afterschool_policy.positions import Span
from afterschool_policy.testing.documents import CASES, CaseDocument, Source, load, yaml_files
from afterschool_policy.text import Text
from afterschool_policy.values.outcomes import Outcome

_AMOUNT, _VALUE = Text("数额", "amount"), Text("列出的内容", "value")


@dataclass(frozen=True, slots=True)
class LoadedCase:
    """A case with the decision it asks for and its place."""

    decision: str
    case: Case
    written: WrittenFacts
    span: Span

    @property
    def facts(self) -> dict[str, object]:
        """Its facts, not yet checked against a policy."""
        return self.written.values

    @property
    def name(self) -> str:
        """The name of the case in its file."""
        return self.case.name

    @property
    def id(self) -> str:
        """A name for reports: the decision and the case."""
        return f"{self.decision}: {self.name}"

    @property
    def with_drafts(self) -> bool:
        """Whether it is on the rules in draft."""
        return self.case.with_drafts

    def on(self, day: date, fact: str) -> LoadedCase:
        """The case on a day, where it states none: neither beside its facts nor as the fact that carries the day."""
        group, name = fact.split(".", 1)
        stated = self.facts.get(group)
        if self.case.as_of is not None or (isinstance(stated, Mapping) and stated.get(name) is not None):
            return self
        return replace(self, case=self.case.model_copy(update={"as_of": day}))


@dataclass(frozen=True, slots=True)
class Difference:
    """An expectation that is not met."""

    what: str
    expected: str
    actual: str


@dataclass(frozen=True, slots=True)
class CaseResult:
    """A case that was run. `decision` is None where its facts were refused; then `error` says why."""

    case: LoadedCase
    decision: Decision | None
    differences: tuple[Difference, ...]
    error: PolicyError | None = None

    @property
    def span(self) -> Span:
        """The place of the case."""
        return self.case.span

    @property
    def id(self) -> str:
        """Its name for reports."""
        return self.case.id

    @property
    def passed(self) -> bool:
        """Whether every expectation is met."""
        return self.error is None and not self.differences


def load_cases(folder: Path, source: Source = source_in, *, with_drafts: bool | None = False) -> list[LoadedCase]:
    """The cases below a folder (or in one file), in the order of paths: on the law, on its drafts, or with None both.

    Raises:
        InvalidPolicy: with a diagnostic for every fault of every case file.
    """
    cases = load(yaml_files(folder), CASES, CasesFile, _cases, source)
    return [each for each in cases if with_drafts in (None, each.case.with_drafts)]


def _cases(document: CaseDocument[CasesFile]) -> Iterator[LoadedCase]:
    for index, case in enumerate(document.model.cases):
        facts = document.facts(case, CASES, index)
        dated = case if case.as_of is not None else case.model_copy(update={"as_of": document.model.as_of})
        yield LoadedCase(document.model.decision, dated, facts, find_key(document.node, (CASES, index, "name")))


def run_case(policy: Policy, case: LoadedCase, *, engine: str = "compiled") -> CaseResult:
    """The case decided and compared with what it expects."""
    try:
        decision = policy.decide(
            case.decision, case.facts, as_of=case.case.as_of, readings=case.case.readings, engine=engine
        )
    except InvalidFacts as error:
        return CaseResult(case, None, (), case.written.located(error))
    except PolicyError as error:
        return CaseResult(case, None, (), error)
    unknown = [*_unknown(case, policy.decisions)]
    if unknown:
        return CaseResult(case, decision, (), InvalidRequest(unknown))
    return CaseResult(case, decision, tuple(_differences(case.case, decision)))


def differs(case: Case, decision: Decision) -> bool:
    """Whether an expectation is not met; stops at the first."""
    return next(_differences(case, decision), None) is not None


def _unknown(case: LoadedCase, decisions: Mapping[str, DecisionSpec]) -> Iterator[Diagnostic]:
    """What is expected of an amount or a value that the question does not have: that it has none would always hold."""
    expect, spec = case.case.expect, decisions[case.decision]
    amounts = {f"{name}.{amount}" for name, part in decisions.items() for amount in part.amounts}
    values = {f"{name}.{value}" for name, part in decisions.items() for value in part.values}
    for name in expect.amounts:
        if name not in spec.amounts and name not in amounts:
            yield unknown_request(_AMOUNT, name, spec.amounts, f"expect.amounts.{name}")
    for name in expect.values:
        if name not in spec.values and name not in values:
            yield unknown_request(_VALUE, name, spec.values, f"expect.values.{name}")


def _parts(expected: dict[str, Outcome], decision: Decision) -> Iterator[Difference]:
    actual = {name: part.outcome for name, part in decision.parts.items()}
    for name in sorted({*expected, *actual}):
        if expected.get(name) != actual.get(name):
            yield Difference(f"parts.{name}", str(expected.get(name, "—")), str(actual.get(name, "—")))


def _differences(case: Case, decision: Decision) -> Iterator[Difference]:
    expect = case.expect
    if decision.outcome != expect.outcome:
        yield Difference("outcome", expect.outcome, decision.outcome)
    for what, expected, actual in (
        ("clauses", expect.clauses, [citation.clause for citation in decision.citations]),
        ("missing", expect.missing and sorted(expect.missing), list(decision.missing)),
        ("readings", expect.readings and sorted(expect.readings), [reading.id for reading in decision.readings]),
    ):
        if expected is not None and expected != actual:
            yield Difference(what, ", ".join(expected) or "—", ", ".join(actual) or "—")
    if expect.parts is not None:
        yield from _parts(expect.parts, decision)
    for name, amount in expect.amounts.items():
        computed = decision.amounts.get(name)
        if (computed.value if computed is not None else None) != amount:
            yield Difference(f"amounts.{name}", str(amount), "—" if computed is None else str(computed.value))
    for name, value in expect.values.items():
        reported = decision.values.get(name)
        wanted = value if value is None or isinstance(value, str) else tuple(value)
        if reported != wanted:
            yield Difference(f"values.{name}", str(wanted), "—" if reported is None else str(reported))
