"""A text is cut into segments that make it up to the letter, each with a number of its own."""

from __future__ import annotations

import re

from hypothesis import event, given
from hypothesis import strategies as st

from afterschool_policy import Policy
from afterschool_policy.tooling.segments import modalities_of, segments
from afterschool_policy.values.names import NUMBERED

SHIPPED = Policy.load()
REGULATION = """\
城市公园管理办法
（2024年3月1日市政府令第9号发布）
第一章 总则
第一条 为加强公园管理，制定本办法。
第二条 公园应当免费开放；确需收费的，应当报经批准，不得自行定价。
第二章 开放
第三条 公园的开放时间：
（一）夏季为五时至二十三时；
（二）冬季为六时至二十二时。
第十二条 鼓励志愿者参与公园管理。
"""
PIECES = [
    "一、总则\n",
    "（一）自愿原则。",
    "学校应当公开，不得收费；",
    "可以组织活动。",
    "第三条 ",
    "1. ",
    "Dogs must not enter. ",
    "\n",
    " ",
    "附件",
    "待政策明确后实施。",
]


def numbered(text: str) -> list[tuple[str, str]]:
    return [(each.clause, each.quote) for each in segments(text)]


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=12), max_size=12).map("".join))
def test_the_quotes_make_up_the_text_and_no_number_stands_twice(text: str) -> None:
    found = segments(text)
    assert "".join("".join(each.quote.split()) for each in found) == "".join(text.split())
    numbers = [each.clause for each in found]
    assert len(set(numbers)) == len(numbers)
    assert all(re.fullmatch(NUMBERED.written, number) for number in numbers)
    event(f"headings: {any(each.is_heading for each in found)}")
    event(f"parts: {any(number[-1:].isalpha() and number[-2:-1].isdigit() for number in numbers)}")


def test_articles_are_numbered_through_the_chapters_and_items_below_them() -> None:
    assert [clause for clause, _ in numbered(REGULATION)] == [
        "0.h", "0.h-2", "0.h-3", "1", "2a", "2b", "2c", "0.h-4", "3.0.1", "3.1", "3.2", "12",
    ]  # fmt: skip
    twelfth = segments(REGULATION)[-1]
    assert (twelfth.called, twelfth.heading, twelfth.line) == ("第十二条", ("第二章 开放",), 10)


def test_what_rules_something_of_its_own_is_a_part() -> None:
    assert [quote for clause, quote in numbered(REGULATION) if clause.startswith("2")] == [
        "第二条 公园应当免费开放；",
        "确需收费的，应当报经批准，",
        "不得自行定价。",
    ]


def test_the_text_that_is_shipped_is_cut_at_its_headings_and_sentences() -> None:
    found = {each.clause: each for each in segments(SHIPPED.law.source)}
    assert found["2.1.h"].is_heading
    assert found["3.2.2"].quote == "有条件的学校可适当扩大到其他课后时间。"
    assert found["4.2.3"].modalities == ("delegation", "may")
    by_hand = {clause.quote: clause.modality for clause in SHIPPED.clauses.values() if clause.operative}
    alike = [each for each in found.values() if each.quote in by_hand]
    agreeing = [each for each in alike if by_hand[each.quote] in each.modalities]
    assert len(alike) > 30
    assert len(agreeing) >= 0.8 * len(alike)


def test_a_word_that_only_contains_a_sign_rules_nothing() -> None:
    assert modalities_of("主要包括必要的费用和应急需要") == ("definition",)
    assert modalities_of("原则上不早于下班时间") == ("principle",)
    assert modalities_of("应当公开，不得收费") == ("must", "must_not")
    assert modalities_of("Dogs must not enter, and cats may") == ("must_not", "may")
