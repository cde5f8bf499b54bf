"""Tables and `decide`: the same answers, row by row."""

from decimal import Decimal
from fractions import Fraction

import numpy as np
from hypothesis import given, note
from hypothesis import strategies as st

from afterschool_policy.engines.columnar import engine
from afterschool_policy.engines.columnar.columns import UNKNOWN, Coded, FactRows, Scaled
from afterschool_policy.engines.columnar.engine import ColumnarQuestion
from afterschool_policy.engines.interpreter import WalkingEngine
from afterschool_policy.search.missing import missing
from tests.forms import on_every_form
from tests.strategies import facts, rule_sets, single_tests
from tests.support import VOCABULARY, law, question, shown


def fact_rows(many, *, scaled=True):
    """The facts of many cases by column; numbers as they are, where they are to be `scaled`."""
    return FactRows(
        {name: column(name, [each.get(name) for each in many], scaled) for name in VOCABULARY.facts}, len(many)
    )


def column(name, values, scaled):
    numbers = [value for value in values if isinstance(value, int | Decimal | Fraction) and not isinstance(value, bool)]
    if scaled and VOCABULARY.facts[name].type.kind == "number" and len(numbers) + values.count(None) == len(values):
        parts = max([1, *(Fraction(number).denominator for number in numbers)]) * 100
        if all(Fraction(number * parts).denominator == 1 for number in numbers):
            known = np.array([value is not None for value in values], bool)
            return Scaled(np.array([int((value or 0) * parts) for value in values], np.int64), known, parts)
    distinct = list({repr(value): value for value in values if value is not None}.values())
    codes = [UNKNOWN if value is None else [*map(repr, distinct)].index(repr(value)) for value in values]
    return Coded(np.array(codes, np.int32), distinct)


def same(put, many, rows):
    """Hold answers and verdicts on rows to the plain definition."""
    asked = ColumnarQuestion(put).put_to(rows)
    answers, verdicts = asked.answers(), asked.verdicts()
    for row, known in enumerate(many):
        wanted = WalkingEngine().verdict(put, known)
        answer, verdict = answers.each[answers.numbers[row]], verdicts.each[verdicts.numbers[row]]
        assert (answer.outcome, answer.findings) == (wanted.outcome, wanted.findings), known
        assert (verdict.outcome, verdict.findings, verdict.pending) == (wanted.outcome, wanted.findings, wanted.pending)
        assert verdict.speaking == wanted.speaking
        assert missing(put, verdict, known) == missing(put, wanted, known)


@given(rule_sets(single_tests(), depth=2), st.lists(facts(), min_size=1, max_size=20), st.booleans())
def test_random_rules_on_random_rows(rules, many, scaled):
    for each in rules:
        note(shown(each))
    same(question(law(rules)), many, fact_rows(many, scaled=scaled))


@on_every_form
def test_every_form_of_test_on_rows(put, many_facts):
    same(put, many_facts, fact_rows(many_facts))


@given(rule_sets(single_tests(), depth=1), st.lists(facts(), min_size=9, max_size=40))
def test_rows_in_several_blocks(rules, many):
    whole, engine.BLOCK = engine.BLOCK, 8
    try:
        same(question(law(rules)), many, fact_rows(many))
    finally:
        engine.BLOCK = whole
