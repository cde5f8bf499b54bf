"""A summary stays short: three facts at most, and how many there are besides."""

from afterschool_policy import Policy

OPEN = Policy.load().decide("session_time", {"session": {"date_type": "school_day"}})


def test_at_most_three_facts_are_told_and_then_how_many_others():
    explained = OPEN.explanation
    told, others = explained.missing[:3], len(explained.missing) - 3
    assert others > 1
    *steps, rest = explained.next_steps
    for fact, step in zip(told, steps, strict=True):
        assert fact.question.zh in step.what.zh
    assert rest.what.zh.startswith(f"其余 {others} 项")
    assert f"The other {others} facts" in rest.what.en


def test_the_reason_names_three_of_many_facts_and_counts_them_all():
    explained = OPEN.explanation
    reason = explained.reason.zh
    assert [fact.label.zh for fact in explained.missing if f"“{fact.label.zh}”" in reason] == [
        fact.label.zh for fact in explained.missing[:3]
    ]
    assert f"等 {len(explained.missing)} 项事实" in reason
