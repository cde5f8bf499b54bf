"""A cache works out each answer once, never grows beyond its bound, and answers the same when it was emptied."""

import copy
import pickle

import pytest

from afterschool_policy.cache import Cache, once


def test_an_answer_is_worked_out_once():
    worked_out: list[int] = []
    cache: Cache[int, int] = Cache(lambda key: worked_out.append(key) or key * 2)
    assert [cache[3], cache[3], cache[4], cache[3]] == [6, 6, 8, 6]
    assert worked_out == [3, 4]


def test_a_full_cache_is_emptied_and_answers_the_same():
    cache: Cache[int, int] = Cache(lambda key: key * 2, bound=10)
    sizes = set()
    for key in range(95):
        assert cache[key] == key * 2
        sizes.add(len(cache))
    assert sizes == set(range(1, 11))
    assert cache[0] == 0


def test_what_is_not_found_by_its_key_is_kept_by_the_caller():
    cache: Cache[int, str] = Cache(bound=2)
    with pytest.raises(KeyError):
        cache[1]
    assert [cache.keep(key, str(key)) for key in range(5)] == ["0", "1", "2", "3", "4"]
    assert cache == {4: "4"}


def test_a_copy_starts_empty_and_keeps_finding():
    cache: Cache[str, int] = Cache(int, bound=3)
    assert cache["7"] == 7
    for copied in (copy.deepcopy(cache), pickle.loads(pickle.dumps(cache))):
        assert copied == {}
        assert [copied[key] for key in "1234"] == [1, 2, 3, 4]
        assert copied == {"4": 4}


def test_a_property_is_worked_out_once():
    class Sum:
        """What is worked out."""

        worked_out = 0

        @once
        def total(self) -> int:
            """The sum."""
            self.worked_out += 1
            return 3

    one, other = Sum(), Sum()
    assert [one.total, one.total, other.total] == [3, 3, 3]
    assert (one.worked_out, other.worked_out) == (1, 1)
    assert Sum.total.__doc__ == "The sum."
