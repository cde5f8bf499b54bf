"""The network of an inquiry: what has to hold of which entities, joined by id, for each part of its rules.

Each source of a view (the entity itself, one that it refers to, the file) is a fact of its own to the network. A test
on facts of one source is a pattern on that source; a condition over several is a join.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from afterschool_policy.casefile.agenda import OF_FILE, OWN, Inquiry
from afterschool_policy.engines.durable.parts import (
    Attribute,
    Attributes,
    Comparison,
    Conjunction,
    Goal,
    Literals,
    Network,
    NetworkRule,
    Pattern,
    cuts_of,
    implications_of,
)
from afterschool_policy.language.evaluate import value_of
from afterschool_policy.language.tree import Node, Value, facts_of
from afterschool_policy.values import truth as truths
from afterschool_policy.values.truth import Truth

KIND, JOINS, JOINED = "k", "j", "i"
"""Attributes, after the source's prefix: that a fact is of this source, the id it leads to, the id it is known by."""


@dataclass(frozen=True, slots=True)
class RuleTruth:
    """The truth that a rule of the network gives a goal, for the entity that its pattern `anchor` has matched."""

    goal: int
    truth: Truth
    anchor: str


@dataclass(frozen=True, slots=True)
class JoinPlan:
    """The network for one inquiry, and how facts and truths cross. The first goals are the question's atoms.

    `sources` gives each source its prefix, that of the subject first; `decided` are the goals whose
    truth the network finds, `rule_truths` what its rules say of them, in their order.
    """

    sources: Mapping[str, str]
    attributes: Mapping[str, Attributes]
    across: tuple[tuple[str, Node], ...]
    goals: tuple[Goal, ...]
    decided: frozenset[int]
    rule_truths: tuple[RuleTruth, ...]
    network: Network

    def attributes_of(self, source: str, facts: Mapping[str, Value]) -> dict[str, int]:
        """The attributes of what is known at one source, without those that join it."""
        prefix = self.sources[source]
        numbers = self.attributes[source].of(facts) if source in self.attributes else {}
        return {f"{prefix}{KIND}": 1, **{f"{prefix}{name}": number for name, number in numbers.items()}}

    def across_sources(self, known: Mapping[str, Value]) -> dict[str, int]:
        """The truths of tests that read several sources, or what they entail: they are computed before they cross."""
        return {name: int(truths.of(value_of(atom, known))) for name, atom in self.across}


def plan_of(inquiry: Inquiry) -> JoinPlan:
    """The network of an inquiry.

    Raises:
        EngineFault: where a rule cannot be told to the network.
    """
    source_of = {name: source for source, names in inquiry.reads for name in names}
    own = OWN if inquiry.type else OF_FILE
    sources = {source: f"s{place}_" for place, source in enumerate(dict.fromkeys([own, *source_of.values()]))}
    tied = {name for entailment in inquiry.question.edition.law.entailments.each for name in entailment.read}
    by_source: dict[str, list[Node]] = {}
    across: list[tuple[str, Node]] = []
    for place, atom in enumerate(inquiry.question.atoms):
        atom_sources = {source_of.get(name) for name in facts_of(atom)}
        # What another entity's facts may entail is no fact of one source.
        alone = len(atom_sources) == 1 and tied.isdisjoint(facts_of(atom))
        only = atom_sources.pop() if alone else None
        if only is not None:
            by_source.setdefault(only, []).append(atom)
        else:
            across.append((f"{sources[own]}c{place}", atom))
    attributes = {source: Attributes(tuple(atoms)) for source, atoms in by_source.items()}
    literals = {
        atom: _prefixed(of_atom, sources[source])
        for source, atoms in by_source.items()
        for atom, of_atom in zip(atoms, attributes[source].literals, strict=True)
    }
    literals |= {atom: _computed(name) for name, atom in across}
    goals, implications = implications_of(inquiry.question, literals)
    cuts = cuts_of(goals, implications)
    # A goal that rests on a part cut out of it is left to the truths of its single tests.
    direct = [implication for implication in implications if not cuts[implication.goal]]
    rules = [_rule(conjunction, sources, own) for _, _, conjunction in direct]
    rule_truths = tuple(
        RuleTruth(goal, truth, _named(sources[anchor]))
        for (goal, truth, _), (anchor, _) in zip(direct, rules, strict=True)
    )
    network = Network([rule for _, rule in rules])
    decided = frozenset(rule.goal for rule in rule_truths) | frozenset(range(len(inquiry.question.atoms)))
    return JoinPlan(sources, attributes, tuple(across), tuple(goals), decided, rule_truths, network)


def _computed(name: str) -> Literals:
    return Literals(*(((Comparison(name, "==", int(truth)),),) for truth in (Truth.TRUE, Truth.FALSE, Truth.UNKNOWN)))


def _prefixed(literals: Literals, prefix: str) -> Literals:
    return Literals(
        *(
            tuple(tuple(_renamed(test, prefix) for test in conjunction) for conjunction in alternatives)
            for alternatives in (literals.true, literals.false, literals.unknown)
        )
    )


def _renamed(test: Comparison, prefix: str) -> Comparison:
    against = test.against
    if isinstance(against, Attribute):
        against = replace(against, name=prefix + against.name)
    return Comparison(prefix + test.attribute, test.operator, against)


def _rule(conjunction: Conjunction, sources: Mapping[str, str], own: str) -> tuple[str, NetworkRule]:
    """The patterns of a conjunction, and the source that it is about: one alone, or `own`."""
    tests: dict[str, list[Comparison]] = {}
    for test in conjunction:
        source = next(source for source, prefix in sources.items() if test.attribute.startswith(prefix))
        tests.setdefault(source, []).append(test)
    if len(tests) == 1:
        ((source, of_source),) = tests.items()
        return source, (_pattern(sources[source], of_source),)
    others = [source for source in sources if source in tests and source != own]
    rule = [_pattern(sources[own], tests.get(own, []))]
    rule += [_pattern(sources[source], tests[source], joined=sources[own]) for source in others]
    return own, tuple(rule)


def _pattern(prefix: str, tests: Sequence[Comparison], joined: str | None = None) -> Pattern:
    own = [Comparison(f"{prefix}{KIND}", "==", 1), *tests]
    if joined is not None:
        to = Attribute(f"{joined}{JOINS}{prefix}", of=_named(joined))
        own.append(Comparison(f"{prefix}{JOINED}", "==", to))
    return Pattern(_named(prefix), tuple(own))


def _named(prefix: str) -> str:
    """The name of a source's fact in a firing."""
    return prefix.rstrip("_")


def joins(sources: Mapping[str, str], own: str) -> Iterator[tuple[str, str]]:
    """Each other source with the attribute of `own` that holds the id of the entity there."""
    yield from ((source, f"{sources[own]}{JOINS}{prefix}") for source, prefix in sources.items() if source != own)
