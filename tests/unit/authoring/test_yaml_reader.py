"""YAML is read strictly: every scalar where it stands, nothing guessed, nothing dropped, nothing without bound."""

import time
from decimal import Decimal

import pytest

from afterschool_policy.authoring.yaml_reader import (
    MAX_CHARACTERS,
    MAX_DEPTH,
    MappingNode,
    Plain,
    ScalarNode,
    SequenceNode,
    find,
    find_key,
    plain_value,
    read,
    typed_value,
)
from afterschool_policy.positions import SourceFile


def documents(text):
    found, faults = read(SourceFile("a.yaml", text))
    assert faults == []
    return found


def faults(text):
    return [(each.code, each.span.line, each.span.column) for each in read(SourceFile("a.yaml", text))[1]]


def marked(text, span):
    """The letters that a span marks, in one line."""
    assert span.line == span.end_line
    return text.split("\n")[span.line - 1][span.column - 1 : span.end_column - 1]


def test_scalars_stay_text_until_their_key_says_what_they_are():
    (tree,) = documents("a: no-op\nb: 18:30\nc: 2021-09-01\nd: 1.50\ne: true\n")
    assert plain_value(tree) == {"a": "no-op", "b": "18:30", "c": "2021-09-01", "d": "1.50", "e": "true"}


def test_null_is_written_in_three_ways():
    (tree,) = documents("a: null\nb: ~\nc:\nd: 'null'\n")
    assert plain_value(tree) == {"a": None, "b": None, "c": None, "d": "null"}


def test_quoted_text_is_told_from_plain_text():
    (tree,) = documents("a: true\nb: 'true'\nc: \"30\"\n")
    assert isinstance(tree, MappingNode)
    assert isinstance(plain_value(tree)["a"], Plain)
    assert not isinstance(plain_value(tree)["b"], Plain)
    assert typed_value(tree) == {"a": True, "b": "true", "c": "30"}


def test_facts_in_cases_are_read_as_numbers_only_where_they_are_plain_decimals():
    (tree,) = documents("[30, -2, 1.50, 1e3, 0.5, 007x, 18:30, true, text, null]")
    assert typed_value(tree) == [30, -2, Decimal("1.50"), "1e3", Decimal("0.5"), "007x", "18:30", True, "text", None]


def test_several_documents_are_read_and_empty_ones_left_out():
    assert [plain_value(each) for each in documents("a: 1\n---\n# nothing\n---\nb: 2\n")] == [{"a": "1"}, {"b": "2"}]
    assert documents("") == []
    assert documents("# only a comment\n") == []


NESTED = """\
rule: 晚间
all:
  - any:
      - {first: 一二, second: "三 四"}
      - 'single'
folded: >
  one
  two
"""


def test_every_value_knows_its_place():
    (tree,) = documents(NESTED)
    assert marked(NESTED, find(tree, ("rule",)).span) == "晚间"
    assert marked(NESTED, find(tree, ("all", 0, "any", 0, "first")).span) == "一二"
    assert marked(NESTED, find(tree, ("all", 0, "any", 0, "second")).span) == "三 四"
    assert marked(NESTED, find(tree, ("all", 0, "any", 1)).span) == "single"
    assert marked(NESTED, find_key(tree, ("all", 0, "any", 0, "second"))) == "second"


def test_a_piece_of_a_value_is_placed_within_it():
    (tree,) = documents(NESTED)
    quoted = find(tree, ("all", 0, "any", 0, "second"))
    folded = find(tree, ("folded",))
    assert isinstance(quoted, ScalarNode)
    assert isinstance(folded, ScalarNode)
    assert marked(NESTED, quoted.within(2, 3)) == "四"
    assert folded.within(4, 7) == folded.span


def test_escapes_are_placed_as_a_whole():
    text = 'a: "one\\ttwo"\n'
    (tree,) = documents(text)
    scalar = find(tree, ("a",))
    assert isinstance(scalar, ScalarNode)
    assert scalar.value == "one\ttwo"
    assert scalar.within(4, 7) == scalar.span


