"""A question as two generated functions: its outline and its verdict. What it computes stands beside, rule by rule.

The outline is found in two look-ups. Each tree of the rules becomes a code, what is known and presumed of it; the codes
of all trees lead to the outline. What the caches hold comes from the one definition of meaning, and where the codes do
not settle the outcome, the truths of all atoms lead to the whole verdict. Where a fact tells many rules apart, only
those are run that can apply (see `by_value`).
"""

from __future__ import annotations

from collections.abc import Mapping

from afterschool_policy.cache import BOUND, Cache
from afterschool_policy.engines.by_value import ByValue
from afterschool_policy.engines.computed import GeneratedOutputs
from afterschool_policy.engines.generated_trace import GeneratedTrace
from afterschool_policy.engines.generated_verdict import GeneratedVerdict
from afterschool_policy.engines.protocol import OutlineOf, TraceOf, VerdictOf
from afterschool_policy.engines.rule_trees import RuleTrees
from afterschool_policy.engines.tests_source import Signature, TestsSource
from afterschool_policy.language.tree import Value
from afterschool_policy.semantics.outline import Outline
from afterschool_policy.semantics.question import Question
from afterschool_policy.semantics.verdict import Verdict

_MOST_KEPT = 2_000_000
"""So many findings are kept in the answers of one question, all together."""


class Generated:
    """A question as functions of its facts, each with a cache of its answers."""

    def __init__(self, question: Question) -> None:
        self.question = question
        self.computing = GeneratedOutputs(question)
        # Of many rules fewer answers are kept, as each is that much longer, and combinations hardly come again.
        self._bound = min(BOUND, _MOST_KEPT // max(1, len(question.rules)))
        self._verdict = GeneratedVerdict(question, bound=self._bound)
        self.verdict: VerdictOf = self._verdict
        self._whole: OutlineOf | None = None
        by_value = ByValue.of(question, bound=self._bound)
        self.outline = self._outlined() if by_value is None else by_value.outlined(self._by_all_rules)
        self.trace: TraceOf = GeneratedTrace(question, self.outline, bound=self._bound)

    def _by_all_rules(self, facts: Mapping[str, Value]) -> Outline | Verdict:
        """The outline by a function that runs every rule, which is written when it is first wanted."""
        whole = self._whole
        if whole is None:
            whole = self._whole = self._outlined()
        return whole(facts)

    def _outlined(self) -> OutlineOf:
        rule_trees = RuleTrees.of(self.question)

        def outline(codes: Signature) -> Outline | None:
            made = rule_trees.outline(codes)
            # Where it is open which rules tell what they compute, the verdict tells, which is then looked up at once.
            return None if made is not None and made.speaking is None else made

        tables = {"outlines": Cache(outline, bound=self._bound), "verdicts": self._verdict.by_digits}
        found = "outlines[key] or guarded(facts)", "outlines[{codes}] or verdicts[{digits}]"
        return TestsSource(rule_trees.each, self.question.atoms).compiled("codes", *found, tables)
