"""A summary stays short: three facts at most, and how many there are besides."""

from afterschool_policy import Policy
from afterschool_policy.explain.next_steps import told

OPEN = Policy.load().decide("session_time", {"session": {"date_type": "school_day"}})


def test_at_most_three_facts_are_asked_for_and_then_how_many_others():
    explained = OPEN.explanation
    asked, others = explained.next_steps[:3], len(explained.missing) - 3
    assert others > 1
    assert {step.what for step in explained.next_steps} == {fact.question for fact in explained.missing}
    *steps, rest = told(explained.next_steps, None)
    for question in asked:
        assert any(question.what.zh in step.zh for step in steps)
    assert rest.zh.startswith("还须查明")
    assert rest.zh.endswith(f"等{others}项")
    assert f"{others} in all" in rest.en


def test_the_reason_names_three_of_many_facts_and_counts_them_all():
    explained = OPEN.explanation
    reason, first = explained.reason.zh, [step.about for step in explained.next_steps[:3]]
    told = [fact.label for fact in explained.missing if f"“{fact.label.zh}”" in reason]
    assert sorted(told, key=first.index) == first
    assert f"等{len(explained.missing)}项事实" in reason
