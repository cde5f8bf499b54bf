"""A table under a policy: every form of table, bad values counted and put apart, each row in the words of decide."""

from datetime import date, datetime, time
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from afterschool_policy import InvalidFacts, InvalidRequest, Policy
from tests.support import LIBRARY

POLICY = Policy.load(Path(__file__).parents[3] / "policy")
KINDS = ["service_fee", "service_fee", "agency_collection", None]
PAID = [Decimal("300.50"), None, Decimal(0), Decimal(600)]
DUE = [600, 600, 600, 600]
HARD = [True, True, None, True]
ROWS = range(len(KINDS))


def facts(row):
    fee = {"kind": KINDS[row], "amount_yuan": PAID[row], "standard_yuan": DUE[row]}
    return {"fee": fee, "student": {"hardship_recognised": HARD[row]}}


LISTS = {"fee.kind": KINDS, "fee.amount_yuan": PAID, "fee.standard_yuan": DUE, "student.hardship_recognised": HARD}
ARROW = pa.table(
    {
        "fee.kind": pa.array(KINDS).dictionary_encode(),
        "fee.amount_yuan": pa.array(PAID, pa.decimal128(9, 2)),
        "fee.standard_yuan": pa.array(DUE, pa.float64()),
        "student.hardship_recognised": HARD,
    }
)
TABLES = {
    "lists": LISTS,
    "groups": {
        "fee": {"kind": KINDS, "amount_yuan": PAID, "standard_yuan": DUE},
        "student": {"hardship_recognised": HARD},
    },
    "arrays": {
        "fee.kind": np.array(KINDS, object),
        "fee.amount_yuan": np.ma.array([300.5, -1, 0, 600], mask=[False, True, False, False]),
        "fee.standard_yuan": np.array(DUE, np.int16),
        "student.hardship_recognised": np.ma.array([True] * 4, mask=[False, False, True, False]),
    },
    "columns of Arrow": {name: ARROW[name] for name in ARROW.column_names},
    "Arrow": ARROW,
    "a batch of Arrow": ARROW.to_batches()[0],
    "pieces of Arrow": pa.concat_tables([ARROW.slice(0, 1), ARROW.slice(1)]),
    "groups of Arrow": pa.table(
        {"fee": [facts(row)["fee"] for row in ROWS], "student": [facts(row)["student"] for row in ROWS]}
    ),
    "pandas": pd.DataFrame(LISTS).astype({"student.hardship_recognised": "boolean"}),
}


@pytest.mark.parametrize("form", TABLES)
def test_every_form_of_table_is_taken(form):
    told = POLICY.over(TABLES[form], as_of=date(2021, 11, 1)).decide("hardship_relief")
    for row in ROWS:
        wanted = POLICY.decide("hardship_relief", facts(row), as_of=date(2021, 11, 1))
        assert told.outcome[row] == wanted.outcome, row
        assert told.missing[row] == wanted.missing, row
        assert told.amounts[row] == wanted.amounts, row
    assert len(set(told.outcome)) > 1


KIND_FORMS = {
    "texts": pa.array(KINDS),
    "large texts": pa.array(KINDS, pa.large_string()),
    "views of texts": pa.array(KINDS, pa.string_view()),
    "numbers without a sign for texts": pa.DictionaryArray.from_arrays(
        pa.array([1, 1, 0, None], pa.uint32()), pa.array(["agency_collection", "service_fee"])
    ),
    "a null among the texts": pa.DictionaryArray.from_arrays(
        pa.array([0, 0, 1, 2], pa.int8()), pa.array(["service_fee", "agency_collection", None])
    ),
}
PAID_FORMS = {
    "short decimals": pa.array(PAID, pa.decimal128(9, 2)),
    "long decimals": pa.array(PAID, pa.decimal128(38, 10)),
    "a part of decimals": pa.array([Decimal(9), *PAID], pa.decimal128(9, 2)).slice(1),
    "binary floats": pa.array([None if each is None else float(each) for each in PAID]),
    "short binary floats": pa.array([None if each is None else float(each) for each in PAID], pa.float32()),
}


@pytest.mark.parametrize("form", [*KIND_FORMS, *PAID_FORMS])
def test_every_sort_of_column_of_arrow_is_taken(form):
    columns = {name: pa.array(values) for name, values in LISTS.items()}
    columns["fee.kind"] = KIND_FORMS.get(form, columns["fee.kind"])
    columns["fee.amount_yuan"] = PAID_FORMS.get(form, columns["fee.amount_yuan"])
    told = POLICY.over(pa.table(columns)).decide("hardship_relief")
    wanted = [POLICY.decide("hardship_relief", facts(row)) for row in ROWS]
    assert [*told.outcome] == [each.outcome for each in wanted]
    assert [*told.amounts] == [each.amounts for each in wanted]


