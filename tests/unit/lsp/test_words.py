"""The names in an expression, in half of one as well."""

import pytest

from afterschool_policy.language.lexer import tokens
from afterschool_policy.lsp.roles import NameRole
from afterschool_policy.lsp.words import Owner, subject_before, tokens_of, words
from tests.language.good_expressions import entries

KIND, HOURS = Owner(NameRole.FACT, "book.kind"), Owner(NameRole.PARAMETER, "most")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("book.kind == ancient", [(NameRole.FACT, "book.kind", None), (NameRole.CODE, "ancient", KIND)]),
        ("ancient == book.kind", [(NameRole.CODE, "ancient", KIND), (NameRole.FACT, "book.kind", None)]),
        (
            "book.kind not in [ancient, new] and reader.old",
            [
                (NameRole.FACT, "book.kind", None),
                (NameRole.OPERATOR, "not", None),
                (NameRole.OPERATOR, "in", None),
                (NameRole.CODE, "ancient", KIND),
                (NameRole.CODE, "new", KIND),
                (NameRole.OPERATOR, "and", None),
                (NameRole.FACT, "reader.old", None),
            ],
        ),
        ("parameter.most == ", [(NameRole.PARAMETER, "most", None)]),
        ("outcome(borrowing) == permitted", [
            (NameRole.OPERATOR, "outcome", None),
            (NameRole.DECISION, "borrowing", None),
            (NameRole.OUTCOME, "permitted", Owner(NameRole.DECISION, "borrowing")),
        ]),
        ("amount(fine.due) > 3", [(NameRole.OPERATOR, "amount", None), (NameRole.OUTPUT, "fine.due", None)]),
        ("sum(person.income for person in household.members)", [
            (NameRole.OPERATOR, "sum", None),
            (NameRole.FACT, "person.income", None),
            (NameRole.OPERATOR, "in", None),
            (NameRole.FACT, "household.members", None),
        ]),
        ("book.kind = ancient ＝ (", [(NameRole.FACT, "book.kind", None), (NameRole.CODE, "ancient", None)]),
    ],
)  # fmt: skip
def test_names_are_told_by_the_words_around_them(text, expected):
    assert [(each.role, each.name, each.of) for each in words(text)] == expected


def test_what_a_code_would_be_compared_with_is_told_by_what_stands_before_it():
    assert subject_before("book.kind == ") == KIND
    assert subject_before("not shown(book.kind in [ancient, ") == KIND
    assert subject_before("parameter.most != ") == HOURS
    assert subject_before("book.kind == ancient and ") is None
    assert subject_before("") is None


@pytest.mark.parametrize("entry", entries(), ids=lambda entry: entry.written)
def test_a_whole_expression_has_the_tokens_of_the_lexer_and_names_the_facts_it_reads(entry):
    assert list(tokens_of(entry.written)) == list(tokens(entry.written))
    named = {each.name for each in words(entry.written) if each.role is NameRole.FACT}
    assert {fact for fact in entry.facts if fact in entry.written} <= named
