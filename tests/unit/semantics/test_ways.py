"""The ways in which the parts of a rule can turn out are those of all assignments, without going through them."""

import time
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from afterschool_policy.engines.interpreter import WalkingEngine
from afterschool_policy.law.modalities import MODALITIES
from afterschool_policy.law.model import Body, Exemption, Referral
from afterschool_policy.search.remedies import smallest_changes
from afterschool_policy.semantics.ways import said, ways_of
from afterschool_policy.values.outcomes import Outcome
from afterschool_policy.values.truth import Truth
from tests.support import law, question, rule, text, typed

EXEMPTED = st.sampled_from([Outcome.PERMITTED, Outcome.NOT_APPLICABLE, Outcome.SATISFIED])
MODALITY = st.sampled_from(["must", "must_not", "may", "principle", "encouraged", "definition"])
TESTS = ("thing.sound", "thing.ready", "thing.wanted", "thing.kind == red", "thing.other == red")
_EITHER = {Truth.TRUE: (Truth.TRUE,), Truth.FALSE: (Truth.FALSE,), Truth.UNKNOWN: (Truth.TRUE, Truth.FALSE)}


@st.composite
def bodies(draw: st.DrawFn) -> tuple[Body, list[str]]:
    """The parts of a rule, with the role of each, in the order they are tried."""
    outcomes = draw(st.lists(EXEMPTED, max_size=3))
    put = draw(st.integers(0, 2))
    test = typed("thing.sound")
    has = {role: draw(st.booleans()) for role in ("applies", "condition", "recorded")}
    body = Body(
        applies=test if has["applies"] else None,
        condition=test if has["condition"] else None,
        unless=tuple(Exemption(test, ("1",), outcome) for outcome in outcomes),
        refer=(Referral(test, text("?"), None),) * put,
        otherwise=draw(st.sampled_from([None, Outcome.PROHIBITED])),
    )
    last = [role for role in ("condition", "recorded") if has[role]]
    return body, [*["applies"] * has["applies"], *["unless"] * len(outcomes), *["refer"] * put, *last]


@given(bodies(), MODALITY, st.data())
def test_they_say_what_all_assignments_say(made, modality, data):
    body, roles = made
    truths = [data.draw(st.sampled_from(list(Truth))) for _ in roles]
    row = MODALITIES[modality]

    def said_by(given_truths):
        return {said(body, row, way) for way in ways_of(body, list(zip(roles, given_truths, strict=True))).each()}

    every = [said_by(assigned) for assigned in product(*(_EITHER[truth] for truth in truths))]
    assert all(len(each) == 1 for each in every)
    assert said_by(truths) == set().union(*every)


def test_a_ban_with_many_exceptions_is_settled_and_searched_at_once():
    exceptions = tuple(Exemption(typed(f"thing.price == {price}"), ("1",), Outcome.PERMITTED) for price in range(1, 41))
    ban = rule("ban", "must_not", Body(condition=typed("thing.sound"), unless=exceptions))
    put = question(law([ban], (Outcome.PROHIBITED, Outcome.PERMITTED)))
    began = time.process_time()
    known = {"thing.sound": True}
    assert WalkingEngine().verdict(put, known).outcome is Outcome.UNDETERMINED
    found = smallest_changes(put, {**known, "thing.price": 0}, Outcome.PERMITTED)
    assert {tuple(each.values) for each in found.sets} == {("thing.sound",), ("thing.price",)}
    assert time.process_time() - began < 60
