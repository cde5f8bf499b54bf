"""A bundle is the policy itself as data: it comes back equal, to the byte, and damage is told and never decided by."""

import json
from dataclasses import replace
from datetime import time
from decimal import Decimal

import pytest
from hypothesis import given

from afterschool_policy import InvalidPolicy, Policy
from afterschool_policy.language.tree import Constant
from afterschool_policy.law import bundle
from afterschool_policy.law.model import Body
from afterschool_policy.values.types import BOOLEAN, NUMBER, TEXT, TIME
from tests.strategies import rule_sets, single_tests
from tests.support import LIBRARY, law, rule
from tests.unit.law.test_gate import sealed


@pytest.fixture(scope="module")
def data():
    return Policy.load(LIBRARY, cache=False).bundle()


CLOSING = rule("states-closing", "parameter", Body(value=Constant(time(18), TIME)), decisions=(), parameter="closing")
"""The parameter that other tests leave open; no law that was checked has one without a rule."""


@given(rule_sets(single_tests(), depth=2))
def test_a_law_comes_back_equal_and_to_the_same_bytes(rules):
    made = law([*rules, CLOSING])
    written = bundle.dumps(made)
    read = bundle.loads(written)
    assert read == replace(made, fingerprint=bundle.revision_of(made))
    assert bundle.dumps(read) == written


def test_true_and_one_and_text_that_looks_like_them_stay_apart():
    alike = [(True, BOOLEAN), (1, NUMBER), ("1", TEXT), (Decimal("1.0"), NUMBER)]
    amounts = tuple((f"a{place}", Constant(value, type_)) for place, (value, type_) in enumerate(alike))
    made = rule("one", "may", Body(values=amounts), decisions=())
    read = bundle.loads(bundle.dumps(law([made])))
    (values,) = [each.body.values for each in read.rules if each.id == "one"]
    assert [(type(node.value), str(node.value)) for _, node in values] == [(type(v), str(v)) for v, _ in alike]


def test_it_is_json_and_names_the_revision(data):
    head, pool = map(json.loads, data.splitlines())
    assert head["format"] == bundle.FORMAT
    assert head["revision"] == Policy.load(LIBRARY).fingerprint
    assert isinstance(pool, list)


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: b"PK\x03\x04",
        lambda data: b"[]\n[]",
        lambda data: data[: len(data) // 2],
        lambda data: data.replace(b"borrow", b"barrow", 1),
        lambda data: data.replace(b"bundle/4", b"bundle/99", 1),
        lambda data: data.replace(b"sha256:", b"sha256:0", 1),
        lambda data: data.replace(b'"format"', b'"form"', 1),
        lambda data: sealed([["eval", "1"]]),
        lambda data: sealed([["Law", 7]]),
        lambda data: sealed([["decimal", "x"]]),
        lambda data: sealed(["a law"]),
        lambda data: sealed([]),
        lambda data: sealed({}),
    ],
)
def test_damage_is_told(data, damage):
    with pytest.raises(InvalidPolicy) as caught:
        Policy.from_bundle(damage(data))
    assert [each.code for each in caught.value.diagnostics] == ["bundle-unreadable"]
    assert "afterschool-policy build" in caught.value.render("en")
