"""Typed trees as Python source that reads each fact once and evaluates each test once.

The source holds nothing of the policy but numbered names: constants and fact names go in by reference, so no text
that somebody wrote into a rule is ever run.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import getcontext, setcontext
from fractions import Fraction
from functools import partial
from typing import Never

from afterschool_policy.engines.settled import is_plain, is_strict
from afterschool_policy.language.computation import divide, largest, member, not_member, smallest
from afterschool_policy.language.evaluate import value_of
from afterschool_policy.language.operators import OPERATORS, Operator
from afterschool_policy.language.tree import (
    Apply,
    Constant,
    Derived,
    Fact,
    Given,
    Known,
    ListOf,
    Node,
    Parameter,
    Presuming,
    Quantified,
    Table,
    Value,
    atoms_of,
    children,
    facts_of,
    is_connective,
    walk,
)
from afterschool_policy.values.numbers import CONTEXT, negated, settle


class UnsettledError(KeyError):
    """Known facts alone do not make a value after all: what they make is left to the definition."""


def _unsettled() -> Never:
    raise UnsettledError


@dataclass(slots=True)
class Names:
    """The global names of generated code: what goes in by reference."""

    values: dict[str, object] = field(default_factory=dict)

    def of(self, value: object) -> str:
        """A new name for a value."""
        name = f"k{len(self.values)}"
        self.values[name] = value
        return name


@dataclass(slots=True)
class FunctionBody:
    """The body of one function as it is written: local names of facts, and of tests and definitions, and the lines that
    fill them.

    One `of_decimals` is run in the decimal context of our own, and computes with the signs of Python.
    """

    names: Names
    facts: dict[str, str]
    tests: dict[Node, str] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)
    of_decimals: bool = False

    def keep(self, test: Node, source: str) -> str:
        """The local name that holds a test or definition from here on, where it is computed."""
        local = self.tests[test] = f"t{len(self.tests)}"
        self.lines.append(f"{local} = {source}")
        return local


def digit(atom: Node, body: FunctionBody) -> str:
    """An atom as a digit: 0 false, 1 true, 2 unknown. False and True, which equal 0 and 1, stand for them."""
    match atom:
        case Known(of=of):
            return f"1 if {guard(of, body)} else 2" if is_strict(of) else _by_walking(atom, body)
        case Given(facts=facts):
            guards = " or ".join(f"{body.facts[fact.name]} is not None" for fact in facts)
            return f"1 if {guards} else 2" if guards else "2"
        case Fact(name=name):
            return f"2 if {body.facts[name]} is None else {body.facts[name]}"
    if not is_strict(atom):
        return _by_walking(atom, body)
    value, all_known = term(atom, body), guard(atom, body)
    return f"{value} if {all_known} else 2" if all_known != "True" else value


def guard(node: Node, body: FunctionBody) -> str:
    """Whether all facts that a node reads are known."""
    return " and ".join(f"{body.facts[name]} is not None" for name in facts_of(node)) or "True"


def _by_walking(atom: Node, body: FunctionBody) -> str:
    """An atom that the generator does not know how to write is left to the definition."""

    def walk(*values: Value | None) -> int:
        facts = {name: value for name, value in zip(reads, values, strict=True) if value is not None}
        value = value_of(atom, facts)
        return 2 if value is None else 1 if value else 0

    reads = facts_of(atom)
    return f"{body.names.of(walk)}({', '.join(body.facts[name] for name in reads)})"


def share(trees: Iterable[Node], body: FunctionBody) -> None:
    """At the head of the function, each test that several places need."""
    needed = Counter(atom for tree in trees for atom in atoms_of(tree))
    for atom, times in needed.items():
        if times > 1 and not isinstance(atom, Fact | Given | Known):
            body.keep(atom, known(atom, body))


def unguarded(atom: Fact | Given | Known, names: Names) -> str:
    """An atom that may be unknown even here, as a digit: a fact by itself, or whether something is known."""
    if isinstance(atom, Fact):
        return f"facts.get({names.of(atom.name)}, 2)"
    return digit(atom, FunctionBody(names, {name: f"facts.get({names.of(name)})" for name in facts_of(atom)}))


def read_first(trees: Iterable[Node]) -> list[str]:
    """The facts to read at the head of the function: those that more than one test reads, and those that the members of
    a list are held against, which must be known even where the list is empty.
    """
    atoms = dict.fromkeys(atom for tree in trees for atom in atoms_of(tree))
    read = Counter(name for atom in atoms for name in facts_of(atom))
    within = (node.against for atom in atoms for node in walk(atom) if isinstance(node, Quantified))
    needed = {name for against in within for name in facts_of(against)}
    return [name for name, times in read.items() if times > 1 or name in needed]


def known(atom: Node, body: FunctionBody) -> str:
    """An atom whose facts are all known, as a digit."""
    return truth(atom, body) if is_plain(atom) else digit(atom, body)


def truth(tree: Node, body: FunctionBody) -> str:
    """A plain tree as true or false."""
    match tree:
        case Presuming(known=known):  # where all facts are known, nothing is presumed
            return truth(known, body)
        case Derived(body=inner) if inner is not None:
            return truth(inner, body)
        case Apply(operands=operands) if is_connective(tree):
            row, written = tree.operator, [truth(operand, body) for operand in operands]
            if row.asks_again:  # what is denied has to be looked into again
                return f"({written[0]} or {body.names.of(_unsettled)}())"
            source = row.source or ""
            return _joined(source, written) if row.is_junction else source.format(*written)
    return body.tests.get(tree) or term(tree, body)


def _joined(source: str, written: list[str]) -> str:
    """The operands of a junction, joined by halves: so their brackets nest no deeper than Python allows."""
    if len(written) == 1:
        return written[0]
    half = len(written) // 2
    return source.format(_joined(source, written[:half]), _joined(source, written[half:]))


def term(node: Node, body: FunctionBody, *, as_computed: bool = False) -> str:
    """A term whose facts are known, as an expression; a definition that has a name by its name.

    A number is in the form in which the definition has it, or `as_computed` in any.
    """
    match node:
        case Fact(name=name):
            return body.facts[name]
        case Constant(value=value) | Parameter(value=value):
            return body.names.of(value)
        case Derived(body=inner) if inner is not None:
            return body.tests.get(node) or term(inner, body, as_computed=as_computed)
        case ListOf(items=items):
            return f"({listed(term(item, body) for item in items)})"
        case Quantified():
            return _quantified(node, body)
        case Table():
            return _of_rows(node, body, _rest(node, body, as_computed=as_computed), as_computed=as_computed)
        case Apply(operands=(Apply(operands=sides) as inner,)) if (
            apply := node.operator.of_quotient
        ) is not None and inner.operator.apply is divide:
            return f"{body.names.of(apply)}({', '.join(term(side, body, as_computed=True) for side in sides)})"
        case Apply(operands=operands):
            return _applied(node.operator, operands, body, as_computed=as_computed)
    raise AssertionError(node)


_KEEP_THE_FORM = (smallest, largest, negated)
"""What gives a number in the form in which it takes it."""


def _applied(row: Operator, operands: Sequence[Node], body: FunctionBody, *, as_computed: bool) -> str:
    """An operator on its operands. The form of a number makes no difference to what compares, rounds or computes."""
    if row.of_decimals is not None and _is_by_sign(operands, body):
        written = row.of_decimals.format(*(term(operand, body, as_computed=True) for operand in operands))
        return written if as_computed else f"{body.names.of(settle)}({written})"
    in_any = row.by_order or row.rounds or (as_computed and row.apply in _KEEP_THE_FORM)
    each = [term(operand, body, as_computed=in_any) for operand in operands]
    if row.apply in (member, not_member) and isinstance(operands[1], Constant | Parameter):
        each[1] = body.names.of(frozenset(operands[1].value or ()))  # type: ignore[arg-type]  # only a list
    return _called(row, each, body.names)


def _is_by_sign(operands: Iterable[Node], body: FunctionBody) -> bool:
    """Whether these are computed with the signs of Python, which take no quotient beside a decimal."""
    return body.of_decimals and not any(map(_can_be_quotient, operands))


def _can_be_quotient(node: Node) -> bool:
    match node:
        case Constant(value=value) | Parameter(value=value):
            return isinstance(value, Fraction)
        case Apply(operands=operands) if node.operator.rounds:
            return any(map(_can_be_quotient, operands[1:]))
        case Apply() if node.operator.apply is divide:
            return True
    return any(map(_can_be_quotient, children(node)))


_OF_SETS: Mapping[tuple[object, object], tuple[str, str]] = {
    (any, member): ("isdisjoint", "(not {0}({1}))"),
    (all, not_member): ("isdisjoint", "{0}({1})"),
    (all, member): ("issuperset", "{0}({1})"),
    (any, not_member): ("issuperset", "(not {0}({1}))"),
}
"""How the members of a list are held against a fixed list, where sets do it at once."""


def _quantified(node: Quantified, body: FunctionBody) -> str:
    over, names = term(node.over, body), body.names
    row, test = OPERATORS[node.quantifier], OPERATORS[node.test]
    at_once = _OF_SETS.get((row.apply, test.apply))
    if at_once is not None and isinstance(node.against, Constant | Parameter):
        method, written = at_once
        fixed = frozenset(node.against.value or ())  # type: ignore[arg-type]  # the checker lets only a list stand here
        return written.format(names.of(getattr(fixed, method)), over)
    against = term(node.against, body)
    inner = _called(test, ["each", against], names)
    # A loop as a list: quicker here than a generator, and the lists are short.
    loop = f"[each for each in {over} if {inner}]" if row.selects else f"[{inner} for each in {over}]"
    return _called(row, [loop], names)


def value_or_none(node: Node, body: FunctionBody) -> str:
    """A computable node as an expression: None for a table of which no row holds."""
    match node:
        case Derived(body=inner) if inner is not None and node not in body.tests:
            return value_or_none(inner, body)
        case Table(otherwise=None):
            return _of_rows(node, body, body.names.of(node.hit.empty), as_computed=False)
    return term(node, body)


def _rest(node: Table, body: FunctionBody, *, as_computed: bool) -> str:
    """What a table comes to of which no row holds."""
    if node.otherwise is not None:
        return term(node.otherwise.value, body, as_computed=as_computed)
    return f"{body.names.of(_unsettled)}()" if node.hit.empty is None else body.names.of(node.hit.empty)


def _of_rows(node: Table, body: FunctionBody, rest: str, *, as_computed: bool) -> str:
    """A table whose value is known once its facts are: the first row that holds, or what all make together."""
    added_up = _is_added_up(node, body, as_computed=as_computed)
    in_any = added_up or (as_computed and not node.hit.lists)
    rows = [(truth(row.when, body), term(row.value, body, as_computed=in_any)) for row in node.rows]
    if node.hit.combine is None:
        return "(" + "".join(f"{value} if {holds} else " for holds, value in rows) + f"{rest})"
    if added_up:
        written = f"sum(({listed(f'{value} if {holds} else 0' for holds, value in rows)}))"
        return written if as_computed else f"{body.names.of(settle)}({written})"
    held = "".join(f"*(({value},) if {holds} else ()), " for holds, value in rows)
    return f"{body.names.of(partial(_together, node.hit.combine))}(({held}), {rest})"


def _is_added_up(node: Table, body: FunctionBody, *, as_computed: bool) -> bool:
    """Whether the rows of a table that hold are added up with the sign of Python: where none does, to nought.

    One that holds alone is added to none, and its value stays in the form that the definition has it in.
    """
    values = [row.value for row in node.rows]
    by_sign = node.hit.adds and node.otherwise is None and _is_by_sign(values, body)
    return by_sign and (as_computed or all(map(_is_plainest, values)))


def _is_plainest(node: Node) -> bool:
    """Whether the definition has a number in its plainest form: it computes it."""
    match node:
        case Constant(value=value) | Parameter(value=value):
            return isinstance(value, int)
        case Derived(body=inner) if inner is not None:
            return _is_plainest(inner)
        case Table(every_row=rows):
            return all(_is_plainest(row.value) for row in rows)
    return isinstance(node, Apply) and (node.operator.of_decimals is not None or node.operator.counts)


def _together(combine: Callable[..., object], held: tuple[object, ...], rest: object) -> object:
    """What the values of all rows that hold make together; a function, as no loop takes a name given within it."""
    return combine(held) if held else rest


_OF_SEVERAL: Mapping[object, Callable[..., object]] = {smallest: min, largest: max}
"""What does the same of several values, where an operator also takes one list."""


def _called(row: Operator, written: list[str], names: Names) -> str:
    of_several = _OF_SEVERAL.get(row.apply)
    if of_several is not None and len(written) > 1:
        return f"{names.of(of_several)}({', '.join(written)})"
    return row.source.format(*written) if row.source is not None else f"{names.of(row.apply)}({', '.join(written)})"


def has_arithmetic(node: Node) -> bool:
    """Whether anything below is computed with the signs of Python in a function `of_decimals`."""
    return any(
        part.operator.of_decimals is not None if isinstance(part, Apply) else isinstance(part, Table) and part.hit.adds
        for part in walk(node)
    )


def in_own_context(lines: Iterable[str], names: Names) -> list[str]:
    """Lines that compute with the signs of Python, run in the decimal context that rounds nothing: a caller's may."""
    names.values |= {"getcontext": getcontext, "setcontext": setcontext, "OWN": CONTEXT}
    return [
        "before = getcontext()",
        "setcontext(OWN)",
        "try:",
        *(f"    {line}" for line in lines),
        "finally:",
        "    setcontext(before)",
    ]


def function(name: str, lines: Iterable[str], result: str) -> list[str]:
    """The lines of a function of the facts."""
    return [f"def {name}(facts):", *(f"    {line}" for line in lines), f"    return {result}"]


def falling_back(name: str, lines: Sequence[str], result: str, instead: str) -> list[str]:
    """The same of one whose lines read every fact as known: where one is not, or all are not enough, another result."""
    if not lines:
        return function(name, lines, result)
    return function(
        name, ["try:", *(f"    {line}" for line in lines), "except KeyError:", f"    return {instead}"], result
    )


def listed(expressions: Iterable[str]) -> str:
    """Expressions as the members of a tuple."""
    return "".join(f"{expression}, " for expression in expressions)
