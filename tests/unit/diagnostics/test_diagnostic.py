"""Diagnostics: place, message, marked line and help, in both languages; every row of the table can be told."""

import json
import pickle
import string

import pytest

from afterschool_policy.diagnostics import Diagnostic, InvalidFacts, pointer_to, suggestion
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
    near = suggestion("strat", ["start", "end"])
    assert (near.zh, near.en, near.names) == ("是否为“start”？", "Did you mean `start`? ", ("start",))
    none = suggestion("xyz", ["start", "end"])
    assert (none.zh, none.en, none.names) == ("", "", ())


def test_a_fault_is_data_too():
    fault = Diagnostic.of(
        "fact-code", name="fee.kind", given="meals", allowed=("meal", "other"), suggestion=suggestion("meals", ["meal"])
    )
    told = InvalidFacts([fault]).within(2).to_dict()
    assert json.loads(json.dumps(told)) == told
    (data,) = told["diagnostics"]
    assert told["error"] == "InvalidFacts"
    assert {key: data[key] for key in data if key not in ("message", "help")} == {
        "code": "fact-code",
        "severity": "error",
        "index": 2,
        "pointer": "/2/fee/kind",
        "given": "meals",
        "allowed": ["meal", "other"],
        "suggestions": ["meal"],
        "file": None,
        "line": None,
        "column": None,
    }
    assert data["message"] == {"zh": fault.message("zh"), "en": "`fee.kind` cannot be `meals`"}


def test_a_fault_in_a_file_has_its_place_as_data():
    fault = Diagnostic("missing-key", Span(FILE, 2, 3, 2, 4), {"key": "b"})
    data = fault.to_dict()
    assert (data["file"], data["line"], data["column"], data["pointer"]) == ("rules/a.yaml", 2, 3, None)


def test_a_pointer_escapes_what_rfc_6901_reserves():
    assert pointer_to("a/b", "c~d", "0") == "/a~1b/c~0d/0"


def test_what_a_caller_gave_is_not_repeated_at_any_length():
    fault = Diagnostic.of("fact-code", name="a.b", given="x" * 10**6, allowed=("y",), suggestion=Text("", ""))
    assert len(fault.render("en")) < 1_000
    assert len(str(fault.to_dict())) < 2_000


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
