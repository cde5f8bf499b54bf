"""The rules of a question in words, each kept by how it stands: what comes again is not put into words again.

A rule stands as the truths of its tests tell, with the values of the facts that it reads, and with its part in the
verdict.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from afterschool_policy.cache import Cache
from afterschool_policy.explain.model import RuleExplained
from afterschool_policy.language.tree import atoms_of, facts_of
from afterschool_policy.semantics.question import Question, trees
from afterschool_policy.semantics.verdict import Verdict

_KEPT_A_RULE = 100


class RulesInWords:
    """The rules of one question; `known` tells of each fact that is known its value, written out."""

    def __init__(self, question: Question) -> None:
        places = question.places
        self._reads = [
            (
                tuple(
                    {places[id(atom)]: None for tree in trees(rule) for atom in atoms_of(tree) if id(atom) in places}
                ),
                tuple({name: None for tree in trees(rule) for name in facts_of(tree)}),
            )
            for rule in question.rules
        ]
        self._kept: Cache[object, RuleExplained] = Cache(bound=_KEPT_A_RULE * len(question.rules))

    def of(
        self, place: int, verdict: Verdict, known: Mapping[str, str], in_words: Callable[[], RuleExplained]
    ) -> RuleExplained:
        """The rule at a place of the question."""
        settled, (tests, facts) = verdict.rules[place], self._reads[place]
        part = settled.outcome, settled.decided, settled.defeated_by
        key = place, part, tuple([verdict.truths[test] for test in tests]), tuple(map(known.get, facts))
        rule = self._kept.get(key)
        return self._kept.keep(key, in_words()) if rule is None else rule
