"""A property that never meets a form fails by the name of the form; so does a form that comes out one way only."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import forms, met


@met.met("small", "large")
@settings(max_examples=5)
@given(st.integers(0, 9))
def law(number: int) -> None:
    met.meet("small" if number < 10 else "large")


def test_a_form_that_was_never_met_fails_by_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(met, "COUNTS", True)
    with pytest.raises(AssertionError, match=r"no example was a case of: large$"):
        law()


def test_few_random_examples_are_only_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(met, "COUNTS", False)
    law()


def test_a_form_of_test_that_comes_out_one_way_only_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(forms.FORMS, "idle", st.just("thing.people >= 0"))
    tried = forms.on_every_form(lambda put, many: None)
    with pytest.raises(AssertionError, match="idle: of its expressions none came out"):
        tried("idle")
