"""Pages of rules put conditions in the words of the explanations: contraries from the same tables, none stacked."""

from __future__ import annotations

from pathlib import Path

import pytest

from afterschool_policy import Policy
from afterschool_policy.explain.wording import Wording, negative
from afterschool_policy.language.operators import OPERATORS
from afterschool_policy.language.tree import Apply, Constant, Derived, Fact
from afterschool_policy.site.book import Book
from afterschool_policy.text import LANGUAGES, Text
from afterschool_policy.values.truth import Truth
from afterschool_policy.values.types import BOOLEAN
from tests.support import LIBRARY

POLICIES = {"changle": Path(__file__).parents[3] / "policy", "library": LIBRARY}
BOOKS = {(name, lang): Book(Policy.load(path), (), lang) for name, path in POLICIES.items() for lang in LANGUAGES}
every_book = pytest.mark.parametrize("book", BOOKS.values(), ids=lambda book: f"{book.law.instrument.id}-{book.lang}")
ONE, OTHER = (Fact(f"student.{name}", BOOLEAN) for name in ("attending", "has_demand"))


def both(symbol, *operands):
    return Apply(symbol, operands, BOOLEAN)


def opposite(node):
    return both("not", node)


@every_book
def test_the_contrary_of_a_fact_or_a_definition_is_that_of_the_explanations(book):
    words, explained = book.conditions(book.law.rules[0]), Wording(book.edition, {})
    facts = [Fact(spec.name, spec.type) for spec in book.law.vocabulary.facts.values() if spec.type == BOOLEAN]
    defined = [Derived(name, BOOLEAN, rule.body.value) for name, rule in book.edition.definitions.items()]
    told = {node: explained.as_it_is(node, Truth.FALSE) for node in facts}
    told |= {node: explained.defined(node.name, holds=False) for node in defined if node.body.type == BOOLEAN}
    assert told
    for node, contrary in told.items():
        assert [entry.text for entry in words.lines(opposite(node))] == [contrary[book.lang]]
        assert words.in_one_line(opposite(node)) == contrary[book.lang]


@every_book
def test_no_negation_stands_before_a_condition(book):
    empty = negative(Text("", ""))[book.lang]
    for rule in book.law.rules:
        words, body = book.conditions(rule), rule.body
        parts = [body.applies, body.condition, *(part.when for part in (*body.unless, *body.refer))]
        for part in parts:
            for entry in words.lines(part) if part is not None else ():
                assert not (entry.prefix + entry.text).startswith(empty)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_negation_is_carried_down_to_the_tests(lang):
    words = BOOKS["changle", lang].conditions(BOOKS["changle", lang].law.rules[0])
    no_one, no_other = (words.in_one_line(opposite(node)) for node in (ONE, OTHER))
    neither = opposite(both("or", ONE, OTHER))
    depths = [entry.depth for entry in words.lines(neither)]
    assert [entry.text.rstrip("：:") for entry in words.lines(neither)][1:] == [no_one, no_other]
    assert next(words.lines(neither)).text.startswith(OPERATORS["and"].heading[lang])
    assert depths == [1, 2, 2]
    assert words.in_one_line(neither) == OPERATORS["and"].joint[lang].join((no_one, no_other))
    assert words.in_one_line(opposite(neither)) == words.in_one_line(both("or", ONE, OTHER))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_nothing_shows_is_put_so(lang):
    words = BOOKS["changle", lang].conditions(BOOKS["changle", lang].law.rules[0])
    (entry,) = words.lines(opposite(both("shown", opposite(ONE))))
    assert entry.prefix.startswith(OPERATORS["shown"].contrary[lang])
    assert entry.text == words.in_one_line(opposite(ONE))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_fixed_is_always_or_never_so(lang):
    words = BOOKS["library", lang].conditions(BOOKS["library", lang].law.rules[0])
    always, never = Constant(True, BOOLEAN), Constant(False, BOOLEAN)
    assert words.in_one_line(always) == words.in_one_line(opposite(never))
    assert words.in_one_line(never) == words.in_one_line(opposite(always))
    assert words.in_one_line(always) != words.in_one_line(never)