LISTED = POLICY.law.vocabulary.facts["safety.areas_checked"].type.item
AREAS = [*POLICY.law.vocabulary.enumerations[LISTED.codes].codes]
NESTED = {
    "safety.areas_checked": pa.array([AREAS[:2], [], None, AREAS]),
    "session.end": pa.array([time(18, 30), time(17), None, time(19)], pa.time32("s")),
    "plan.submitted_on": pa.array([date(2021, 11, 1), None, date(2021, 11, 2), date(2021, 11, 6)]),
}


@pytest.mark.parametrize("decision", ["safety_compliance", "session_time", "plan_approval"])
def test_lists_days_and_times_of_arrow(decision):
    told = POLICY.over(pa.table(NESTED)).decide(decision)
    for row in range(4):
        given = {}
        for name, column in NESTED.items():
            group, short = name.split(".")
            given.setdefault(group, {})[short] = column[row].as_py()
        wanted = POLICY.decide(decision, given)
        assert (told.outcome[row], told.missing[row], told.values[row]) == (
            wanted.outcome,
            wanted.missing,
            wanted.values,
        )


def test_a_row_is_explained_in_the_words_of_decide():
    told = POLICY.over(LISTS).decide("hardship_relief")
    for lang in ("zh", "en"):
        assert told.explain(1, lang) == POLICY.decide("hardship_relief", facts(1)).explain(lang)
    assert told.explain(-1) == POLICY.decide("hardship_relief", facts(3)).explain()


def test_counts_are_those_of_the_rows():
    told = POLICY.over(LISTS).decide("hardship_relief")
    assert told.counts().total() == len(told) == len(ROWS)
    assert dict(told.counts()) == {each: list(told.outcome).count(each) for each in set(told.outcome)}


def test_a_part_of_the_rows():
    outcome = POLICY.over(LISTS).outcome("hardship_relief")
    assert list(outcome[1:]) == list(outcome)[1:]


def test_columns_by_other_names_and_columns_that_tell_no_fact():
    given = {"编号": [7, 8, 9, 10], "类别": KINDS, **{name: LISTS[name] for name in LISTS if name != "fee.kind"}}
    told = POLICY.over(given, names={"类别": "fee.kind"})
    assert told.told["类别"] == "fee.kind"
    assert "编号" not in told.told
    assert list(told.outcome("hardship_relief")) == list(POLICY.over(LISTS).outcome("hardship_relief"))


def test_a_column_named_nearly_as_a_fact_is_a_mistake():
    with pytest.raises(InvalidFacts) as caught:
        POLICY.over({"fee.amount_yaun": [1], "kind": [1]}, names={"kind": "fee.knid", "sort": "fee.kind"})
    assert [fault.code for fault in caught.value.diagnostics] == ["fact-unknown", "fact-unknown", "table-column"]
    assert "fee.amount_yuan" in caught.value.render("zh")


def test_a_fact_told_by_two_columns_is_a_mistake():
    with pytest.raises(InvalidFacts) as caught:
        POLICY.over({"fee.kind": [None], "kind": [None]}, names={"kind": "fee.kind"})
    assert [fault.code for fault in caught.value.diagnostics] == ["fact-twice"]


BAD = {**LISTS, "fee.kind": ["service_fee", "tuition", "tuition", "fines"], "fee.amount_yuan": [300, "many", None, -5]}


def test_bad_values_are_counted_by_column_with_examples():
    with pytest.raises(InvalidFacts) as caught:
        POLICY.over(BAD)
    told = [
        (fault.code, fault.fields["column"], fault.fields["count"], fault.fields["rows"])
        for fault in caught.value.diagnostics
    ]
    assert told == [
        ("table-values", "fee.kind", "3", "2, 3, 4"),
        ("table-values", "fee.amount_yuan", "1", "2"),
        ("table-values", "fee.amount_yuan", "1", "4"),
    ]
    assert "tuition" in caught.value.render("zh")


def test_rows_with_bad_values_are_put_apart():
    population = POLICY.over(BAD, on_error="collect")
    assert population.rejects.rows == [1, 2, 3]
    assert {fault.code for fault in population.rejects.of(3)} == {"fact-code", "fact-range"}
    told = population.decide("hardship_relief")
    assert list(told.outcome)[1:] == [None] * 3
    assert told.counts().total() == 1
    first = {**facts(0)["fee"], "amount_yuan": 300}
    assert told.outcome[0] == POLICY.decide("hardship_relief", {**facts(0), "fee": first}).outcome
    with pytest.raises(InvalidFacts) as caught:
        told.explain(1)
    assert {fault.index for fault in caught.value.diagnostics} == {1}


