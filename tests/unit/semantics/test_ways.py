"""The ways in which the parts of a rule can turn out are those of all assignments, without going through them."""

import time
from itertools import product

from hypothesis import assume, given
from hypothesis import strategies as st

from afterschool_policy.engines.interpreter import WalkingEngine
from afterschool_policy.law.modalities import MODALITIES
from afterschool_policy.law.model import Body, Exemption, Referral
from afterschool_policy.search.remedies import smallest_changes
from afterschool_policy.semantics.pending import distinct_around, matters
from afterschool_policy.semantics.ways import Ways, said, steps_of, ways_of
from afterschool_policy.values.outcomes import Outcome
from afterschool_policy.values.truth import Truth
from tests.support import law, question, rule, text, typed

EXEMPTED = st.sampled_from([Outcome.PERMITTED, Outcome.NOT_APPLICABLE, Outcome.SATISFIED])
MODALITY = st.sampled_from(["must", "must_not", "may", "principle", "encouraged", "definition"])
TESTS = ("thing.sound", "thing.ready", "thing.wanted", "thing.kind == red", "thing.other == red")
_EITHER = {Truth.TRUE: (Truth.TRUE,), Truth.FALSE: (Truth.FALSE,), Truth.UNKNOWN: (Truth.TRUE, Truth.FALSE)}


@st.composite
def bodies(draw: st.DrawFn, most: int = 3) -> tuple[Body, list[str]]:
    """The parts of a rule, with the role of each, in the order they are tried."""
    outcomes = draw(st.lists(EXEMPTED, max_size=most))
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
        return {
            said(body, row, way) for way in ways_of(steps_of(body, list(zip(roles, given_truths, strict=True)))).each()
        }

    every = [said_by(assigned) for assigned in product(*(_EITHER[truth] for truth in truths))]
    assert all(len(each) == 1 for each in every)
    assert said_by(truths) == set().union(*every)


@given(bodies(most=5), MODALITY, st.data())
def test_a_part_matters_where_it_does_so_among_all_assignments_of_the_others(made, modality, data):
    body, roles = made
    assume(roles)
    truths = [data.draw(st.sampled_from(list(Truth))) for _ in roles]
    row, steps = MODALITIES[modality], steps_of(body, list(zip(roles, truths, strict=True)))

    def effects(place: int, truth: Truth) -> list[set[object]]:
        """For each assignment of the parts that are no rivals: what the rule says where this one is true or false."""
        rivals = [at for at, role in enumerate(roles) if role == roles[place] and (at < place or role == "refer")]
        choices = [(Truth.FALSE,) if at in rivals else _EITHER[was] for at, was in enumerate(truths)]
        choices[place] = (truth,)
        return [
            {said(body, row, way) for way in ways_of(steps_of(body, list(zip(roles, each, strict=True)))).each()}
            for each in product(*choices)
        ]

    for place, (role, around) in enumerate(zip(roles, distinct_around(steps), strict=True)):
        others = [truths[at] for at, each in enumerate(roles) if each == role and at != place]
        before = [truths[at] for at, each in enumerate(roles) if each == role and at < place]
        shut = Truth.TRUE in (others if role == "refer" else before)
        differ = effects(place, Truth.TRUE) != effects(place, Truth.FALSE)
        assert matters(steps[place], *around, lambda way: said(body, row, way)) is (differ and not shut)


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


def test_the_work_on_a_rule_grows_with_its_parts_and_not_with_their_square(monkeypatch):
    steps = []
    after = Ways.after
    monkeypatch.setattr(Ways, "after", lambda *given: (steps.append(given), after(*given))[1])

    def work(parts: int) -> int:
        tests = [typed(f"thing.price == {price}") for price in range(parts)]
        exceptions = tuple(Exemption(test, ("1",), Outcome.PERMITTED) for test in tests)
        refer = tuple(Referral(test, text("?"), None) for test in tests)
        ban = rule("ban", "must_not", Body(condition=typed("thing.sound"), unless=exceptions, refer=refer))
        steps.clear()
        verdict = WalkingEngine().verdict(question(law([ban])), {"thing.sound": True})
        assert len(verdict.pending) == parts
        return len(steps)

    assert work(200) < 5 * work(50)
