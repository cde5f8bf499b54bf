"""Conflicts: pairs of rules of which one permits what the other prohibits, without a stated order between them.

They are looked for in every period in which the law reads differently, and under every reading that bears on the pair,
the default ones first. The search gives facts values one by one and lets three-valued logic cut off every branch in
which either rule is already settled otherwise; what it finds is a real case, which the diagnostic shows with its day
and its readings. It has a bound for each pair and one for all of them together, and a warning tells how many pairs were
not searched to the end.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations, islice, permutations, product

from afterschool_policy.authoring.loader import AuthoredPolicy
from afterschool_policy.compile.levels import PERMITTING, can_prohibit, is_binding
from afterschool_policy.compile.periods import RulePeriod, periods_of
from afterschool_policy.diagnostics import Diagnostic, InvalidRequest
from afterschool_policy.language.evaluate import Values, value_of
from afterschool_policy.language.tree import Derived, Fact, Node, Parameter, Value, atoms_of, walk
from afterschool_policy.law.eras import what_facts_can_be
from afterschool_policy.law.model import Body, Law, Rule
from afterschool_policy.search.budget import Budget, BudgetSpentError
from afterschool_policy.search.domains import Domains
from afterschool_policy.search.examples import described
from afterschool_policy.semantics.conclusion import conclude
from afterschool_policy.semantics.edition import Edition, link
from afterschool_policy.semantics.linked_rule import LinkedRule
from afterschool_policy.semantics.question import trees
from afterschool_policy.text import Text
from afterschool_policy.values import truth as truths
from afterschool_policy.values.outcomes import Outcome
from afterschool_policy.values.truth import Truth

MAX_STEPS = 3_000
"""So many steps at most for one pair of rules under one choice of readings."""

MAX_STEPS_IN_ALL = 50_000
"""So many at most for all pairs of a policy, and the work of one search (`search.budget`)."""

MAX_CHOICES = 64
"""Under so many choices of readings at most a pair is searched."""

_ALLOWS = frozenset({Outcome.PERMITTED, Outcome.SATISFIED})
_FORBIDS = frozenset({Outcome.PROHIBITED})
_BREAKS = frozenset({Outcome.PROHIBITED, Outcome.VIOLATED})
_ANY_DAY = Text("任何一天", "on any day")

_Facts = dict[str, Value]
_Readings = Mapping[str, str]


def unordered_conflicts(law: Law, _: AuthoredPolicy) -> Iterator[Diagnostic]:
    """A diagnostic for each unordered conflict, with the first case that was found."""
    searches = _Searches(law)
    pairs = list(_pairs(law))
    for pair in pairs:
        yield from searches.conflict(pair, {})
    for pair in pairs:
        choices = _choices(pair)
        for readings in islice(choices, 1, MAX_CHOICES):
            yield from searches.conflict(pair, readings)
        if next(choices, None) is not None:
            searches.ended_early.setdefault(pair.names, pair)
    for pair in islice(searches.ended_early.values(), 1):
        fields = {"name": pair.names[0], "other": pair.names[1], "count": str(len(searches.ended_early))}
        yield Diagnostic.of("conflicts-not-searched", pair.permits.span, **fields)


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two versions of rules in force together that answer one question: one may permit what the other may prohibit.

    `used` are they and every definition and parameter that they read, under any reading.
    """

    period: RulePeriod
    permits: Rule
    prohibits: Rule

    used: tuple[Rule, ...]

    @property
    def names(self) -> tuple[str, str]:
        """The ids of the two rules."""
        return self.permits.id, self.prohibits.id


def _pairs(law: Law) -> Iterator[_Pair]:
    """Every pair of every period once, whatever questions the two answer together."""
    for period in filter(lambda each: each.has_days, periods_of(law)):
        found = {
            (permits.name, prohibits.name): _Pair(period, permits, prohibits, _used(period, permits, prohibits))
            for decision in law.decisions
            for permits, prohibits in permutations((each for each in period.rules if decision in each.decisions), 2)
            if permits.modality in PERMITTING and _can_forbid(permits, prohibits, law)
            if not have_an_order(permits, prohibits) or _is_reordered(permits) or _is_reordered(prohibits)
        }
        yield from found.values()


