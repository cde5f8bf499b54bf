"""Takes nothing; gives what every engine is: a name, and answers to questions, in outline and whole."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

from afterschool_policy.language.tree import Value
from afterschool_policy.program.question import Question
from afterschool_policy.program.settle import Outline, Verdict


class Engine(Protocol):
    """Decides questions. Engines hold no facts between calls and may be shared between threads."""

    @property
    def name(self) -> str:
        """The name by which callers choose the engine."""

    def outline(self, question: Question) -> Callable[[Mapping[str, Value]], Outline | Verdict]:
        """The function that gives outcome and findings for known facts; a verdict has both, too."""

    def verdict(self, question: Question, facts: Mapping[str, Value]) -> Verdict:
        """The verdict on a question for known facts."""
