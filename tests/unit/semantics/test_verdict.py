"""How findings become one outcome: the strongest wins, what cannot matter does not hold it open, overrides defeat."""

import pytest

from afterschool_policy.engines.interpreter import WalkingEngine
from afterschool_policy.law.model import Body, Due, Exemption
from afterschool_policy.values.outcomes import Outcome
from tests.support import law, missing_facts, number, question, rule, text, typed

QUESTION = (
    Outcome.PROHIBITED,
    Outcome.NEEDS_HUMAN_JUDGEMENT,
    Outcome.REQUIRED,
    Outcome.PERMITTED,
    Outcome.NOT_APPLICABLE,
)


def must(name, condition, **more):
    return rule(name, "must", Body(condition=typed(condition)), **more)


def ban(name, condition, **more):
    return rule(name, "must_not", Body(condition=typed(condition)), **more)


def may(name, condition, otherwise=None, **more):
    return rule(name, "may", Body(condition=typed(condition), otherwise=otherwise), **more)


def settled(rules, **facts):
    put = question(law(rules, QUESTION))
    known = {f"thing.{name}": value for name, value in facts.items()}
    verdict = WalkingEngine().verdict(put, known)
    return verdict, missing_facts(put, verdict, known)


def told(rules, **facts):
    verdict, missing = settled(rules, **facts)
    return str(verdict.outcome), missing


def deciding(rules, **facts):
    verdict, _ = settled(rules, **facts)
    return [each.conclusion.rule.id for each in verdict.rules if each.decided]


# ---------------------------------------------------------------------------------------------- the strongest wins
PAIR = (must("one", "thing.sound"), must("two", "thing.ready"))


@pytest.mark.parametrize(
    ("sound", "ready", "outcome", "decided"),
    [
        (True, True, "permitted", ["one", "two"]),
        (True, False, "prohibited", ["two"]),
        (False, True, "prohibited", ["one"]),
        (False, False, "prohibited", ["one", "two"]),
    ],
)
def test_the_strongest_finding_wins_and_every_rule_that_says_so_decided(sound, ready, outcome, decided):
    assert told(PAIR, sound=sound, ready=ready) == (outcome, ())
    assert deciding(PAIR, sound=sound, ready=ready) == decided


def test_the_order_of_answers_says_what_is_strongest():
    rules = (may("one", "thing.sound"), rule("two", "must", Body(refer=(), due=Due(text("do"), None))))
    assert told(rules, sound=True) == ("required", ())
    weak_first = question(law(rules, (Outcome.PERMITTED, Outcome.REQUIRED)))
    assert WalkingEngine().verdict(weak_first, {"thing.sound": True}).outcome == "permitted"


def test_other_findings_are_kept():
    verdict, _ = settled(PAIR, sound=True, ready=False)
    assert [str(each.outcome) for each in verdict.rules] == ["permitted", "prohibited"]


def test_without_a_finding_the_question_does_not_apply():
    assert told((may("one", "thing.sound"),), sound=False) == ("not_applicable", ())


# -------------------------------------------------------------------------------------- what cannot matter
def test_an_unknown_that_cannot_matter_holds_nothing_open():
    assert told(PAIR, sound=False) == ("prohibited", ())
    assert told((may("one", "thing.sound"), may("two", "thing.ready")), sound=True) == ("permitted", ())


def test_an_unknown_that_can_matter_holds_it_open_and_is_the_only_one_missing():
    assert told(PAIR, sound=True) == ("undetermined", ("thing.ready",))
    assert deciding(PAIR, sound=True) == ["two"]
    assert told(PAIR) == ("undetermined", ("thing.ready", "thing.sound"))


def test_within_a_rule_only_the_open_side_is_missing():
    rules = (must("one", "thing.sound and (thing.ready or thing.wanted)"),)
    assert told(rules) == ("undetermined", ("thing.ready", "thing.sound", "thing.wanted"))
    assert told(rules, ready=True) == ("undetermined", ("thing.sound",))
    assert told(rules, sound=False) == ("prohibited", ())


def test_one_missing_fact_of_a_comparison_is_missing_and_the_known_one_is_not():
    rules = (must("one", "thing.people <= thing.places"),)
    assert told(rules, people=3) == ("undetermined", ("thing.places",))


def test_a_scope_is_asked_for_before_it_is_known_to_hold():
    rules = (rule("one", "must", Body(applies=typed("thing.ready"), condition=typed("thing.sound"))),)
    assert told(rules) == ("undetermined", ("thing.ready", "thing.sound"))
    assert told(rules, ready=False) == ("not_applicable", ())
    assert told(rules, ready=True) == ("undetermined", ("thing.sound",))


def test_an_exception_is_missing_only_where_the_rule_would_bite():
    body = Body(
        condition=typed("thing.sound"), unless=(Exemption(typed("thing.ready"), ("1",), Outcome.NOT_APPLICABLE),)
    )
    rules = (rule("one", "must_not", body),)
    assert told(rules, sound=True) == ("undetermined", ("thing.ready",))
    assert told(rules, sound=False) == ("permitted", ())


def test_what_was_not_recorded_is_missing_though_the_outcome_stands():
    rules = (rule("one", "principle", Body(condition=typed("thing.sound"), reason=typed("thing.note", None))),)
    assert told(rules, sound=False) == ("prohibited", ("thing.note",))
    assert told(rules, sound=True) == ("permitted", ())


