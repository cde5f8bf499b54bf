"""Which parts of a policy that differ from those of another bear on each question.

Every rule speaks of facts, parameters, questions, readings and clauses, and states some itself; what has changed is
followed along these names until nothing more is reached. A question that nothing reaches is answered as before, which
saves deciding it again, and what reaches one is told as the cause of a difference.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import chain

from afterschool_policy.law.model import Law, Rule
from afterschool_policy.semantics.edition import in_force
from afterschool_policy.semantics.listing import listed
from afterschool_policy.text import Text
from afterschool_policy.tooling.mentions import Name, in_words, spoken_of, stated

_EVERYWHERE = (
    "instrument", "sections", "units", "entities", "entailments", "actors", "audiences", "instruments", "eras",
)  # fmt: skip
"""The parts of a law of which any question can speak."""
_OF_VOCABULARY = ("enumerations", "records", "declared")


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


def _spread(old: Law, new: Law) -> dict[Name, set[str]]:
    """The causes behind every name, followed through the rules of both laws until nothing more is reached."""
    was, now = _rules(old), _rules(new)
    found: dict[Name, set[str]] = {}
    for entry in _entries(old, new):
        found.setdefault(entry, set()).add(" ".join(entry))
    nodes = [(spoken_of(rule), stated(rule), set[str]()) for rule in chain(was.values(), now.values())]
    for (_, _, causes), rule in zip(nodes, chain(was.values(), now.values()), strict=True):
        if was.get(rule.name) != now.get(rule.name):
            causes.add(rule.name)
    for law in (old, new):
        nodes += [(in_words(spec), {("question", spec.name)}, set()) for spec in law.decisions.values()]
    is_growing = True
    while is_growing:
        is_growing = False
        for spoken, told, causes in nodes:
            causes.update(*(found.get(name, ()) for name in spoken))
            for name in told:
                behind = found.setdefault(name, set())
                if not causes <= behind:
                    behind |= causes
                    is_growing = True
    return found


def _entries(old: Law, new: Law) -> Iterator[Name]:
    """What has a name of its own and differs, or is there no more; what is new matters once a rule speaks of it."""
    pairs: tuple[tuple[str, Mapping[str, object], Mapping[str, object]], ...] = (
        ("fact", old.vocabulary.facts, new.vocabulary.facts),
        ("clause", old.clauses, new.clauses),
        ("reading", old.readings, new.readings),
        ("question", old.decisions, new.decisions),
    )
    for kind, before, after in pairs:
        yield from ((kind, name) for name, entry in before.items() if after.get(name) != entry)
