"""Expressions in SQL come to what the definition says of them; hostile names and values stay names and values."""

import sqlite3
from datetime import date, time
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, note
from hypothesis import strategies as st

from afterschool_policy.engines.sql import quoting
from afterschool_policy.engines.sql.dialects import DIALECTS
from afterschool_policy.engines.sql.expressions import SqlExpressions
from afterschool_policy.engines.sql.unsayable import UnsayableError
from afterschool_policy.language.evaluate import value_of
from afterschool_policy.language.printer import print_expression
from afterschool_policy.language.tree import facts_of
from tests.forms import on_every_form
from tests.sql import connected, filled
from tests.strategies import facts, single_tests
from tests.support import VOCABULARY, WHOLE, linked, typed

HOSTILE = ("'; DROP TABLE cases; --", '" OR 1=1 --', "\\'", "é–“", "%s ? {0} {}", "/* */", "\n")


def said(node, dialect="sqlite", known=None) -> str:
    columns = {name: quoting.name(name) for name in VOCABULARY.facts}
    return SqlExpressions(DIALECTS[dialect], columns.get, WHOLE.__contains__, known or {}).test(node)


def in_sqlite(query: str, many) -> list[object]:
    database = connected("sqlite")
    filled(database, "sqlite", VOCABULARY, {name: name for name in VOCABULARY.facts}, many)
    return [None if truth is None else bool(truth) for (truth,) in database.execute(f"SELECT {query} FROM cases")]


@given(single_tests(), st.lists(facts(), min_size=1, max_size=10))
def test_random_tests_on_random_rows(test, many):
    node = linked(typed(test))
    note(print_expression(node))
    try:
        query = said(node)
    except UnsayableError:
        return
    assert in_sqlite(query, many) == [value_of(node, each) for each in many]


@on_every_form
def test_every_form_of_test_that_can_be_said(put, many_facts):
    for atom in put.atoms:
        try:
            query = said(atom)
        except UnsayableError:
            continue
        assert in_sqlite(query, many_facts) == [value_of(atom, each) for each in many_facts], query


@pytest.mark.parametrize(
    ("written", "sql"),
    [
        ("thing.sound and not thing.ready", '("thing.sound" AND (NOT "thing.ready"))'),
        ("thing.fee < 12.5", '("thing.fee" < 12.5)'),
        ("thing.kind in [red, blue]", "(\"thing.kind\" IN ('red', 'blue'))"),
        ("thing.start > 18:30", "(time(\"thing.start\") > '18:30:00')"),
        ("thing.fee + 0.5 > 3", '((CAST(ROUND("thing.fee" * 1000000) AS INTEGER) + 500000) > 3000000)'),
        ("shown(thing.sound)", 'COALESCE("thing.sound", FALSE)'),
        ("thing.people / thing.places > 0.5", '(("thing.people" * 2) > (1 * "thing.places"))'),
    ],
)
def test_what_is_written_in_sqlite(written, sql):
    assert said(linked(typed(written))) == sql


def test_a_known_fact_is_a_value():
    assert said(typed("thing.fee < thing.price"), known={"thing.price": Decimal("2.50")}) == '("thing.fee" < 2.5)'


@pytest.mark.parametrize(
    "written",
    [
        "age(thing.since, thing.day) > 3",
        "thing.share * thing.share > 3",  # decimals, of which SQLite has none
        "count(differing(thing.stated, thing.actual)) > 0",
        "working_days(thing.since, thing.day) > 3",
    ],
)
def test_what_cannot_be_said_exactly_is_not_said(written):
    with pytest.raises(UnsayableError):
        said(typed(written))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_are_texts(text):
    database = sqlite3.connect(":memory:")
    assert database.execute(f"SELECT {quoting.text(text)}").fetchone() == (text,)
    database.execute(f"CREATE TABLE {quoting.name(text)} ({quoting.name(text)} TEXT)")
    database.execute(f"INSERT INTO {quoting.name(text)} VALUES (?)", [text])
    found = database.execute(
        f"SELECT {quoting.name(text)} FROM {quoting.name(text)} WHERE {quoting.name(text)} = {quoting.text(text)}"
    )
    assert found.fetchall() == [(text,)]
    query = said(typed("thing.note == thing.note"), known={"thing.note": text})
    assert query == "TRUE"


def test_nul_is_refused():
    for quoted in (quoting.text, quoting.name):
        with pytest.raises(UnsayableError):
            quoted("a\0b")


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-(10**9), max_value=10**9))
def test_numbers_are_written_in_full(number):
    assert Fraction(quoting.number(number)) == Fraction(number)


def test_values_of_each_dialect():
    day, moment = date(2021, 9, 1), time(18, 30)
    assert quoting.value(DIALECTS["duckdb"], day) == "DATE '2021-09-01'"
    assert quoting.value(DIALECTS["postgresql"], moment) == "TIME '18:30:00'"
    assert quoting.value(DIALECTS["sqlite"], day) == "'2021-09-01'"
    with pytest.raises(UnsayableError):
        quoting.number(Fraction(1, 3))


def test_every_fact_of_a_test_is_read_once_named():
    node = typed("thing.people + thing.places > 3")
    assert all(quoting.name(name) in said(node) for name in facts_of(node))
