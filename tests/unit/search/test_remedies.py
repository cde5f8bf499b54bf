"""The search for changes at its edges: computed tests, what cannot be changed, what cannot be reached, its limits."""

from dataclasses import replace
from datetime import date, time
from decimal import Decimal

from afterschool_policy.law.model import Body, Effective, Exemption
from afterschool_policy.search import remedies
from afterschool_policy.search.alternatives import Alternatives
from afterschool_policy.search.remedies import smallest_changes
from afterschool_policy.values.outcomes import Outcome
from afterschool_policy.vocabulary.model import Changeable
from tests.support import SCOPE, TYPES, VOCABULARY, law, question, rule, typed


def must(name, condition, **body):
    return rule(name, "must", Body(condition=typed(condition), **body))


def sets(found):
    return [dict(way.values) for way in found.sets]


def test_a_computed_test_turns_at_the_nearest_number():
    put = question(law([must("enough", "thing.people >= ceil(thing.places / 30)")]))
    found = smallest_changes(put, {"thing.places": 95, "thing.people": 3}, Outcome.SATISFIED)
    assert sets(found) == [{"thing.people": 4}, {"thing.places": 90}]


def test_an_amount_turns_at_the_nearest_hundredth():
    put = question(law([must("less", "thing.fee < thing.price")]))
    found = smallest_changes(put, {"thing.fee": 600, "thing.price": 600}, Outcome.SATISFIED)
    assert sets(found) == [{"thing.fee": Decimal("599.99")}, {"thing.price": Decimal("600.01")}]
    assert found.complete


def test_a_known_fact_that_nobody_can_change_is_left_alone_and_an_unknown_one_may_turn_out():
    specs = {**VOCABULARY.facts, "thing.sound": replace(VOCABULARY.facts["thing.sound"], changeable=Changeable.NEVER)}
    put = question(replace(law([must("sound", "thing.sound")]), vocabulary=replace(VOCABULARY, facts=specs)))
    nothing = smallest_changes(put, {"thing.sound": False}, Outcome.SATISFIED)
    assert (nothing.sets, nothing.complete, nothing.fixed) == ((), True, ("sound",))
    assert sets(smallest_changes(put, {}, Outcome.SATISFIED)) == [{"thing.sound": True}]


def one_way(changeable, fact, condition):
    """The question whether the condition holds, where a fact can be changed one way only."""
    specs = {**VOCABULARY.facts, fact: replace(VOCABULARY.facts[fact], changeable=changeable)}
    return question(replace(law([must("held", condition)]), vocabulary=replace(VOCABULARY, facts=specs)))


def test_a_known_fact_that_goes_one_way_is_changed_that_way_alone_and_an_unknown_one_may_be_anything():
    less = one_way(Changeable.DOWN, "thing.fee", "thing.fee < thing.price")
    assert sets(smallest_changes(less, {"thing.fee": 600, "thing.price": 600}, Outcome.SATISFIED))[0] == {
        "thing.fee": Decimal("599.99")
    }
    more = one_way(Changeable.UP, "thing.fee", "thing.fee < thing.price")
    assert sets(smallest_changes(more, {"thing.fee": 600, "thing.price": 600}, Outcome.SATISFIED)) == [
        {"thing.price": Decimal("600.01")}
    ]
    assert {"thing.fee"} in [
        set(each) for each in sets(smallest_changes(more, {"thing.price": 600}, Outcome.SATISFIED))
    ]
    early = one_way(Changeable.DOWN, "thing.start", "thing.start > 18:00")
    known = {"thing.start": time(17, 0)}
    nothing = smallest_changes(early, known, Outcome.SATISFIED)
    assert (nothing.sets, nothing.complete, nothing.fixed) == ((), True, ("held",))


def test_what_only_a_change_the_other_way_could_bring_costs_no_tries(monkeypatch):
    monkeypatch.setattr(remedies, "MAX_TRIES", 10)
    put = one_way(Changeable.DOWN, "thing.people", "thing.people > 3 and thing.sound and thing.ready")
    nothing = smallest_changes(put, {"thing.people": 1, "thing.sound": False}, Outcome.SATISFIED)
    assert (nothing.sets, nothing.complete, nothing.fixed) == ((), True, ("held",))


