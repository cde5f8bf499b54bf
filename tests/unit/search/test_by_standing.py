"""What a search finds of a question is kept for each way in which it stands, and is what it finds anew."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random

import pytest

from afterschool_policy import Policy
from afterschool_policy.explain import basis as deciding
from afterschool_policy.search.missing import missing

POLICY = Policy.load()
QUESTION = "session_time"
VALUES: Mapping[str, Mapping[str, tuple[object, ...]]] = {
    "session": {
        "slot": ("noon", "afternoon", "evening"),
        "end": ("17:30", "18:00", "18:40"),
        "start": ("16:30", "17:10"),
        "afternoon_dismissal": ("16:30", "17:00"),
        "date_type": ("school_day", "summer_vacation"),
        "extended_care": (True, False),
    },
    "school": {"stage": ("primary", "nine_year"), "has_conditions": (True, False)},
    "student": {"stage": ("primary", "junior_high")},
}


def drawn(source: Random) -> dict[str, dict[str, object]]:
    return {
        group: {name: source.choice(values) for name, values in named.items() if source.random() < 0.6}
        for group, named in VALUES.items()
    }


def test_what_is_kept_is_what_the_search_finds() -> None:
    source = Random(1)
    for _ in range(150):
        put = POLICY.decide(QUESTION, drawn(source)).basis
        found = missing(put.question, put.verdict, put.facts.values)
        assert (put.missing, put.missing_complete) == (found.names, found.complete)


def test_what_comes_again_is_not_searched_again(monkeypatch: pytest.MonkeyPatch) -> None:
    searched: list[object] = []
    monkeypatch.setattr(deciding, "missing", lambda *put: searched.append(put) or missing(*put))
    policy = Policy.load()
    for end in ("17:50", "17:50", "17:55"):  # the end is held against other times, so that its value counts
        assert policy.decide(QUESTION, {"session": {"end": end}}).missing
    assert len(searched) == 2
