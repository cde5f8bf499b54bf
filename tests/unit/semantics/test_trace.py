"""The why as objects: every rule, part and test with its truth, and marked where the truth of the part rests on it."""

from hypothesis import given

from afterschool_policy.engines.compiled import CompiledEngine
from afterschool_policy.language.evaluate import truth_of, value_of
from afterschool_policy.language.tree import atoms_of
from afterschool_policy.law.model import Body
from afterschool_policy.values import truth
from afterschool_policy.values.truth import Truth
from tests.strategies import facts, rule_sets, single_tests
from tests.support import law, question, rule, typed


def trace(condition, **known):
    put = question(law([rule("a-rule", "must", Body(condition=typed(condition)))]))
    (made,) = CompiledEngine().functions(put)[1]({f"thing.{name}": value for name, value in known.items()}).trace
    (part,) = made.parts
    return part.truth, [(each.test, each.truth.name, each.decides) for each in part.tests]


def test_below_an_or_only_what_holds_decides_that_it_holds():
    assert trace("thing.sound or thing.ready or thing.people > 2", sound=True, ready=False) == (
        Truth.TRUE,
        [("thing.sound", "TRUE", True), ("thing.ready", "FALSE", False), ("thing.people > 2", "UNKNOWN", False)],
    )


def test_below_an_and_only_what_fails_decides_that_it_fails():
    found = trace("thing.sound and not (thing.ready and thing.wanted)", sound=True, ready=True, wanted=True)
    assert found == (
        Truth.FALSE,
        [("thing.sound", "TRUE", False), ("thing.ready", "TRUE", True), ("thing.wanted", "TRUE", True)],
    )


@given(rule_sets(single_tests(), depth=2), facts())
def test_it_holds_every_test_of_every_part_with_its_truth(rules, known):
    put = question(law(rules))
    verdict = CompiledEngine().functions(put)[1](known)
    assert [each.finding for each in verdict.trace] == list(verdict.findings)
    for settled, traced in zip(verdict.rules, verdict.trace, strict=True):
        for part, shown in zip(settled.conclusion.parts, traced.parts, strict=True):
            atoms = list(atoms_of(part.tree))
            assert [each.truth for each in shown.tests] == [truth.of(value_of(atom, known)) for atom in atoms]
            plain = truth_of(part.tree, lambda atom: truth.of(value_of(atom, known)))
            assert shown.truth is plain or part.role == "recorded"
