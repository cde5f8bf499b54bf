"""Telling values tell all: every truth that a dense grid of values shows is shown by them, piece by piece.

- Between two neighbours among the telling values of a fact, the other facts staying as they are, the truth of a test
  changes at most once, and not at all where both give the same.
- Whatever the tests of several facts come to under any facts, they come to under telling values.
"""

from datetime import date, time, timedelta
from decimal import Decimal
from itertools import pairwise

from hypothesis import assume, event, given, note
from hypothesis import strategies as st

from afterschool_policy.language.evaluate import Values, value_of
from afterschool_policy.language.printer import print_expression
from afterschool_policy.language.tree import facts_of
from afterschool_policy.law.model import Body
from afterschool_policy.search.domains import Domains
from afterschool_policy.values import truth
from afterschool_policy.values.types import Kind
from tests.sampling import samples
from tests.strategies import compared, facts, numerals, persons, single_tests, yuan
from tests.support import TYPES, VOCABULARY, law, question, rule, typed

MOST_STEPS = 20_000

computed = st.one_of(
    compared(persons(), st.one_of(persons(1), numerals)), compared(yuan(), st.one_of(yuan(1), numerals))
)
tests_of_all_sorts = st.one_of(single_tests(), computed, computed)


def atoms(written):
    put = question(
        law([rule(f"rule-{place}", "must", Body(condition=typed(each))) for place, each in enumerate(written)])
    )
    for atom in put.atoms:
        note(print_expression(atom))
    return put.atoms


def grid(name, tests):
    """Values all over the range of a fact, close together, and whatever a test states."""
    spec = VOCABULARY.facts[name]
    sampled = samples(tests, VOCABULARY)[name]
    match spec.type.kind:
        case Kind.NUMBER:
            step = Decimal(1) if spec.whole else Decimal("0.25")
            least = int(spec.minimum or 0)
            every = {least + step * each for each in range(200)} | set(sampled)
            return sorted({int(each) if each == int(each) else each for each in every})
        case Kind.TIME:
            return [time(minute // 60, minute % 60) for minute in range(0, 24 * 60, 7)] + list(sampled)
        case Kind.DATE:
            return [date(2019, 1, 1) + timedelta(days=each) for each in range(0, 3000, 11)] + list(sampled)
    return list(sampled)


@given(tests_of_all_sorts, facts(complete=True), st.data())
def test_between_neighbours_among_the_telling_values_a_test_turns_at_most_once(written, known, data):
    tests = atoms([written])
    assume(tests and facts_of(tests[0]))
    name = data.draw(st.sampled_from(facts_of(tests[0])))
    others = {other: value for other, value in known.items() if other != name}
    telling = Domains(tests, VOCABULARY).of(name, others)

    def truth_at(value):
        return truth.of(value_of(tests[0], {**others, name: value}))

    values = grid(name, tests)
    assert {truth_at(value) for value in values} <= {truth_at(value) for value in telling.values}
    event(f"{TYPES[name].kind}, {'complete' if telling.complete else 'not complete'}")
    if TYPES[name].kind in (Kind.NUMBER, Kind.TIME, Kind.DATE) and telling.complete:
        told = sorted(telling.values)
        for one, other in pairwise(told):
            between = [truth_at(value) for value in sorted(values) if one < value < other]
            seen = [truth_at(one), *between, truth_at(other)]
            turns = sum(left is not right for left, right in pairwise(seen))
            assert turns == (seen[0] is not seen[-1])
        for end, beyond in (
            (told[0], [each for each in values if each < told[0]]),
            (told[-1], [each for each in values if each > told[-1]]),
        ):
            assert {truth_at(value) for value in beyond} <= {truth_at(end)}


@given(st.lists(tests_of_all_sorts, min_size=1, max_size=3), facts(complete=True))
def test_whatever_tests_come_to_they_come_to_under_telling_values(written, known):
    tests = atoms(written)
    domains = Domains(tests, VOCABULARY)
    wanted = [value_of(test, known) for test in tests]
    assume(all(domains.of(name, {}).complete for name in domains.facts))
    steps = 0

    def reached(found, left):
        nonlocal steps
        steps += 1
        settled = [
            (value_of(test, found), want)
            for test, want in zip(tests, wanted, strict=True)
            if set(facts_of(test)) <= found.keys()
        ]
        if steps > MOST_STEPS or any(value != want for value, want in settled):
            return False
        if not left:
            return True
        return any(reached({**found, left[0]: value}, left[1:]) for value in domains.ways(left[0], Values(found)))

    assert reached({}, domains.facts) or steps > MOST_STEPS
