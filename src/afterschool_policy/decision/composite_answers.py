"""What an audit comes to, why it is not otherwise, what to ask next, what other readings would make of it.

An audit has no rules of its own: it is as grave as its gravest part. So each part is asked for itself, and nothing is
said of what a change in one does to another.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from afterschool_policy.decision.decision import SingleDecision
from afterschool_policy.explain.next_questions import NextQuestions
from afterschool_policy.explain.other_readings import decided_in, difference, other_editions
from afterschool_policy.explain.results import OtherReading, ReadingUsed
from afterschool_policy.explain.turns_on import TurnsOn
from afterschool_policy.explain.why_not import WhyNot, checked
from afterschool_policy.law.model import DecisionSpec
from afterschool_policy.values.outcomes import OUTCOMES, Outcome
from afterschool_policy.values.read_only import read_only


def gravest(spec: DecisionSpec, parts: Iterable[tuple[DecisionSpec, Outcome]]) -> Outcome:
    """The gravest outcome of the parts, each a question with what it came to.

    A settled breach stands; else it is undetermined where a part that is open could turn out graver than all others.
    """
    answers = spec.answers
    outcomes = [*parts]
    worst = answers.strongest(answers.word(outcome) for _, outcome in outcomes if outcome is not Outcome.UNDETERMINED)
    if OUTCOMES[worst].is_breach:
        return worst
    open_parts = (part for part, outcome in outcomes if outcome is Outcome.UNDETERMINED)
    could_be_graver = any(answers.weight(each) > answers.weight(worst) for part in open_parts for each in part.answers)
    return Outcome.UNDETERMINED if could_be_graver else worst


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


def turns_on_audit(spec: DecisionSpec, parts: Iterable[SingleDecision]) -> TurnsOn:
    """What each open part turns on, for itself."""
    told = tuple(part.turns_on() for part in parts if part.outcome is Outcome.UNDETERMINED)
    return TurnsOn(spec.name, spec.question, (), all(each.complete for each in told), told)


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


def other_readings_audit(
    spec: DecisionSpec, now: Outcome, parts: Mapping[str, SingleDecision], used: Iterable[ReadingUsed]
) -> Iterator[OtherReading]:
    """The audit under each alternative of the readings `used`, every part decided again."""
    chosen = {each.id: each.chosen for each in used}
    any_part = next(iter(parts.values()), None)
    for reading, code, edition in other_editions(any_part.edition, chosen) if any_part else ():
        if edition is None:
            yield OtherReading(reading, code, outcome=None)
            continue
        again = {
            name: decided_in(edition, part.basis) if part.edition.bears_on(reading, part.spec) else part.basis
            for name, part in parts.items()
        }
        outcome = gravest(spec, ((parts[name].spec, basis.verdict.outcome) for name, basis in again.items()))
        changes = {name: difference(reading, code, parts[name].basis, again[name]) for name in sorted(parts)}
        yield OtherReading(
            reading,
            code,
            outcome=outcome,
            changes_outcome=outcome is not now,
            amounts=read_only(
                (f"{name}.{key}", amount) for name in changes for key, amount in changes[name].amounts.items()
            ),
            values=read_only(
                (f"{name}.{key}", value) for name in changes for key, value in changes[name].values.items()
            ),
        )
