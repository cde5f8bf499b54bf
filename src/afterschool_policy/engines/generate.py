"""A question as two generated functions: its outline and its verdict. What it computes stands beside, rule by rule.

The outline is found in two look-ups. Each tree of the rules becomes a code, what is known and presumed of it; the codes
of all trees lead to the outline. What the caches hold comes from the one definition of meaning, and where the codes do
not settle the outcome, the truths of all atoms lead to the whole verdict.
"""

from __future__ import annotations

from afterschool_policy.cache import BOUND, Cache
from afterschool_policy.engines import source
from afterschool_policy.engines.computed import GeneratedOutputs
from afterschool_policy.engines.protocol import OutlineOf, VerdictOf
from afterschool_policy.engines.rule_trees import RuleTrees
from afterschool_policy.engines.settled import is_plain
from afterschool_policy.engines.source import FunctionBody, Names, falling_back, function, listed
from afterschool_policy.language.tree import Fact, Given, Known, Node, atoms_of, facts_of
from afterschool_policy.semantics.conclusion import STATES, state_of
from afterschool_policy.semantics.outline import Outline
from afterschool_policy.semantics.question import Question
from afterschool_policy.semantics.verdict import Verdict, Verdicts
from afterschool_policy.values.truth import Truth

Signature = tuple[int, ...]

_MOST_KEPT = 400_000
"""So many findings are kept in the answers of one question, all together."""


class Generated:
    """A question as functions of its facts, each with a cache of its answers."""

    def __init__(self, question: Question) -> None:
        self.question = question
        self.computing = GeneratedOutputs(question)
        verdicts, rule_trees = question.once(Verdicts), RuleTrees.of(question)
        self._trees = rule_trees.each

        def outline(codes: Signature) -> Outline | None:
            made = rule_trees.outline(codes)
            # Where it is open which rules tell what they compute, the verdict tells, which is then looked up at once.
            return None if made is not None and made.speaking is None else made

        def verdict(signature: Signature) -> Verdict:
            return verdicts.verdict(tuple(map(Truth, signature)))

        # Of many rules fewer answers are kept, as each is that much longer, and combinations hardly come again.
        bound = min(BOUND, _MOST_KEPT // max(1, len(question.rules)))
        names = Names({"outlines": Cache(outline, bound=bound), "verdicts": Cache(verdict, bound=bound)})
        lines = [*self._with_unknowns(names), *self._all_known(names)]
        exec(compile("\n".join(lines), "<generated tests>", "exec"), names.values)
        self.outline: OutlineOf = names.values["outline"]  # type: ignore[assignment]  # as the source defines it
        self.verdict: VerdictOf = names.values["verdict"]  # type: ignore[assignment]  # as the source defines it

    def _with_unknowns(self, names: Names) -> list[str]:
        """The functions that test whether each fact is known before it is used."""
        facts = dict.fromkeys(name for atom in self.question.atoms for name in facts_of(atom))
        body = FunctionBody(names, {name: f"f{place}" for place, name in enumerate(facts)})
        body.lines += ["get = facts.get", *(f"{local} = get({names.of(name)})" for name, local in body.facts.items())]
        for atom in self.question.atoms:
            body.keep(atom, source.digit(atom, body))
        signature = listed(body.tests.values())
        codes = listed(self._code(tree, body) for tree in self._trees)
        return [
            *function("verdict_with_unknowns", body.lines, f"verdicts[({signature})]"),
            *function("outline_with_unknowns", body.lines, f"outlines[({codes})] or verdicts[({signature})]"),
            "verdict, outline = verdict_with_unknowns, outline_with_unknowns",
        ]

    def _all_known(self, names: Names) -> list[str]:
        """The functions for facts that are all known, without a guard; they fall back where one is not."""
        first = source.read_first(self._trees)
        read = {name: f"facts[{names.of(name)}]" for atom in self.question.atoms for name in facts_of(atom)}
        local = {name: f"f{place}" for place, name in enumerate(first)}
        body = FunctionBody(names, {**read, **local}, lines=[f"{local[name]} = {read[name]}" for name in first])
        alone: dict[Node, str] = {
            atom: source.unguarded(atom, names)
            for atom in self.question.atoms
            if isinstance(atom, Given | Known) or (isinstance(atom, Fact) and atom.name not in first)
        }
        source.share(self._trees, body)
        codes = listed(alone.get(tree) or self._code_all_known(tree, body) for tree in self._trees)
        digits = listed(alone.get(atom) or source.known(atom, body) for atom in self.question.atoms)
        outline, verdict = "outline_with_unknowns(facts)", "verdict_with_unknowns(facts)"
        return [
            *falling_back("outline", [*body.lines, f"key = ({codes})"], f"outlines[key] or {outline}", outline),
            *falling_back("verdict", [*body.lines, f"key = ({digits})"], "verdicts[key]", verdict),
        ]

    def _code_all_known(self, tree: Node, body: FunctionBody) -> str:
        """A plain tree is its own code; any other is looked up."""
        if tree in body.tests:
            return body.tests[tree]
        if is_plain(tree):
            return source.truth(tree, body)
        for atom in atoms_of(tree):
            if atom not in body.tests:
                body.keep(atom, source.known(atom, body))
        return self._code(tree, body)

    def _code(self, tree: Node, body: FunctionBody) -> str:
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
