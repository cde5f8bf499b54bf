"""What the outcome of a rule rests on: the parts that settled it, and the tests, definitions and numbers in them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from afterschool_policy.language.evaluate import truth_of
from afterschool_policy.language.tree import Derived, Node, children, is_connective, walk
from afterschool_policy.semantics.conclusion import Conclusion, PartTruth
from afterschool_policy.semantics.trace import carries
from afterschool_policy.values.outcomes import Outcome
from afterschool_policy.values.truth import Truth
from afterschool_policy.values.types import Kind


def grounds_of(conclusion: Conclusion, of_atom: Callable[[Node], Truth]) -> Iterator[Node]:
    """Every node that the outcome of a rule rests on, with the definitions that it goes through."""
    for part in _deciding(conclusion):
        yield from _carrying(part.tree, of_atom)


def _deciding(conclusion: Conclusion) -> Iterator[PartTruth]:
    """The parts that settled the outcome: the scope, and past it whatever was tried first and held."""
    parts = conclusion.parts
    scope = [part for part in parts if part.role == "applies"]
    yield from scope
    if any(part.presumed is Truth.FALSE for part in scope):
        return
    condition = [part for part in parts if part.role == "condition"]
    if conclusion.outcome is Outcome.UNDETERMINED:
        # Several rules can settle an outcome that each leaves open: what is known of each carries it, too.
        yield from condition
        yield from (
            part for part in parts if part.role not in ("applies", "condition") and part.presumed is Truth.UNKNOWN
        )
        return
    exemption = conclusion.exemption
    if exemption is not None:
        yield from condition
        yield from (part for part in parts if part.role == "unless" and part.tree is exemption.when)
        return
    referred = [part for part in parts if part.role == "refer" and part.presumed is Truth.TRUE]
    if conclusion.outcome is Outcome.NEEDS_HUMAN_JUDGEMENT and referred:
        yield from referred
    else:
        yield from condition
        yield from (part for part in parts if part.role == "recorded" and part.presumed is Truth.TRUE)


def _carrying(node: Node, of_atom: Callable[[Node], Truth]) -> Iterator[Node]:
    """The nodes of a tree that its truth rests on (see `trace.carries`)."""
    opens = is_connective(node) or (isinstance(node, Derived) and node.type.kind is Kind.BOOLEAN)
    if not opens:
        yield from walk(node)
        return
    yield node
    whole = truth_of(node, of_atom)
    for child in children(node):
        if carries(node, truth_of(child, of_atom), whole):
            yield from _carrying(child, of_atom)
