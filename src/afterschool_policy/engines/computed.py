"""What the rules of a question compute, as generated functions of the facts.

A function for each rule gives all its amounts and values at once. Where a fact is unknown it gives those that do not
read it; the rest, and what can be without a value though every fact is known, is left to the definition.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from afterschool_policy.cache import Cache
from afterschool_policy.engines import source
from afterschool_policy.engines.source import FunctionBody, Names
from afterschool_policy.language.tree import Node, Value, children, facts_of
from afterschool_policy.semantics.outputs import Computed
from afterschool_policy.semantics.question import Question, outputs


class GeneratedOutputs:
    """What the rules of a question compute. A rule is compiled when it first has something to tell."""

    def __init__(self, question: Question) -> None:
        self._rules = question.rules
        self._functions: Cache[int, Callable[[Mapping[str, Value]], Computed]] = Cache(
            self._compiled, bound=len(question.rules) + 1
        )

    def __call__(self, place: int, facts: Mapping[str, Value]) -> Computed:
        """Amounts, then values, of the rule at a place; None for what is left to the definition."""
        return self._functions[place](facts)

    def _compiled(self, place: int) -> Callable[[Mapping[str, Value]], Computed]:
        nodes, names = list(outputs(self._rules[place])), Names()
        lines = [*_with_unknowns(nodes, names), *_all_known(nodes, names)]
        exec(compile("\n".join(lines), "<generated outputs>", "exec"), names.values)
        return names.values["computed"]  # type: ignore[return-value]  # as the source defines it


def _with_unknowns(nodes: Sequence[Node], names: Names) -> list[str]:
    """The function that gives those whose facts are known; none where a definition that they may need is unsettled."""
    local = _facts(nodes)
    body = FunctionBody(names, local, lines=["get = facts.get"])
    body.lines += [f"{fact} = get({names.of(name)})" for name, fact in local.items()]
    for definition in _definitions(nodes):
        body.keep(definition, _where_known(definition, source.term(definition, body), body))
    values = (
        _where_known(node, source.value_or_none(node, body), body) if source.is_computable(node) else "None"
        for node in nodes
    )
    nothing = names.of((None,) * len(nodes))
    return source.falling_back("computed_with_unknowns", [*body.lines, _found(values)], "found", nothing)


def _where_known(node: Node, value: str, body: FunctionBody) -> str:
    return f"{value} if {source.guard(node, body)} else None"


def _all_known(nodes: Sequence[Node], names: Names) -> list[str]:
    """The function for facts that are all known, without a guard; it falls back where one is not."""
    local = _facts(nodes)
    body = FunctionBody(names, local, lines=[f"{fact} = facts[{names.of(name)}]" for name, fact in local.items()])
    for definition in _definitions(nodes):
        body.keep(definition, source.term(definition, body))
    values = (source.value_or_none(node, body) if source.is_computable(node) else "None" for node in nodes)
    instead = "computed_with_unknowns(facts)"
    return source.falling_back("computed", [*body.lines, _found(values)], "found", instead)


def _found(values: Iterable[str]) -> str:
    return f"found = ({source.listed(values)})"


def _facts(nodes: Sequence[Node]) -> dict[str, str]:
    """The facts that are read, with the local name of each."""
    read = dict.fromkeys(name for node in nodes if source.is_computable(node) for name in facts_of(node))
    return {name: f"f{place}" for place, name in enumerate(read)}


def _definitions(nodes: Sequence[Node]) -> dict[Node, None]:
    """The definitions that the nodes rest on, each once and after those that it rests on itself."""
    return dict.fromkeys(
        part for node in nodes if source.is_computable(node) for part in _upward(node) if source.is_definition(part)
    )


def _upward(node: Node) -> Iterator[Node]:
    """The node and all below it, each after what is below it."""
    for child in children(node):
        yield from _upward(child)
    yield node