def _can_forbid(permits: Rule, other: Rule, law: Law) -> bool:
    """Whether a rule forbids what another permits: a ban, or a duty of a higher text about the same facts."""
    forbids = can_prohibit(other) or any(body.otherwise in _FORBIDS for body in other.bodies)
    return forbids or _is_duty_above(permits, other, law)


def _is_duty_above(permits: Rule, other: Rule, law: Law) -> bool:
    if not (_is_lower(law, permits, other) and is_binding(other)):
        return False
    return not set(_read_in_condition(permits)).isdisjoint(_read_in_condition(other))


def _read_in_condition(rule: Rule) -> Iterator[str]:
    conditions = (body.condition for body in rule.bodies if body.condition is not None)
    return (node.name for tree in conditions for node in walk(tree) if isinstance(node, Fact | Derived))


def _is_lower(law: Law, one: Rule, other: Rule) -> bool:
    return law.rank_of(one.clauses) > law.rank_of(other.clauses)


def _conflict(law: Law, pair: _Pair, when: Text, witness: str) -> Diagnostic:
    """The fault of a conflict: of a lower text that permits what a higher one forbids, or of two without an order."""
    span, (name, other) = pair.permits.span, pair.names
    if _is_lower(law, pair.permits, pair.prohibits):
        fields = {"name": name, "other": other, "first": str(pair.prohibits.span), "witness": witness}
        return Diagnostic.of("lower-permits", span, when=when, **fields).with_place(pair.prohibits.span)
    fault = Diagnostic.of("unordered-conflict", span, when=when, witness=witness, name=name, other=other)
    return fault.with_place(pair.prohibits.span)


def have_an_order(one: Rule, other: Rule) -> bool:
    """Whether one of two rules is said to prevail over the other."""
    return one.rule_order(other.id) or other.rule_order(one.id)


def _is_reordered(rule: Rule) -> bool:
    return any(each.reorders for each in rule.alternatives)


def _choices(pair: _Pair) -> Iterator[_Readings]:
    """The choices of readings under which the pair reads otherwise, each by what it takes in place of the default.

    The default ones come first, then those that change least: so a conflict is told by the readings that make it.
    """
    codes: dict[str, dict[str, None]] = {}
    for each in (each for rule in pair.used for each in rule.alternatives):
        codes.setdefault(each.reading, {}).setdefault(each.code)
    for many in range(len(codes) + 1):
        for names in combinations(codes, many):
            for choice in product(*(codes[name] for name in names)):
                yield dict(zip(names, choice, strict=True))


def _used(period: RulePeriod, *rules: Rule) -> tuple[Rule, ...]:
    """Some rules of a period and every definition and parameter that they read, under any reading."""
    states = {rule.define or rule.parameter: rule for rule in period.rules if rule.define or rule.parameter}
    used = {rule.name: rule for rule in rules}
    to_see = [*rules]
    while to_see:
        trees_of = (tree for body in to_see.pop().bodies for tree in body.trees)
        named = (node.name for tree in trees_of for node in walk(tree) if isinstance(node, Derived | Parameter))
        further = {states[name].name: states[name] for name in dict.fromkeys(named) if name in states}
        to_see += (rule for name, rule in further.items() if name not in used)
        used |= further
    return tuple(used.values())


class _Searches:
    """All searches of a policy: no case is looked for twice, and together they take so many steps at most."""

    def __init__(self, law: Law) -> None:
        self.ended_early: dict[tuple[str, str], _Pair] = {}
        self._law = law
        self._in_all = Budget(MAX_STEPS_IN_ALL)
        self._told: set[tuple[str, str]] = set()
        self._searched: dict[tuple[str, str], list[tuple[Body, Body, RulePeriod | None, object]]] = {}

    def conflict(self, pair: _Pair, readings: _Readings) -> Iterator[Diagnostic]:
        """The conflict of a pair in its period under these readings, where there is one and it was not told before."""
        edition = self._edition(pair, readings) if pair.names not in self._told else None
        if edition is None:
            return
        permits, prohibits = _linked(pair.permits, edition), _linked(pair.prohibits, edition)
        if have_an_order(permits.rule, prohibits.rule):
            return
        if permits.body.silent or prohibits.body.silent or self._is_known(pair, permits, prohibits, edition.law):
            return
        if self._in_all.is_spent:
            self.ended_early.setdefault(pair.names, pair)
            return
        facts = None
        try:
            facts = _search(permits, prohibits, edition, pair.period, self._in_all.part(MAX_STEPS))
        except BudgetSpentError:
            self.ended_early.setdefault(pair.names, pair)
        if facts is not None:
            self._told.add(pair.names)
            when, witness = _when(facts, pair, edition), described(facts, edition.law.vocabulary)
            yield _conflict(self._law, pair, when, witness)

    def _edition(self, pair: _Pair, readings: _Readings) -> Edition | None:
        """What the pair rests on, in its period and under these readings; None where they cannot be chosen together."""
        law = replace(self._law, rules=pair.used, limits=())
        try:
            return link(law, pair.period.first or date.min, law.instrument.in_force, readings)
        except InvalidRequest:
            return None

    def _is_known(self, pair: _Pair, permits: LinkedRule, prohibits: LinkedRule, law: Law) -> bool:
        """Whether the two read as they did in a search before; from now on they do."""
        by_day = self._law.instrument.as_of_fact in permits.reads | prohibits.reads
        this = permits.body, prohibits.body, pair.period if by_day else None, what_facts_can_be(law)
        searched = self._searched.setdefault((pair.permits.name, pair.prohibits.name), [])
        known = this in searched
        searched.append(this)
        return known


