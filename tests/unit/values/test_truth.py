"""Truth is strong Kleene logic: the laws, exhaustively."""

from itertools import permutations, product

import pytest

from afterschool_policy.values.truth import Truth, all_of, any_of, confirm, negate, of, show

U, F, T = Truth.UNKNOWN, Truth.FALSE, Truth.TRUE
ALL = (U, F, T)
INFORMATION = {(U, U), (U, F), (U, T), (F, F), (T, T)}
"""`a` tells no more than `b`: the order of information."""

AND = {(T, T): T, (T, U): U, (U, U): U, (T, F): F, (U, F): F, (F, F): F}
OR = {(T, T): T, (T, U): T, (T, F): T, (U, U): U, (U, F): U, (F, F): F}


@pytest.mark.parametrize(("pair", "expected"), AND.items())
def test_and(pair, expected):
    assert {all_of(*order) for order in permutations(pair)} == {expected}


@pytest.mark.parametrize(("pair", "expected"), OR.items())
def test_or(pair, expected):
    assert {any_of(*order) for order in permutations(pair)} == {expected}


def test_not_and_confirmed_and_shown():
    assert [negate(each) for each in (T, F, U)] == [F, T, U]
    assert [confirm(each) for each in (T, F, U)] == [T, U, U]
    assert [show(each) for each in (T, F, U)] == [T, F, F]


def test_nothing_is_true_of_all_and_false_of_any():
    assert all_of() is T
    assert any_of() is F


def test_a_boolean_is_its_truth_and_none_is_unknown():
    assert [of(each) for each in (True, False, None)] == [T, F, U]


@pytest.mark.parametrize("one", ALL)
def test_laws_of_one_truth(one):
    assert negate(negate(one)) is one
    assert all_of(one) is any_of(one) is all_of(one, one) is any_of(one, one) is one
    assert all_of(one, T) is any_of(one, F) is one
    assert all_of(one, F) is F
    assert any_of(one, T) is T
    assert confirm(confirm(one)) is confirm(one)


@pytest.mark.parametrize(("one", "other"), [*product(ALL, repeat=2)])
def test_de_morgan_and_absorption(one, other):
    assert negate(all_of(one, other)) is any_of(negate(one), negate(other))
    assert negate(any_of(one, other)) is all_of(negate(one), negate(other))
    assert all_of(one, any_of(one, other)) is one
    assert any_of(one, all_of(one, other)) is one


@pytest.mark.parametrize(("one", "two", "three"), [*product(ALL, repeat=3)])
def test_order_and_brackets_do_not_matter_and_each_distributes(one, two, three):
    assert all_of(one, all_of(two, three)) is all_of(all_of(one, two), three) is all_of(three, one, two)
    assert any_of(one, any_of(two, three)) is any_of(any_of(one, two), three) is any_of(three, one, two)
    assert all_of(one, any_of(two, three)) is any_of(all_of(one, two), all_of(one, three))
    assert any_of(one, all_of(two, three)) is all_of(any_of(one, two), any_of(one, three))


@pytest.mark.parametrize(("less", "more"), sorted(INFORMATION))
def test_more_information_never_contradicts(less, more):
    for other in ALL:
        assert (negate(less), negate(more)) in INFORMATION
        assert (all_of(less, other), all_of(more, other)) in INFORMATION
        assert (any_of(less, other), any_of(more, other)) in INFORMATION


def test_the_numbers_are_digits_of_a_signature():
    assert [int(each) for each in (F, T, U)] == [0, 1, 2]