def test_a_day_beside_another_is_refused():
    day = POLICY.law.instrument.as_of_fact
    told = POLICY.over({day: [date(2021, 11, 1), "2021-11-02", None]}, as_of=date(2021, 11, 1), on_error="collect")
    assert told.rejects.rows == [1]
    assert [fault.code for fault in told.rejects.of(1)] == ["fact-as-of"]


ODD = [
    None, True, 0, 1, 2, -1, 1.5, 0.1, float("nan"), float("inf"), 1e300, -0.0, Decimal("1.10"), Decimal("NaN"), 10**40,
    Fraction(1, 2), "", "true", "1", "18:30", "7:30", "07:30", "2021-09-01", "nowhere", b"1",
    time(18, 30), time(18, 30, 1),
    date(2021, 9, 1),
    datetime(2021, 9, 1, 12), [], ["nowhere"], [None], [1, [2]], {"a": 1}, {}, (), object(),
    np.float32(0.1), np.int64(3), "\ud800",
]  # fmt: skip
FACTS = {spec.type.kind: name for name, spec in POLICY.law.vocabulary.facts.items()}


@pytest.mark.parametrize("kind", sorted(FACTS))
def test_every_value_is_taken_or_refused_as_decide_does(kind):
    name = FACTS[kind]
    population = POLICY.over({name: ODD}, on_error="collect")
    for row, value in enumerate(ODD):
        group, short = name.split(".")
        try:
            POLICY.facts({group: {short: value}})
        except InvalidFacts as refused:
            assert [each.code for each in population.rejects.of(row)] == [each.code for each in refused.diagnostics], (
                value
            )
        else:
            assert not population.rejects.of(row), value


@pytest.mark.parametrize(
    "kind", [np.float64, np.float32, np.int8, np.uint64, bool, "datetime64[D]", "datetime64[s]", "U9"]
)
def test_every_sort_of_array_is_taken_or_refused_as_decide_does(kind):
    written = {"datetime64[D]": ["2021-09-01", "NaT"], "datetime64[s]": ["2021-09-01T12:00:00"], "U9": ["18:30", "x"]}
    array = np.array(written.get(kind, [0, 1, 0.1, 0.25] if kind in (np.float64, np.float32) else [0, 1]), kind)
    for name in FACTS.values():
        population, group, short = POLICY.over({name: array}, on_error="collect"), *name.split(".")
        for row, value in enumerate(array.tolist() if array.dtype.kind in "MU" else array):
            try:
                POLICY.facts({group: {short: value}})
            except InvalidFacts as refused:
                assert [each.code for each in population.rejects.of(row)] == [each.code for each in refused.diagnostics]
            else:
                assert not population.rejects.of(row), (name, value)


def test_what_is_no_table_is_refused():
    for table, code in (
        ({"fee.amount_yuan": 1}, "request-type"),
        ({"fee.amount_yuan": "12"}, "request-type"),
        ({1: [1]}, "request-type"),
        (3, "request-type"),
        ({"fee.amount_yuan": [1], "fee.standard_yuan": [1, 2]}, "table-lengths"),
    ):
        with pytest.raises(InvalidRequest) as caught:
            POLICY.over(table)
        assert [fault.code for fault in caught.value.diagnostics] == [code]


def test_what_there_is_not_is_refused_as_by_decide():
    with pytest.raises(InvalidRequest):
        POLICY.over(LISTS).decide("hardship")
    with pytest.raises(InvalidRequest):
        POLICY.over(LISTS, readings={"no": "such"}).decide("hardship_relief")


def test_a_table_without_rows():
    told = POLICY.over({name: [] for name in LISTS}).decide("hardship_relief")
    assert len(told) == 0
    assert [list(part) for part in (told.outcome, told.missing, told.amounts, told.citations)] == [[]] * 4


def test_an_audit_is_decided_row_by_row():
    told = POLICY.over(LISTS).decide("school_audit")
    for row in ROWS:
        wanted = POLICY.decide("school_audit", facts(row))
        assert (told.outcome[row], told.missing[row]) == (wanted.outcome, wanted.missing)


def test_amounts_of_many_numbers():
    policy = Policy.load(LIBRARY)
    days = np.arange(200)
    told = policy.over({"loan.days": days, "loan.books": days % 3, "loan.paid_yuan": days / 10}).decide("overdue")
    for row in range(0, 200, 7):
        loan = {"days": row, "books": row % 3, "paid_yuan": row / 10}
        assert told.amounts[row] == policy.decide("overdue", {"loan": loan}).amounts
