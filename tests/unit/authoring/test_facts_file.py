"""A file of facts is read as what it is, YAML or JSON, whole or not at all, and every fault in it has its place."""

import json
from decimal import Decimal

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from afterschool_policy import InvalidFacts
from afterschool_policy.authoring.facts_file import facts_in
from afterschool_policy.authoring.source_files import decoded, source_in
from afterschool_policy.positions import SourceFile
from afterschool_policy.vocabulary.intake import take
from tests.support import VOCABULARY


def read_as(name, text):
    facts, faults = facts_in(SourceFile(name, text))
    assert faults == []
    return facts.values


def faulty(name, text):
    _, faults = facts_in(SourceFile(name, text))
    return [(fault.code, str(fault.span)) for fault in faults]


def refused(name, text):
    facts, faults = facts_in(SourceFile(name, text))
    assert faults == []
    with pytest.raises(InvalidFacts) as caught:
        take(VOCABULARY, facts.values)
    assert len(facts.located(caught.value).render("zh")) < 3_000
    return [(fault.code, str(fault.span)) for fault in facts.located(caught.value).diagnostics]


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**30), 10**30) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=12,
)


@pytest.mark.parametrize("name", ["a.json", "<stdin>", "a.yaml"])
@given(st.dictionaries(st.text(), json_values, max_size=4), st.booleans(), st.sampled_from([None, 1, "\t"]))
def test_what_json_writes_is_read_back(name, values, ascii_only, indent):
    event(f"escaped: {ascii_only}")
    assert read_as(name, json.dumps(values, ensure_ascii=ascii_only, indent=indent)) == values


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("1e16", 10**16),
        ("3E2", 300),
        ("1e-07", Decimal("0.0000001")),
        ("-0", 0),
        ("0.10", Decimal("0.1")),
        ("12345678901234567890.125", Decimal("12345678901234567890.125")),
        ('"\\ud842\\udfb7\\/\\u00e9"', "𠮷/é"),
    ],
)
def test_json_is_read_as_json(written, meant):
    assert read_as("a.json", f'{{"thing": {{"fee": {written}}}}}') == {"thing": {"fee": meant}}
    assert read_as("<stdin>", f' {{"thing": {{"fee": {written}}}}}\n') == {"thing": {"fee": meant}}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('{"a": 1,}', "1:9"),
        ('{"a": NaN}', "1:7"),
        ('{"a": Infinity}', "1:7"),
        ('{"a": -Infinity}', "1:7"),
        ('{"a": 01}', "1:7"),
        ('{"a": 1.}', "1:7"),
        ('{"a": .5}', "1:7"),
        ("{'a': 1}", "1:2"),
        ('{"a": "b\n"}', "1:9"),
        ('{"a": "\\x"}', "1:8"),
        ('{"a": tru}', "1:7"),
        ('{"a" 1}', "1:6"),
        ('{"a": [1 2]}', "1:10"),
        ('{"a": 1}\n{"a": 2}', "2:1"),
        ('{"a": 1} // so', "1:10"),
        ("", "1:1"),
        ("{", "1:2"),
        ('{\n  "a": "没有,\n}', "2:12"),
    ],
)
def test_what_is_not_json_is_told_by_its_place(text, place):
    ((code, span),) = faulty("a.json", text)
    assert code == "json-syntax"
    assert span == f"a.json:{place}"


@pytest.mark.parametrize("name", ["a.json", "a.yaml", "<stdin>"])
def test_a_key_that_stands_twice_is_refused(name):
    assert faulty(name, '{"thing": {"fee": 1,\n "fee": 2}}') == [("yaml-duplicate-key", f"{name}:2:3")]


@pytest.mark.parametrize("name", ["a.json", "a.yaml"])
def test_a_file_too_deep_or_too_large_is_refused_and_not_read(name):
    assert [code for code, _ in faulty(name, '{"a":' + "[" * 50_000)] == ["yaml-too-large"]
    assert [code for code, _ in faulty(name, '{"a": "' + "x" * 2_000_000 + '"}')] == ["yaml-too-large"]


