"""Entailments: that some facts contain others, and what follows from it for the facts of one question."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from afterschool_policy.language.tree import Node, Value, facts_of
from afterschool_policy.text import Text
from afterschool_policy.values.later import LATER
from afterschool_policy.values.names import ClauseId, RuleId


@dataclass(frozen=True)
class Entailment:
    """Where every premise holds, the conclusion does; `clauses` or `reason` say why that is so.

    `during` are tests on the day, where it does not hold on every day: what it says counts once these are known to be
    true, and the day is none of the facts that can contradict one another by it.
    """

    id: RuleId
    premises: tuple[Node, ...]
    conclusion: Node
    clauses: tuple[ClauseId, ...]
    reason: Text
    during: tuple[Node, ...] = field(default=(), metadata=LATER)

    @cached_property
    def facts(self) -> tuple[str, ...]:
        """The facts that it ties to one another."""
        return tuple(dict.fromkeys(name for node in (*self.premises, self.conclusion) for name in facts_of(node)))

    @cached_property
    def read(self) -> tuple[str, ...]:
        """The facts that it reads, the day among them where it has to be known."""
        days = (name for node in self.during for name in facts_of(node))
        return tuple(dict.fromkeys((*self.facts, *days)))


class Entailed(NamedTuple):
    """A value that nobody gave and others entail.

    Attributes:
        value: The value.
        by: The entailment that gives it.
        sources: The known facts that it follows from, which may be entailed themselves.
    """

    value: Value
    by: Entailment
    sources: tuple[str, ...]


class Contradiction(NamedTuple):
    """Given facts that cannot all be true.

    Attributes:
        facts: Their dotted names, sorted.
        entailment: Id of the entailment that they offend against.
        clauses: Ids of the clauses by which that holds.
        reason: Why they cannot, in a sentence.
    """

    facts: tuple[str, ...]
    entailment: str
    clauses: tuple[str, ...]
    reason: Text


def given_behind(name: str, entailed: Mapping[str, Entailed]) -> Iterator[str]:
    """The given facts that a known one rests on, each once: itself where it was given, else those that entail it."""
    reached = {name}
    waiting = [name]
    while waiting:
        each = waiting.pop()
        found = entailed.get(each)
        if found is None:
            yield each
        else:
            waiting += (source for source in found.sources if source not in reached)
            reached.update(found.sources)
