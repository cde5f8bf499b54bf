"""What a rule means: every modality for every truth of its condition, and every part that can change it."""

import pytest

from afterschool_policy.language.evaluate import value_of
from afterschool_policy.law.modalities import MODALITIES
from afterschool_policy.law.model import Body, Due, Exemption, Referral
from afterschool_policy.semantics.conclusion import conclude
from afterschool_policy.values import truth
from afterschool_policy.values.outcomes import Outcome, in_words_of
from tests.support import law, number, question, rule, text, typed

SOUND, READY, WANTED = "thing.sound", "thing.ready", "thing.wanted"
TRUTHS = {"true": True, "false": False, "unknown": None}

BY_CONDITION = {
    "must": ("satisfied", "violated", "undetermined"),
    "must_not": ("prohibited", "permitted", "undetermined"),
    "may": ("permitted", "not_applicable", "undetermined"),
    "principle": ("satisfied", "violated", "undetermined"),
    "encouraged": ("satisfied", "not_applicable", "not_applicable"),
    "priority": ("satisfied", "violated", "undetermined"),
    "definition": ("satisfied", "not_applicable", "undetermined"),
    "delegation": ("permitted", "not_applicable", "undetermined"),
    "effective_date": ("satisfied", "not_applicable", "undetermined"),
    "repeal": ("satisfied", "not_applicable", "undetermined"),
}


def exempt(when, outcome=Outcome.NOT_APPLICABLE):
    return Exemption(typed(when), ("1",), outcome)


def refer(when):
    return Referral(typed(when), text("?"), None)


def conclusion(modality, body, **facts):
    """The rule's conclusion where these facts of `thing` are known (None: unknown)."""
    put = question(law([rule("a-rule", modality, body)]))
    known = {f"thing.{name}": value for name, value in facts.items() if value is not None}
    return conclude(put.rules[0], lambda atom: truth.of(value_of(atom, known)))


def outcome(modality, body, **facts):
    return conclusion(modality, body, **facts).outcome


def test_every_modality_but_the_parameter_is_in_the_table():
    assert set(BY_CONDITION) == set(MODALITIES) - {"parameter", "scope"}


@pytest.mark.parametrize("state", TRUTHS)
@pytest.mark.parametrize("modality", BY_CONDITION)
def test_the_modality_decides_what_the_truth_of_the_condition_means(modality, state):
    expected = BY_CONDITION[modality][[*TRUTHS].index(state)]
    assert outcome(modality, Body(condition=typed(SOUND)), sound=TRUTHS[state]) == expected


@pytest.mark.parametrize("modality", BY_CONDITION)
def test_outside_its_scope_a_rule_does_not_apply_whatever_its_condition(modality):
    body = Body(applies=typed(READY), condition=typed(SOUND))
    for state in TRUTHS.values():
        assert outcome(modality, body, ready=False, sound=state) == "not_applicable"


@pytest.mark.parametrize("modality", BY_CONDITION)
def test_inside_its_scope_a_rule_means_what_it_means_without_one(modality):
    body = Body(applies=typed(READY), condition=typed(SOUND))
    for place, state in enumerate(TRUTHS.values()):
        assert outcome(modality, body, ready=True, sound=state) == BY_CONDITION[modality][place]


@pytest.mark.parametrize("modality", ["must", "must_not", "may", "principle", "priority", "delegation"])
def test_an_unknown_scope_leaves_a_rule_open_only_where_it_matters(modality):
    body = Body(applies=typed(READY), condition=typed(SOUND))
    for place, state in enumerate((True, False)):
        plain = BY_CONDITION[modality][place]
        expected = "not_applicable" if plain == "not_applicable" else "undetermined"
        assert outcome(modality, body, sound=state) == expected


# --------------------------------------------------------------------------------------------------- exceptions
@pytest.mark.parametrize(
    ("modality", "bites"),
    [
        ("must", False),
        ("principle", False),
        ("priority", False),
        ("must_not", True),
        ("may", True),
        ("delegation", True),
    ],
)
def test_an_exception_is_tried_only_where_the_rule_bites(modality, bites):
    body = Body(condition=typed(SOUND), unless=(exempt(READY),))
    assert outcome(modality, body, sound=bites, ready=True) == "not_applicable"
    spared = not bites
    assert outcome(modality, body, sound=spared, ready=True) == BY_CONDITION[modality][0 if spared else 1]
    assert outcome(modality, body, sound=spared) == BY_CONDITION[modality][0 if spared else 1]


