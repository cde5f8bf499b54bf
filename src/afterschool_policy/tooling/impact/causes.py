"""Which parts of a policy that differ from those of another bear on each question.

Every rule speaks of facts, parameters, questions, readings and clauses, and states some itself; what has changed is
followed along these names until nothing more is reached. A question that nothing reaches is answered as before, which
saves deciding it again, and what reaches one is told as the cause of a difference.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import chain

from afterschool_policy.language.tree import (
    AmountOf,
    Answered,
    Derived,
    Fact,
    Gathered,
    Node,
    OverTime,
    Parameter,
    walk,
)
from afterschool_policy.law.model import DecisionSpec, Law, Rule
from afterschool_policy.law.sentences import filled
from afterschool_policy.semantics.edition import in_force
from afterschool_policy.semantics.listing import listed
from afterschool_policy.text import Text

_Name = tuple[str, str]
"""What a rule can speak of: a kind and a name, as in `("parameter", "loan_days")`."""

_EVERYWHERE = (
    "instrument", "sections", "units", "entities", "entailments", "actors", "audiences", "instruments", "eras",
)  # fmt: skip
"""The parts of a law of which any question can speak."""
_OF_VOCABULARY = ("enumerations", "records", "declared")
_NOTHING = Text("", "")


class Causes:
    """What differs between two laws, by the questions that it bears on.

    Attributes:
        everywhere: The parts that can bear on any question, as they are called in a `Law`.
    """

    def __init__(self, old: Law, new: Law) -> None:
        self._laws = (old, new)
        self._rules = {name: rule for law in (old, new) for name, rule in _rules(law).items()}
        self.everywhere = (
            *(part for part in _EVERYWHERE if getattr(old, part) != getattr(new, part)),
            *(part for part in _OF_VOCABULARY if getattr(old.vocabulary, part) != getattr(new.vocabulary, part)),
        )
        self._titles = {name: rule.title for law in (old, new) for name, rule in _rules(listed(law)).items()}
        self._of = _spread(old, new)

    def bear_on(self, decision: str) -> bool:
        """Whether anything that differs can make a difference to a question."""
        return bool(self.everywhere or self._names(decision))

    def of(self, decision: str, as_of: date | None = None) -> tuple[str, ...]:
        """What differs and bears on a question: rules as `id@version`, those in force on a day; else by kind and name.

        Of these, rules are told alone where there are any, as they are what people have changed.
        """
        names = self._names(decision)
        rules = tuple(name for name in self._rules if name in names and self._holds(name, as_of))
        return rules or tuple(sorted(name for name in names if name not in self._rules)) or self.everywhere

    def title(self, cause: str) -> Text | None:
        """The title of a rule; None for what is none."""
        return self._titles.get(cause)

    def _names(self, decision: str) -> set[str]:
        specs = [law.decisions[decision] for law in self._laws if decision in law.decisions]
        if any(spec.background is not None for spec in specs):  # an audit asks every question
            return {name for (kind, _), names in self._of.items() if kind == "question" for name in names}
        return self._of.get(("question", decision), set())

    def _holds(self, name: str, as_of: date | None) -> bool:
        starts = self._laws[1].instrument.in_force
        return as_of is None or in_force(self._rules[name].effective, as_of, starts)


def _rules(law: Law) -> dict[str, Rule]:
    return {rule.name: rule for rule in (*law.limits, *law.rules)}


def _spread(old: Law, new: Law) -> dict[_Name, set[str]]:
    """The causes behind every name, followed through the rules of both laws until nothing more is reached."""
    was, now = _rules(old), _rules(new)
    found: dict[_Name, set[str]] = {}
    for entry in _entries(old, new):
        found.setdefault(entry, set()).add(" ".join(entry))
    nodes = [(_spoken_of(rule), _stated(rule), set[str]()) for rule in chain(was.values(), now.values())]
    for (_, _, causes), rule in zip(nodes, chain(was.values(), now.values()), strict=True):
        if was.get(rule.name) != now.get(rule.name):
            causes.add(rule.name)
    for law in (old, new):
        nodes += [(_in_words(spec), {("question", spec.name)}, set()) for spec in law.decisions.values()]
    is_growing = True
    while is_growing:
        is_growing = False
        for spoken_of, stated, causes in nodes:
            causes.update(*(found.get(name, ()) for name in spoken_of))
            for name in stated:
                behind = found.setdefault(name, set())
                if not causes <= behind:
                    behind |= causes
                    is_growing = True
    return found


def _entries(old: Law, new: Law) -> Iterator[_Name]:
    """What has a name of its own and differs, or is there no more; what is new matters once a rule speaks of it."""
    pairs: tuple[tuple[str, Mapping[str, object], Mapping[str, object]], ...] = (
        ("fact", old.vocabulary.facts, new.vocabulary.facts),
        ("clause", old.clauses, new.clauses),
        ("reading", old.readings, new.readings),
        ("question", old.decisions, new.decisions),
    )
    for kind, before, after in pairs:
        yield from ((kind, name) for name, entry in before.items() if after.get(name) != entry)


def _spoken_of(rule: Rule) -> set[_Name]:
    nodes = (node for body in rule.bodies for tree in body.trees for node in walk(tree))
    names = {name for node in nodes for name in _named(node)}
    names |= {("clause", clause) for clause in rule.cited_clauses}
    names |= {("reading", reading) for reading in rule.readings}
    return names | _in_words(rule)


def _named(node: Node) -> Iterable[_Name]:
    match node:
        case Parameter(name=name):
            return (("parameter", name),)
        case Fact(name=name) | Derived(name=name):
            return (("fact", name),)
        case Answered(question=question) | AmountOf(question=question):
            return (("question", question),)
        case Gathered(records=records):
            return (("fact", records),)
        case OverTime(day=day):
            return (("fact", day.name),)
    return ()


def _in_words(part: Rule | DecisionSpec) -> set[_Name]:
    """The parameters whose values its sentences tell."""
    told: set[_Name] = set()

    def value(parameter: str) -> Text:
        told.add(("parameter", parameter))
        return _NOTHING

    filled(part, value)
    return told


def _stated(rule: Rule) -> set[_Name]:
    stated: set[_Name] = {("question", name) for name in rule.decisions}
    if rule.define is not None:
        stated.add(("fact", rule.define))
    if rule.parameter is not None:
        stated.add(("parameter", rule.parameter))
    return stated
