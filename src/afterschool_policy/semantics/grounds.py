"""What the outcome of a rule rests on: the parts that settled it, and the tests, definitions and numbers in them.

Of a table that is the rows that give its value.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from afterschool_policy.language.evaluate import Values, truth_of
from afterschool_policy.language.tree import Derived, Node, Presuming, Row, Table, Value, children, is_connective
from afterschool_policy.semantics.conclusion import Conclusion, PartTruth
from afterschool_policy.semantics.trace import carries
from afterschool_policy.values.outcomes import Outcome
from afterschool_policy.values.truth import Truth
from afterschool_policy.values.types import Kind


class Ground(NamedTuple):
    """Something that an outcome or a value rests on, and the rule that says it, as `id@version`."""

    node: Node | Row
    rule: str


def grounds_of(
    conclusion: Conclusion, of_atom: Callable[[Node], Truth], known: Mapping[str, Value]
) -> Iterator[Ground]:
    """All that the outcome of a rule rests on, with the definitions that it goes through."""
    for part in _deciding(conclusion):
        yield from _carrying(part.tree, of_atom, known, conclusion.rule.name)


def grounds_of_value(node: Node, known: Mapping[str, Value], rule: str) -> Iterator[Ground]:
    """All that the value of a term rests on, which a rule writes."""
    yield Ground(node, rule)
    if isinstance(node, Table):
        for row in rows_in_effect(node, Values(known)):
            yield from grounds_of_value(row.when, known, rule)
            yield from grounds_of_value(row.value, known, rule)
            yield Ground(row, rule)  # after the rules below it, which are nearer to their own clauses
        return
    within = node.rule or rule if isinstance(node, Derived) else rule
    for child in (node.test,) if isinstance(node, Presuming) else children(node):
        yield from grounds_of_value(child, known, within)


def rows_in_effect(node: Table, values: Values, *, presuming: bool = True) -> list[Row]:
    """The rows of a table that give its value, or while that is open can still give it, in their order."""
    if node.hit.combine is None:
        return values.standing(node, presuming=presuming)[0]
    truths = [(row, values.row_truth(row, presuming=presuming)) for row in node.rows]
    held = [row for row, holds in truths if holds is not Truth.FALSE]
    if node.otherwise is None or any(holds is Truth.TRUE for _, holds in truths):
        return held
    return [*held, node.otherwise]


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


def _carrying(node: Node, of_atom: Callable[[Node], Truth], known: Mapping[str, Value], rule: str) -> Iterator[Ground]:
    """What of a tree its truth rests on (see `trace.carries`)."""
    opens = is_connective(node) or (isinstance(node, Derived) and node.type.kind is Kind.BOOLEAN)
    if not opens:
        yield from grounds_of_value(node.test if isinstance(node, Presuming) else node, known, rule)
        return
    yield Ground(node, rule)
    within = node.rule or rule if isinstance(node, Derived) else rule
    whole = truth_of(node, of_atom)
    for child in children(node):
        if carries(node, truth_of(child, of_atom), whole):
            yield from _carrying(child, of_atom, known, within)
