"""Takes an edition and a decision; gives the question as the engines see it: rules, and their distinct atoms.

An atom is a single test on facts. An engine computes the atoms and nothing else; what their truths mean is said
once, in `semantics.conclusion` and `semantics.verdict`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from afterschool_policy.language.tree import Fact as FactNode
from afterschool_policy.language.tree import Given, Known, Node, atoms_of, facts_of, walk
from afterschool_policy.law.modalities import MODALITIES
from afterschool_policy.law.model import DecisionSpec
from afterschool_policy.semantics.edition import Edition, LinkedRule


@dataclass(frozen=True, slots=True)
class Asked:
    """A linked rule with the two tests that only the engine makes.

    `known` holds once the amount that is due can be computed, `told` once any fact tells whether the duty was
    done, `recorded` once a reason for departing from a principle is on record.
    """

    linked: LinkedRule
    known: Node | None
    told: Node | None
    recorded: Node | None


@dataclass(frozen=True, slots=True)
class Question:
    """One decision of one edition; `atoms` are its distinct tests in the order the rules write them.

    `places` tells where the truth of an atom stands among those of all atoms, by the identity of each node that
    writes it: equal tests share a place, and nobody has to compare trees to find it.
    """

    spec: DecisionSpec
    edition: Edition
    rules: tuple[Asked, ...]
    atoms: tuple[Node, ...]
    facts: tuple[str, ...]
    places: Mapping[int, int]

    def __reduce__(self) -> tuple[Callable[[Edition, DecisionSpec], Question], tuple[Edition, DecisionSpec]]:
        # Identities do not outlive a process: the copy asks anew.
        return ask, (self.edition, self.spec)


def ask(edition: Edition, spec: DecisionSpec) -> Question:
    """The question that `spec` puts to an edition."""
    rules = tuple(_asked(each) for each in edition.of(spec))
    atoms: dict[Node, int] = {}
    written = (atom for rule in rules for tree in trees(rule) for atom in atoms_of(tree))
    places = {id(atom): atoms.setdefault(atom, len(atoms)) for atom in written}
    outputs = (node for rule in rules for _, node in (*rule.linked.body.amounts, *rule.linked.body.values))
    facts = dict.fromkeys(name for node in (*atoms, *outputs) for name in facts_of(node))
    return Question(spec, edition, rules, tuple(atoms), tuple(facts), places)


def trees(asked: Asked) -> Iterator[Node]:
    """The boolean trees of a rule, in the order they are tried."""
    return (tree for _, tree in parts(asked))


def parts(asked: Asked) -> Iterator[tuple[str, Node]]:
    """The boolean trees of a rule with the part that each has in it, in the order they are tried."""
    body = asked.linked.body
    if body.applies is not None:
        yield "applies", body.applies
    yield from (("unless", each.when) for each in body.unless)
    yield from (("refer", each.when) for each in body.refer)
    last = (("condition", body.condition), ("known", asked.known), ("told", asked.told), ("recorded", asked.recorded))
    yield from ((role, tree) for role, tree in last if tree is not None)


def _asked(linked: LinkedRule) -> Asked:
    body = linked.body
    known = told = None
    if body.due is not None:
        amount = dict(body.amounts).get(body.due.amount or "")
        if amount is not None:
            known = Known(amount)
        if body.condition is not None:
            elsewhere = {*facts_of(amount or body.condition)} if amount is not None else set()
            elsewhere |= {*facts_of(body.applies)} if body.applies is not None else set()
            doing = [node for node in walk(body.condition) if isinstance(node, FactNode) and node.name not in elsewhere]
            told = Given(tuple(dict.fromkeys(doing)))
    recorded = None
    if isinstance(body.reason, FactNode) and "reason" in MODALITIES[linked.rule.modality].parts:
        recorded = Given((body.reason,))
    return Asked(linked, known, told, recorded)
