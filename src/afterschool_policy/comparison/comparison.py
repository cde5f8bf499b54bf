"""Two policies compared as a whole: the rules that differ, and the questions that are answered otherwise."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from afterschool_policy.comparison.questions import EVERYWHERE, Circumstances, QuestionChange, question_changes
from afterschool_policy.comparison.rules import VersionChange, rule_changes
from afterschool_policy.policy import Policy
from afterschool_policy.values.grades import Grade, gravest, reaches


class PolicyComparison(NamedTuple):
    """What lies between two policies.

    Attributes:
        old: The policy as it was.
        new: The policy as it is.
        circumstances: The day and readings under which they were compared.
        rules: The versions of rules that differ.
        questions: The questions that are answered or worded otherwise, or may be.
        asked: How many questions were compared.
    """

    old: Policy
    new: Policy
    circumstances: Circumstances
    rules: tuple[VersionChange, ...]
    questions: tuple[QuestionChange, ...]
    asked: int

    @property
    def grade(self) -> Grade:
        """The gravest difference that was found."""
        revision = Grade.NONE if self.old.fingerprint == self.new.fingerprint else Grade.REVISION
        words = Grade.WORDING if self.rules else revision
        return gravest((words, *(change.grade for change in self.questions)))

    @property
    def is_settled(self) -> bool:
        """Whether no question is left in which nothing was found and not everything was tried."""
        return all(change.all_tried or reaches(change.grade, Grade.REASONS) for change in self.questions)


def compared(
    old: Policy,
    new: Policy,
    decisions: Iterable[str] | None = None,
    circumstances: Circumstances = EVERYWHERE,
    *,
    tell: Callable[[int, int], None] | None = None,
) -> PolicyComparison:
    """Two policies compared, on every question of the new one or on these; `tell` hears how many of how many are done.

    Audits gather the other questions, and are not compared themselves.
    """
    single = (name for name, spec in new.decisions.items() if spec.background is None)
    asked = tuple(single if decisions is None else decisions)
    questions: list[QuestionChange] = []
    for done, name in enumerate(asked, 1):
        questions += question_changes(old, new, (name,), circumstances)
        if tell is not None:
            tell(done, len(asked))
    rules = tuple(rule_changes(old.law, new.law))
    return PolicyComparison(old, new, circumstances, rules, tuple(questions), len(asked))
