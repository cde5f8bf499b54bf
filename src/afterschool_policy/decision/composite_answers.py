"""Takes the parts of an audit; gives why not otherwise, and what to ask next, part by part.

An audit has no rules of its own: it is as grave as its gravest part. So each part is asked for itself, and nothing is
said of what a change in one does to another.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from afterschool_policy.decision.decision import SingleDecision
from afterschool_policy.explain.next_questions import NextQuestions
from afterschool_policy.explain.why_not import WhyNot, checked
from afterschool_policy.law.model import DecisionSpec
from afterschool_policy.values.outcomes import Outcome


def why_not_audit(spec: DecisionSpec, now: Outcome, parts: Iterable[SingleDecision], wanted: str) -> WhyNot:
    """Why each part that is graver than the outcome asked about, or could be, is not otherwise."""
    outcome = checked(wanted, [*spec.answers])
    weight = spec.answers.weight
    answered: list[WhyNot] = []
    for part in parts if now is not outcome else ():
        open_ = part.outcome is Outcome.UNDETERMINED
        gravest = max(map(weight, part.spec.answers)) if open_ else weight(part.outcome)
        better = [each for each in part.spec.answers if weight(each) <= weight(outcome)]
        if gravest > weight(outcome) and better:
            answered.append(part.why_not(max(better, key=weight)))
    return WhyNot(
        decision=spec.name,
        question=spec.question,
        now=now,
        wanted=outcome,
        answer=spec.answers[outcome],
        obstacles=(),
        remedies=(),
        complete=all(each.complete for each in answered),
        parts=tuple(answered),
    )


def ask_next_audit(spec: DecisionSpec, outcome: Outcome, parts: Iterable[SingleDecision]) -> NextQuestions:
    """The questions that settle the open parts, first those with which most of the plans begin."""
    plans = tuple(part.ask_next() for part in parts if part.outcome is Outcome.UNDETERMINED)
    first = Counter(plan.questions[0].fact for plan in plans if plan.questions)
    asked = Counter(each.fact for plan in plans for each in plan.questions)
    every = {each.fact: each for plan in plans for each in plan.questions}
    order = sorted(every, key=lambda fact: (-first[fact], -asked[fact]))
    return NextQuestions(
        decision=spec.name,
        question=spec.question,
        outcome=outcome,
        questions=tuple(every[fact] for fact in order),
        fewest=max((plan.fewest for plan in plans), default=0),
        most=len(every),
        complete=len(plans) <= 1 and all(plan.complete for plan in plans),
        parts=plans,
    )
