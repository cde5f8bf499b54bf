"""Takes an inquiry; gives its network: what has to hold of which entities, joined by id, for each part of its rules.

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
class Means:
    """What a rule of the network says: a goal's truth, for the entity that its pattern `anchor` has matched."""

    goal: int
    truth: Truth
    anchor: str


@dataclass(frozen=True, slots=True)
class JoinPlan:
    """How the parts of one inquiry's rules are found by a network. The first goals are the question's atoms.

    `sources` gives each source its prefix, the one that is asked first; `told` are the goals that the network tells.
    """

    sources: Mapping[str, str]
    attributes: Mapping[str, Attributes]
    across: tuple[tuple[str, Node], ...]
    goals: tuple[Goal, ...]
    told: frozenset[int]
    means: tuple[Means, ...]
    network: Network

    def of(self, source: str, facts: Mapping[str, Value]) -> dict[str, int]:
        """The attributes of what is known of one source, without those that join it."""
        prefix = self.sources[source]
        read = self.attributes[source].of(facts) if source in self.attributes else {}
        return {f"{prefix}{KIND}": 1, **{f"{prefix}{name}": number for name, number in read.items()}}

    def across_sources(self, known: Mapping[str, Value]) -> dict[str, int]:
        """The truths of tests that read several sources: they are computed before they cross."""
        return {name: int(truths.of(value_of(atom, known))) for name, atom in self.across}


def plan_of(inquiry: Inquiry) -> JoinPlan:
    """The network of an inquiry.

    Raises:
        EngineFault: where a rule cannot be told to the network.
    """
    taken = {name: source for source, names in inquiry.reads for name in names}
    asked = OWN if inquiry.type else OF_FILE
    sources = {source: f"s{place}_" for place, source in enumerate(dict.fromkeys([asked, *taken.values()]))}
    by_source: dict[str, list[Node]] = {}
    across: list[tuple[str, Node]] = []
    for place, atom in enumerate(inquiry.question.atoms):
        read = {taken.get(name) for name in facts_of(atom)}
        only = read.pop() if len(read) == 1 else None
        if only is not None:
            by_source.setdefault(only, []).append(atom)
        else:
            across.append((f"{sources[asked]}c{place}", atom))
    attributes = {source: Attributes(tuple(atoms)) for source, atoms in by_source.items()}
    literals = {
        atom: _prefixed(found, sources[source])
        for source, atoms in by_source.items()
        for atom, found in zip(atoms, attributes[source].literals, strict=True)
    }
    literals |= {atom: _computed(name) for name, atom in across}
    goals, implications = implications_of(inquiry.question, literals)
    cuts = cuts_of(goals, implications)
    # A goal that rests on a part cut out of it is left to the truths of its single tests.
    told = [each for each in implications if not cuts[each.goal]]
    rules = [_rule(conjunction, sources, asked) for _, _, conjunction in told]
    means = tuple(
        Means(goal, truth, _named(sources[anchor])) for (goal, truth, _), (anchor, _) in zip(told, rules, strict=True)
    )
    network = Network([rule for _, rule in rules])
    complete = frozenset(each.goal for each in means) | frozenset(range(len(inquiry.question.atoms)))
    return JoinPlan(sources, attributes, tuple(across), tuple(goals), complete, means, network)


def _computed(name: str) -> Literals:
    return Literals(*(((Comparison(name, "==", int(each)),),) for each in (Truth.TRUE, Truth.FALSE, Truth.UNKNOWN)))


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


def _rule(conjunction: Conjunction, sources: Mapping[str, str], asked: str) -> tuple[str, NetworkRule]:
    """The patterns of a conjunction, and the source that it is about: one alone, or the one that is asked."""
    tests: dict[str, list[Comparison]] = {}
    for test in conjunction:
        source = next(each for each, prefix in sources.items() if test.attribute.startswith(prefix))
        tests.setdefault(source, []).append(test)
    if len(tests) == 1:
        ((source, of_source),) = tests.items()
        return source, (_pattern(sources[source], of_source),)
    others = [source for source in sources if source in tests and source != asked]
    rule = [_pattern(sources[asked], tests.get(asked, []))]
    rule += [_pattern(sources[source], tests[source], joined=sources[asked]) for source in others]
    return asked, tuple(rule)


def _pattern(prefix: str, tests: Sequence[Comparison], joined: str | None = None) -> Pattern:
    own = [Comparison(f"{prefix}{KIND}", "==", 1), *tests]
    if joined is not None:
        to = Attribute(f"{joined}{JOINS}{prefix}", of=_named(joined))
        own.append(Comparison(f"{prefix}{JOINED}", "==", to))
    return Pattern(_named(prefix), tuple(own))


def _named(prefix: str) -> str:
    """How firings call the fact of a source."""
    return prefix.rstrip("_")


def joins(sources: Mapping[str, str], asked: str) -> Iterator[tuple[str, str]]:
    """For the one that is asked: each other source with the attribute that holds the id it leads to."""
    yield from ((source, f"{sources[asked]}{JOINS}{prefix}") for source, prefix in sources.items() if source != asked)
