"""What the rules of a question compute, as generated functions of the facts.

Where all that is read is known, one function gives the amounts and values of all rules that speak, each definition
worked out once; of very many rules a few functions do. Else a function for each rule gives those whose facts are known;
the rest, and what can be without a value though every fact is known, is left to the definition.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Inexact
from functools import partial
from itertools import compress

from afterschool_policy.cache import Cache, once
from afterschool_policy.engines import source
from afterschool_policy.engines.settled import is_computable, is_definition
from afterschool_policy.engines.source import FunctionBody, Names
from afterschool_policy.language.tree import (
    Derived,
    Fact,
    Node,
    Quantified,
    Table,
    Value,
    children,
    facts_of,
    is_connective,
    presumes,
)
from afterschool_policy.semantics.outputs import Computed, ComputedOf
from afterschool_policy.semantics.question import Question, outputs

Flags = tuple[bool, ...]
"""Of each rule that computes something, whether it is asked for."""

TOGETHER = 32
"""Of more rules that compute something no function is made at once: most of them mostly have nothing to tell."""

DEEP = 20
"""Of a definition with more levels below it the value gets a name: half as many as an expression may have."""


class GeneratedOutputs:
    """What the rules of a question compute. The functions are compiled when a rule first has something to tell."""

    def __init__(self, question: Question) -> None:
        nodes = [(place, list(outputs(rule))) for place, rule in enumerate(question.rules)]
        computing = [each for each in nodes if each[1]]
        self._parts = [
            _Together(dict(computing[first : first + TOGETHER])) for first in range(0, len(computing), TOGETHER)
        ]
        self._of_rules: Cache[tuple[int, ...], ComputedOf] = Cache(self._function)

    def __call__(self, places: tuple[int, ...]) -> ComputedOf:
        """Amounts, then values, of the rules at some places, which ascend; None for what is left to the definition."""
        return self._of_rules[places]

    def _function(self, places: tuple[int, ...]) -> ComputedOf:
        among = frozenset(places)
        asked = [(part, tuple(map(among.__contains__, part.nodes))) for part in self._parts]
        parts = [partial(part.all_known, flags) for part, flags in asked if any(flags)]
        return parts[0] if len(parts) == 1 else lambda facts: [value for part in parts for value in part(facts)]


class _Together:
    """Some of the rules of a question, which one function computes; `nodes` are what each computes, by its place."""

    def __init__(self, nodes: Mapping[int, Sequence[Node]]) -> None:
        self.nodes = nodes
        self._of_rule: Cache[int, ComputedOf] = Cache(lambda place: _of_rule(nodes[place]))

    @once
    def all_known(self) -> Callable[[Flags, Mapping[str, Value]], Computed]:
        """The function for facts that are all known, without a guard, which else takes the rules one by one."""
        names = Names({"one_by_one": self._one_by_one, "Inexact": Inexact})
        lines = _all_known(list(self.nodes.values()), names)
        exec(compile("\n".join(lines), "<generated outputs>", "exec"), names.values)
        return names.values["computed"]  # type: ignore[return-value]  # as the source defines it

    def _one_by_one(self, asked: Flags, facts: Mapping[str, Value]) -> Computed:
        return [value for place in compress(self.nodes, asked) for value in self._of_rule[place](facts)]


# ------------------------------------------------------------------------------------------------ where all is known
def _all_known(rules: Sequence[Sequence[Node]], names: Names) -> list[str]:
    """The lines of the function for facts that are all known: a block for each definition and for each rule."""
    flags = [f"s{number}" for number in range(len(rules))]
    lines = [f"[{source.listed(flags)}] = asked", "found = []"]
    named: dict[Node, str] = {}
    below = list(map(_definitions, rules))
    for definition in _named(rules):
        asking = [flag for flag, definitions in zip(flags, below, strict=True) if definition in definitions]
        body = _block([definition], named, names)
        body.keep(definition, source.term(definition, body))
        lines += [f"if {' or '.join(asking)}:", *_indented(body.lines)]
    for flag, nodes in zip(flags, rules, strict=True):
        body = _block(list(filter(is_computable, nodes)), named, names)
        values = [source.value_or_none(node, body) if is_computable(node) else "None" for node in nodes]
        lines += [f"if {flag}:", *_indented([*body.lines, f"found += ({source.listed(values)})"])]
    lines = ["try:", *_indented([*lines, "return found"]), "except (KeyError, Inexact):", "    pass"]
    if any(source.has_arithmetic(node) for nodes in rules for node in nodes):
        lines = source.in_own_context(lines, names)
    return ["def computed(asked, facts):", *_indented([*lines, "return one_by_one(asked, facts)"])]


def _named(rules: Sequence[Sequence[Node]]) -> list[Node]:
    """The definitions that get a name, each after those that it rests on itself.

    They are read in more than one place; or so much stands below them that written out where they are read they would
    nest deeper than Python allows, as in a chain of definitions.
    """
    places: Counter[Node] = Counter()

    def height(node: Node) -> int:
        """How deep what is below is written out."""
        defines = is_definition(node)
        if defines:
            places[node] += 1
            if places[node] > 1:
                return 0
        found = 1 + max(map(height, children(node)), default=0)
        if defines and found > DEEP:
            places[node] += 1
            return 0
        return found

    nodes = [node for each in rules for node in each if is_computable(node)]
    for node in nodes:
        height(node)
    return [definition for definition in _definitions(nodes) if places[definition] > 1]


def _block(nodes: Sequence[Node], named: dict[Node, str], names: Names) -> FunctionBody:
    """Where some nodes are computed. What only some rows need is read there, as it can be unknown where none holds."""
    within = [node for each in nodes for node in _within(each, named)]
    read = Counter(node.name for node in within if isinstance(node, Fact))
    surely = {node.name for each in nodes for node in _within(each, named, surely=True) if isinstance(node, Fact)}
    needed = {name for node in within for name in _needed(node)}
    first = [name for name, times in read.items() if name in needed or (times > 1 and name in surely)]
    facts = {name: f"facts[{names.of(name)}]" for name in read}
    local = {name: f"f{place}" for place, name in enumerate(first)}
    reading = [f"{local[name]} = {facts[name]}" for name in first]
    return FunctionBody(names, {**facts, **local}, named, reading, of_decimals=True)


def _within(node: Node, named: Mapping[Node, str], *, surely: bool = False) -> Iterator[Node]:
    """The node and all below it, but for definitions that have a name; or what is `surely` looked at."""
    if isinstance(node, Derived) and node in named:
        return
    yield node
    below = children(node)
    for child in below[:1] if surely and (isinstance(node, Table) or is_connective(node)) else below:
        yield from _within(child, named, surely=surely)


def _needed(node: Node) -> Iterator[str]:
    """The facts that have to be known even where the value can be worked out without.

    They are what a list is held against, and what a row reads of which something can be presumed: that is told.
    """
    match node:
        case Quantified(against=against):
            yield from facts_of(against)
        case Table(rows=rows):
            yield from (name for row in rows if presumes(row.when) for name in facts_of(row.when))


def _indented(lines: Iterable[str]) -> list[str]:
    return [f"    {line}" for line in lines]


# -------------------------------------------------------------------------------------------- where something is open
def _of_rule(nodes: Sequence[Node]) -> ComputedOf:
    """The function that gives those of a rule whose facts are known; none where a definition may be unsettled."""
    names, read = (
        Names(),
        dict.fromkeys(name for node in nodes if is_computable(node) for name in facts_of(node)),
    )
    body = FunctionBody(names, {name: f"f{place}" for place, name in enumerate(read)}, lines=["get = facts.get"])
    body.lines += [f"{local} = get({names.of(name)})" for name, local in body.facts.items()]
    for definition in _definitions(nodes):
        body.keep(definition, _where_known(definition, source.term(definition, body), body))
    values = (
        _where_known(node, source.value_or_none(node, body), body) if is_computable(node) else "None" for node in nodes
    )
    nothing = names.of((None,) * len(nodes))
    lines = source.falling_back("computed", [*body.lines, f"found = ({source.listed(values)})"], "found", nothing)
    exec(compile("\n".join(lines), "<generated outputs>", "exec"), names.values)
    return names.values["computed"]  # type: ignore[return-value]  # as the source defines it


def _where_known(node: Node, value: str, body: FunctionBody) -> str:
    return f"{value} if {source.guard(node, body)} else None"


# --------------------------------------------------------------------------------------------------------- definitions
def _definitions(nodes: Sequence[Node]) -> dict[Node, None]:
    """The definitions that the nodes rest on, each once and after those that it rests on itself."""
    return dict.fromkeys(part for node in nodes if is_computable(node) for part in _upward(node) if is_definition(part))


def _upward(node: Node) -> Iterator[Node]:
    """The node and all below it, each after what is below it."""
    for child in children(node):
        yield from _upward(child)
    yield node
