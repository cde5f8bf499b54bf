"""Rules are put into words once for each way in which they stand, and what is kept reads as what is worded anew."""

from __future__ import annotations

import pytest

from afterschool_policy import Policy
from afterschool_policy.explain.explanation import _Explainer

FEE = {"kind": "service_fee", "charged": True, "amount_yuan": 100, "standard_yuan": 200}
FACTS = [
    {"fee": {**FEE, "amount_yuan": amount}, "student": student}
    for amount in (100, 200, 150, 100)
    for student in ({"hardship_recognised": True}, {"hardship_recognised": False}, {})
]


def test_what_is_kept_reads_as_what_is_worded_anew() -> None:
    kept = Policy.load()
    for facts in FACTS:
        for format_ in ("text", "json"):
            anew = Policy.load().decide("hardship_relief", facts).explain("zh", format_)
            assert kept.decide("hardship_relief", facts).explain("zh", format_) == anew


def test_a_rule_that_stands_as_before_is_not_worded_again(monkeypatch: pytest.MonkeyPatch) -> None:
    worded: list[object] = []
    word = _Explainer._but_for_computed
    monkeypatch.setattr(_Explainer, "_but_for_computed", lambda self, rule: worded.append(rule) or word(self, rule))
    policy = Policy.load()
    counts = []
    for facts in (FACTS[0], FACTS[0], FACTS[3]):  # of the last another amount
        policy.decide("hardship_relief", facts).explain()
        counts.append(len(worded))
    assert counts == [1, 1, 2]