def test_what_is_not_there_is_placed_at_the_nearest_node_above():
    (tree,) = documents(NESTED)
    assert find(tree, ("all", 0, "none")) == find(tree, ("all", 0))
    assert find(tree, ("all", 7)) == find(tree, ("all",))
    assert find_key(tree, ("all", 0, "none")) == find(tree, ("all", 0)).span


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1\nb: 2\na: 3\n", [("yaml-duplicate-key", 3, 1)]),
        ("x: {a: 1, a: 2}\n", [("yaml-duplicate-key", 1, 11)]),
        ("a: 1\n'a': 2\n", [("yaml-duplicate-key", 2, 2)]),
        ("a: &x 1\n", [("yaml-alias", 1, 4)]),
        ("a: &x 1\nb: *x\n", [("yaml-alias", 1, 4), ("yaml-alias", 2, 4)]),
        ("a: !!str 1\n", [("yaml-tag", 1, 4)]),
        ("a: !mine {b: 1}\n", [("yaml-tag", 1, 4)]),
        ("a: [1, 2\n", [("yaml-syntax", 2, 1)]),
        ("a: b: c\n", [("yaml-syntax", 1, 5)]),
        ("zh：晚间\n", [("yaml-fullwidth", 1, 3)]),
        ("- title：晚间\n", [("yaml-fullwidth", 1, 8)]),
    ],
)
def test_faults_and_their_places(text, expected):
    assert faults(text) == expected


def test_a_duplicate_key_keeps_the_first_and_names_its_line():
    found, reported = read(SourceFile("a.yaml", "a: 1\nb: 2\na: 3\n"))
    assert plain_value(found[0]) == {"a": "1", "b": "2"}
    assert reported[0].fields["first"] == "1"


@pytest.mark.parametrize(
    "guess",
    ["yes", "no", "on", "Off", "NO", "y", "n", "True", "FALSE", "010", "0o17", "0x1F", "1_000", "1_0_0"],
)  # fmt: skip
def test_what_yaml_versions_read_differently_has_to_be_written_plainly(guess):
    assert faults(f"a: {guess}\n") == [("yaml-guess", 1, 4)]
    assert faults(f"a: '{guess}'\n") == []


@pytest.mark.parametrize(
    "plain", ["true", "false", "12:30", "1.0", "0", "100", "0.5", "note", "yesterday", "nope", "2021-09-01"]
)
def test_what_every_version_reads_alike_is_let_in(plain):
    assert faults(f"a: {plain}\n") == []


@pytest.mark.parametrize(
    "text", ["a: 中文：也可以，这样写\n", "a: “引号”也可以\n", 'a: "zh：晚间"\n', "a: |\n  b：c\n"]
)
def test_full_width_punctuation_is_text_in_values(text):
    assert faults(text) == []


def test_depth_is_bounded():
    assert faults("[" * MAX_DEPTH + "]" * MAX_DEPTH + "\n") == []
    deep = MAX_DEPTH + 2
    assert [code for code, *_ in faults("[" * deep + "]" * deep + "\n")] == ["yaml-too-large"]


def test_length_is_bounded():
    assert [code for code, *_ in faults("a" * (MAX_CHARACTERS + 1))] == ["yaml-too-large"]


@pytest.mark.parametrize("hostile", ["[" * 500_000, "{a: " * 200_000, "- " * 200_000, "&a [" * 100_000])
def test_a_hostile_file_is_a_diagnostic_and_not_a_hang(hostile):
    started = time.process_time()
    assert faults(hostile)
    assert time.process_time() - started < 5


def test_sequences_and_mappings_span_from_their_first_letter():
    text = "a:\n  - 1\n  - 2\nb: {c: 1}\n"
    (tree,) = documents(text)
    items, inner = find(tree, ("a",)), find(tree, ("b",))
    assert isinstance(items, SequenceNode)
    assert (items.span.line, items.span.column) == (2, 3)
    assert (inner.span.line, inner.span.column, inner.span.end_column) == (4, 4, 10)
