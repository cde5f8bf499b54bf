"""Takes nothing; gives what every engine is: a name, and verdicts on questions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from afterschool_policy.language.tree import Value
from afterschool_policy.program.question import Question
from afterschool_policy.program.settle import Verdict


class Engine(Protocol):
    """Decides questions. Engines hold no facts between calls and may be shared between threads."""

    @property
    def name(self) -> str:
        """The name by which callers choose the engine."""

    def verdict(self, question: Question, facts: Mapping[str, Value]) -> Verdict:
        """The verdict on a question for known facts."""
