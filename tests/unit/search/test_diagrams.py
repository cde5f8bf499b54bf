"""Decision diagrams: each stands once, and a cover says exactly what it is of."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterschool_policy.search.budget import BudgetSpentError
from afterschool_policy.search.diagrams import Diagrams
from afterschool_policy.values.truth import Truth

TESTS = 4
WAYS = [*product(Truth, repeat=TESTS)]
functions = st.lists(st.booleans(), min_size=len(WAYS), max_size=len(WAYS))


def of_function(store: Diagrams, values) -> int:
    """The diagram of a function that is given way by way."""
    made = store.leaf(False)
    for way, value in zip(WAYS, values, strict=True):
        if value:
            this = store.leaf(True)
            for place, truth in enumerate(way):
                asked = store.test(place, [each is truth for each in Truth])
                this = store.combined(lambda one, other: one and other, this, asked)
            made = store.combined(lambda one, other: one or other, made, this)
    return made


def holds(cube, way) -> bool:
    return all(way[place] in truths for place, truths in cube.items())


@given(functions)
def test_a_diagram_has_the_values_of_its_function_and_stands_once(values):
    store = Diagrams()
    made = of_function(store, values)
    assert [store.value(made, way.__getitem__) for way in WAYS] == values
    assert of_function(store, values) == made


@given(functions, functions)
def test_a_cover_holds_all_that_it_has_to_and_nothing_that_it_must_not(least, more):
    store = Diagrams()
    most = [one or other for one, other in zip(least, more, strict=True)]
    cubes = store.cover(of_function(store, least), of_function(store, most))
    for way, wanted, allowed in zip(WAYS, least, most, strict=True):
        held = any(holds(cube, way) for cube in cubes)
        assert held if wanted else allowed or not held


@given(functions)
def test_no_cube_of_a_cover_can_be_done_without(values):
    store = Diagrams()
    made = of_function(store, values)
    cubes = store.cover(made, made)
    for left_out in range(len(cubes)):
        others = cubes[:left_out] + cubes[left_out + 1 :]
        assert not all(
            any(holds(cube, way) for cube in others) for way, value in zip(WAYS, values, strict=True) if value
        )


@given(functions)
def test_what_is_found_out_is_what_the_ways_bring(values):
    store = Diagrams()
    made = store.found_out(of_function(store, values), lambda place: (Truth.FALSE, Truth.TRUE))
    brought = dict(zip(WAYS, values, strict=True))
    for way in WAYS:
        each = [(Truth.FALSE, Truth.TRUE) if truth is Truth.UNKNOWN else (truth,) for truth in way]
        assert store.value(made, way.__getitem__) == frozenset(brought[found] for found in product(*each))


def test_what_is_given_is_not_asked():
    store = Diagrams()
    both = store.combined(lambda one, other: (one, other), store.test(0), store.test(1))
    assert store.places(both) == (0, 1)
    assert store.given(both, {0: Truth.TRUE}) == store.combined(lambda one: (Truth.TRUE, one), store.test(1))
    assert len(store.leaves(both)) == 9


def test_a_store_is_bounded():
    store = Diagrams(most=20)
    with pytest.raises(BudgetSpentError):
        [store.test(place) for place in range(30)]
