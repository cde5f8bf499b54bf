"""Another answer and the records of a list are written out where the law is linked: they read facts before, too."""

import shutil
from pathlib import Path

import pytest

from afterschool_policy import Outcome, Policy
from afterschool_policy.testing.cases import load_cases
from afterschool_policy.testing.mutants.mutant import mutants_of
from afterschool_policy.testing.mutants.survivors import trials
from tests.language.bad_cases import BAD, BASE

SAUNA = """rule: sauna
version: 1
effective: {from: in_force}
title: {zh: 可以用桑拿, en: The sauna may be used}
clauses: ["1.2"]
decision: sauna
modality: may
"""
QUESTION = """  sauna:
    section: admission
    question: {zh: 可以用桑拿吗？, en: "May the sauna be used?"}
    answers:
      permitted: {zh: 可以用桑拿。, en: The sauna may be used.}
"""


def made(folder: Path, rest: str) -> Policy:
    """The base of the bad policies with a list of guests and a second question, answered by one rule."""
    shutil.copytree(BASE, folder, dirs_exist_ok=True)
    shutil.copy(BAD / "records-member" / "facts.yaml", folder / "facts.yaml")
    with (folder / "decisions.yaml").open("a", encoding="utf-8") as file:
        file.write(QUESTION)
    (folder / "rules" / "sauna.yaml").write_text(SAUNA + rest, encoding="utf-8")
    return Policy.load(folder)


READS_GUESTS = "condition: any(guest.age < 6 for guest in party.guests)\n"
SCOPES = {
    "outcome": "applies: outcome(admission) == permitted\n" + READS_GUESTS,
    "amount": "applies: amount(admission.fee_due) > 3\n" + READS_GUESTS,
    "records": "applies: count(guest for guest in party.guests) > 0\n" + READS_GUESTS,
}


@pytest.mark.parametrize("scope", SCOPES.values(), ids=SCOPES)
def test_a_scope_of_what_is_written_out_later_is_no_constant(tmp_path: Path, scope: str) -> None:
    assert made(tmp_path, scope)


def test_where_nothing_of_the_other_question_applies_nothing_is_left_to_a_person(tmp_path: Path) -> None:
    policy = made(tmp_path, SCOPES["outcome"])
    decision = policy.decide("sauna", {"visitor": {"kind": "adult"}, "visit": {"start": "12:00"}})
    assert decision.outcome is Outcome.NOT_APPLICABLE


DEFINED = """rule: young
version: 1
effective: {from: in_force}
title: {zh: 年幼, en: young}
clauses: ["1.2"]
modality: definition
define: guest.young
label: {zh: 年幼, en: young}
negation: {zh: 不年幼, en: not young}
value: guest.age < parameter.young_until
---
rule: young-until
version: 1
effective: {from: in_force}
title: {zh: 年幼的年龄, en: the age of the young}
clauses: ["1.2"]
modality: parameter
parameter: young_until
label: {zh: 年幼的年龄, en: the age of the young}
value: 6
unit: year
"""
CASES = """decision: sauna
cases:
  - name: 有年幼的客人
    facts: {party: {guests: [{age: 5}]}}
    expect: {outcome: permitted}
  - name: 没有年幼的客人
    facts: {party: {guests: [{age: 6}], all_named: true}}
    expect: {outcome: not_applicable}
"""


def test_the_cases_miss_what_is_said_of_a_record_only(tmp_path: Path) -> None:
    used = "condition: any(guest.young for guest in party.guests)\n---\n"
    policy = made(tmp_path / "policy", used + DEFINED)
    (tmp_path / "cases.yaml").write_text(CASES, encoding="utf-8")
    mutants = [each for each in mutants_of(policy.law) if each.fault in ("deleted", "negated")]
    tried = trials(policy, load_cases(tmp_path / "cases.yaml"), mutants)
    unnoticed = {each.mutant.name for each in tried if each is not None}
    assert unnoticed.isdisjoint({"young@1", "young-until@1", "sauna@1"})
