"""The parts that would have to turn are those that trying every selection of single parts finds."""

from __future__ import annotations

from itertools import combinations, product

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from afterschool_policy.law.model import Body, Exemption, Referral
from afterschool_policy.search.budget import Budget
from afterschool_policy.search.decisive_parts import parts_to_turn
from afterschool_policy.semantics.conclusion import STATES, conclude_from
from afterschool_policy.semantics.question import parts
from afterschool_policy.values.outcomes import Outcome
from afterschool_policy.values.truth import Truth
from tests.support import law, question, rule, text, typed

TESTS = ("thing.sound", "thing.ready", "thing.wanted", "thing.people > 1", "thing.fee > 1", "thing.kind == red")
LIFTED, WAIVED = Outcome.PERMITTED, Outcome.NOT_APPLICABLE


def linked(modality: str, outcomes: list[Outcome], questions: int):
    """A rule with a scope, a condition, an exception for each outcome and so many questions for a person."""
    body = Body(
        applies=typed("thing.ready"),
        condition=typed("thing.sound"),
        unless=tuple(
            Exemption(typed(f"thing.people == {number}"), (), outcome) for number, outcome in enumerate(outcomes)
        ),
        refer=tuple(Referral(typed(f"thing.fee == {number}"), text("?"), None) for number in range(questions)),
    )
    (made,) = question(law([rule("a-rule", modality, body)])).rules
    return made


def by_single_parts(conclusion, accepts) -> tuple[int, ...]:
    """The same by turning every selection of single parts."""
    states = [(part.truth, part.presumed) for part in conclusion.parts]
    needed: list[tuple[int, ...]] = []
    for count in range(1, len(states) + 1):
        for chosen in combinations(range(len(states)), count):
            if any(set(smaller) <= set(chosen) for smaller in needed):
                continue
            for truths in product((Truth.TRUE, Truth.FALSE), repeat=count):
                turned = list(states)
                for place, truth in zip(chosen, truths, strict=True):
                    turned[place] = (truth, truth)
                if accepts(conclude_from(conclusion.linked, turned)):
                    needed.append(chosen)
                    break
    return tuple(sorted({place for chosen in needed for place in chosen}))


@given(
    st.builds(
        linked,
        st.sampled_from(["must", "must_not", "may"]),
        st.lists(st.sampled_from([LIFTED, WAIVED]), max_size=4),
        st.integers(0, 2),
    ),
    st.sampled_from([Outcome.SATISFIED, Outcome.PROHIBITED, LIFTED, WAIVED, Outcome.NEEDS_HUMAN_JUDGEMENT]),
    st.booleans(),
    st.data(),
)
def test_they_are_those_that_trying_every_selection_finds(made, wanted, certain, data):
    states = data.draw(st.tuples(*(st.sampled_from(STATES) for _ in parts(made))))
    conclusion = conclude_from(made, states)

    def accepts(turned) -> bool:
        return turned.outcome is wanted if certain else wanted not in turned.possible

    assume(not accepts(conclusion))  # of a rule that is acceptable as it is, nothing would have to turn
    assert parts_to_turn(conclusion, Truth.UNKNOWN, accepts, Budget()) == by_single_parts(conclusion, accepts)


@pytest.mark.parametrize("truth", list(Truth))
def test_of_many_exceptions_and_questions_they_are_found_all_the_same(truth):
    made = linked("must", [LIFTED, WAIVED] * 15, 30)
    states = [(truth, truth) if role in ("unless", "refer") else (Truth.FALSE,) * 2 for role, _ in parts(made)]
    conclusion = conclude_from(made, states)
    found = parts_to_turn(conclusion, Truth.UNKNOWN, lambda turned: turned.outcome is LIFTED, Budget())
    assert found
