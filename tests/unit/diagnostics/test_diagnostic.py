"""Diagnostics: place, message, marked line and help, in both languages; every row of the table can be told."""

import pickle
import string

import pytest

from afterschool_policy.diagnostics import Diagnostic, InvalidFacts, suggestion
from afterschool_policy.diagnostics.code import Severity
from afterschool_policy.diagnostics.codes import CODES
from afterschool_policy.positions import SourceFile, Span
from afterschool_policy.text import Text

FILE = SourceFile("rules/a.yaml", "rule: a\ntitle: 中文 english\n")


def test_a_fault_is_shown_under_its_line_in_columns_of_the_terminal():
    fault = Diagnostic("unknown-clause", Span(FILE, 2, 11, 2, 18), {"name": "9", "suggestion": Text("", "")})
    assert fault.render("en").split("\n") == [
        "rules/a.yaml:2:11: error[unknown-clause] the clause ledger has no `9`",
        "    2 │ title: 中文 english",
        "      │             ^^^^^^^",
        "  help: Clause ids are in clauses.yaml.",
    ]
    assert fault.render("zh").split("\n")[0] == "rules/a.yaml:2:11: 错误[unknown-clause] 条款台账中没有“9”"


def test_wide_characters_are_marked_over_their_whole_width():
    fault = Diagnostic("unknown-clause", Span(FILE, 2, 8, 2, 10), {"name": "9", "suggestion": Text("", "")})
    assert fault.render("en").split("\n")[2] == "      │        ^^^^"


def test_a_fault_over_several_lines_is_marked_to_the_end_of_its_first():
    fault = Diagnostic("missing-key", Span(FILE, 1, 1, 3, 1), {"key": "version"})
    assert fault.render("en").split("\n")[2] == "      │ ^^^^^^^"


def test_a_fault_without_a_place_has_neither_place_nor_line():
    fault = Diagnostic("fact-as-of", fields={"given": "a", "name": "b", "fact": "c"})
    assert fault.render("en").split("\n") == [
        "error[fact-as-of] as_of (a) differs from the fact `b` (c)",
        "  help: Give one of them only.",
    ]


def fields_of(text):
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("code", CODES.values(), ids=CODES)
def test_both_languages_say_the_same(code):
    assert fields_of(code.message.zh) == fields_of(code.message.en)
    assert fields_of(code.help.zh) == fields_of(code.help.en)
    assert code.message.zh
    assert code.message.en


@pytest.mark.parametrize("code", CODES.values(), ids=CODES)
def test_every_fault_says_what_to_do(code):
    assert code.help.zh
    assert code.help.en
    assert code.id == code.id.lower()


def test_only_errors_stop_a_policy():
    assert not Diagnostic("not-released").is_error
    assert Diagnostic("unknown-clause").is_error
    assert {code.severity for code in CODES.values()} == set(Severity)


def test_the_nearest_names_are_suggested():
    assert suggestion("strat", ["start", "end"]) == Text("是否为“start”？", "Did you mean `start`? ")
    assert suggestion("xyz", ["start", "end"]) == Text("", "")


def test_an_error_lists_its_faults_by_place_and_survives_pickling():
    late = Diagnostic("missing-key", Span(FILE, 2, 1, 2, 2), {"key": "b"})
    early = Diagnostic("missing-key", Span(FILE, 1, 1, 1, 2), {"key": "a"})
    error = InvalidFacts([late, early])
    assert error.diagnostics == (early, late)
    assert str(error) == error.render("en")
    again = pickle.loads(pickle.dumps(error))
    assert (type(again), again.diagnostics) == (InvalidFacts, error.diagnostics)


def test_lines_and_places_count_from_one():
    assert FILE.line(2) == "title: 中文 english"
    assert FILE.line(0) == FILE.line(9) == ""
    assert str(Span.whole(FILE)) == "rules/a.yaml:1:1"
