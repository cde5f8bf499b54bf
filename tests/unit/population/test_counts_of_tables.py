"""A report counts what a plain loop over `decide` counts, whatever batches the rows come in."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, note, settings
from hypothesis import strategies as st

from afterschool_policy import Decision, InvalidRequest, Policy
from afterschool_policy.population import grouping, suppressed
from afterschool_policy.population.counts import AmountShift, TableCounts
from afterschool_policy.population.report_tally import ReportTally
from afterschool_policy.population.settling import settled_by
from tests.strategies import facts, rule_sets, single_tests
from tests.support import law, shown
from tests.tables import by_column, nested, random_rows

SHIPPED = Policy.load(Path(__file__).parents[3] / "policy")
QUESTIONS = ("hardship_relief", "session_time", "staffing_level", "evening_study", "fee_charging", "subsidy_amount")
SCHOOLS = ("east", "west", None)


def looped(policy: Policy, decision: str, many: Sequence[Mapping], schools: Sequence[str | None], **how) -> dict:
    """The counts as a plain loop makes them."""
    found: dict[str, Counter] = defaultdict(Counter)
    for school, each in zip(schools, many, strict=True):
        made = policy.decide(decision, each, **how)
        found["outcomes"][made.outcome] += 1
        found["groups"][(school,), made.outcome] += 1
        for name in made.missing:
            found["lacking"][name] += 1
            found["group lacking"][(school,), name] += 1
        found["settles"].update(settled_by(made))
        resting = {clause for finding in made.findings if finding.decided for clause in finding.clauses}
        found["clauses"].update((clause, made.outcome) for clause in resting)
        found["readings"].update((used.id, used.chosen) for used in made.readings)
        for other in made.other_readings:
            if not other.clash:
                chosen = {**(how.get("readings") or {}), other.reading: other.alternative}
                under = policy.decide(decision, each, **{**how, "readings": chosen})
                shift(found, (other.reading, other.alternative), made, under)
            if other.changes_outcome:
                found["turns"][other.reading, other.alternative, made.outcome, other.outcome] += 1
        for name, amount in made.amounts.items():
            found["open" if amount.value is None else "told"][name] += 1
            found["sums"][name] += amount.value or Decimal(0)
            if amount.value is not None:
                found["group sums"][(school,), name] += amount.value
    return found


def shift(found: dict[str, Counter], key: object, made: Decision, other: Decision) -> None:
    """Count what the amounts of two decisions on the same facts come to, what a rule is silent on as nought."""
    for name in {*made.amounts, *other.amounts}:
        pair = [each.amounts[name].value if name in each.amounts else Decimal(0) for each in (made, other)]
        if None in pair:
            found["shift open"][key, name] += 1
        else:
            found["shift before"][key, name] += pair[0]
            found["shift after"][key, name] += pair[1]
            found["shift more"][key, name] += pair[1] > pair[0]
            found["shift less"][key, name] += pair[1] < pair[0]


def shifted(found: dict[str, Counter]) -> dict:
    """The shifts of the loop, of amounts that differ in some row."""
    parts = ("before", "after", "more", "less", "open")
    told = {key: tuple(found[f"shift {part}"][key] for part in parts) for key in found["shift before"]}
    return {key: each for key, each in told.items() if each[2] or each[3]}


def as_shifted(key: object, shifts: Sequence[AmountShift]) -> dict:
    return {(key, each.name): (each.before, each.after, each.more, each.less, each.open) for each in shifts}


def as_loop(counts: TableCounts) -> dict[str, dict]:
    """The counts of a report in the form of the loop."""
    return {
        "outcomes": dict(counts.whole.outcomes),
        "groups": {(each.values, name): rows for each in counts.groups for name, rows in each.outcomes.items()},
        "lacking": {each.fact: each.rows for each in counts.facts},
        "group lacking": {(each.values, name): rows for each in counts.groups for name, rows in each.missing.items()},
        "settles": {each.fact: each.settles for each in counts.facts if each.settles},
        "clauses": {(each.clause, each.outcome): each.rows for each in counts.clauses},
        "readings": {(each.reading, each.chosen): each.rows for each in counts.readings},
        "turns": {
            (each.reading, other.code, turn.before, turn.after): turn.rows
            for each in counts.readings
            for other in each.others
            for turn in other.turns
        },
        "told": {each.name: each.told for each in counts.amounts if each.told},
        "open": {each.name: each.open for each in counts.amounts if each.open},
        "sums": {each.name: each.total for each in counts.amounts},
        "group sums": {(each.values, name): total for each in counts.groups for name, total in each.amounts.items()},
    }


def held_to_loop(policy: Policy, decision: str, many: Sequence[Mapping], source: Random, **how) -> TableCounts:
    schools = [source.choice(SCHOOLS) for _ in many]
    tally = ReportTally(policy.law, decision, ["school"])
    cut = source.randrange(len(many) + 1)
    for rows, of in ((many[:cut], schools[:cut]), (many[cut:], schools[cut:])):
        tally.add(policy.over({**by_column(rows), "school": of}, **how))
    counts = tally.report().counts
    wanted, told = looped(policy, decision, many, schools, **how), as_loop(counts)
    for part, found in told.items():
        assert found == dict(wanted[part]), part
    shifts = [
        as_shifted((each.reading, other.code), other.amounts) for each in counts.readings for other in each.others
    ]
    assert {key: each for part in shifts for key, each in part.items()} == shifted(wanted)
    assert counts.whole.rows == len(many) == sum(each.rows for each in counts.groups)
    return counts


@pytest.mark.parametrize("decision", QUESTIONS)
def test_random_rows_of_the_shipped_policy(decision):
    source = Random(decision)
    many, how = random_rows(source, SHIPPED, decision, 24)
    counts = held_to_loop(SHIPPED, decision, many, source, **how)
    assert counts.whole.rejected == 0


@settings(max_examples=max(1, settings.default.max_examples // 4))
@given(
    rule_sets(single_tests(), depth=2), st.lists(facts(), min_size=1, max_size=10), st.randoms(use_true_random=False)
)
def test_random_rows_of_random_policies(rules, many, source):
    for each in rules:
        note(shown(each))
    made = law(rules)
    held_to_loop(Policy(made), next(iter(made.decisions)), [nested(each) for each in many], source)


AMENDED = Path(__file__).parents[3] / "examples" / "provincial_amendment"


@pytest.mark.parametrize("decision", ["fee", "prepayment", "refund"])
def test_rows_are_compared_with_what_they_come_to_under_another_policy(decision):
    old, new = Policy.load(AMENDED / "base"), Policy.load(AMENDED / "base", amendments=[AMENDED / "amendment"])
    many, _ = random_rows(Random(decision), old, decision, 40)
    found, tally = defaultdict(Counter), ReportTally(old.law, decision)
    for rows in (many[:9], many[9:]):
        tally.add(*(policy.over(by_column(rows), as_of=date(2022, 4, 1)) for policy in (old, new)))
    for each in many:
        made, other = (policy.decide(decision, each, as_of=date(2022, 4, 1)) for policy in (old, new))
        found["turns"].update([(made.outcome, other.outcome)] if made.outcome != other.outcome else [])
        shift(found, "", made, other)
    compared = tally.report().counts.compared
    assert compared is not None
    assert (compared.revision, compared.apart) == (new.fingerprint, 0)
    assert {(turn.before, turn.after): turn.rows for turn in compared.turns} == dict(found["turns"])
    assert compared.rows == found["turns"].total()
    assert as_shifted("", compared.amounts) == shifted(found)


def test_what_is_compared_has_as_many_rows():
    with pytest.raises(InvalidRequest) as refused:
        SHIPPED.over({"fee.amount_yuan": [1]}).report("hardship_relief", compared_with=SHIPPED.over({}))
    assert refused.value.diagnostics[0].code == "table-compared"


def test_winners_losers_and_cost_and_the_rows_that_one_policy_alone_decides():
    table = {"fee.kind": ["service_fee", "tuition", "service_fee"], "fee.amount_yuan": [300, 0, 0]}
    table |= {"fee.standard_yuan": [600] * 3, "student.hardship_recognised": [True] * 3}
    dearer = {**table, "fee.amount_yuan": [200, 0, 100], "fee.kind": ["service_fee"] * 3}
    first, second = (SHIPPED.over(each, on_error="collect") for each in (table, dearer))
    compared = first.report("hardship_relief", compared_with=second).counts.compared
    assert compared.apart == 1
    assert compared.amounts == (AmountShift("relief_yuan", "yuan", Decimal(900), Decimal(900), 1, 1, 0),)


FEES = {
    "school": ["east"] * 7 + ["west"] * 5,
    "fee.kind": ["service_fee"] * 11 + ["tuition"],
    "fee.amount_yuan": [300, 300, 300, 600, 600, None, None, 0, 0, 0, 599.5, 0],
    "fee.standard_yuan": [600] * 12,
    "student.hardship_recognised": [True] * 10 + [None, True],
}


def fees(**how) -> TableCounts:
    return SHIPPED.over(FEES, on_error="collect").report("hardship_relief", **how).counts


def test_rows_that_are_not_decided_are_counted_in_their_group():
    counts = fees(by=["school"])
    assert (counts.whole.rows, counts.whole.rejected) == (12, 1)
    assert [(each.values, each.rows, each.rejected) for each in counts.groups] == [(("east",), 7, 0), (("west",), 5, 1)]
    assert counts.wrong[0].fields["column"] == "fee.kind"


def test_facts_count_as_columns_and_several_columns_together():
    counts = fees(by=["fee.amount_yuan", "school"])
    assert [each.values for each in counts.groups] == [
        ("0", "west"), ("300", "east"), ("599.5", "west"), ("600", "east"), (None, "east"),
    ]  # fmt: skip


def test_a_column_that_there_is_not_is_named_with_those_there_are():
    with pytest.raises(InvalidRequest) as refused:
        fees(by=["klass"])
    assert refused.value.diagnostics[0].code == "table-column"


def test_more_groups_than_anybody_reads_are_refused(monkeypatch):
    monkeypatch.setattr(grouping, "MOST_GROUPS", 3)
    with pytest.raises(InvalidRequest) as refused:
        fees(by=["fee.amount_yuan"])
    assert refused.value.diagnostics[0].code == "table-groups"


def test_of_more_groups_than_can_be_searched_none_is_suppressed(monkeypatch):
    monkeypatch.setattr(suppressed, "MOST_SUPPRESSED", 1)
    with pytest.raises(InvalidRequest) as refused:
        fees(by=["school"], suppress_below=5)
    assert refused.value.diagnostics[0].code == "table-groups"


def test_where_an_outcome_is_withheld_nothing_is_told_that_could_stand_for_it():
    counts = fees(by=["school"], suppress_below=3)
    assert counts.suppressed_below == 3
    assert not counts.details
    assert counts.whole.outcomes["satisfied"] is None or counts.whole.outcomes["violated"] is None
    assert not (counts.clauses or counts.readings or counts.facts or counts.amounts or counts.wrong)


def test_the_values_of_a_masked_column_are_numbered_by_how_many_rows_have_them():
    plain, told = fees(by=["school", "fee.amount_yuan"]), fees(by=["school", "fee.amount_yuan"], mask=["school"])
    assert "east" not in str(told) and "east" in str(plain)
    number = {"east": "1", "west": "2"}
    assert {(number[each.values[0]], each.values[1], each.rows) for each in plain.groups} == {
        (*each.values, each.rows) for each in told.groups
    }
    assert [each.values for each in told.groups] == [
        ("1", "300"), ("1", "600"), ("1", None), ("2", "0"), ("2", "599.5"),
    ]  # fmt: skip


def test_what_is_wrong_in_a_masked_column_is_not_told():
    assert not fees(by=["fee.kind"], mask=["fee.kind"]).wrong


def test_only_a_column_that_is_counted_by_is_masked():
    with pytest.raises(InvalidRequest):
        fees(by=["school"], mask=["fee.kind"])


def counted(value: object) -> list[int]:
    """Every number of rows in a report."""
    if isinstance(value, dict):
        return [each for name, part in value.items() if name != "suppressed_below" for each in counted(part)]
    if isinstance(value, list):
        return [each for part in value for each in counted(part)]
    return [value] if isinstance(value, int) and not isinstance(value, bool) else []


@given(st.lists(st.integers(0, 11), min_size=20, max_size=120), st.sampled_from((2, 3, 5, 10)))
def test_no_number_of_a_suppressed_report_is_small(rows, least):
    table = {name: [column[row] for row in rows] for name, column in FEES.items()}
    plain, other = (
        SHIPPED.over(table, readings=readings, on_error="collect") for readings in (None, {"IC-25": "full_exemption"})
    )
    told = plain.report("hardship_relief", by=["school"], compared_with=other, suppress_below=least)
    assert all(not 0 < number < least for number in counted(told.to_dict()))
    for lang in ("zh", "en"):
        assert told.explain(lang)


@pytest.mark.parametrize("least", [1, 0, True, "5"])
def test_a_bound_that_withholds_nothing_is_refused(least):
    with pytest.raises(InvalidRequest):
        fees(suppress_below=least)
