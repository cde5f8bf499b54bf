"""Takes a question and its verdict; gives the unknown facts that could still change the outcome, and no others.

The verdict names them rule by rule, as if the rules were independent. Where few tests are open, every way in which
they could turn out is tried, so that a fact on which two rules agree is not asked for in vain.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from itertools import product

from afterschool_policy.language.tree import Given, Known, Node, facts_of
from afterschool_policy.program.question import Question
from afterschool_policy.program.settle import Verdict, settle
from afterschool_policy.values.outcomes import Outcome
from afterschool_policy.values.truth import Truth

MAX_OPEN = 7
"""With more open tests than this, the rule-by-rule answer stands: it may name a fact too many, never one too few."""

_NEVER_FALSE = (Truth.UNKNOWN, Truth.TRUE)
_EITHER = (Truth.FALSE, Truth.TRUE)


def missing_facts(question: Question, verdict: Verdict, known: Collection[str]) -> tuple[str, ...]:
    """The dotted names, sorted; `known` are the facts that were given."""
    candidates = {name for atom in verdict.pending for name in _unknown_in(atom, known)}
    if 1 < len(verdict.pending) <= MAX_OPEN:
        candidates = _that_matter(question, verdict, known, candidates)
    return tuple(sorted(candidates))


def _unknown_in(atom: Node, known: Collection[str]) -> tuple[str, ...]:
    names = facts_of(atom)
    unknown = tuple(name for name in names if name not in known)
    # Below `confirmed` a known fact can be what keeps a test open: it has to be looked into again.
    return unknown or names


def _that_matter(question: Question, verdict: Verdict, known: Collection[str], candidates: Collection[str]) -> set[str]:
    """The facts of which some value, the others being as they may be, makes another outcome."""
    atoms = verdict.pending
    ways = {
        truths: _outcome(question, verdict.truths, dict(zip(atoms, truths, strict=True)))
        for truths in product(*(_NEVER_FALSE if isinstance(each, Known | Given) else _EITHER for each in atoms))
    }
    mattering: set[str] = set()
    for name in candidates:
        moved = [place for place, atom in enumerate(atoms) if name in _unknown_in(atom, known)]
        seen: dict[tuple[Truth, ...], set[Outcome]] = {}
        for truths, outcome in ways.items():
            fixed = tuple(truth for place, truth in enumerate(truths) if place not in moved)
            seen.setdefault(fixed, set()).add(outcome)
        if any(len(outcomes) > 1 for outcomes in seen.values()):
            mattering.add(name)
    return mattering


def _outcome(question: Question, truths: Mapping[Node, Truth], turned: Mapping[Node, Truth]) -> Outcome:
    return settle(question, {**truths, **turned}).outcome
