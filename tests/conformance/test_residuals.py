"""The rows that the SQL of a residual selects are the rows that `decide` decides so, in every dialect."""

from collections import Counter
from random import Random

import pytest
from hypothesis import given, note
from hypothesis import strategies as st

from afterschool_policy import InvalidFacts, InvalidRequest, Policy
from afterschool_policy.engines.sql.dialects import DIALECTS
from tests import postgresql
from tests.conformance.million import some_facts, telling
from tests.conformance.rows import policies
from tests.requirements import needed
from tests.sql import connected, filled
from tests.strategies import rule_sets, single_tests
from tests.support import law, question, shown, spread
from tests.tables import nested, random_rows

ROWS = 25


@pytest.fixture(scope="module", params=[*DIALECTS])
def database(request):
    """A database of each dialect, with the name of the dialect."""
    if request.param != "postgresql":
        with connected(request.param) as made:
            yield request.param, made
        return
    with (
        postgresql.server(needed("postgresql", postgresql.programs())) as server,
        connected(request.param, server) as made,
    ):
        yield request.param, made


def held_to_decide(database, policy, decision, *, source, rows, how) -> Counter[str]:
    """Hold what a query tells of rows to the decision on each, and what it selects to what it tells."""
    dialect, made = database
    day = policy.law.instrument.as_of_fact
    rows = [each for each in rows if is_valid(policy, each)]
    share = source.choice((0, 0.3, 0.6))
    fixed = {name: value for name, value in rows[0].items() if name != day and source.random() < share} if rows else {}
    try:
        residual = policy.residual(decision, nested(fixed), **how)
        query = residual.sql(dialect, table="cases")
    except InvalidRequest as refused:
        return Counter(fault.code for fault in refused.diagnostics)
    filled(made, dialect, policy.law.vocabulary, residual.columns, rows)
    told = {row[0]: row[-1] for row in made.execute(query).fetchall()}
    read = {*residual.columns.values()}
    for number, row in enumerate(rows):
        case = {**{name: value for name, value in row.items() if name in read}, **fixed}
        wanted = policy.decide(decision, nested(case), **how)
        if told[number] == "contradictory":
            assert wanted.contradictions, case
        elif told[number] != "left_to_decide":
            assert told[number] == wanted.outcome, (case, how, query)
    for word in residual.outcomes:
        selected = {row[0] for row in made.execute(residual.sql(dialect, table="cases", outcome=word)).fetchall()}
        assert selected == {number for number, each in told.items() if each == word}, (word, query)
    return Counter(told.values())


def is_valid(policy, row) -> bool:
    try:
        policy.facts(nested(row))
    except InvalidFacts:
        return False
    return True


def flat(rows):
    return [
        {
            f"{group}.{name}": value
            for group, inner in each.items()
            for name, value in inner.items()
            if value is not None
        }
        for each in rows
    ]


def test_every_question_of_the_policies(database):
    source, counts = Random(f"residual {database[0]}"), Counter[str]()
    single = [
        (policy, name)
        for policy in [policies()[0], *policies()[4:]]
        for name, spec in policy.decisions.items()
        if spec.background is None
    ]
    for policy, decision in spread(source.sample(single, len(single)), 20):
        rows, how = random_rows(source, policy, decision, ROWS)
        counts += held_to_decide(database, policy, decision, source=source, rows=flat(rows), how=how)
    assert {"violated", "not_applicable", "undetermined", "contradictory"} <= counts.keys()
    assert counts["sql-part"] < 20


@given(rule_sets(single_tests(), depth=2), st.randoms(use_true_random=False))
def test_random_rules(database, rules, source):
    for each in rules:
        note(shown(each))
    made = law(rules)
    put = question(made)
    values = telling(put)
    rows = [some_facts(source, put, values) for _ in range(ROWS)]
    held_to_decide(database, Policy(made), "ask", source=source, rows=rows, how={})
