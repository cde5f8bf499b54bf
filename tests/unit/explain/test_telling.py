"""The short way to amounts and values tells what the long way tells, or nothing."""

from functools import cache

import pytest

from afterschool_policy import Policy
from afterschool_policy.explain import outputs
from afterschool_policy.testing.cases import load_cases
from afterschool_policy.vocabulary.facts import plain_values
from tests.support import TESTS

ROOT = TESTS.parent
EXAMPLES = [ROOT / "examples" / name for name in ("points", "living_allowance", "family_benefit")]
FOLDERS = {folder.name: (folder, folder / "cases") for folder in EXAMPLES} | {
    "policy": (ROOT / "policy", ROOT / "fixtures")
}


@cache
def decisions(name):
    """The decisions on single questions that the cases ask for."""
    folder, cases = FOLDERS[name]
    policy = Policy.load(folder)
    return [
        policy.decide(case.decision, case.facts, as_of=case.case.as_of, readings=case.case.readings)
        for case in load_cases(cases)
        if policy.decisions[case.decision].background is None
    ]


@pytest.mark.parametrize("name", FOLDERS)
def test_what_is_told_the_short_way_is_told_the_long_way(name):
    told = 0
    for decision in decisions(name):
        telling, facts = decision._setting.telling, plain_values(decision.facts)
        for short, long in ((telling.amounts, outputs.amounts), (telling.values, outputs.values)):
            for outline in (decision._outlined, decision.basis.verdict):
                found = short(outline, facts)
                if found is not None:
                    assert repr(found) == repr(long(decision.basis))
                    told += bool(found)
    assert told > 0


def test_what_is_told_by_rules_that_are_presumed_to_speak_is_told_the_short_way():
    told = 0
    for decision in decisions("policy"):
        presumed = decision._outlined.speaking is None and decision.amounts
        if presumed and all(each.value is not None and each.missing for each in presumed.values()):
            facts, verdict = plain_values(decision.facts), decision.basis.verdict
            told += decision._setting.telling.amounts(verdict, facts) == outputs.amounts(decision.basis)
    assert told > 10
