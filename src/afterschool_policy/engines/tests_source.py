"""The trees of some rules, and the single tests below them, as generated functions of the facts.

A function is written twice: for facts that are all known, without a guard, and with a guard for each, to which the
first falls back where one is not.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal

from afterschool_policy.cache import Cache
from afterschool_policy.engines import source
from afterschool_policy.engines.settled import is_plain
from afterschool_policy.engines.source import FunctionBody, Names, falling_back, function, listed
from afterschool_policy.language.tree import Fact, Given, Known, Node, Value, atoms_of, facts_of
from afterschool_policy.semantics.conclusion import STATES, state_of
from afterschool_policy.values.truth import Truth

Signature = tuple[int, ...]

OfFacts = Callable[[Mapping[str, Value]], Any]
"""What it gives stands in the source that it is compiled from."""


class TestsSource:
    """Trees, and the atoms below them: what functions are made of that read them off the facts.

    They read `codes`, those of the trees (`STATES`), or `digits`, the truths of the atoms.
    """

    __test__ = False  # to pytest

    def __init__(self, trees: Sequence[Node], atoms: Sequence[Node]) -> None:
        self._trees = trees
        self._atoms = atoms

    def compiled(
        self, reads: Literal["codes", "digits"], result: str, with_unknowns: str, tables: Mapping[str, object]
    ) -> OfFacts:
        """A function that gives a `result` made of what it reads, its `key`, and of tables by their names.

        `with_unknowns` is the result where a fact is unknown, made of `{codes}` and `{digits}`; the first may leave it
        to `guarded(facts)`, too.
        """
        names = Names({**tables})
        lines = [*self._guarded(names, with_unknowns), *self._all_known(names, reads, result)]
        exec(compile("\n".join(lines), "<generated tests>", "exec"), names.values)
        return names.values["told"]  # type: ignore[return-value]  # as the source defines it

    def _guarded(self, names: Names, result: str) -> list[str]:
        """The function that tests whether each fact is known before it is used."""
        facts = dict.fromkeys(name for atom in self._atoms for name in facts_of(atom))
        body = FunctionBody(names, {name: f"f{place}" for place, name in enumerate(facts)})
        body.lines += ["get = facts.get", *(f"{local} = get({names.of(name)})" for name, local in body.facts.items())]
        for atom in self._atoms:
            body.keep(atom, source.digit(atom, body))
        digits = listed(body.tests.values())
        codes = listed(_code(tree, body) for tree in self._trees) if "{codes}" in result else ""
        return function("guarded", body.lines, result.format(codes=f"({codes})", digits=f"({digits})"))

    def _all_known(self, names: Names, reads: Literal["codes", "digits"], result: str) -> list[str]:
        """The function for facts that are all known, without a guard; it falls back where one is not."""
        first = source.read_first(self._trees)
        read = {name: f"facts[{names.of(name)}]" for atom in self._atoms for name in facts_of(atom)}
        local = {name: f"f{place}" for place, name in enumerate(first)}
        body = FunctionBody(names, {**read, **local}, lines=[f"{local[name]} = {read[name]}" for name in first])
        alone: dict[Node, str] = {
            atom: source.unguarded(atom, names)
            for atom in self._atoms
            if isinstance(atom, Given | Known) or (isinstance(atom, Fact) and atom.name not in first)
        }
        source.share(self._trees, body)
        if reads == "codes":
            key = listed(alone.get(tree) or _code_all_known(tree, body) for tree in self._trees)
        else:
            key = listed(alone.get(atom) or source.known(atom, body) for atom in self._atoms)
        return falling_back("told", [*body.lines, f"key = ({key})"], result, "guarded(facts)")


def _code_all_known(tree: Node, body: FunctionBody) -> str:
    """A plain tree is its own code; any other is looked up."""
    if tree in body.tests:
        return body.tests[tree]
    if is_plain(tree):
        return source.truth(tree, body)
    for atom in atoms_of(tree):
        if atom not in body.tests:
            body.keep(atom, source.known(atom, body))
    return _code(tree, body)


def _code(tree: Node, body: FunctionBody) -> str:
    """The code of a tree, looked up by the digits of its atoms."""
    if tree in body.tests:
        return body.tests[tree]
    atoms = list(atoms_of(tree))
    reads = list(dict.fromkeys(body.tests[atom] for atom in atoms))
    place_of = {id(atom): reads.index(body.tests[atom]) for atom in atoms}

    def code(digits: Signature) -> int:
        return STATES.index(state_of(tree, lambda atom: Truth(digits[place_of[id(atom)]])))

    if not reads:
        return str(code(()))
    if len(reads) == 1:
        return f"{body.names.of(tuple(code((truth,)) for truth in Truth))}[{reads[0]}]"
    return f"{body.names.of(Cache(code))}[{', '.join(reads)}]"
