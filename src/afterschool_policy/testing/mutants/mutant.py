"""A policy with one fault in one of its rules."""

from __future__ import annotations

import random
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from afterschool_policy.language.tree import Apply, walk
from afterschool_policy.law.model import Law, Rule
from afterschool_policy.law.number_ranges import NumberRanges
from afterschool_policy.testing.authored_parts import Path, place_of
from afterschool_policy.testing.mutants.in_rules import FaultyRule, faulty
from afterschool_policy.testing.mutants.in_trees import NUMERIC
from afterschool_policy.text import Text

_WAS_NOW = Text("{what}：“{was}”→“{now}”", "{what}: “{was}” → “{now}”")
_WAS = Text("{what}：“{was}”", "{what}: “{was}”")


@dataclass(frozen=True, slots=True)
class Mutant:
    """A rule as it is, and with one fault."""

    rule: Rule
    faulty: FaultyRule

    @property
    def name(self) -> str:
        """The rule, as id@version."""
        return self.rule.name

    @property
    def fault(self) -> str:
        """What is wrong: a row of the tables of faults."""
        return self.faulty.fault

    @property
    def part(self) -> Path:
        """The path of keys to the part of the rule's file that is wrong."""
        return self.faulty.part

    @property
    def readings(self) -> dict[str, str]:
        """The reading under which it is wrong, where it is in no other."""
        reading = self.part[1:3] if self.part[:1] == ("readings",) else ()
        return dict([reading]) if reading else {}  # type: ignore[list-item]  # an id and a code

    @property
    def words(self) -> Text:
        """What is wrong, in words."""
        made = self.faulty
        what = Text(f"{made.place.zh}{made.done.zh}", f"{made.place.en} {made.done.en}".strip())
        form = _WAS_NOW if made.now else _WAS if made.was else Text("{what}", "{what}")
        return form.format(what=what, was=made.was, now=made.now)

    @property
    def title(self) -> Text:
        """The rule, its part and what is wrong there."""
        place = f"{self.name} {place_of(self.part)}".strip()
        return Text("{place}：{what}", "{place}: {what}").format(place=place, what=self.words)

    def of(self, law: Law) -> Law:
        """The law with the rule as it is wrong."""
        return replace(law, rules=self._among(law.rules), limits=self._among(law.limits))

    def _among(self, rules: Sequence[Rule]) -> tuple[Rule, ...]:
        changed = (self.faulty.rule if rule.name == self.name else rule for rule in rules)
        return tuple(rule for rule in changed if rule is not None)


def mutants_of(law: Law, rules: Collection[str] | None = None) -> Iterator[Mutant]:
    """Every mutant of a law, or of some rules alone, by id@version, in the order of the document."""
    for rule in (*law.limits, *law.rules):
        if rules is None or rule.name in rules:
            for made in faulty(law, rule):
                mutant = Mutant(rule, made)
                if made.fault not in NUMERIC or not _divides_by_nought(mutant.of(law)):
                    yield mutant


def _divides_by_nought(law: Law) -> bool:
    """Whether something may be divided by nought, which no policy does that loads."""
    ranges = NumberRanges(law)
    nodes = (node for rule in law.rules for body in rule.bodies for tree in body.trees for node in walk(tree))
    divisors = (node.operands[-1] for node in nodes if isinstance(node, Apply) and node.operator.undefined_at_zero)
    return any(ranges.of(divisor).holds_nought for divisor in divisors)


def sampled(mutants: Sequence[Mutant], count: int, seed: int) -> list[Mutant]:
    """So many of them, spread over rules and faults; the same for the same seed."""
    rng = random.Random(seed)
    shuffled = rng.sample(mutants, len(mutants))
    of_rule: dict[str, int] = {}
    of_fault: dict[str, int] = {}
    picked: list[Mutant] = []
    while shuffled and len(picked) < count:
        rarest = min(shuffled, key=lambda each: (of_rule.get(each.name, 0), of_fault.get(each.fault, 0)))
        shuffled.remove(rarest)
        picked.append(rarest)
        of_rule[rarest.name] = of_rule.get(rarest.name, 0) + 1
        of_fault[rarest.fault] = of_fault.get(rarest.fault, 0) + 1
    order = {id(mutant): place for place, mutant in enumerate(mutants)}
    return sorted(picked, key=lambda each: order[id(each)])
