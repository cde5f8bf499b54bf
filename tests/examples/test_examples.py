"""The example policies are clean, and no rule of them can be deleted or negated without a case that misses it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from afterschool_policy import Policy
from afterschool_policy.cli.app import app
from afterschool_policy.language.tree import Table, facts_of, walk
from afterschool_policy.law.model import Rule
from tests.docs.blocks import ROOT

FOLDER = ROOT / "examples"
EXAMPLES = sorted(path.parent for path in FOLDER.glob("*/policy.yaml"))
# A policy and the text that amends it, as two folders: tests/examples/test_provincial_amendment.py tries it.
PAIRS = sorted(path.parents[1] for path in FOLDER.glob("*/base/policy.yaml"))


def tables_of(rule: Rule) -> list[Table]:
    return [node for tree in rule.body.trees for node in walk(tree) if isinstance(node, Table)]


DISTRICT = FOLDER / "district"  # a register to be decided, and no policy: tests/examples/test_district.py


def test_every_folder_is_a_policy_with_cases_a_page_and_a_line_in_the_list():
    assert {path for path in FOLDER.iterdir() if path.is_dir()} == {*EXAMPLES, *PAIRS, DISTRICT}
    listed = (FOLDER / "README.md").read_text(encoding="utf-8")
    for example in (*EXAMPLES, *PAIRS):
        assert [*(example / "cases").glob("*.yaml")]
    for example in (*EXAMPLES, *PAIRS, DISTRICT):
        assert listed.count(f"({example.name}/README.md)") == 2  # in either language


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.name)
def test_it_is_clean(example: Path):
    assert not Policy.load(example, cache=False).warnings


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.name)
def test_its_cases_miss_whatever_rule_is_deleted_or_negated(example: Path):
    options = [str(example / "cases"), "--mutants", "--policy", str(example), "--lang", "en"]
    done = CliRunner().invoke(app, ["test", *options])
    assert done.exit_code == 0, done.output
    assert " 0 failed" in done.output


def test_the_decision_table_has_twelve_rows_over_four_facts_each_with_its_clauses():
    rules = Policy.load(FOLDER / "decision_table", cache=False).rules
    (table,) = (table for rule in rules for table in tables_of(rule))
    assert (table.policy, len(table.rows), table.otherwise) == ("unique", 12, None)
    assert all(row.clauses for row in table.rows)
    assert {name for row in table.rows for name in facts_of(row.when)} == {
        "visitor.age", "visitor.lives_here", "visit.day", "visit.session"
    }  # fmt: skip


def test_the_points_are_made_of_every_form_of_table():
    rules = {rule.id: rule for rule in Policy.load(FOLDER / "points", cache=False).rules}
    made = {name: [table.policy for table in tables_of(rules[name])] for name in rules if tables_of(rules[name])}
    assert made == {"insurance-points": ["sum"], "degree-points": ["unique"], "extra-points": ["sum", "unique"]}


def test_what_is_open_and_settles_a_test_all_the_same_is_told_by_its_bounds():
    family = {"residence_years": 3.5, "insurance_months": 40, "degree": "college", "owns_home": True}
    facts = {"family": {**family, "volunteer_hours": 0}, "application": {"late": True}}
    decision = Policy.load(FOLDER / "points").decide("school_place", facts)
    assert (decision.outcome, decision.missing) == ("permitted", ())
    assert "应得积分（至少64分，至多74分）不低于申请线（60分）" in decision.explain("zh")


def test_a_record_of_members_with_a_part_of_a_yuan_is_replayed():
    policy = Policy.load(FOLDER / "living_allowance")
    household = {"members": [{"student": False, "employed": False, "income": 899.5}], "all_listed": True}
    decision = policy.decide("monthly_amount", {"household": household}, as_of=date(2025, 6, 30))
    assert policy.replay(decision.record()).intact


def test_an_income_that_is_not_known_is_named_by_the_place_of_its_member_and_leaves_the_allowance_open():
    policy = Policy.load(FOLDER / "living_allowance")
    members = [{"student": False, "employed": False, "income": 700}, {"student": False, "employed": False}]
    household = {"car_value": 0, "savings": 0, "members": members, "all_listed": True}
    day = date(2025, 6, 30)
    decision = policy.decide("allowance", {"household": household}, as_of=day, engine="both")
    assert (decision.outcome, decision.missing) == ("undetermined", ("household.members[1].income",))
    members[1]["income"] = 899
    assert policy.decide("allowance", {"household": household}, as_of=day, engine="both").outcome == "permitted"


def test_a_number_of_a_member_with_a_fraction_is_replayed():
    policy = Policy.load(FOLDER / "living_allowance")
    members = [{"student": False, "employed": False, "income": 700.5}]
    household = {"car_value": 0, "savings": 0, "members": members, "all_listed": True}
    record = policy.decide("allowance", {"household": household}, as_of=date(2025, 6, 30)).record()
    assert policy.replay(record).intact


def test_a_question_that_asks_others_rests_on_their_clauses():
    family = {
        "household": {
            "adults": [{"salary": 24000}],
            "adults_listed": True,
            "children": [{"born": date(2020, 1, 1)}, {"born": date(2021, 1, 1)}],
            "children_listed": True,
        },
        "dwelling": {"rented": False},
    }
    policy = Policy.load(FOLDER / "family_benefit")
    decision = policy.decide("social_supplement", family, as_of=date(2025, 12, 31), engine="both")
    assert (decision.outcome, decision.amounts["supplement"].value) == ("required", 400)
    assert {"2", "4b", "6", "7a", "8a", "8b"} <= {each.clause for each in decision.citations}
