"""Branches in words: a sentence where they are short, else a list in which nothing is told twice."""

from __future__ import annotations

import json

from afterschool_policy import Branch, Condition, Outcome, Policy, TurnsOn
from afterschool_policy.explain.branches import Branches
from afterschool_policy.text import Text
from tests.support import LIBRARY

MET, NOT_MET, ASIDE = Outcome.SATISFIED, Outcome.VIOLATED, Outcome.NOT_APPLICABLE


def condition(name: str, *, judgement: bool = False) -> Condition:
    return Condition(name, (f"thing.{name}",), Text(f"{name}成立", f"{name} holds"), judgement)


A, B, C, D = map(condition, "abcd")


def branch(outcome: Outcome, *conditions: Condition, further: tuple[Condition, ...] | None = None) -> Branch:
    return Branch(conditions, outcome, conditions if further is None else further)


def told(*branches: Branch, complete: bool = True, lang: str = "zh") -> str:
    return TurnsOn("ask", Text("问题？", "Question?"), branches, complete).explain(lang)  # type: ignore[arg-type]


def test_short_branches_are_a_sentence() -> None:
    branches = Branches((branch(NOT_MET, A), branch(MET, B, C)), complete=True)
    assert branches.sentence == Text(
        "a成立的，不符合；b成立，且c成立的，符合", "violated if a holds; satisfied if b holds and c holds"
    )
    assert Branches(branches.branches, complete=False).sentence is None
    assert Branches((branch(MET, A, B, C, D),), complete=True).sentence is None


def test_a_line_names_the_facts_to_be_found_out_and_what_a_person_determines() -> None:
    assert told(branch(NOT_MET, condition("a", judgement=True)), branch(MET, B, C)).splitlines()[2:] == [
        "  · a成立的，不符合（须由人认定）  [thing.a]",
        "  · b成立，且c成立的，符合  [thing.b, thing.c]",
    ]


def test_branches_of_one_outcome_stand_together_and_what_they_rule_out_is_not_told_again() -> None:
    lines = told(branch(NOT_MET, A), branch(NOT_MET, B), branch(MET, C, D, A, further=()), lang="en").splitlines()
    assert lines[2:] == [
        "  · violated in any of these cases",
        "    · a holds  [thing.a]",
        "    · b holds  [thing.b]",
        "  · satisfied if none of the cases above holds",
    ]


def test_many_conditions_are_a_list() -> None:
    assert told(branch(ASIDE, A, B, C, D)).splitlines()[2:4] == [
        "  · 下列各项同时成立的，不适用",
        "    · a成立  [thing.a]",
    ]


def test_the_last_outcome_is_what_is_left_where_it_takes_long_to_tell() -> None:
    branches = (
        branch(NOT_MET, A),
        *[branch(MET, *(condition(f"{name}{number}") for name in "bcd")) for number in "123"],
    )
    assert told(*branches).splitlines()[2:4] == ["  · a成立的，不符合  [thing.a]", "  · 没有上列情形的，符合"]
    assert "没有上列情形的" not in told(*branches, complete=False)


def test_an_explanation_does_not_list_more_than_a_reader_can_use() -> None:
    many = Branches(tuple(branch(NOT_MET, condition(f"a{number}")) for number in range(50)), complete=True)
    assert not many.is_told
    assert len(many.section.items) == 1
    assert len(many.items[0].below) == 50


def test_an_outcome_that_every_way_brings_and_one_that_stays_open() -> None:
    assert "无论查明的结果如何，均为“符合”" in told(branch(MET))
    assert "a成立的，仍不能确定" in told(branch(Outcome.UNDETERMINED, A))


def test_what_was_not_searched_is_said() -> None:
    assert "以上没有列全" in told(branch(MET, A), complete=False)
    assert "未能逐一列出" in told(complete=False)
    assert "结论已经确定" in told()


def test_a_decision_says_it_in_every_format_and_its_missing_facts_stay_data() -> None:
    decision = Policy.load(LIBRARY).decide("borrowing", {"reader": {"card_expired": False}})
    turns_on = decision.turns_on()
    assert decision.missing
    assert turns_on.complete
    named = {fact for each in turns_on.branches for part in each.conditions for fact in part.facts}
    assert named == {*decision.missing}
    first = turns_on.branches[0].conditions[0].text
    for lang in ("zh", "en"):
        for format_ in ("text", "markdown", "html"):
            assert first[lang] in decision.explain(lang, format_)
        assert first[lang] in turns_on.explain(lang)
    in_json = json.loads(decision.explain("en", "json"))["turns_on"]
    assert in_json["complete"] is True
    assert in_json["branches"][0]["conditions"][0]["facts"]


def test_an_audit_says_it_of_each_open_question() -> None:
    decision = Policy.load().decide("school_audit", {"safety": {"danger_discovered": True}})
    turns_on = decision.turns_on()
    assert not turns_on.branches
    assert turns_on.parts
    assert all(part.question["en"] in turns_on.explain("en") for part in turns_on.parts)
    sentences = [Branches(part.branches, part.complete).sentence for part in turns_on.parts]
    assert any(sentences)
    assert all(sentence.zh in decision.explain("zh") for sentence in sentences if sentence is not None)
