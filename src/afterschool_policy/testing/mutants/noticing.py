"""Which cases notice a mutant: the first that fails under it is enough, so those that are near it come first.

An outcome is there in a hundredth of the time that takes what is missing. So the outcomes of all cases are looked at
first, and what is missing only where the mutant can make it something else: not where each rule that differs says
nothing however the unknown facts turn out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from afterschool_policy.decision.contract import Decision
from afterschool_policy.decision.decision import SingleDecision
from afterschool_policy.diagnostics import PolicyError
from afterschool_policy.policy import Policy
from afterschool_policy.semantics.verdict import RuleVerdict
from afterschool_policy.testing.cases import LoadedCase, differs
from afterschool_policy.values.outcomes import Outcome
from afterschool_policy.values.truth import Truth

_SILENT = frozenset({Outcome.NOT_APPLICABLE})


class Cases:
    """The cases of a policy, each with its decision."""

    def __init__(self, policy: Policy, cases: Iterable[LoadedCase]) -> None:
        self._policy = policy
        self._by_question: dict[str, list[LoadedCase]] = {}
        for case in cases:
            self._by_question.setdefault(case.decision, []).append(case)
        self._decided: dict[str, Decision] = {}

    def of(self, questions: Iterable[str], rule: str) -> list[LoadedCase]:
        """The cases of some questions, those first in which a rule has something to say."""
        of_these = [case for name in sorted(questions) for case in self._by_question.get(name, ())]
        return sorted(of_these, key=lambda case: not self._speaks(rule, case))

    def decided(self, case: LoadedCase) -> Decision:
        """What the policy decides."""
        key = str(case.span)
        if key not in self._decided:
            self._decided[key] = decided(self._policy, case)
        return self._decided[key]

    def notice(self, mutant: Policy, cases: list[LoadedCase]) -> bool:
        """Whether one of some cases fails under a mutant; it is put first, as it may well notice the next one, too."""
        open_: list[tuple[LoadedCase, Decision]] = []
        for case in cases:
            try:
                decision = decided(mutant, case)
                if decision.outcome is not case.case.expect.outcome:
                    return _first(cases, case)
                if self._can_differ(self.decided(case), decision):
                    open_.append((case, decision))
            except PolicyError:
                return _first(cases, case)
        return any(differs(case.case, decision) and _first(cases, case) for case, decision in open_)

    def _speaks(self, rule: str, case: LoadedCase) -> bool:
        return any(each.conclusion.rule.name == rule and _is_in_play(each) for each in _rules(self.decided(case)))

    @staticmethod
    def _can_differ(before: Decision, after: Decision) -> bool:
        """Whether more than the outcome can differ between two decisions on the same facts."""
        if not (isinstance(before, SingleDecision) and isinstance(after, SingleDecision)):
            return True
        if after.outcome is Outcome.NOT_APPLICABLE:  # which tells what keeps the rules from applying
            return True
        was, now = ({each.conclusion.rule.id: each for each in _rules(decision)} for decision in (before, after))
        return was.keys() != now.keys() or any(
            one.conclusion.linked != now[name].conclusion.linked and not _is_settled_alike(one, now[name])
            for name, one in was.items()
        )


def decided(policy: Policy, case: LoadedCase) -> Decision:
    """What a policy decides in a case."""
    return policy.decide(case.decision, case.facts, as_of=case.case.as_of, readings=case.case.readings)


def _first(cases: list[LoadedCase], case: LoadedCase) -> bool:
    cases.remove(case)
    cases.insert(0, case)
    return True


def _rules(decision: Decision) -> Sequence[RuleVerdict]:
    parts = [part for part in decision.parts.values() if isinstance(part, SingleDecision)]
    return [each for part in parts for each in part.basis.verdict.rules]


def _is_in_play(each: RuleVerdict) -> bool:
    return each.decided or each.outcome is not Outcome.NOT_APPLICABLE


def _is_settled_alike(one: RuleVerdict, other: RuleVerdict) -> bool:
    """Whether neither of two rules says anything or computes an amount, whatever else gets known."""
    was, now = one.conclusion, other.conclusion
    return was.possible == now.possible == _SILENT and was.may_speak is now.may_speak is Truth.FALSE
