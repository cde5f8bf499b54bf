"""Takes a question; gives the two functions that compute it: its outline, and the truths of all its atoms.

The outline is found in two steps of look-ups. Each tree of the rules becomes a code, what is known and presumed of it;
the codes of all trees lead to the outline. What the tables hold comes from the one definition of meaning, and where the
codes do not settle it, the truths of all atoms lead to the whole verdict.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from operator import itemgetter

from afterschool_policy.engines import source
from afterschool_policy.engines.source import Body, Names
from afterschool_policy.engines.tables import Table
from afterschool_policy.language.tree import Node, Value, atoms_of, facts_of
from afterschool_policy.program.meaning import State, state_of
from afterschool_policy.program.question import Question, trees
from afterschool_policy.program.settle import Outline, Settler, Verdict
from afterschool_policy.values.truth import Truth

Signature = tuple[int, ...]
Facts = Mapping[str, Value]

_FALSE, _TRUE, _UNKNOWN = Truth
_STATES: tuple[State, ...] = (
    (_FALSE, _FALSE), (_TRUE, _TRUE), (_UNKNOWN, _UNKNOWN), (_UNKNOWN, _FALSE), (_UNKNOWN, _TRUE),
)  # fmt: skip
"""The states that a tree can be in; its code is the place here, which for a known one is its truth."""


class Generated:
    """A question as functions: `outline(facts)` and `signature(facts)`, with the table of its verdicts."""

    def __init__(self, question: Question) -> None:
        self.question = question
        settler = Settler(question)
        written = [list(trees(asked)) for asked in question.rules]
        self._trees = list(dict.fromkeys(tree for each in written for tree in each))
        place_of = {tree: place for place, tree in enumerate(self._trees)}
        codes_of = [[place_of[tree] for tree in each] for each in written]

        def outline(codes: Signature) -> Outline | None:
            return settler.outline([[_STATES[codes[place]] for place in places] for places in codes_of])

        self.verdicts: Table[Signature, Verdict] = Table(lambda found: settler.verdict(tuple(map(Truth, found))))
        self._outlines: Table[Signature, Outline | None] = Table(outline)
        names = Names()
        names.values |= {"outlines": self._outlines, "verdicts": self.verdicts}
        lines = [*self._careful(names), *self._quick(names)]
        exec(compile("\n".join(lines), "<generated tests>", "exec"), names.values)
        self.outline: Callable[[Facts], Outline | Verdict] = names.values["outline"]  # type: ignore[assignment]
        self.signature: Callable[[Facts], Signature] = names.values["signature"]  # type: ignore[assignment]

    def _careful(self, names: Names) -> list[str]:
        """Functions that look at each fact before it is used; `outline` is the first of two of that name."""
        facts = dict.fromkeys(name for atom in self.question.atoms for name in facts_of(atom))
        body = Body(names, {name: f"f{place}" for place, name in enumerate(facts)})
        body.lines += ["get = facts.get", *(f"{local} = get({names.of(name)})" for name, local in body.facts.items())]
        for atom in self.question.atoms:
            body.keep(atom, source.digit(atom, body))
        signature = _listed(body.tests.values())
        codes = _listed(self._code(tree, body) for tree in self._trees)
        return [
            *_function("signature", body.lines, f"({signature})"),
            *_function("careful", body.lines, f"outlines[({codes})] or verdicts[({signature})]"),
            "outline = careful",
        ]

    def _quick(self, names: Names) -> list[str]:
        """The function for the case that every fact is known, which tests without a guard."""
        facts = dict.fromkeys(name for tree in self._trees for name in facts_of(tree))
        if not facts:
            return []
        body = Body(names, {name: f"f{place}" for place, name in enumerate(facts)})
        source.share(self._trees, body)
        codes: list[str] = []
        for tree in self._trees:
            if source.is_plain(tree):
                codes.append(source.truth(tree, body))
                continue
            for atom in atoms_of(tree):
                if atom not in body.tests:
                    body.keep(atom, source.digit(atom, body))
            codes.append(self._code(tree, body))
        names.values["pick"] = itemgetter(*facts)
        head = ["try:", f"    {', '.join(body.facts.values())} = pick(facts)", "except KeyError:"]
        lines = [*head, "    return careful(facts)", *body.lines]
        return _function("outline", lines, f"outlines[({_listed(codes)})] or careful(facts)")

    def _code(self, tree: Node, body: Body) -> str:
        """The code of a tree, looked up by the digits of its atoms."""
        if tree in body.tests:
            return body.tests[tree]
        atoms = list(atoms_of(tree))
        reads = list(dict.fromkeys(body.tests[atom] for atom in atoms))
        place_of = {id(atom): reads.index(body.tests[atom]) for atom in atoms}

        def code(digits: Signature) -> int:
            return _STATES.index(state_of(tree, lambda atom: Truth(digits[place_of[id(atom)]])))

        if not reads:
            return str(code(()))
        if len(reads) == 1:
            return f"{body.names.of(tuple(code((each,)) for each in Truth))}[{reads[0]}]"
        return f"{body.names.of(Table(code))}[{', '.join(reads)}]"


def _function(name: str, lines: list[str], result: str) -> list[str]:
    return [f"def {name}(facts):", *(f"    {line}" for line in lines), f"    return {result}"]


def _listed(sources: object) -> str:
    return "".join(f"{each}, " for each in sources)  # type: ignore[attr-defined]