def test_what_is_required_misses_the_facts_that_would_tell_whether_it_was_done():
    amounts = (("sum", typed("thing.fee * 2", number("yuan"))),)
    body = Body(condition=typed("thing.price >= thing.fee * 2"), due=Due(text("pay"), "sum"), amounts=amounts)
    rules = (rule("one", "must", body),)
    assert told(rules, fee=3) == ("required", ("thing.price",))
    assert told(rules, fee=3, price=6) == ("permitted", ())


# ----------------------------------------------------------------------------------------------------- overrides
EXCEPTED = rule(
    "grant",
    "may",
    Body(condition=typed("thing.sound"), unless=(Exemption(typed("thing.wanted"), ("1",), Outcome.PERMITTED),)),
    overrides=["ban"],
)


def test_a_rule_that_may_yield_to_its_exception_leaves_open_what_it_overrides():
    """Both ways it permits, yet only one of them takes the place of the ban."""
    rules = (EXCEPTED, ban("ban", "thing.ready"))
    assert told(rules, sound=True, ready=True) == ("undetermined", ("thing.wanted",))
    assert told(rules, sound=True, ready=True, wanted=False) == ("permitted", ())
    assert told(rules, sound=True, ready=True, wanted=True) == ("prohibited", ())
    assert told(rules, sound=True, ready=False) == ("permitted", ())


BAN_PREVAILS = (ban("ban", "thing.ready", overrides=["grant"]), may("grant", "thing.sound", Outcome.PROHIBITED))
GRANT_PREVAILS = (may("grant", "thing.sound", overrides=["ban"]), ban("ban", "thing.ready"))


def defeated(rules, **facts):
    verdict, _ = settled(rules, **facts)
    return {each.conclusion.rule.id: each.defeated_by for each in verdict.rules if each.defeated_by}


@pytest.mark.parametrize("rules", [BAN_PREVAILS, BAN_PREVAILS[::-1]])
def test_a_ban_that_prevails_takes_away_the_permission(rules):
    assert told(rules, ready=True, sound=True) == ("prohibited", ())
    assert defeated(rules, ready=True, sound=True) == {"grant": "ban@1"}


@pytest.mark.parametrize(("sound", "outcome"), [(True, "permitted"), (False, "prohibited")])
def test_a_ban_that_is_kept_leaves_the_permission_its_word(sound, outcome):
    assert told(BAN_PREVAILS, ready=False, sound=sound) == (outcome, ())
    assert defeated(BAN_PREVAILS, ready=False, sound=sound) == {}


@pytest.mark.parametrize("rules", [GRANT_PREVAILS, GRANT_PREVAILS[::-1]])
def test_a_permission_that_prevails_lifts_the_ban(rules):
    assert told(rules, ready=True, sound=True) == ("permitted", ())
    assert defeated(rules, ready=True, sound=True) == {"ban": "grant@1"}
    assert told(rules, ready=True, sound=False) == ("prohibited", ())


def test_a_ban_that_may_still_be_lifted_is_threatened():
    assert told(GRANT_PREVAILS, ready=True) == ("undetermined", ("thing.sound",))
    assert told(GRANT_PREVAILS, ready=False) == ("permitted", ())


def test_a_rule_that_is_defeated_defeats_nothing():
    rules = (
        ban("first", "thing.ready", overrides=["second"]),
        may("second", "thing.sound", overrides=["third"]),
        ban("third", "thing.wanted"),
    )
    assert defeated(rules, ready=True, sound=True, wanted=True) == {"second": "first@1"}
    assert told(rules, ready=False, sound=True, wanted=True) == ("permitted", ())
    assert defeated(rules, ready=False, sound=True, wanted=True) == {"third": "second@1"}


def test_what_a_defeated_rule_asks_is_not_missing():
    rules = (may("grant", "thing.sound", overrides=["ban"]), ban("ban", "thing.ready"))
    assert told(rules, sound=True) == ("permitted", ())


def test_an_outcome_that_open_rules_come_to_together_rests_on_them():
    together = (may("one", "thing.sound"), may("two", "not thing.sound"))
    assert told(together) == ("permitted", ())
    assert deciding(together) == ["one", "two"]


# ------------------------------------------------------------------------------ a breach that every way makes graver
def test_a_breach_is_told_as_the_graver_one_where_every_way_makes_it_so():
    graver = (
        rule("yes", "must", Body(condition=typed("thing.sound"), otherwise=Outcome.PROHIBITED)),
        rule("no", "must_not", Body(condition=typed("thing.sound"))),
        rule("slight", "must", Body(condition=typed("thing.ready"))),
    )
    put = question(law(graver, (Outcome.PROHIBITED, Outcome.VIOLATED, Outcome.SATISFIED)))
    known = {"thing.ready": False}
    verdict = WalkingEngine().verdict(put, known)
    assert (verdict.outcome, missing_facts(put, verdict, known)) == (Outcome.PROHIBITED, ())
    one = question(law(graver[1:], (Outcome.PROHIBITED, Outcome.VIOLATED, Outcome.SATISFIED)))
    verdict = WalkingEngine().verdict(one, known)
    assert (verdict.outcome, missing_facts(one, verdict, known)) == (Outcome.VIOLATED, ("thing.sound",))
