"""What a search finds of a question, kept by how the question stands, so that what comes again is not searched again.

It stands as the truths of its tests tell, and as those facts are that count for more: facts that tests hold against one
another, those that entail others, and those that are to be looked into again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Generic, TypeVar

from afterschool_policy.cache import Cache
from afterschool_policy.language.tree import Value
from afterschool_policy.search.evaluation import Evaluation
from afterschool_policy.semantics.question import Question
from afterschool_policy.semantics.verdict import Verdict

Found = TypeVar("Found")


class ByStanding(Generic[Found]):
    """What one search finds of one question, for as many ways in which it stands as a cache holds."""

    def __init__(self, question: Question) -> None:
        self._facts_of = question.once(Evaluation).facts_of
        together = (names for names in question.once(Evaluation).facts if len(names) > 1)
        ties = question.edition.law.entailments.ties
        tied = (name for name in (*question.facts, *question.sources) if ties((name,)))
        self._telling = tuple(dict.fromkeys((*(name for names in together for name in names), *tied)))
        self._kept: Cache[object, Found] = Cache()

    def of(self, verdict: Verdict, known: Mapping[str, Value], search: Callable[[], Found]) -> Found:
        """What the search finds where this is the verdict and so much is known."""
        asked = (name for atom in verdict.pending for name in self._facts_of(atom))
        values = [(name, repr(known[name])) for name in (*self._telling, *asked) if name in known]
        key = verdict.truths, *values
        found = self._kept.get(key)
        return self._kept.keep(key, search()) if found is None else found
