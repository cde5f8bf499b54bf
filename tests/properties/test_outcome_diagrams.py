"""A diagram of a question says of every way in which its tests turn out what a verdict says of it."""

from random import Random

import pytest
from hypothesis import given, note
from hypothesis import strategies as st

from afterschool_policy import Policy
from afterschool_policy.language.tree import Given, Known
from afterschool_policy.search.outcomes import WhenTold, outcome_diagram
from afterschool_policy.semantics.verdict import MAX_SHARED, Verdicts
from afterschool_policy.values.truth import Truth
from tests.strategies import rule_sets, single_tests
from tests.support import TESTS, law, question, shown

ROOT = TESTS.parent


def held_to_verdicts(put, source: Random, ways: int) -> None:
    """Some ways in which the tests turn out, of which one or another stays unknown for good."""
    for_good = {place: Truth.UNKNOWN for place in range(len(put.atoms)) if source.random() < 0.05}
    found, verdicts = outcome_diagram(put, for_good), Verdicts(put)
    for _ in range(ways):
        share = source.choice((0.05, 0.2, 0.5))
        way = [
            Truth.UNKNOWN if place in for_good or source.random() < share
            else Truth(1 if isinstance(atom, Known | Given) else source.randrange(2))
            for place, atom in enumerate(put.atoms)
        ]  # fmt: skip
        standing = found.diagrams.value(found.standing, way.__getitem__)
        open_ = found.open_ + sum(way[place] is Truth.UNKNOWN for place in found.counted)
        if standing.told is WhenTold.ALWAYS or (standing.told is WhenTold.OF_FEW and open_ <= MAX_SHARED):
            assert standing.outcome is verdicts.outcome_and_rounds(tuple(way))[0], way


@given(rule_sets(single_tests(), depth=2), st.randoms(use_true_random=False))
def test_random_rules(rules, source):
    for each in rules:
        note(shown(each))
    held_to_verdicts(question(law(rules)), source, 60)


@pytest.mark.parametrize(
    "folder", [ROOT / "policy", *sorted(each.parent for each in ROOT.glob("examples/*/policy.yaml"))]
)
def test_every_question_of_a_policy(folder):
    policy, source = Policy.load(folder), Random(folder.name)
    for spec in policy.decisions.values():
        if spec.background is None:
            held_to_verdicts(policy._decider.settings.question(spec, None, None, {}), source, 100)
