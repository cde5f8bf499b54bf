"""The traces of a question's rules, each made once for all truths that the rule reads.

They need no verdict: a rule's finding and the truths of its tests tell all that its trace does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from operator import itemgetter

from afterschool_policy.cache import BOUND, Cache
from afterschool_policy.semantics.contribution import KEPT_A_RULE, Contributions
from afterschool_policy.semantics.finding import Finding
from afterschool_policy.semantics.question import Question
from afterschool_policy.semantics.trace import RuleTrace, trace_of

_Read = Callable[[Sequence[int]], object]


class Traces:
    """The traces of the rules of one question."""

    def __init__(self, question: Question, contributions: Contributions) -> None:
        self._contributions = contributions
        self._read: list[_Read] = [itemgetter(*reads) if reads else _nothing for reads in contributions.reads]
        self._kept: Cache[object, RuleTrace] = Cache(bound=max(BOUND, KEPT_A_RULE * len(question.rules)))

    def of(self, findings: Iterable[Finding], truths: Sequence[int]) -> tuple[RuleTrace, ...]:
        """Those of all rules, for their findings and the truths of the question's atoms."""
        # A trace holds its finding, so that the identity stays taken; each finding is of one rule.
        kept = self._kept.get
        return tuple(
            [
                kept((id(finding), read(truths))) or self._made(place, finding, truths)
                for place, (finding, read) in enumerate(zip(findings, self._read, strict=True))
            ]
        )

    def _made(self, place: int, finding: Finding, truths: Sequence[int]) -> RuleTrace:
        conclusion, of_atom = self._contributions.conclusion(place, truths)
        return self._kept.keep((id(finding), self._read[place](truths)), trace_of(conclusion, finding, of_atom))


def _nothing(_: Sequence[int]) -> object:
    return ()
