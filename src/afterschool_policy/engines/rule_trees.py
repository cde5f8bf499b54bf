"""The trees of a question, each once, and the outline that their codes lead to by the one definition."""

from __future__ import annotations

from collections.abc import Sequence

from afterschool_policy.semantics.question import Question, trees
from afterschool_policy.semantics.verdict import Outline, Verdicts


class RuleTrees:
    """The trees of a question in the order of its rules: `each` of them, what several rules share once."""

    def __init__(self, question: Question) -> None:
        self._verdicts = question.once(Verdicts)
        by_rule = [list(trees(rule)) for rule in question.rules]
        self.each = list(dict.fromkeys(tree for of_rule in by_rule for tree in of_rule))
        place_of = {tree: place for place, tree in enumerate(self.each)}
        self._by_rule = [[place_of[tree] for tree in of_rule] for of_rule in by_rule]

    def outline(self, codes: Sequence[int]) -> Outline | None:
        """What the codes of all trees (`STATES`) lead to; None where they do not settle it."""
        return self._verdicts.outline([tuple([codes[place] for place in places]) for places in self._by_rule])
