"""A list of records as callers give it: mappings or a model, each fact named by its place, mistakes by theirs."""

import pickle
import shutil
from pathlib import Path

import pytest

from afterschool_policy import Amount, InvalidFacts, Outcome, Policy
from afterschool_policy.tooling.python_types import python_types
from afterschool_policy.vocabulary.intake import MOST_RECORDS
from tests.language.bad_cases import BAD, BASE


@pytest.fixture(scope="module")
def policy(tmp_path_factory: pytest.TempPathFactory) -> Policy:
    """The base of the bad policies, with a list of guests; children pay, and so do guests under six."""
    folder = tmp_path_factory.mktemp("records")
    shutil.copytree(BASE, folder, dirs_exist_ok=True)
    shutil.copy(BAD / "records-member" / "facts.yaml", folder / "facts.yaml")
    rules = (BAD / "records-member" / "rules" / "record.yaml").read_text(encoding="utf-8")
    rules = rules.replace("    - guest.age < 6\n", "").replace(
        "amounts: {fee_due: visit.fee_yuan}",
        'amounts: {fee_due: "visit.fee_yuan * count(guest for guest in party.guests if guest.age >= 6)"}',
    )
    (folder / "rules" / "record.yaml").write_text(rules, encoding="utf-8")
    return Policy.load(folder)


GUESTS = [{"age": 30}, {"age": 4}, {}]
FACTS = {
    "visitor": {"kind": "child", "age": 5, "accompanied": True, "equipment": ["cap"]},
    "visit": {"day": "2024-05-01", "fee_yuan": 10, "swimmers": 3, "lanes": 2},
}


def faults(policy: Policy, party: object) -> list[tuple[str, tuple[str | int, ...]]]:
    with pytest.raises(InvalidFacts) as caught:
        policy.facts({"party": party})
    return [(fault.code, fault.path) for fault in caught.value.diagnostics]


def test_each_fact_of_a_record_is_named_by_its_place(policy: Policy) -> None:
    decision = policy.decide("admission", {**FACTS, "party": {"guests": GUESTS, "all_named": True}}, engine="both")
    due = decision.amounts["fee_due"]
    assert (due.value, due.missing, due.low, due.high) == (None, ("party.guests[2].age",), 10, 20)
    assert "客人3的年龄" in decision.explain("zh")
    assert "age of guest 3" in decision.explain("en")


def test_what_is_left_out_keeps_a_count_open(policy: Policy) -> None:
    open_ = policy.decide("admission", {**FACTS, "party": {"guests": [{"age": 30}]}}).amounts["fee_due"]
    assert (open_.value, open_.missing, open_.low, open_.high) == (None, ("party.all_named",), 10, None)
    none = policy.decide("admission", {**FACTS, "party": {"guests": [], "all_named": True}}).amounts["fee_due"]
    assert none.value == 0


def test_a_model_a_record_a_bundle_and_a_pickle_come_to_the_same(policy: Policy) -> None:
    given = {**FACTS, "party": {"guests": [{"age": 30}, {"age": 4}], "all_named": True}}
    decision = policy.decide("admission", given)
    assert decision.amounts["fee_due"].value == 10
    assert policy.decide("admission", policy.facts_model.model_validate(given)).to_dict() == decision.to_dict()
    assert Policy.from_bundle(policy.bundle()).decide("admission", given).record() == decision.record()
    assert policy.replay(decision.record()).intact
    again = pickle.loads(pickle.dumps(decision))
    assert (again.amounts, again.explain("zh")) == (decision.amounts, decision.explain("zh"))
    assert decision.outcome is Outcome.UNDETERMINED or decision.citations


def test_mistakes_are_named_by_their_place(policy: Policy) -> None:
    assert faults(policy, {"guests": [{"age": 3}, {"aeg": 4}, 5, {"age": "x"}]}) == [
        ("fact-group", ("party", "guests", 2)),
        ("fact-type", ("party", "guests", 3, "age")),
        ("fact-unknown", ("party", "guests", 1, "aeg")),
    ]
    assert faults(policy, {"guests": [{}] * (MOST_RECORDS + 1)}) == [("fact-records", ("party", "guests"))]
    with pytest.raises(InvalidFacts, match="age"):
        policy.facts({"party": {"guests": [{"aeg": 4}]}})
    with pytest.raises(InvalidFacts):
        policy.facts({"guest": {"age": 4}})


