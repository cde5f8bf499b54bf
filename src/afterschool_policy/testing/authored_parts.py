"""The parts of a rule as they are written: each with its path in the rule's file, and its tree before it is linked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from afterschool_policy.language.printer import print_expression
from afterschool_policy.language.tree import Gathered, Node, children
from afterschool_policy.law.model import Body, Exemption, Referral, Rule
from afterschool_policy.values.names import CodeId

Path = tuple[str | int, ...]
Outputs = tuple[tuple[CodeId, Node], ...]
Case = TypeVar("Case", Exemption, Referral)


def place_of(path: Path) -> str:
    """A path of keys as it is told, as in `unless[0].when`."""
    keys = (f"[{key}]" if isinstance(key, int) else f".{key}" for key in path)
    return "".join(keys).removeprefix(".")


@dataclass(frozen=True, slots=True)
class WrittenNode:
    """A node as it is written: its expression, and the list of records that it is said of, where it is of each one."""

    node: Node
    text: str
    records: str | None = None


@dataclass(frozen=True, slots=True)
class AuthoredPart:
    """A part that is tested or computed; `role` is its key in the rule, whichever the reading: `applies`, `unless`."""

    role: str
    path: Path
    tree: Node


def parts_of(body: Body, above: Path = ()) -> Iterator[AuthoredPart]:
    """The parts of a body whose keys stand at a path of the rule's file."""
    for key, tree in (("applies", body.applies), ("condition", body.condition), ("value", body.value)):
        if tree is not None:
            yield AuthoredPart(key, (*above, key), tree)
    cases = (("unless", [each.when for each in body.unless]), ("refer", [each.when for each in body.refer]))
    for key, trees in cases:
        yield from (AuthoredPart(key, (*above, key, place, "when"), tree) for place, tree in enumerate(trees))
    for key, outputs in (("amounts", body.amounts), ("values", body.values)):
        yield from (AuthoredPart(key, (*above, key, name), tree) for name, tree in outputs)


def with_part(body: Body, path: Path, tree: Node) -> Body:
    """A body with another tree in the part whose keys stand at a path of the rule's file."""
    key, *below = path
    match key:
        case "unless":
            return replace(body, unless=_at(body.unless, below[0], tree))
        case "refer":
            return replace(body, refer=_at(body.refer, below[0], tree))
        case "amounts":
            return replace(body, amounts=_named(body.amounts, below[0], tree))
        case "values":
            return replace(body, values=_named(body.values, below[0], tree))
        case "applies":
            return replace(body, applies=tree)
        case "condition":
            return replace(body, condition=tree)
    return replace(body, value=tree)


def _named(outputs: Outputs, wanted: object, tree: Node) -> Outputs:
    return tuple((name, tree if name == wanted else each) for name, each in outputs)


def _at(cases: tuple[Case, ...], wanted: object, tree: Node) -> tuple[Case, ...]:
    return tuple(replace(each, when=tree) if place == wanted else each for place, each in enumerate(cases))


def alternatives_of(rule: Rule) -> Iterator[tuple[Path, Body]]:
    """What other readings put in place of its parts, each with its path in the rule's file."""
    for each in rule.alternatives:
        yield ("readings", each.reading, each.code), each.over(Body())


def chosen_parts(rule: Rule, chosen: Mapping[str, str]) -> Iterator[AuthoredPart]:
    """Its parts under a choice of readings."""
    taken = [each for each in rule.alternatives if chosen.get(each.reading) == each.code]
    replaced = {part for each in taken for part in each.parts}
    yield from (part for part in parts_of(rule.body) if part.role not in replaced)
    codes = {(each.reading, each.code) for each in taken}
    for path, body in alternatives_of(rule):
        if path[1:] in codes:
            yield from parts_of(body, path)


def written_nodes(tree: Node, records: str | None = None) -> Iterator[WrittenNode]:
    """The node and all below it that an author writes, in the order they are written."""
    yield WrittenNode(tree, print_expression(tree), records)
    below = (tree.term, tree.where) if isinstance(tree, Gathered) else children(tree)
    of = tree.records if isinstance(tree, Gathered) else records
    for child in below:
        if child is not None:
            yield from written_nodes(child, of)
