"""A count is exact over what it holds, or unknown."""

from hypothesis import given
from hypothesis import strategies as st

from afterschool_policy.casefile.count import MemberCount
from afterschool_policy.casefile.entity import Entity
from afterschool_policy.values.truth import Truth

MEMBERS = [Entity("thing", name) for name in "abcd"]
CALLS = st.tuples(st.sampled_from(MEMBERS), st.sampled_from([None, "x", "y"]), st.sampled_from([None, *Truth]))


@given(st.lists(CALLS, max_size=25))
def test_it_is_what_counting_anew_gives(calls):
    count, held = MemberCount(), {}
    for member, key, truth in calls:
        if truth is None:
            count.drop(member)
            held.pop(member, None)
        else:
            count.put(member, key, truth)
            held[member] = (key, truth)
        passing = {key for key, truth in held.values() if truth is Truth.TRUE and key is not None}
        doubtful = [key for key, truth in held.values() if truth is not Truth.FALSE and key not in passing]
        assert count.value == (len(passing) if held and not doubtful else None)
        assert len(count) == len(held)
        assert count.counted == tuple(sorted(each for each, (_, truth) in held.items() if truth is Truth.TRUE))