def test_a_case_file_takes_a_list_as_one_fact(policy: Policy) -> None:
    case = policy.open_case({**FACTS, "party": {"guests": GUESTS, "all_named": True}})
    assert case.facts["party"] == {"guests": [{"age": 30}, {"age": 4}, {}], "all_named": True}
    assert case.decide("admission").amounts["fee_due"].missing == ("party.guests[2].age",)
    assert policy.open_case(case.facts).facts == case.facts
    assert not case.assert_facts({"party": {"guests": GUESTS}})
    for others in ([{"age": 30}, {"age": 4}], [{"age": 30}, {}, {}], [{"age": 30}, {"age": 5}, {}]):
        with pytest.raises(InvalidFacts, match="guests"):
            case.assert_facts({"party": {"guests": others}})
    case.amend({"party": {"guests": [{"age": 7}]}})
    assert case.decide("admission").amounts["fee_due"].value == 10
    case.retract({"party": ["guests"]})
    assert case.facts["party"] == {"all_named": True}
    with pytest.raises(InvalidFacts, match="fact-records"):
        case.amend({"party": {"guests": [{}] * (MOST_RECORDS + 1)}})


def test_a_place_among_those_of_whom_a_test_holds(tmp_path: Path) -> None:
    shutil.copytree(BASE, tmp_path, dirs_exist_ok=True)
    shutil.copy(BAD / "records-member" / "facts.yaml", tmp_path / "facts.yaml")
    rules = (BAD / "records-member" / "rules" / "record.yaml").read_text(encoding="utf-8")
    second = "position(guest for guest in party.guests if guest.age < 18) >= 2"
    due = f"sum(visit.fee_yuan for guest in party.guests if {second})"
    rules = rules.replace("    - guest.age < 6\n", "").replace("visit.fee_yuan}", f'"{due}"}}')
    (tmp_path / "rules" / "record.yaml").write_text(rules, encoding="utf-8")
    policy = Policy.load(tmp_path)

    def due_for(*ages: int | None, named: bool | None = True) -> Amount:
        guests = [{} if age is None else {"age": age} for age in ages]
        given = {**FACTS, "party": {"guests": guests, "all_named": named}}
        return policy.decide("admission", given, engine="both").amounts["fee_due"]

    assert due_for(30, 4, 40, 5, 6).value == 20
    open_ = due_for(4, None, 5)
    assert (open_.value, open_.low, open_.high, open_.missing) == (None, 10, 20, ("party.guests[1].age",))
    left_out = due_for(4, 5, named=None)
    assert (left_out.value, left_out.low, left_out.missing) == (None, 0, ("party.all_named",))
    assert due_for(30, 40).value == 0
    given = {**FACTS, "party": {"guests": [{"age": 4}, {}, {"age": 5}], "all_named": True}}
    why = policy.decide("admission", given)
    assert "客人3在名单中符合条件的各条里的位次（至少2，至多3）不低于2" in why.explain("zh")
    assert "the place of guest 3 among those listed that qualify (at least 2, at most 3) is at least 2" in why.explain(
        "en"
    )


def test_typed_names_have_a_type_for_a_record(policy: Policy) -> None:
    assert "'guests': 'Sequence[GuestFacts] | None'" in python_types(policy)


def test_of_a_list_that_leaves_some_out_only_that_is_looked_into_again(tmp_path: Path) -> None:
    shutil.copytree(BASE, tmp_path, dirs_exist_ok=True)
    shutil.copy(BAD / "records-member" / "facts.yaml", tmp_path / "facts.yaml")
    evening = tmp_path / "rules" / "evening.yaml"
    written = evening.read_text(encoding="utf-8").replace("applies:", "otherwise: prohibited\napplies:")
    ages = "visit.lanes * sum(guest.age for guest in party.guests) < 100"
    both = f"condition:\n  all:\n    - visit.start >= 18:00\n    - {ages}"
    evening.write_text(written.replace("condition: visit.start >= 18:00", both), encoding="utf-8")
    party = {"guests": GUESTS[:2], "all_named": False}
    given = {"visitor": {"kind": "adult"}, "visit": {"lanes": 2, "start": "19:00"}, "party": party}
    decision = Policy.load(tmp_path).decide("admission", given, engine="both")
    assert (decision.outcome, decision.missing) == ("undetermined", ("party.all_named",))
