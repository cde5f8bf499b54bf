"""A program that is not there skips the test that needs it, by name; where it is asked for, the test fails."""

import pytest

from tests.requirements import VARIABLE, needed


def test_what_was_found_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "postgresql")
    assert needed("postgresql", "/usr/bin/psql") == "/usr/bin/psql"


def test_what_is_not_there_skips_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "chromium")
    with pytest.raises(pytest.skip.Exception, match="postgresql is not installed"):
        needed("postgresql", None)


def test_what_is_asked_for_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "postgresql,chromium")
    with pytest.raises(pytest.fail.Exception, match="chromium is not installed"):
        needed("chromium", None)
