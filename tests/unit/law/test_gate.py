"""Nothing comes out of a bundle that its compiler could not have put in: what anybody wrote into one is refused."""

import hashlib
import json

import pytest

from afterschool_policy import InvalidPolicy, Policy
from afterschool_policy.language.tree import Apply, Constant, Fact
from afterschool_policy.law import bundle
from afterschool_policy.law.gate import NotAdmitted, made
from afterschool_policy.values.later import fields_of
from afterschool_policy.values.types import BOOLEAN
from tests.support import CITY_POOL, LIBRARY

UNIT_WORDS = [("UnitWords", field) for field in fields_of(bundle.RECORDS["UnitWords"])]
OF_A_TEXT = {("LegalText", "number"), ("LegalText", "source")}
FREE = {("Clause", "quote"), ("Clause", "modality"), ("Law", "source"), ("Law", "fingerprint"), *OF_A_TEXT, *UNIT_WORDS}
"""The fields that hold words of the text, or of units: anything may be written there, and it is only ever shown."""

REPLACED = ["tuple", "set", "map", *bundle.RECORDS]


@pytest.fixture(scope="module", params=[LIBRARY, CITY_POOL], ids=["one text", "several"])
def policy(request):
    return Policy.load(request.param, cache=False)


@pytest.fixture(scope="module")
def pool(policy):
    return json.loads(policy.bundle().partition(b"\n")[2])


def sealed(pool: list[object]) -> bytes:
    """A bundle with these entries as anybody can make one: its revision is right."""
    body = json.dumps(pool, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
    head = {"format": bundle.FORMAT, "revision": "sha256:" + hashlib.sha256(body).hexdigest()}
    return json.dumps(head, separators=(",", ":")).encode() + b"\n" + body


def with_entry(pool, first):
    """The same entries behind another, which stands at place 0."""
    shifted = [
        [entry[0], *(part + 1 for part in entry[1:])] if isinstance(entry, list) and entry[0] in REPLACED else entry
        for entry in pool
    ]
    return [first, *shifted]


def refused(data: bytes) -> bool:
    try:
        Policy.from_bundle(data)
    except InvalidPolicy as error:
        return [each.code for each in error.diagnostics] == ["bundle-unreadable"]
    return False


def entries(pool, name):
    return [place for place, entry in enumerate(pool) if isinstance(entry, list) and entry[:1] == [name]]


def test_the_entries_as_they_were_written_are_let_in(pool, policy):
    assert Policy.from_bundle(sealed(pool)).fingerprint == policy.fingerprint
    assert not refused(sealed(with_entry(pool, "unused")))


@pytest.mark.parametrize("name", sorted(bundle.RECORDS))
def test_a_hostile_text_in_any_field_of_any_part_is_refused_or_only_shown(pool, name, tmp_path):
    ran = tmp_path / "ran"
    hostile = f"__import__('pathlib').Path({str(ran)!r}).touch() or any"
    extended = with_entry(pool, hostile)
    fields = fields_of(bundle.RECORDS[name])
    for place in entries(extended, name)[:25]:
        for at, field in enumerate(fields, 1):
            entry = extended[place]
            changed = [*extended[:place], [*entry[:at], 0, *entry[at + 1 :]], *extended[place + 1 :]]
            if (name, field) not in FREE:
                assert refused(sealed(changed)), (name, field)
                continue
            policy = Policy.from_bundle(sealed(changed))
            for question in policy.decisions:
                policy.decide(question, {}).explain("zh", "html")
    assert not ran.exists()


@pytest.mark.parametrize("name", ["tuple", "map"])
def test_a_hostile_text_in_any_list_or_mapping_is_refused_or_a_heading(pool, name):
    extended = with_entry(pool, 'any]); print("ran")')
    headings = {entry[2] for entry in extended if isinstance(entry, list) and entry[0] == "Clause"}
    for place in entries(extended, name):
        entry = extended[place]
        if len(entry) > 1 and place not in headings:
            assert refused(sealed([*extended[:place], [*entry[:-1], 0], *extended[place + 1 :]])), entry


@pytest.mark.parametrize("wrong", [1.5, {"a": {}}, ["time", "18:30:00"]])
@pytest.mark.parametrize("name", sorted(bundle.RECORDS))
def test_a_value_of_another_sort_is_refused_in_every_field_of_every_part(pool, name, wrong):
    extended = with_entry(pool, wrong)
    for at, field in enumerate(fields_of(bundle.RECORDS[name]), 1):
        for place in entries(extended, name)[:2]:
            entry = extended[place]
            changed = [*extended[:place], [*entry[:at], 0, *entry[at + 1 :]], *extended[place + 1 :]]
            assert refused(sealed(changed)), field


@pytest.mark.parametrize(
    "leaf",
    [
        ["decimal", "NaN"], ["decimal", "1e999999"], ["decimal", "٣"], ["decimal", "1" * 4001], ["fraction", "1/0"],
        ["fraction", "1e9"], ["date", "2021-W01-1"], ["date", "20210901"], ["date", "2021-02-29"],
        ["time", "18:30"], ["time", "18:30:00+08:00"], ["time", "24:00:00"], ["outcome", "granted"], ["kind", "code2"],
        ["Text", "一"], ["Text", "一", 2], ["decimal", 5], ["decimal", []], ["eval", "1"], [[], 1], [], [None],
    ],
)  # fmt: skip
def test_a_value_is_written_in_its_one_way(pool, leaf):
    assert refused(sealed([*pool[:-1], leaf, ["tuple", len(pool) - 1], pool[-1]]))


def test_a_small_file_that_unfolds_into_a_vast_tree_is_refused(pool):
    node = next(p for p in entries(pool, "Apply") if pool[pool[p][1]] in ("and", "or"))
    symbol, _, type_ = pool[node][1:]
    at = len(pool) - 1
    doubled = [*pool[:-1], ["tuple", node, node]]
    for level in range(100):
        doubled += [["Apply", symbol, at + 2 * level, type_], ["tuple", at + 2 * level + 1, at + 2 * level + 1]]
    assert refused(sealed([*doubled, pool[-1]]))


@pytest.mark.parametrize(
    ("symbol", "operands"),
    [("not", 2), ("not", 0), ("and", 0), ("==", 1), ("==", 3), ("any", 1), ("those", 1), ("nothing", 1), ("min", 1)],
)
def test_an_operator_takes_the_operands_of_its_row(symbol, operands):
    with pytest.raises(NotAdmitted):
        made(Apply, [symbol, (Fact("thing.sound", BOOLEAN),) * operands, BOOLEAN])


def test_a_constant_is_of_its_type():
    assert made(Constant, [True, BOOLEAN]) == Constant(True, BOOLEAN)
    with pytest.raises(NotAdmitted):
        made(Constant, [1, BOOLEAN])


def test_a_rule_edited_under_the_revision_it_had_is_refused(pool):
    data = sealed(pool)
    assert data.count(b'"==') >= 1
    assert refused(data.replace(b'"=="', b'"!="', 1))


@pytest.mark.parametrize("edit", [lambda data: data + b"\n", lambda data: data.replace(b":", b": ", 1),
                                  lambda data: b"\xef\xbb\xbf" + data, lambda data: data.rstrip(b"\n")])  # fmt: skip
def test_a_bundle_is_written_in_one_way_only(pool, edit):
    assert refused(edit(sealed(pool)))
