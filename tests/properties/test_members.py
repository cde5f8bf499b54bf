"""The members of a household as entities of a case file: decided as the same list is, whatever came and went before."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from afterschool_policy import CaseFile, Policy
from afterschool_policy.casefile.entity import Entity
from tests.requirements import DURABLE
from tests.support import TESTS

POLICY = Policy.load(TESTS.parent / "examples" / "living_allowance")
ENGINE = "both" if DURABLE else "compiled"
DAY = date(2025, 7, 1)
PAID = {"paid": 580}  # an open question on an amount takes long to search
HOUSE = Entity("household", "H")

truths = st.booleans()
person = st.fixed_dictionaries(
    {"born": st.sampled_from(("1950-01-01", "1990-01-01")), "employed": truths, "disabled": truths, "student": truths},
    optional={"income": st.sampled_from((0, 700, 900.5))},
)
household = st.fixed_dictionaries(
    {"savings": st.just(0), "car_value": st.sampled_from((0, 40_000))}, optional={"all_listed": truths}
)
members = st.dictionaries(st.sampled_from(("P-1", "P-2", "P-10", "Q")), person, max_size=3)
BY_PLACE = ("P-1", "P-2", "P-10", "Q")


def outcomes(case: CaseFile) -> list[tuple[str, Entity | None, str]]:
    return [(each.question, each.entity, str(each.outcome)) for each in (*case.findings, *case.open)]


@settings(max_examples=12)
@given(household, members, members)
def test_a_case_file_decides_as_the_same_list_is_decided(
    of_all: dict[str, object], before: dict[str, object], after: dict[str, object]
) -> None:
    case = POLICY.open_case({"household": {"H": {"household": of_all, "payment": PAID}}}, as_of=DAY, engine=ENGINE)
    for some in (before, after):
        case.assert_facts({"person": {id_: {"household": "H", "person": said} for id_, said in some.items()}})
        listed = [some[id_] for id_ in BY_PLACE if id_ in some]
        facts = {"household": {**of_all, "members": listed}, "payment": PAID}
        for spec in POLICY.decisions.values():
            decision = case.decide(spec.name, HOUSE)
            plain = POLICY.decide(spec.name, facts, as_of=DAY, engine=ENGINE)
            assert decision.to_dict() == plain.to_dict()
        if some is before and before:
            case.retract({"person": list(before)})
    fresh = POLICY.open_case(case.facts)
    assert fresh.facts == case.facts
    assert outcomes(fresh) == outcomes(case)
