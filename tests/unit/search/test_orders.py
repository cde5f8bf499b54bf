"""Where a term runs straight between the turns below it, no turn is missed: also at a bounded end, and once rounded."""

from fractions import Fraction

import pytest

from afterschool_policy.language.evaluate import Values, value_of
from afterschool_policy.language.reads import Reads
from afterschool_policy.language.tree import atoms_of
from afterschool_policy.search.budget import Budget, BudgetSpentError
from afterschool_policy.search.line import line_of
from afterschool_policy.search.orders import Along
from afterschool_policy.search.read_fact import ReadFact
from afterschool_policy.search.turning import Turning
from tests.support import VOCABULARY, typed

SHARE = "thing.share"
TESTS = (
    "thing.share + thing.share * 2 < 600",
    "min(thing.share * 3, thing.share + 100) >= 120",
    "max(thing.share, 7) - min(thing.share, 40) > 13",
    "portion(thing.share, 10, 20) / 2 + thing.share / 4 <= 11",
    "round(thing.share / 12 + thing.share / 3, 0.01, half_up) < 2.5",
    "ceil(thing.share / 7 + thing.share) == 9",
)


def turning(written: str) -> Turning:
    (atom,) = atoms_of(typed(written))
    spec = VOCABULARY.facts[SHARE]
    line = line_of(spec, spec.type)
    assert line is not None
    return Turning(atom, Along(ReadFact(SHARE, Reads()), line, member=False))


@pytest.mark.parametrize("written", TESTS)
def test_the_truth_turns_nowhere_but_at_the_places_found(written):
    places = turning(written).points({}, Budget())
    (atom,) = atoms_of(typed(written))
    before = None
    for number in range(24_001):
        place = Fraction(number, 40)
        now = value_of(atom, {SHARE: place})
        if before is not None and now != before:
            assert any(place - Fraction(1, 40) <= each <= place for each in places), (written, place)
        before = now


def test_a_place_is_charged_before_it_is_looked_at():
    spent = Budget(work=5)
    with pytest.raises(BudgetSpentError):
        turning(TESTS[0]).points({}, spent)
    assert spent.done < 40


def test_what_is_kept_is_as_worked_out_anew():
    (atom,) = atoms_of(typed(TESTS[1]))
    kept = Values({}, Reads())
    for value in (1, 40, 41, 1000):
        kept = kept.after({SHARE: value}, (SHARE,))
        assert kept.of(atom) is value_of(atom, {SHARE: value})
