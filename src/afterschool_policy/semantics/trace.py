"""The why of a verdict as objects: each rule's finding, its parts, and their single tests.

This is the explanation for programs; `explain.explanation` puts the same into words. It depends on truths alone, so
decisions whose tests come out alike share it, and only the values seen are a decision's own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from afterschool_policy.language.evaluate import truth_of
from afterschool_policy.language.printer import print_expression
from afterschool_policy.language.tree import Constant, Derived, Node, children, facts_of, is_connective
from afterschool_policy.semantics.conclusion import Conclusion
from afterschool_policy.semantics.finding import Finding
from afterschool_policy.values.truth import Truth


class TestTrace(NamedTuple):
    """A single test.

    Attributes:
        test: The expression, as rule files write it.
        facts: Dotted names of the facts that it reads.
        truth: Its truth: true, false or unknown.
        decides: Whether the truth of its part rests on it.
    """

    test: str
    facts: tuple[str, ...]
    truth: Truth
    decides: bool


class PartTrace(NamedTuple):
    """A part of a rule with its truth and its tests.

    Attributes:
        role: `applies`, `unless`, `refer`, `condition`, `known` or `recorded`.
        truth: Its truth: true, false or unknown.
        tests: The single tests in it, in the order that they are written.
    """

    role: str
    truth: Truth
    tests: tuple[TestTrace, ...]


class RuleTrace(NamedTuple):
    """One rule as it was tried.

    Attributes:
        finding: What it comes to.
        parts: The parts that were tried.
    """

    finding: Finding
    parts: tuple[PartTrace, ...]


def trace_of(conclusion: Conclusion, finding: Finding, of_atom: Callable[[Node], Truth]) -> RuleTrace:
    """The trace of one rule, given the truth of each atom."""
    return RuleTrace(
        finding,
        tuple(
            PartTrace(part.role, part.presumed, tuple(_tests(part.tree, of_atom, decides=True)))
            for part in conclusion.parts
        ),
    )


def _tests(tree: Node, of_atom: Callable[[Node], Truth], *, decides: bool) -> Iterator[TestTrace]:
    if isinstance(tree, Constant):
        return
    below = children(tree) if is_connective(tree) or isinstance(tree, Derived) else ()
    if not below:
        yield TestTrace(print_expression(tree), facts_of(tree), truth_of(tree, of_atom), decides)
    whole = truth_of(tree, of_atom) if below else None
    for child in below:
        carried = carries(tree, truth_of(child, of_atom), whole)
        yield from _tests(child, of_atom, decides=decides and carried)


def carries(tree: Node, member: Truth, whole: Truth | None) -> bool:
    """Whether the truth of the whole rests on this member: below and/or, where the two are equal."""
    return not (is_connective(tree) and tree.operator.is_junction) or member is whole
