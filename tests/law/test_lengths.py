"""An answer is read at a glance and its reasons at a sitting: the lines that they have over all cases."""

from __future__ import annotations

from statistics import median

import pytest

from afterschool_policy.text import Lang
from afterschool_policy.values.depth import Depth
from tests.law.test_reasons import DECIDED

AUDIENCES = (None, "parent", "school")


def lines(lang: Lang, depth: Depth, audience: str | None) -> list[int]:
    told = [decision.explain(lang, depth=depth, audience=audience) for decision in DECIDED.values()]
    return [len(each.rstrip("\n").splitlines()) for each in told]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("audience", AUDIENCES)
def test_an_answer_has_eight_lines_in_the_median_and_ten_at_most(lang: Lang, audience: str | None) -> None:
    counts = lines(lang, "answer", audience)
    assert median(counts) <= 8
    assert max(counts) <= 10


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_reasons_have_thirty_lines_as_a_rule(lang: Lang) -> None:
    counts = lines(lang, "reasons", None)
    assert sum(count > 30 for count in counts) <= len(counts) // 100
    assert max(counts) <= 35
