"""The names in an expression, in half of one as well."""

import pytest

from afterschool_policy.language.lexer import tokens
from afterschool_policy.lsp.roles import Role
from afterschool_policy.lsp.words import Owner, subject_before, tokens_of, words
from tests.language.good_expressions import entries

KIND, HOURS = Owner(Role.FACT, "book.kind"), Owner(Role.PARAMETER, "most")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("book.kind == ancient", [(Role.FACT, "book.kind", None), (Role.CODE, "ancient", KIND)]),
        ("ancient == book.kind", [(Role.CODE, "ancient", KIND), (Role.FACT, "book.kind", None)]),
        (
            "book.kind not in [ancient, new] and reader.old",
            [
                (Role.FACT, "book.kind", None),
                (Role.OPERATOR, "not", None),
                (Role.OPERATOR, "in", None),
                (Role.CODE, "ancient", KIND),
                (Role.CODE, "new", KIND),
                (Role.OPERATOR, "and", None),
                (Role.FACT, "reader.old", None),
            ],
        ),
        ("parameter.most == ", [(Role.PARAMETER, "most", None)]),
        ("outcome(borrowing) == permitted", [
            (Role.OPERATOR, "outcome", None),
            (Role.DECISION, "borrowing", None),
            (Role.OUTCOME, "permitted", Owner(Role.DECISION, "borrowing")),
        ]),
        ("amount(fine.due) > 3", [(Role.OPERATOR, "amount", None), (Role.OUTPUT, "fine.due", None)]),
        ("sum(person.income for person in household.members)", [
            (Role.OPERATOR, "sum", None),
            (Role.FACT, "person.income", None),
            (Role.OPERATOR, "in", None),
            (Role.FACT, "household.members", None),
        ]),
        ("book.kind = ancient ＝ (", [(Role.FACT, "book.kind", None), (Role.CODE, "ancient", None)]),
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
    named = {each.name for each in words(entry.written) if each.role is Role.FACT}
    assert {fact for fact in entry.facts if fact in entry.written} <= named