def test_an_exception_that_does_not_hold_changes_nothing():
    body = Body(condition=typed(SOUND), unless=(exempt(READY),))
    assert outcome("must", body, sound=False, ready=False) == "violated"
    assert outcome("must_not", body, sound=True, ready=False) == "prohibited"


def test_an_unknown_exception_leaves_a_biting_rule_open():
    body = Body(condition=typed(SOUND), unless=(exempt(READY),))
    assert outcome("must_not", body, sound=True) == "undetermined"
    assert conclusion("must_not", body, sound=True).possible == {"prohibited", "not_applicable"}


def test_an_exception_may_have_an_outcome_of_its_own_and_the_first_that_holds_counts():
    body = Body(
        condition=typed(SOUND), unless=(exempt(READY, Outcome.PERMITTED), exempt(WANTED, Outcome.NEEDS_HUMAN_JUDGEMENT))
    )
    assert outcome("must_not", body, sound=True, ready=True, wanted=True) == "permitted"
    assert outcome("must_not", body, sound=True, ready=False, wanted=True) == "needs_human_judgement"


def test_the_exception_that_holds_is_told():
    body = Body(condition=typed(SOUND), unless=(exempt(READY), exempt(WANTED)))
    told = conclusion("must_not", body, sound=True, ready=False, wanted=True).exemption
    assert told == body.unless[1]
    assert conclusion("must_not", body, sound=False, ready=True, wanted=True).exemption is None


# ---------------------------------------------------------------------------------------------------- referrals
@pytest.mark.parametrize("modality", BY_CONDITION)
def test_a_referral_that_holds_goes_to_a_person_before_the_condition_decides(modality):
    body = Body(condition=typed(SOUND), refer=(refer(READY),))
    for state in (True, False):
        assert outcome(modality, body, ready=True, sound=state) == "needs_human_judgement"
        assert outcome(modality, body, ready=False, sound=state) == BY_CONDITION[modality][0 if state else 1]


def test_an_exception_is_tried_before_a_referral():
    body = Body(condition=typed(SOUND), unless=(exempt(WANTED),), refer=(refer(READY),))
    assert outcome("must_not", body, sound=True, ready=True, wanted=True) == "not_applicable"
    assert outcome("must_not", body, sound=False, ready=True, wanted=True) == "needs_human_judgement"


def test_a_rule_may_do_nothing_but_refer():
    body = Body(refer=(refer(READY),))
    assert outcome("must", body, ready=True) == "needs_human_judgement"
    assert outcome("must", body, ready=False) == "not_applicable"
    assert outcome("must", body) == "undetermined"


# ----------------------------------------------------------------------------------------------- without condition
@pytest.mark.parametrize(
    ("modality", "expected"), [("must_not", "prohibited"), ("may", "permitted"), ("encouraged", "satisfied")]
)
def test_a_rule_without_a_condition_holds_wherever_it_applies(modality, expected):
    body = Body(applies=typed(READY))
    assert outcome(modality, body, ready=True) == expected
    assert outcome(modality, body, ready=False) == "not_applicable"


# ----------------------------------------------------------------------------------------------- what is due
ACT = Due(text("do it"), None)
PAY = Due(text("pay"), "sum")
SUM = (("sum", typed("thing.fee * 2", number("yuan"))),)


@pytest.mark.parametrize("modality", ["must", "principle", "priority"])
def test_a_duty_is_required_where_no_fact_tells_whether_it_was_done(modality):
    body = Body(applies=typed(READY), condition=typed(SOUND), due=ACT)
    assert outcome(modality, body, ready=True) == "required"
    assert outcome(modality, body, ready=True, sound=True) == "satisfied"
    assert outcome(modality, body, ready=True, sound=False) == "violated"
    assert outcome(modality, body) == "undetermined"


def test_one_known_fact_of_the_condition_tells_that_the_duty_was_looked_at():
    body = Body(condition=typed("thing.sound and thing.wanted"), due=ACT)
    assert outcome("must", body) == "required"
    assert outcome("must", body, sound=True) == "undetermined"
    assert outcome("must", body, sound=False) == "violated"


