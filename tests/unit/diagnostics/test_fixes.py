"""What mends a fault: only a slip of one known name, and only what is marked."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterschool_policy.diagnostics import Diagnostic, suggestion
from afterschool_policy.positions import Edit, SourceFile, Span, edited

KNOWN = ["returned_on_time", "returned_in_time", "loan.days", "reader.kind", "4.2.5", "4.2.4", "art12", "art13"]


def at(line: str, marked: str) -> Span:
    column = line.index(marked) + 1
    return Span(SourceFile("a.yaml", line), 1, column, 1, column + len(marked))


def fix(line: str, marked: str, name: str, code: str = "unknown-fact") -> str | None:
    found = Diagnostic.of(code, at(line, marked), name=name, suggestion=suggestion(name, KNOWN)).fix
    return None if found is None else edited(line, [found])


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("loan.day", "loan.days"),
        ("loan.dayss", "loan.days"),
        ("loan.deys", "loan.days"),
        ("laon.days", "loan.days"),
        ("reader.kinds", "reader.kind"),
        ("loan.dyas", "loan.days"),
    ],
)
def test_one_letter_more_less_or_other_or_two_in_each_others_place_are_a_slip(written: str, meant: str) -> None:
    assert fix(f"condition: {written} > 3", written, written) == f"condition: {meant} > 3"


@pytest.mark.parametrize("written", ["returned_en_time", "4.2.3", "art14", "loan.dazes", "reader"])
def test_two_near_names_another_number_and_more_than_a_slip_are_left_to_the_author(written: str) -> None:
    assert fix(f"condition: {written} > 3", written, written) is None


def test_of_a_parameter_the_name_alone_is_written_anew() -> None:
    span = at("value: parameter.loan_day", "parameter.loan_day")
    fault = Diagnostic.of("unknown-parameter", span, name="loan_day", suggestion=suggestion("loan_day", ["loan_days"]))
    assert fault.fix == Edit(Span(span.file, 1, 18, 1, 26), "loan_days")


def test_where_something_else_is_marked_nothing_is_mended() -> None:
    assert fix("condition: loan.day > 3", "condition", "loan.day") is None


def test_quotes_within_quotes_are_left_to_the_author() -> None:
    line = 'condition: "kind == “child”"'
    assert Diagnostic.of("expression-fullwidth", at(line, "“"), found="“", wanted='"').fix is None
    line = "condition: kind == “child”"
    mended = Diagnostic.of("expression-fullwidth", at(line, "“"), found="“", wanted='"').fix
    assert mended is not None
    assert edited(line, [mended]) == 'condition: kind == "child"'


def distance(one: str, other: str) -> int:
    """Edits between two texts, two letters in each other's place being one: the plain definition."""
    rows = [list(range(len(other) + 1))]
    for i, a in enumerate(one, 1):
        rows.append([i] + [0] * len(other))
        for j, b in enumerate(other, 1):
            rows[i][j] = min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                rows[i][j] = min(rows[i][j], rows[i - 2][j - 2] + 1)
    return rows[-1][-1]


names = st.text("abc", min_size=4, max_size=6)


@given(names, st.lists(names, max_size=4, unique=True))
def test_a_name_is_a_slip_of_the_only_one_at_distance_one(written: str, known: list[str]) -> None:
    near = [name for name in known if distance(written, name) == 1]
    hint = suggestion(written, known)
    assert hint.only == (near[0] if len(near) == 1 else "")


@given(st.text("ab\n", max_size=12), st.data())
def test_edits_are_made_where_they_stand_and_nowhere_else(text: str, data: st.DataObject) -> None:
    places = sorted(data.draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=4).map(lambda each: each)))
    file = SourceFile("a", text)

    def span(start: int, end: int) -> Span:
        lines = [text.count("\n", 0, place) + 1 for place in (start, end)]
        columns = [place - (text.rfind("\n", 0, place) + 1) + 1 for place in (start, end)]
        return Span(file, lines[0], columns[0], lines[1], columns[1])

    pairs = list(zip(places[::2], places[1::2], strict=False))
    new = data.draw(st.lists(st.text(string.digits, max_size=2), min_size=len(pairs), max_size=len(pairs)))
    expected, done = "", 0
    for (start, end), piece in zip(pairs, new, strict=True):
        expected, done = expected + text[done:start] + piece, end
    edits = [Edit(span(*pair), piece) for pair, piece in zip(pairs, new, strict=True)]
    assert edited(text, edits) == expected + text[done:]
