"""Normal forms: they hold exactly where Kleene logic says so, and stay within what the network has room for."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterschool_policy.engines.durable.atoms import Literals
from afterschool_policy.engines.durable.conditions import MAX_ALTERNATIVES, MAX_WEIGHT, Conditions, Want, attribute_of
from afterschool_policy.engines.durable.ruleset import Comparison
from afterschool_policy.language.evaluate import truth_of
from afterschool_policy.language.tree import Apply, atoms_of
from afterschool_policy.values.truth import Truth
from afterschool_policy.values.types import BOOLEAN
from tests.strategies import conditions
from tests.support import typed

LEAVES = st.sampled_from(("thing.sound", "thing.ready", "thing.wanted", "true", "false"))
MEANS = {
    Want.TRUE: lambda truth: truth is Truth.TRUE,
    Want.FALSE: lambda truth: truth is Truth.FALSE,
    Want.NOT_TRUE: lambda truth: truth is not Truth.TRUE,
    Want.NOT_FALSE: lambda truth: truth is not Truth.FALSE,
}


def literals(place):
    return Literals(*(((Comparison(f"a{place}", "==", int(truth)),),) for truth in (1, 0, 2)))


def of(tree):
    atoms = tuple(dict.fromkeys(atoms_of(tree)))
    return Conditions({atom: literals(place) for place, atom in enumerate(atoms)}), atoms


def found(conditions, goal, attributes):
    """The truth of a goal by its normal forms, what was cut out of it first."""

    def holds(want):
        return any(all(passes(comparison) for comparison in each) for each in conditions.disjunction(goal, want))

    def passes(comparison):
        value = attributes.get(comparison.attribute)
        if value is None:
            place = next(place for place in range(1000) if attribute_of(place) == comparison.attribute)
            value = attributes[comparison.attribute] = found(conditions, conditions.goals[place], attributes)
        return (value == comparison.against) is (comparison.operator == "==")

    if holds(Want.TRUE):
        assert not holds(Want.FALSE)
        return Truth.TRUE
    return Truth.FALSE if holds(Want.FALSE) else Truth.UNKNOWN


@given(conditions(depth=3, leaves=LEAVES), st.booleans(), st.lists(st.sampled_from(Truth), min_size=5, max_size=5))
def test_a_normal_form_holds_exactly_where_kleene_logic_says_so(written, presuming, drawn):
    tree = typed(written)
    made, atoms = of(tree)
    truths = dict(zip(atoms, drawn, strict=False))
    attributes = {f"a{place}": int(truths[atom]) for place, atom in enumerate(atoms)}
    place = made.place(tree, presuming=presuming)
    goal = made.goals[place]
    should = truth_of(tree, truths.__getitem__, presuming=presuming)
    assert found(made, goal, attributes) is should
    for want, means in MEANS.items():
        plain = all(each.attribute in attributes for way in made.disjunction(goal, want) for each in way)
        if plain:
            told = any(
                all((attributes[each.attribute] == each.against) is (each.operator == "==") for each in way)
                for way in made.disjunction(goal, want)
            )
            assert told is means(should)


def wide(symbol, inner, count):
    """A tree whose normal form would have 2 ** count conjunctions."""
    pairs = [typed(f"thing.people > {place} {inner} thing.fee > {place}") for place in range(count)]
    return Apply(symbol, tuple(pairs), BOOLEAN)


@pytest.mark.parametrize(("symbol", "inner"), [("and", "or"), ("or", "and")])
@pytest.mark.parametrize("count", [2, 5, 12, 24, 30, 60])
def test_a_large_tree_is_cut_instead_of_multiplied_out(symbol, inner, count):
    tree = wide(symbol, inner, count)
    made, atoms = of(tree)
    made.place(tree, presuming=False)
    done = 0
    while done < len(made.goals):
        for want in Want:
            for way in made.disjunction(made.goals[done], want):
                assert len(way) <= MAX_WEIGHT
            if want in (Want.TRUE, Want.FALSE):
                assert len(made.disjunction(made.goals[done], want)) <= max(MAX_ALTERNATIVES, 2 * count)
        done += 1
    for drawn in product(Truth, repeat=2):
        truths = {atom: drawn[place % 2] for place, atom in enumerate(atoms)}
        attributes = {f"a{place}": int(truths[atom]) for place, atom in enumerate(atoms)}
        assert found(made, (tree, False), attributes) is truth_of(tree, truths.__getitem__)


def test_what_presumes_nothing_is_one_goal_with_and_without_presuming():
    tree = typed("thing.sound and thing.ready")
    made, _ = of(tree)
    assert made.place(tree, presuming=True) == made.place(tree, presuming=False)
    shown = Apply("shown", (tree,), BOOLEAN)
    assert made.place(shown, presuming=True) != made.place(shown, presuming=False)
