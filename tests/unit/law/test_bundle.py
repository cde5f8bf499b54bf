"""A bundle is the policy itself as data: it comes back equal, to the byte, and damage is told and never decided by."""

import json
import zlib

import pytest
from hypothesis import given

from afterschool_policy import InvalidPolicy, Policy
from afterschool_policy.law import bundle
from tests.strategies import rule_sets, single_tests
from tests.support import LIBRARY, law


@pytest.fixture(scope="module")
def data():
    return Policy.load(LIBRARY, cache=False).bundle()


@given(rule_sets(single_tests(), depth=2))
def test_a_law_comes_back_equal_and_to_the_same_bytes(rules):
    made = law(rules)
    written = bundle.dumps(made)
    read = bundle.loads(written)
    assert read == made
    assert bundle.dumps(read) == written


def test_true_and_one_and_text_that_looks_like_them_stay_apart():
    made = law([])
    made = type(made)(**{**{n: getattr(made, n) for n in made.__slots__}, "sections": {"a": True, "b": 1, "c": "1"}})
    assert [type(each) for each in bundle.loads(bundle.dumps(made)).sections.values()] == [bool, int, str]


def test_it_is_json_and_names_the_revision(data):
    head, pool = map(json.loads, data.splitlines())
    assert head["format"] == bundle.FORMAT
    assert head["fingerprint"] == Policy.load(LIBRARY).fingerprint
    assert isinstance(pool, list)


def changed(data: bytes, *, sealed: bool = False, **fields: object) -> bytes:
    first, body = data.splitlines()
    head = json.loads(first)
    if "pool" in fields:
        body = json.dumps(fields.pop("pool")).encode()
    head |= fields
    if sealed:
        head["crc32"] = zlib.crc32(body)
    return json.dumps(head).encode() + b"\n" + body


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: b"PK\x03\x04",
        lambda data: b"[]\n[]",
        lambda data: data[: len(data) // 2],
        lambda data: data.replace(b"borrow", b"barrow", 1),
        lambda data: changed(data, format="afterschool-policy/bundle/99"),
        lambda data: changed(data, fingerprint="sha256:0"),
        lambda data: changed(data, pool=[["eval", "1"]], sealed=True),
        lambda data: changed(data, pool=[["Law", 7]], sealed=True),
        lambda data: changed(data, pool=[["decimal", "x"]], sealed=True),
        lambda data: changed(data, pool=["a law"], sealed=True),
        lambda data: changed(data, pool=[], sealed=True),
    ],
)
def test_damage_is_told(data, damage):
    with pytest.raises(InvalidPolicy) as caught:
        Policy.from_bundle(damage(data))
    assert [each.code for each in caught.value.diagnostics] == ["bundle-unreadable"]
    assert "afterschool-policy build" in caught.value.render("en")
