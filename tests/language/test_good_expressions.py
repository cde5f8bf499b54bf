"""Good expressions parse, have the expected type, print as expected, and read the expected facts."""

import pytest

from afterschool_policy.language.operators import OPERATORS
from afterschool_policy.language.printer import print_expression
from afterschool_policy.language.tree import Apply, Quantified, facts_of, walk
from tests.language.good_expressions import entries
from tests.support import typed

by_text = pytest.mark.parametrize("entry", entries(), ids=lambda entry: entry.written)


@by_text
def test_it_prints_as_an_author_would_write_it(entry):
    assert print_expression(typed(entry.written, None)) == entry.printed


@by_text
def test_its_printed_form_means_the_same(entry):
    assert typed(entry.printed, None) == typed(entry.written, None)


@by_text
def test_it_has_the_type(entry):
    assert typed(entry.written, None).type.describe()["en"] == entry.type


@by_text
def test_it_reads_the_facts_in_the_order_they_are_written(entry):
    assert facts_of(typed(entry.written, None)) == entry.facts


def test_the_table_shows_every_operator():
    shown: set[str] = set()
    for entry in entries():
        for node in walk(typed(entry.written, None)):
            if isinstance(node, Apply):
                shown.add(node.symbol)
            elif isinstance(node, Quantified):
                shown |= {node.quantifier, node.test}
    assert shown == set(OPERATORS)
