"""What bears on a question: whatever no change reaches is answered and worded as before."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from afterschool_policy import Policy
from afterschool_policy.audit.grading import grade_of
from afterschool_policy.law.model import Law
from afterschool_policy.testing.bearing import decisions_by_rule
from afterschool_policy.testing.cases import load_cases
from afterschool_policy.text import Text
from afterschool_policy.tooling.impact.causes import Causes
from afterschool_policy.values.grades import Grade
from tests.mutations import delete, negate
from tests.support import spread

ROOT = Path(__file__).parents[3]
SHIPPED = Policy.load(ROOT / "policy")
CASES = load_cases(ROOT / "fixtures")


def changed(name: str, how: object) -> Policy:
    law = how(SHIPPED.law, SHIPPED.rule(name))  # type: ignore[operator]
    return Policy(replace(law, fingerprint=f"sha256:{name:0<64}"))


@pytest.mark.parametrize(
    ("name", "how"),
    [("hardship-relief@1", negate), ("relief-fee@1", negate), ("allowance-per-class-hour@1", delete)],
)
def test_a_question_that_nothing_bears_on_is_answered_to_the_letter_as_before(name: str, how: object) -> None:
    new = changed(name, how)
    causes = Causes(SHIPPED.law, new.law)
    assert all(causes.bear_on(decision) for decision in decisions_by_rule(SHIPPED.law)[name])
    left = [case for case in CASES if not causes.bear_on(case.decision)]
    assert len(left) > len(CASES) / 2
    for case in spread(left, 40):
        before, after = (
            each.decide(case.decision, case.facts, as_of=case.case.as_of, readings=case.case.readings)
            for each in (SHIPPED, new)
        )
        assert grade_of(before, after) is Grade.REVISION, case.id


def test_a_parameter_bears_on_what_only_tells_its_value() -> None:
    told = [
        name
        for name, spec in SHIPPED.law.decisions.items()
        if any("{parameter.allowance_per_class_hour}" in sentence.zh for sentence in spec.answers.values())
    ]
    causes = Causes(SHIPPED.law, changed("allowance-per-class-hour@1", delete).law)
    assert told
    assert all(causes.bear_on(name) for name in told)


def test_an_audit_is_borne_on_by_whatever_bears_on_a_question() -> None:
    causes = Causes(SHIPPED.law, changed("hardship-relief@1", negate).law)
    audits = [name for name, spec in SHIPPED.law.decisions.items() if spec.background is not None]
    assert audits
    assert all("hardship-relief@1" in causes.of(name) for name in audits)
    assert not causes.bear_on("session_time")


def relabelled(law: Law, name: str) -> Law:
    facts = dict(law.vocabulary.facts)
    facts[name] = replace(facts[name], label=Text("另一个说法", "other words"))
    return replace(law, vocabulary=replace(law.vocabulary, facts=facts))


def test_words_of_a_fact_bear_on_the_questions_that_read_it() -> None:
    causes = Causes(SHIPPED.law, relabelled(SHIPPED.law, "fee.amount_yuan"))
    assert causes.of("hardship_relief") == ("fact fee.amount_yuan",)
    assert causes.everywhere == ()