@pytest.mark.parametrize("name", ["a.json", "a.yaml"])
@pytest.mark.parametrize("number", ["1" * 5_000, "1" * 1_900_000, "1." + "1" * 1_900_000, "1e999999", "1e-999999"])
def test_a_number_too_long_is_refused_in_its_place(name, number):
    text = f'{{"thing": {{"note": "x",\n  "fee": {number}}}}}'
    if name == "a.yaml" and "e" in number:
        text = text.replace("{", "", 1)[:-1].replace('"thing"', "thing")  # YAML of its own
    ((code, place),) = refused(name, text)
    assert (code, place) == ("fact-digits" if "e" not in number or name == "a.json" else "fact-type", f"{name}:2:10")


def test_a_second_document_is_an_error():
    assert faulty("a.yaml", "thing: {fee: 1}\n---\nthing: {fee: 2}\n") == [("file-one-document", "a.yaml:3:1")]
    assert read_as("a.yaml", "---\nthing: {fee: 1}\n...\n") == {"thing": {"fee": 1}}
    assert read_as("a.yaml", "# nothing\n") == {}


@pytest.mark.parametrize("text", ["- 1\n", "hello", "[1, 2]", "3", '"x"'])
def test_a_file_that_holds_no_groups_is_told_so(text):
    _, faults = facts_in(SourceFile("a.yaml", text))
    for lang in ("zh", "en"):
        assert "{age: 12}" in faults[0].message(lang)
    assert [fault.code for fault in faults] == ["facts-shape"]


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("thing:\n  fee: 三百\n", "fact-type", "2:8"),
        ("thing:\n  fee: -1\n", "fact-range", "2:8"),
        ("thing:\n  fee:\n    value: x\n    asserted_by: 甲\n", "fact-type", "3:12"),
        ("thing:\n  fee:\n    value: 1\n    until: 2021-W01-1\n", "fact-type", "4:12"),
        ("thing:\n  tags:\n    - early\n    - 3\n", "fact-type", "4:7"),
        ("thing:\n  tags: {value: [early, 3]}\n", "fact-type", "2:25"),
        ("thing:\n  kind: gren\n", "fact-code", "2:9"),
        ("thing:\n  sond: true\n", "fact-unknown", "2:3"),
        ("thing:\n  fee: 1\nthing.fee: 2\n", "fact-twice", "3:12"),
        ("other:\n  sound: true\n", "fact-unknown", "2:3"),
        ("thing: red\n", "fact-group", "1:1"),
        ("thing:\n  stated: {a: [1]}\n", "fact-type", "2:11"),
    ],
)
def test_a_mistake_in_the_facts_is_told_by_its_place(text, code, place):
    assert refused("a.yaml", text) == [(code, f"a.yaml:{place}")]


def test_half_of_a_character_is_told_by_its_place():
    assert refused("a.json", '{"thing": {"note":\n"\\ud842"}}') == [("fact-text", "a.json:2:1")]


def test_the_line_is_shown_with_the_mistake_marked():
    facts, _ = facts_in(SourceFile("a.yaml", "thing:\n  kind: gren\n"))
    with pytest.raises(InvalidFacts) as caught:
        take(VOCABULARY, facts.values)
    assert facts.located(caught.value).render("en") == (
        "a.yaml:2:9: error[fact-code] `thing.kind` cannot be `gren`\n"
        "    2 │   kind: gren\n"
        "      │         ^^^^\n"
        "  help: Did you mean `green`? It can be: red, green, blue."
    )


@pytest.mark.parametrize("encoding", ["gbk", "utf-16", "utf-16-le", "big5"])
def test_a_file_that_is_not_utf_8_is_told_so(tmp_path, encoding):
    path = tmp_path / "a.yaml"
    path.write_bytes("thing: {fee: 1, note: 三百元整}\n".encode(encoding))
    file, faults = source_in(path)
    if not faults:  # half of it can pass for something else, which is then no facts
        _, faults = facts_in(file)
    assert faults
    assert all(fault.message("zh") and fault.span is not None for fault in faults)


def test_a_file_may_begin_with_the_mark_of_utf_8():
    file, faults = decoded("<stdin>", '\ufeff{"thing": {"fee": 1}}'.encode())
    assert faults == []
    assert facts_in(file)[0].values == {"thing": {"fee": 1}}


def test_the_place_of_the_first_byte_that_is_not_utf_8_is_told():
    _, faults = decoded("a.yaml", b"thing:\n  note: " + "三百".encode("gbk"))
    assert [str(fault.span) for fault in faults] == ["a.yaml:2:9"]
