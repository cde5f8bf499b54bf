"""What is left of a question where some facts are fixed: in words, in SQL, and what is refused.

The words and queries in `residual/` are written by `python -m tests.unit.population.test_residual`.
"""

import json
from datetime import date
from pathlib import Path

import pytest

from afterschool_policy import InvalidFacts, InvalidRequest, Policy
from afterschool_policy.engines.sql import selection
from afterschool_policy.search import diagrams
from tests.sql import connected, filled
from tests.support import TESTS

HERE = Path(__file__).parent / "residual"
EXAMPLES = TESTS.parent / "examples"
FIXED = {
    "context": {"instrument_in_force": True, "in_changle_district": True, "later_repeal_known": False},
    "school": {"stage": "primary"},
    "student": {"stage": "primary", "attending": True},
    "fee": {"kind": "service_fee"},
}
COLUMNS = ["student.hardship_recognised", "fee.charged", "fee.amount_yuan", "fee.standard_yuan", "school"]
DIALECTS = ("duckdb", "postgresql", "sqlite")


@pytest.fixture(scope="module")
def policy():
    return Policy.load()


def left(policy, **more):
    return policy.residual("hardship_relief", FIXED, as_of=date(2021, 11, 1), columns=COLUMNS, **more)


def told(policy) -> dict[str, str]:
    """What people read of it, by the name of the file."""
    residual = left(policy)
    words = {f"words-{lang}.txt": residual.explain(lang) for lang in ("zh", "en")}
    words |= {"words-en.md": residual.explain("en", "markdown")}
    queries = {f"{dialect}.sql": residual.sql(dialect, table="students") + ";\n" for dialect in DIALECTS}
    violated = {"violated.sql": residual.sql("sqlite", table="main.students", outcome="violated") + ";\n"}
    return {**words, **queries, **violated}


def test_words_and_queries(policy):
    for name, text in told(policy).items():
        assert text == (HERE / name).read_text(encoding="utf-8"), name


def test_the_columns_are_those_on_which_it_turns(policy):
    assert {*left(policy).columns} == {*COLUMNS} - {"school"}
    called = policy.residual(
        "hardship_relief", FIXED, columns=["paid", "fee.standard_yuan"], names={"paid": "fee.amount_yuan"}
    )
    assert called.columns["paid"] == "fee.amount_yuan"
    assert 't."paid"' in called.sql("sqlite", table="x")


def test_a_hostile_column_and_table_stay_names(policy):
    hostile = '"; DROP TABLE cases; --'
    residual = policy.residual(
        "hardship_relief", FIXED, columns=[*COLUMNS[:2], hostile, COLUMNS[3]], names={hostile: "fee.amount_yuan"}
    )
    database = connected("sqlite")
    row = {"student.hardship_recognised": True, "fee.charged": True, "fee.amount_yuan": 5, "fee.standard_yuan": 5}
    filled(database, "sqlite", policy.law.vocabulary, residual.columns, [row])
    assert [each[-1] for each in database.execute(residual.sql("sqlite", table="cases"))] == ["violated"]
    assert residual.sql("sqlite", table=hostile).endswith('FROM """; DROP TABLE cases; --" AS t')


def test_what_is_settled_by_fixed_facts_needs_no_column(policy):
    outside = {**FIXED, "context": {**FIXED["context"], "in_changle_district": False}}
    residual = policy.residual("hardship_relief", outside, columns=COLUMNS)
    assert residual.outcomes[0] == "not_applicable"
    assert residual.columns == {}
    assert residual.sql("duckdb", table="x") == 'SELECT t.*,\n  \'not_applicable\' AS "outcome"\nFROM "x" AS t'


def test_one_outcome_alone_in_words(policy):
    words = left(policy).explain("en", outcome="violated")
    assert "violated if all of these hold" in words
    assert "satisfied" not in words
    fields = json.loads(left(policy).explain("en", "json", outcome="violated"))
    assert [each["outcome"] for each in fields["branches"]] == ["violated"]


def codes(caught) -> list[str]:
    return [fault.code for fault in caught.value.diagnostics]


def test_wrong_requests(policy):
    with pytest.raises(InvalidRequest) as caught:
        policy.residual("school_audit", {})
    assert codes(caught) == ["residual-audit"]
    with pytest.raises(InvalidRequest) as caught:
        policy.residual("hardship_relief", {"fee": {"charged": False, "amount_yuan": 3}})
    assert codes(caught) == ["residual-contradiction"]
    for wrong in ({"dialect": "oracle"}, {"outcome": "good"}):
        with pytest.raises(InvalidRequest) as caught:
            left(policy).sql(**{"dialect": "sqlite", "table": "x", **wrong})
        assert codes(caught) == ["request-unknown"]
    with pytest.raises(InvalidFacts):
        policy.residual("hardship_relief", {}, columns=["fee.amount_yaun"])


def test_what_a_dialect_cannot_say_is_named(policy):
    with pytest.raises(InvalidRequest) as caught:
        policy.residual("disclosure_accuracy", FIXED).sql("duckdb", table="x")
    assert codes(caught) == ["sql-part"]
    assert "differing(disclosure.published, disclosure.actual)" in caught.value.diagnostics[0].message("en")


def test_too_many_ways_are_told_as_that(policy, monkeypatch):
    monkeypatch.setattr(diagrams, "MAX_CUBES", 1)
    with pytest.raises(InvalidRequest) as caught:
        policy.residual("voluntariness", {}).sql("sqlite", table="x")
    assert codes(caught) == ["residual-ways"]


def test_a_policy_with_records_or_with_facts_that_changed(tmp_path):
    refused = set()
    for folder in sorted(each.parent for each in EXAMPLES.glob("*/policy.yaml")):
        policy = Policy.load(folder)
        for name, spec in policy.law.decisions.items():
            if spec.background is None:
                try:
                    policy.residual(name, {})
                except InvalidRequest as error:
                    refused |= {fault.code for fault in error.diagnostics}
    assert refused <= {"residual-records", "residual-day", "residual-ways"}
    assert "residual-records" in refused


def test_open_tests_are_counted_where_few_are_tried(policy):
    queries = [
        policy.residual(name, {}).sql("sqlite", table="x", outcome=selection.Apart.LEFT)
        for name in ("refusal_lawfulness", "vendor_review_removal", "weekend_holiday")
    ]
    assert any("> 4" in query for query in queries)


if __name__ == "__main__":
    for file, content in told(Policy.load()).items():
        (HERE / file).write_text(content, encoding="utf-8")
