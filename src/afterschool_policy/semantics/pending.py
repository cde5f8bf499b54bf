"""Takes an open conclusion; gives the atoms through which it could still change the decision."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from afterschool_policy.language.evaluate import truth_of
from afterschool_policy.language.tree import Constant, Derived, Node, children, is_connective
from afterschool_policy.semantics.conclusion import Conclusion, completions
from afterschool_policy.values.outcomes import Outcome
from afterschool_policy.values.truth import Truth

Ahead = tuple[int, bool]
"""What an outcome of a rule does to the decision: its weight there, and whether it takes other rules' word away."""

_Way = tuple[tuple[Truth, ...], Ahead]


def pending_atoms(
    conclusion: Conclusion, effect: Callable[[Outcome], Ahead], of_atom: Callable[[Node], Truth], *, is_open: bool
) -> tuple[Node, ...]:
    """The unknown atoms of the parts that could turn the effect; `is_open` tells that the rule has no outcome yet."""
    parts = conclusion.parts
    ways = [(truths, effect(outcome)) for truths, outcome in completions(conclusion.asked, parts)]
    if len({ahead for _, ahead in ways}) == 1:
        return ()
    atoms: list[Node] = []
    for place, part in enumerate(parts):
        # An unknown amount alone can keep a rule from saying what is due.
        holds_back = part.role == "known" and is_open
        if part.truth is Truth.UNKNOWN and (holds_back or _turns(place, ways)):
            atoms += open_atoms(part.tree, of_atom)
    return tuple(dict.fromkeys(atoms))


def _turns(place: int, ways: Iterable[_Way]) -> bool:
    """Whether turning one part alone, the others as they may be, can change the effect."""
    seen: dict[tuple[Truth, ...], set[Ahead]] = {}
    for truths, effect in ways:
        seen.setdefault(truths[:place] + truths[place + 1 :], set()).add(effect)
    return any(len(effects) > 1 for effects in seen.values())


def open_atoms(tree: Node, of_atom: Callable[[Node], Truth]) -> list[Node]:
    """The atoms on which an unknown tree still turns: unknown themselves, with nothing above them settled."""
    if is_connective(tree) or isinstance(tree, Derived):
        below = children(tree)
        if not below:
            return [tree]
        confirming = is_connective(tree) and tree.operator.asks_again
        return [
            atom
            for each in below
            if (truth := truth_of(each, of_atom, presuming=False)) is Truth.UNKNOWN
            or (confirming and truth is Truth.FALSE)
            for atom in (_all_atoms(each, of_atom) if confirming else open_atoms(each, of_atom))
        ]
    return [tree]


def _all_atoms(tree: Node, of_atom: Callable[[Node], Truth]) -> list[Node]:
    """Below `confirmed`, every test that does not hold yet: a false one has to be looked into again."""
    if is_connective(tree) or (isinstance(tree, Derived) and children(tree)):
        return [atom for each in children(tree) for atom in _all_atoms(each, of_atom)]
    return [] if isinstance(tree, Constant) or of_atom(tree) is Truth.TRUE else [tree]