def test_the_day_that_is_asked_about_is_no_fact_of_the_case():
    put = question(law([must("late", "thing.day > 2021-09-01 or thing.sound")]))
    assert sets(smallest_changes(put, {}, Outcome.SATISFIED)) == [{"thing.sound": True}]


def test_a_rule_that_prevails_stands_against_what_it_overrides():
    kept = rule("kept", "may", Body(condition=typed("thing.sound")))
    ban = rule("ban", "must_not", Body(condition=typed("thing.ready")), overrides=["kept"])
    put = question(law([ban, kept]))
    found = smallest_changes(put, {"thing.sound": True, "thing.ready": True}, Outcome.PERMITTED)
    assert sets(found) == [{"thing.ready": False}]


def test_an_exception_is_a_way_of_its_own():
    put = question(
        law([rule("ban", "must_not", Body(condition=typed("thing.sound"), unless=(
            Exemption(typed("thing.ready and thing.wanted"), ("1",), Outcome.PERMITTED),)))])
    )  # fmt: skip
    known = {"thing.sound": True, "thing.ready": False, "thing.wanted": False}
    assert [set(each) for each in sets(smallest_changes(put, known, Outcome.PERMITTED))] == [
        {"thing.sound"},
        {"thing.ready", "thing.wanted"},
    ]


def test_an_outcome_that_no_rule_brings_is_out_of_reach():
    found = smallest_changes(question(law([must("sound", "thing.sound")])), {}, Outcome.PROHIBITED)
    assert (found.sets, found.complete, found.fixed) == ((), True, ())


def test_a_search_that_ends_early_says_so(monkeypatch):
    put = question(law([must("all", "thing.sound and thing.ready and thing.wanted")]))
    monkeypatch.setattr(remedies, "MAX_TRIES", 5)
    assert not smallest_changes(put, {}, Outcome.SATISFIED).complete
    monkeypatch.undo()
    monkeypatch.setattr(remedies, "MAX_REMEDIES", 1)
    either = question(law([must("any", "thing.sound or thing.ready")]))
    found = smallest_changes(either, {}, Outcome.SATISFIED)
    assert (len(found.sets), found.complete) == (1, False)


def test_facts_that_change_together_in_one_computation_leave_the_search_unsure():
    put = question(law([must("sum", "thing.people + thing.places > 10 and thing.people < 3 and thing.places < 5")]))
    found = smallest_changes(put, {"thing.people": 1, "thing.places": 1}, Outcome.SATISFIED)
    assert (found.sets, found.complete) == ((), False)
    assert Alternatives(put, {}).depend_on_each_other(["thing.people", "thing.places"])


def test_a_day_of_effect_that_would_bring_other_rules_is_no_remedy():
    """The rules in force are those of the edition asked about: another first day may bring rules not looked at."""
    specs = {**VOCABULARY.facts, "thing.began": replace(VOCABULARY.facts["thing.day"], name="thing.began")}
    scope = replace(SCOPE, facts={**TYPES, "thing.began": TYPES["thing.day"]})
    early = rule("early", "must", Body(condition=typed("thing.began < 2021-09-01", scope=scope)))
    since = rule("since", "must", Body(condition=typed("thing.sound")), effective=Effective("in_force", None))
    made = law([early, since])
    made = replace(
        made,
        vocabulary=replace(VOCABULARY, facts=specs),
        instrument=replace(made.instrument, in_force=date(2020, 1, 1), in_force_fact="thing.began"),
    )
    found = smallest_changes(question(made), {"thing.day": date(2020, 6, 1), "thing.sound": True}, Outcome.SATISFIED)
    assert (sets(found), found.complete) == ([], False)
    found = smallest_changes(question(made), {"thing.day": date(2022, 6, 1), "thing.sound": True}, Outcome.SATISFIED)
    assert sets(found) == [{"thing.began": date(2021, 8, 31)}]