def _linked(rule: Rule, edition: Edition) -> LinkedRule:
    """A rule as its truth is told: what it says in words does not matter here."""
    return LinkedRule.of(edition.named[rule.name], edition.linker.body(edition.bodies[rule.name]), ())


def _search(
    permits: LinkedRule, prohibits: LinkedRule, edition: Edition, period: RulePeriod, budget: Budget
) -> _Facts | None:
    """Facts under which the one permits and the other prohibits, or None; raises where the budget is spent."""
    against = _BREAKS if _is_duty_above(permits.rule, prohibits.rule, edition.law) else _FORBIDS
    both = [tree for rule in (permits, prohibits) for tree in trees(rule)]
    tests = dict.fromkeys(atom for tree in both for atom in atoms_of(tree))
    size = sum(1 for tree in both for _ in walk(tree))
    domains = Domains(tests, edition.law.vocabulary)
    # What both rules read comes first: there they can get into each other's way. Then what the permission needs.
    shared = permits.reads & prohibits.reads
    names = sorted(domains.facts, key=lambda name: name not in shared)
    entailments = edition.law.entailments
    day = edition.law.instrument.as_of_fact

    def ways(name: str, facts: _Facts) -> Iterable[Value]:
        if name == day:
            return _days_in(period, domains.of(name, facts, budget).values)
        return domains.ways(name, Values(facts), budget)

    def extend(facts: _Facts, place: int) -> _Facts | None:
        budget.check()
        budget.spend(size)
        allowed = _possible(permits, facts)
        forbidden = _possible(prohibits, facts) if allowed & _ALLOWS else frozenset()
        if not forbidden & against:
            return None
        if place == len(names):  # what is open even now stays open, as below `confirmed`
            return facts if allowed <= _ALLOWS and forbidden <= against else None
        if names[place] in facts:  # the others entail it
            return extend(facts, place + 1)
        for _, more in entailments.agreeing(names[place], ways(names[place], facts), facts):
            witness = extend(dict(more), place + 1)
            if witness is not None:
                return witness
        return None

    return extend({}, 0)


def _days_in(period: RulePeriod, days: Iterable[Value]) -> list[Value]:
    """The days among those on which tests turn that lie in a period, and where it begins and ends."""
    ends = (end for end in (period.first, period.last) if end is not None)
    return [*dict.fromkeys((*ends, *(day for day in days if isinstance(day, date) and period.includes(day))))]


def _possible(rule: LinkedRule, facts: _Facts) -> frozenset[Outcome]:
    def of_atom(atom: Node) -> Truth:
        return truths.of(value_of(atom, facts))

    return conclude(rule, of_atom).possible


def _when(facts: _Facts, pair: _Pair, edition: Edition) -> Text:
    """On what day, and under which readings where any bears on the rules, the case arises."""
    day = facts.get(edition.law.instrument.as_of_fact, pair.period.first or pair.period.last)
    told = _ANY_DAY if day is None else Text(str(day), f"on {day}")
    chosen = dict.fromkeys(each for rule in (pair.permits, pair.prohibits) for each in edition.linked(rule).chosen)
    return Text("，", ", ").join((told, *(Text(*(f"{name}={code}",) * 2) for name, code in chosen)))
