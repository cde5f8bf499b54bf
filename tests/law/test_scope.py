"""The limits of the whole policy: outside them no case that ends in a breach or something due still bites."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from afterschool_policy import Outcome, Policy
from afterschool_policy.law.model import Rule
from afterschool_policy.testing.cases import LoadedCase, load_cases

Facts = Mapping[str, Any]

ROOT = Path(__file__).parents[2]
POLICY = Policy.load(ROOT / "policy")
BITING = (Outcome.VIOLATED, Outcome.PROHIBITED, Outcome.REQUIRED)
CASES = [case for case in load_cases(ROOT / "fixtures") if case.case.expect.outcome in BITING]

# What is told to stand outside a limit, and the other facts of a case that would say otherwise, which are left out.
OUTSIDE: dict[str, tuple[Facts, tuple[str, ...]]] = {
    "in-force": ({"context": {"instrument_in_force": False}}, ()),
    "district": ({"context": {"in_changle_district": False}}, ()),
    "compulsory-stage": ({"school": {"stage": "kindergarten"}}, ("student.stage",)),
    "student-stage": ({"student": {"stage": "kindergarten"}}, ("school.stage",)),
    # Students who are served tell that the school provides the service.
    "service-disclosed": ({"school": {"provides_service": False}}, ("supervision.served_students",)),
    "service-provided": ({"school": {"provides_service": False}}, ("supervision.served_students",)),
}


def limit(name: str) -> Rule:
    return next(rule for rule in POLICY.law.limits if rule.id.endswith(name))


def beyond() -> Iterator[tuple[str, LoadedCase]]:
    """Every biting case with each limit that stands over its question, as policy.yaml has it."""
    for name in OUTSIDE:
        for case in CASES:
            if case.decision in limit(name).decisions:
                yield name, case


def outside(name: str, facts: Facts) -> Facts:
    """The facts of a case, told to stand outside a limit."""
    told, left_out = OUTSIDE[name]
    kept = {
        group: {short: value for short, value in inner.items() if f"{group}.{short}" not in left_out}
        for group, inner in facts.items()
    }
    return {**kept, **{group: {**kept.get(group, {}), **inner} for group, inner in told.items()}}


def ids(each: object) -> str:
    return each if isinstance(each, str) else f"{each.span.file.path.rpartition('/')[2]}:{each.span.line}"  # type: ignore[attr-defined]


def test_each_limit_has_cases() -> None:
    """The limits that are premises of a single question are tried by its own cases."""
    assert {name for name, _ in beyond()} == set(OUTSIDE)


@pytest.mark.parametrize(("name", "case"), [*beyond()], ids=ids)
def test_no_breach_and_nothing_due_outside_a_limit(name: str, case: LoadedCase) -> None:
    decision = POLICY.decide(
        case.decision, outside(name, case.facts), as_of=case.case.as_of, readings=case.case.readings
    )
    assert decision.outcome is Outcome.NOT_APPLICABLE
    cited = {citation.clause for citation in decision.citations}
    assert set(limit(name).clauses) <= cited


@pytest.mark.parametrize("name", ["in-force", "district"])
@pytest.mark.parametrize("case", [case for case in CASES if POLICY.law.decisions[case.decision].background], ids=ids)
def test_no_breach_and_nothing_due_in_an_audit_outside_force_and_district(name: str, case: LoadedCase) -> None:
    """Of the other limits some question of an audit is excepted."""
    decision = POLICY.decide(
        case.decision, outside(name, case.facts), as_of=case.case.as_of, readings=case.case.readings
    )
    assert decision.outcome is Outcome.NOT_APPLICABLE
    assert set(limit(name).clauses) <= {citation.clause for citation in decision.citations}
