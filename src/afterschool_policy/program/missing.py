"""Takes a question and its verdict; gives the unknown facts that could still change the outcome, and no others.

The verdict names them rule by rule, as if the rules were independent. Where few tests are open, every way in which
they could turn out is tried, so that a fact on which two rules agree is not asked for in vain; with more, the
rule-by-rule answer stands, which may name a fact too many and never one too few.
"""

from __future__ import annotations

from collections.abc import Collection

from afterschool_policy.language.tree import Node, facts_of
from afterschool_policy.program.question import Question
from afterschool_policy.program.settle import MAX_OPEN, Verdict, turnings
from afterschool_policy.values.outcomes import Outcome
from afterschool_policy.values.truth import Truth


def missing_facts(question: Question, verdict: Verdict, known: Collection[str]) -> tuple[str, ...]:
    """The dotted names, sorted; `known` are the facts that were given."""
    candidates = {name for atom in verdict.pending for name in _unknown_in(atom, known)}
    if 0 < len(verdict.pending) <= MAX_OPEN:
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
    ways = turnings(question, verdict)
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