def test_a_duty_without_a_condition_is_required_wherever_it_applies():
    body = Body(applies=typed(READY), due=ACT)
    assert outcome("must", body, ready=True) == "required"
    assert outcome("must", body, ready=False) == "not_applicable"


def test_an_amount_has_to_be_known_before_it_is_due():
    body = Body(condition=typed("thing.price >= thing.fee * 2"), due=PAY, amounts=SUM)
    assert outcome("must", body, fee=3) == "required"
    assert outcome("must", body) == "undetermined"
    assert outcome("must", body, fee=3, price=6) == "satisfied"
    assert outcome("must", body, fee=3, price=5) == "violated"


def test_the_facts_of_the_amount_do_not_tell_that_the_duty_was_done():
    body = Body(condition=typed("thing.price >= thing.fee * 2"), due=PAY, amounts=SUM)
    assert outcome("must", body, fee=3) == "required"
    assert outcome("must", body, price=5) == "undetermined"


# -------------------------------------------------------------------------------------------------- the principle
REASON = typed("thing.note", None)


def test_a_principle_departed_from_for_a_recorded_reason_goes_to_a_person():
    body = Body(condition=typed(SOUND), reason=REASON)
    assert outcome("principle", body, sound=False, note="因为下雨") == "needs_human_judgement"
    assert outcome("principle", body, sound=True, note="因为下雨") == "satisfied"


def test_a_reason_that_is_not_recorded_is_none_but_could_still_be_given():
    body = Body(condition=typed(SOUND), reason=REASON)
    found = conclusion("principle", body, sound=False)
    assert found.outcome == "violated"
    assert found.possible == {"violated", "needs_human_judgement"}


def test_a_reason_says_nothing_where_the_condition_is_unknown():
    body = Body(condition=typed(SOUND), reason=REASON)
    assert outcome("principle", body, note="因为下雨") == "undetermined"


# ------------------------------------------------------------------------------------------------ the permission
@pytest.mark.parametrize("modality", ["may", "delegation", "definition", "repeal"])
def test_where_the_permission_is_the_only_basis_its_absence_has_an_outcome(modality):
    body = Body(condition=typed(SOUND), otherwise=Outcome.PROHIBITED)
    assert outcome(modality, body, sound=False) == "prohibited"
    assert outcome(modality, body, sound=True) == BY_CONDITION[modality][0]
    assert outcome(modality, body) == "undetermined"


def test_an_exception_that_may_hold_keeps_no_encouragement_open():
    excepted = (Exemption(typed("thing.wanted"), ("1",), Outcome.NOT_APPLICABLE),)
    body = Body(condition=typed(SOUND), unless=excepted)
    assert outcome("encouraged", body) == outcome("encouraged", body, sound=True) == "not_applicable"
    assert outcome("encouraged", body, sound=True, wanted=False) == "satisfied"


def test_confirmed_keeps_open_and_shown_presumes_false():
    assert outcome("must_not", Body(condition=typed("confirmed(thing.sound)")), sound=False) == "undetermined"
    assert outcome("must_not", Body(condition=typed("shown(thing.sound)"))) == "permitted"
    assert conclusion("must_not", Body(condition=typed("shown(thing.sound)"))).possible == {"permitted", "prohibited"}


# --------------------------------------------------------------------------------------------- words of the question
@pytest.mark.parametrize(
    ("answers", "own", "word"),
    [
        (("prohibited", "permitted"), "violated", "prohibited"),
        (("prohibited", "permitted"), "satisfied", "permitted"),
        (("violated", "satisfied"), "prohibited", "violated"),
        (("violated", "prohibited"), "prohibited", "prohibited"),
        (("violated", "satisfied"), "undetermined", "undetermined"),
        (("violated", "satisfied"), "not_applicable", "not_applicable"),
        (("violated", "satisfied"), "required", None),
        (("violated", "satisfied"), "needs_human_judgement", None),
    ],
)
def test_a_rule_answers_in_the_words_of_the_question(answers, own, word):
    found = in_words_of({Outcome(each) for each in answers}, Outcome(own))
    assert found == word
