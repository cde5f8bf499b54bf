"""The single tests through which an open conclusion could still change the decision."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from afterschool_policy.language.evaluate import truth_of
from afterschool_policy.language.tree import Constant, Derived, Node, children, is_connective
from afterschool_policy.semantics.conclusion import Conclusion, Said, completions
from afterschool_policy.values.truth import Truth

Effect = tuple[int, bool]
"""What an outcome of a rule does to the decision: its weight there, and whether it defeats other rules."""

_Completion = tuple[tuple[Truth, ...], Effect]


def pending_atoms(
    conclusion: Conclusion, effect: Callable[[Said], Effect], of_atom: Callable[[Node], Truth], *, is_open: bool
) -> tuple[Node, ...]:
    """The unknown atoms of the parts that could change the effect; `is_open`: the rule has no outcome yet."""
    parts = conclusion.parts
    cases = [(truths, effect(said)) for truths, said in completions(conclusion.linked, parts)]
    if len({effect_there for _, effect_there in cases}) == 1:
        return ()
    atoms: list[Node] = []
    for place, part in enumerate(parts):
        # An unknown amount alone can keep a rule from saying what is due.
        holds_back = part.role == "known" and is_open
        if part.truth is Truth.UNKNOWN and (holds_back or _matters(place, cases)):
            atoms += open_atoms(part.tree, of_atom)
    return tuple(dict.fromkeys(atoms))


def _matters(place: int, cases: Iterable[_Completion]) -> bool:
    """Whether one part alone can change the effect, for some assignment of the others."""
    by_others: dict[tuple[Truth, ...], set[Effect]] = {}
    for truths, effect in cases:
        by_others.setdefault(truths[:place] + truths[place + 1 :], set()).add(effect)
    return any(len(effects) > 1 for effects in by_others.values())


def open_atoms(tree: Node, of_atom: Callable[[Node], Truth]) -> list[Node]:
    """The atoms on which the truth of an unknown tree depends: unknown themselves, with nothing above them known."""
    if is_connective(tree) or isinstance(tree, Derived):
        below = children(tree)
        if not below:
            return [tree]
        confirming = is_connective(tree) and tree.operator.asks_again
        return [
            atom
            for child in below
            if (truth := truth_of(child, of_atom, presuming=False)) is Truth.UNKNOWN
            or (confirming and truth is Truth.FALSE)
            for atom in (_all_atoms(child, of_atom) if confirming else open_atoms(child, of_atom))
        ]
    return [tree]


def _all_atoms(tree: Node, of_atom: Callable[[Node], Truth]) -> list[Node]:
    """Below `confirmed`, every test that does not hold yet: a false one has to be looked into again."""
    if is_connective(tree) or (isinstance(tree, Derived) and children(tree)):
        return [atom for child in children(tree) for atom in _all_atoms(child, of_atom)]
    return [] if isinstance(tree, Constant) or of_atom(tree) is Truth.TRUE else [tree]
