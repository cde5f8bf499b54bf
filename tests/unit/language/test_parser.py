"""The parser: precedence as people expect it, and the place of the first fault to the letter."""

from datetime import date, time
from decimal import Decimal

import pytest

from afterschool_policy.language.lexer import ExpressionError
from afterschool_policy.language.parser import MAX_DEPTH, MAX_LENGTH, parse
from afterschool_policy.language.slips import FULL_WIDTH
from afterschool_policy.language.syntax import ListDisplay, Literal, Name, Operation


def bracketed(tree):
    """The tree with every bracket written."""
    match tree:
        case Name(name=name):
            return name
        case Literal(value=value):
            return str(value)
        case ListDisplay(items=items):
            return f"[{' '.join(map(bracketed, items))}]"
        case Operation(symbol=symbol, operands=operands):
            return f"({symbol} {' '.join(map(bracketed, operands))})"
    raise AssertionError(tree)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("a or b and c", "(or a (and b c))"),
        ("a and b or c", "(or (and a b) c)"),
        ("not a and b", "(and (not a) b)"),
        ("not a == b", "(not (== a b))"),
        ("not a in b", "(not (in a b))"),
        ("a not in b", "(not in a b)"),
        ("a - b - c", "(- (- a b) c)"),
        ("a - (b - c)", "(- a (- b c))"),
        ("a / b * c", "(* (/ a b) c)"),
        ("a + b * c", "(+ a (* b c))"),
        ("-a * b", "(* (negative a) b)"),
        ("-a - -b", "(- (negative a) (negative b))"),
        ("a + b > c * d and e", "(and (> (+ a b) (* c d)) e)"),
        ("max(a, b + c)", "(max a (+ b c))"),
        ("any(a) in [b, c]", "(in (any a) [b c])"),
        ("[a, b, ]", "[a b]"),
        ("((a))", "a"),
    ],
)
def test_precedence(written, expected):
    assert bracketed(parse(written)) == expected


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("true", True),
        ("false", False),
        ("30", 30),
        ("0.50", Decimal("0.50")),
        ("8:05", time(8, 5)),
        ("18:30", time(18, 30)),
        ("2021-09-01", date(2021, 9, 1)),
        ('"a b, c"', "a b, c"),
        ('""', ""),
    ],
)
def test_literals(written, value):
    tree = parse(written)
    assert isinstance(tree, Literal)
    assert tree.value == value
    assert type(tree.value) is type(value)


def fault(written):
    with pytest.raises(ExpressionError) as caught:
        parse(written)
    error = caught.value
    return error.code, written[error.at.start : error.at.end], error.at.start


@pytest.mark.parametrize(
    ("written", "place", "start"),
    [
        ("", "", 0),
        ("   ", "", 3),
        ("a ==", "", 4),
        ("(a", "", 2),
        ("a)", ")", 1),
        ("a b", "b", 2),
        ("a = b", "=", 2),
        ("a < b < c", "<", 6),
        ("a == b != c", "!=", 7),
        ("a in b in c", "in", 7),
        ("[a b]", "b", 3),
        ("max(a b)", "b", 6),
        ("max(a", "", 5),
        ("a and * b", "*", 6),
        ("25:00", "25:00", 0),
        ("a >= 2021-02-30", "2021-02-30", 5),
        ('a == "b', '"', 5),
        ("A == b", "A", 0),
        ("a & b", "&", 2),
        ("a, b", ",", 1),
    ],
)
def test_the_place_of_a_fault(written, place, start):
    assert fault(written) == ("expression-syntax", place, start)


@pytest.mark.parametrize("found", sorted(FULL_WIDTH))
def test_full_width_characters_are_named_where_they_stand(found):
    with pytest.raises(ExpressionError) as caught:
        parse(f"thing.a {found} 3")
    error = caught.value
    assert (error.code, error.at.start, error.at.end) == ("expression-fullwidth", 8, 9)
    assert error.fields == {"found": found, "wanted": {"＝": "=="}.get(found, FULL_WIDTH[found])}


@pytest.mark.parametrize(
    ("written", "found", "wanted"),
    [
        ("a ＝＝ 3", "＝＝", "=="),
        ("a ＞＝ 3", "＞＝", ">="),
        ("a >＝ 3", ">＝", ">="),
        ("a !＝ 3", "!＝", "!="),
        ("a === 3", "===", "=="),
    ],
)
def test_signs_of_comparison_that_stand_together_are_told_together(written, found, wanted):
    with pytest.raises(ExpressionError) as caught:
        parse(written)
    assert (caught.value.fields["found"], caught.value.fields["wanted"]) == (found, wanted)


def test_full_width_characters_are_text_inside_quotes():
    tree = parse('a == "（一）：，"')
    assert bracketed(tree) == "(== a （一）：，)"


def test_an_unknown_function_is_named():
    assert fault("total(a)") == ("unknown-function", "total", 0)


def test_depth_and_length_are_bounded():
    assert fault("(" * (MAX_DEPTH + 1) + "a" + ")" * (MAX_DEPTH + 1))[0] == "expression-syntax"
    assert fault("not " * (MAX_DEPTH + 1) + "a")[0] == "expression-syntax"
    assert fault("a" * (MAX_LENGTH + 1))[0] == "expression-syntax"
    assert parse("(" * (MAX_DEPTH - 2) + "a" + ")" * (MAX_DEPTH - 2)) is not None


def test_places_reach_from_the_first_letter_to_the_last():
    tree = parse("  max(a, 3) >= b ")
    assert isinstance(tree, Operation)
    assert (tree.at.start, tree.at.end) == (2, 16)
    assert (tree.symbol_at.start, tree.symbol_at.end) == (12, 14)
    assert (tree.operands[0].at.start, tree.operands[0].at.end) == (2, 11)


@pytest.mark.parametrize(
    "written", ["a.x > ٣", "a.t > ١٨:٣٠", "a.d > ٢٠٢١-٠٩-٠١", "a.x > ３００", "a.t > １８:30", "a.x > 1२"]
)
def test_only_ascii_digits_are_digits(written):
    with pytest.raises(ExpressionError) as caught:
        parse(written)
    assert caught.value.at.start >= 6
    assert caught.value.code == "expression-digit"


def test_a_number_has_no_more_digits_than_one_may_have():
    assert parse(f"a.x > {'9' * 38}")
    for number in ("9" * 39, "0." + "1" * 39, "1" + "0" * 3_000):
        with pytest.raises(ExpressionError) as caught:
            parse(f"a.x > {number}")
        assert "38" in caught.value.fields["problem"].en
