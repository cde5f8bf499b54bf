"""A dotted name and its two parts."""

import pytest

from afterschool_policy.vocabulary.model import group_of, parts_of
from tests.support import VOCABULARY


def test_a_fact_knows_its_group_and_its_short_name():
    assert {f"{spec.group}.{spec.short}" for spec in VOCABULARY.facts.values()} == {*VOCABULARY.facts}


def test_a_name_without_a_dot_is_a_group_and_nothing_in_it():
    assert group_of("student") == "student"
    with pytest.raises(ValueError, match="not enough values"):
        parts_of("student")
