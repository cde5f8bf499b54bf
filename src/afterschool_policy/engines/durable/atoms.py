"""The single tests of a question as comparisons of attributes, and the attributes of known facts.

What the network can compare, it compares: a fact or a computed term with a constant or with another, membership in a
written list, and whether anything is known at all. Terms are computed by the readable definition
(`language.evaluate`) before they cross, and so is a test over the members of a list, of which only the answer crosses.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from afterschool_policy.engines.durable.encode import Alphabet, whole, whole_of, wholes_of
from afterschool_policy.engines.durable.ruleset import Attribute, Comparison
from afterschool_policy.language.computation import member, not_member
from afterschool_policy.language.evaluate import value_of
from afterschool_policy.language.tree import (
    Apply,
    Constant,
    Given,
    Known,
    ListOf,
    Node,
    Parameter,
    Table,
    Value,
    walk,
)
from afterschool_policy.language.tree import Fact as FactNode
from afterschool_policy.values.types import Kind

Conjunction = tuple[Comparison, ...]
Disjunction = tuple[Conjunction, ...]
"""Conjunctions of which any will do; none at all never holds, an empty one always does."""

MAX_WRITTEN = 16
"""Of a longer written list only the answer crosses; a fact in it counts threefold, for its guards."""

_COMPARED: Mapping[object, str] = {
    operator.eq: "==", operator.ne: "!=", operator.lt: "<", operator.le: "<=", operator.gt: ">", operator.ge: ">=",
}  # fmt: skip
"""What the network computes itself."""

_FLIPPED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "==", "!=": "!="}
_CONTRARY = {"<": ">=", "<=": ">", ">": "<=", ">=": "<", "==": "!=", "!=": "=="}


@dataclass(frozen=True, slots=True)
class Literals:
    """When a single test is true, false and unknown."""

    true: Disjunction
    false: Disjunction
    unknown: Disjunction


_Column = Callable[[Mapping[str, Value], Alphabet], int | None]


class Attributes:
    """The attributes of a question, numbered as its tests ask for them."""

    def __init__(self, atoms: tuple[Node, ...]) -> None:
        self._columns: dict[str, _Column] = {}
        self._pairs: dict[tuple[str, str], tuple[Node, Node]] = {}
        self._names: dict[object, str] = {}
        texts = (value for atom in atoms for value in _texts(atom))
        self._written = {text: number for number, text in enumerate(dict.fromkeys(texts))}
        self.literals = tuple(self._literals(atom) for atom in atoms)

    def of(self, facts: Mapping[str, Value]) -> dict[str, int]:
        """The attributes of these facts: for each a number, or the mark that it is unknown.

        Raises:
            InvalidFacts: naming a fact whose value cannot cross exactly.
        """
        alphabet = Alphabet(self._written)
        numbers: dict[str, int] = {}
        for name, column in self._columns.items():
            number = column(facts, alphabet)
            if number is None:
                numbers[_unknown(name)] = 1
            else:
                numbers[name] = number
        for (left, right), nodes in self._pairs.items():
            pair = wholes_of(*nodes, facts)
            if pair is None:
                numbers[_unknown(left)] = 1
            else:
                numbers[left], numbers[right] = pair
        return numbers

    def _literals(self, atom: Node) -> Literals:
        if any(isinstance(node, Table) for node in walk(atom)):  # its value can be open and the truth of the test known
            return self._answer(atom)
        match atom:
            case Known(of=of):
                return self._presence([of])
            case Given(facts=facts) if len(facts) <= MAX_WRITTEN:
                return self._presence(facts)
            case Apply(operands=(left, right)) if (symbol := _COMPARED.get(atom.operator.apply)) is not None:
                return self._compared(symbol, left, right)
            case Apply(operands=(left, ListOf() | Constant() | Parameter() as right)) if (
                apply := atom.operator.apply
            ) in (member, not_member):
                among = self._among(left, right)
                if among is None:
                    return self._answer(atom)
                return among if apply is member else Literals(among.false, among.true, among.unknown)
        return self._answer(atom)

    def _answer(self, atom: Node) -> Literals:
        """A truth that crosses as it is: of a boolean fact, of a test over the members of a list or on a table."""
        name = self._column(atom)
        return Literals(_one(Comparison(name, "==", 1)), _one(Comparison(name, "==", 0)), _one(_is_unknown(name)))

    def _presence(self, nodes: Sequence[Node]) -> Literals:
        names = [self._present(node) for node in nodes]
        true = tuple((Comparison(name, "exists"),) for name in names)
        return Literals(true, (), (tuple(_is_unknown(name) for name in names),))

    def _compared(self, symbol: str, left: Node, right: Node) -> Literals:
        if _is_written(left) and not _is_written(right):
            symbol, left, right = _FLIPPED[symbol], right, left
        negation = _CONTRARY[symbol]
        if not (self._crosses_alone(left) and self._crosses_alone(right)):
            one, other = self._pair(left, right)
            pair = Attribute(other)
            return Literals(
                _one(Comparison(one, symbol, pair)), _one(Comparison(one, negation, pair)), _one(_is_unknown(one))
            )
        name, against = self._column(left), self._against(right)
        unknown = _one(_is_unknown(name))
        if isinstance(against, Attribute):
            unknown += _one(_is_unknown(against.name))
        return Literals(_one(Comparison(name, symbol, against)), _one(Comparison(name, negation, against)), unknown)

    def _among(self, left: Node, right: ListOf | Constant | Parameter) -> Literals | None:
        """Membership in a list whose members stand in the rule; None where only the answer can cross."""
        members = _members(right)
        if members is None or not all(map(self._crosses_alone, (left, *members))):
            return None
        if sum(1 if _is_written(member) else 3 for member in members) > MAX_WRITTEN:
            return None
        name = self._column(left)
        against = [self._against(member) for member in members]
        read = [name, *(member.name for member in against if isinstance(member, Attribute))]
        known = tuple(Comparison(attribute, "exists") for attribute in read)
        true = tuple((Comparison(name, "==", member), *known[1:]) for member in against)
        false = (*(Comparison(name, "!=", member) for member in against), *(known if not against else ()))
        unknown = tuple((_is_unknown(attribute),) for attribute in read)
        return Literals(true, (false,), unknown)

    def _crosses_alone(self, node: Node) -> bool:
        """Whether the term's value has a whole number whatever it is compared with."""
        if _is_written(node):
            value = value_of(node, {})
            return value is not None and whole(value, Alphabet(self._written)) is not None
        if node.type.kind is Kind.NUMBER:
            return isinstance(node, FactNode) or (isinstance(node, Apply) and node.operator.counts)
        return True

    def _against(self, node: Node) -> int | Attribute:
        if _is_written(node):
            value = value_of(node, {})
            number = None if value is None else whole(value, Alphabet(self._written))
            assert number is not None, node
            return number
        return Attribute(self._column(node))

    def _column(self, node: Node) -> str:
        return self._named(("value", node), lambda facts, alphabet: whole_of(node, facts, alphabet))

    def _present(self, node: Node) -> str:
        return self._named(("known", node), lambda facts, _: None if value_of(node, facts) is None else 1)

    def _named(self, key: object, column: _Column) -> str:
        name = self._names.get(key)
        if name is None:
            name = self._names[key] = f"a{len(self._names)}"
            self._columns[name] = column
        return name

    def _pair(self, left: Node, right: Node) -> tuple[str, str]:
        key = ("pair", left, right)
        name = self._names.get(key)
        if name is None:
            name = self._names[key] = f"a{len(self._names)}"
            self._pairs[name, f"b{name}"] = left, right
        return name, f"b{name}"


def _one(*tests: Comparison) -> Disjunction:
    return (tests,)


def _unknown(name: str) -> str:
    return f"x{name}"


def _is_unknown(name: str) -> Comparison:
    return Comparison(_unknown(name), "==", 1)


def _is_written(node: Node) -> bool:
    """Whether the value stands in the rules."""
    return isinstance(node, Constant) or (isinstance(node, Parameter) and node.value is not None)


def _members(node: ListOf | Constant | Parameter) -> tuple[Node, ...] | None:
    if isinstance(node, ListOf):
        return node.items
    item = node.type.item
    if not isinstance(node.value, tuple) or item is None:
        return None
    return tuple(Constant(value, item) for value in node.value)


def _texts(atom: Node) -> Iterator[str]:
    for node in walk(atom):
        if isinstance(node, Constant | Parameter):
            values = node.value if isinstance(node.value, tuple) else (node.value,)
            yield from (value for value in values if isinstance(value, str))
