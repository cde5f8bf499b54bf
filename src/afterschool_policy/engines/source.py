"""Takes the atoms of a question; gives Python that computes them all, reading each fact once.

The source holds nothing of the policy but numbered names: constants and fact names go in by reference, so no text
that somebody wrote into a rule is ever run.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from operator import itemgetter

from afterschool_policy.language.evaluate import value_of
from afterschool_policy.language.operators import OPERATORS, Role
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
    Quantified,
    Value,
    facts_of,
)
from afterschool_policy.values.types import Kind

Signature = tuple[int, ...]
Tests = Callable[[Mapping[str, Value]], Signature]


@dataclass(slots=True)
class _Writer:
    """The source as it grows: local names for facts, global names for constants."""

    locals: dict[str, str] = field(default_factory=dict)
    names: dict[str, object] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)

    def fact(self, name: str) -> str:
        if name not in self.locals:
            local = self.locals[name] = f"f{len(self.locals)}"
            self.lines.append(f"    {local} = get({self.constant(name)})")
        return self.locals[name]

    def constant(self, value: object) -> str:
        name = f"k{len(self.names)}"
        self.names[name] = value
        return name


def tests_of(atoms: tuple[Node, ...]) -> Tests:
    """A function from known facts to the truth of each atom: 0 false, 1 true, 2 unknown.

    Two functions are written: one for the case that every fact is known, which tests without a guard, and one that
    looks at each fact before it is used. False and True are equal to 0 and 1, so both make the same signatures.
    """
    careful = _Writer()
    written = [_atom(atom, careful) for atom in atoms]
    names = list(careful.locals)
    quick = _Writer(locals=dict(careful.locals), names=careful.names)
    plain = [_value(atom, quick) if _is_strict(atom) else _atom(atom, quick) for atom in atoms]
    picked = ", ".join(careful.locals.values())
    lines = ["def careful(facts):", "    get = facts.get", *careful.lines, f"    return ({_listed(written)})"]
    if len(names) > 1:
        careful.names["pick"] = itemgetter(*names)
        lines += [
            "def tests(facts):",
            "    try:",
            f"        {picked} = pick(facts)",
            "    except KeyError:",
            "        return careful(facts)",
            f"    return ({_listed(plain)})",
        ]
    exec(compile("\n".join(lines), "<generated tests>", "exec"), careful.names)
    made: Tests = careful.names["tests" if len(names) > 1 else "careful"]  # type: ignore[assignment]
    return made


def _listed(sources: list[str]) -> str:
    return "".join(f"{source}, " for source in sources)


def _atom(atom: Node, writer: _Writer) -> str:
    match atom:
        case Known(of=of):
            return f"1 if {_guard(of, writer)} else 2" if _is_strict(of) else _by_walking(atom, writer)
        case Given(facts=facts):
            told = " or ".join(f"{writer.fact(fact.name)} is not None" for fact in facts)
            return f"1 if {told} else 2" if told else "2"
        case Fact(name=name):
            local = writer.fact(name)
            return f"2 if {local} is None else {local}"
    if not _is_strict(atom):
        return _by_walking(atom, writer)
    value, guard = _value(atom, writer), _guard(atom, writer)
    return f"{value} if {guard} else 2" if guard != "True" else value


def _guard(node: Node, writer: _Writer) -> str:
    return " and ".join(f"{writer.fact(name)} is not None" for name in facts_of(node)) or "True"


def _by_walking(atom: Node, writer: _Writer) -> str:
    """An atom that the generator does not know how to write is left to the definition."""
    walk = writer.constant(lambda facts: _digit(value_of(atom, facts)))
    return f"{walk}(facts)"


def _digit(value: Value | None) -> int:
    return 2 if value is None else 1 if value else 0


def _is_strict(node: Node) -> bool:
    """Whether the node is unknown exactly where one of its facts is unknown, so that one guard serves it."""
    match node:
        case Fact() | Constant():
            return True
        case Parameter(value=value):
            return value is not None
        case Derived(body=body, type=type_):
            return body is not None and type_.kind is not Kind.BOOLEAN and _is_strict(body)
        case ListOf(items=items):
            return all(_is_strict(each) for each in items)
        case Quantified(over=over, against=against):
            return _is_strict(over) and _is_strict(against)
        case Apply(operands=operands):
            row = node.operator
            total = not row.partial or (row.symbol in ("min", "max") and len(operands) > 1)
            return row.role is not Role.CONNECTIVE and total and all(_is_strict(each) for each in operands)
    return False


def _value(node: Node, writer: _Writer) -> str:
    match node:
        case Fact(name=name):
            return writer.fact(name)
        case Constant(value=value) | Parameter(value=value):
            return writer.constant(value)
        case Derived(body=body) if body is not None:
            return _value(body, writer)
        case ListOf(items=items):
            return "(" + "".join(f"{_value(each, writer)}, " for each in items) + ")"
        case Quantified():
            return _quantified(node, writer)
        case Apply(operands=operands):
            written = [_value(each, writer) for each in operands]
            row = node.operator
            if row.symbol in ("in", "not in") and isinstance(operands[1], Constant | Parameter):
                written[1] = writer.constant(frozenset(operands[1].value or ()))  # type: ignore[arg-type]
            if row.source is not None:
                return row.source.format(*written)
            return f"{writer.constant(row.apply)}({', '.join(written)})"
    raise AssertionError(node)


def _quantified(node: Quantified, writer: _Writer) -> str:
    over, against = _value(node.over, writer), _value(node.against, writer)
    test = OPERATORS[node.test].source
    assert test is not None, node.test
    inner = test.format("each", against)
    if node.quantifier == "those":
        return f"tuple([each for each in {over} if {inner}])"
    # A loop as a list: quicker here than a generator, and the lists are short.
    return f"{node.quantifier}([{inner} for each in {over}])"
