"""Points that no facts can reach, and why: proved by going through every way in which the facts can turn out.

A part of a rule is tried only where what comes before it lets it be (`semantics.conclusion`): there a test may have no
other way to come out. That is looked for in every edition and reading that bears on the part. What is not proved within
the bound on the work counts as a point that a case can reach.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from math import prod
from typing import NamedTuple

from afterschool_policy.diagnostics import InvalidRequest
from afterschool_policy.language.evaluate import Values, truth_of
from afterschool_policy.language.tree import (
    AmountOf,
    Answered,
    Apply,
    Derived,
    Gathered,
    Node,
    Parameter,
    Value,
    atoms_of,
    facts_of,
    walk,
)
from afterschool_policy.law.modalities import MODALITIES
from afterschool_policy.law.model import Body, Law, Rule
from afterschool_policy.search.budget import Budget, BudgetSpentError
from afterschool_policy.search.domains import Domains
from afterschool_policy.semantics.edition import Edition, link
from afterschool_policy.testing.authored_parts import AuthoredPart, parts_of, written_nodes
from afterschool_policy.testing.coverage.points import (
    BOUNDARY,
    BOUNDARY_SIDES,
    CONDITION,
    EXCEPTION,
    SIDE_OF,
    TAKEN,
    Point,
)
from afterschool_policy.testing.coverage.possible import is_boundary
from afterschool_policy.text import Text
from afterschool_policy.values.truth import Truth
from afterschool_policy.vocabulary.closure import Entailments

WORK = 60_000
"""So much work goes into one point at most, in each edition and reading (see `search.budget`)."""
_MOST_READINGS = 64
_ONLY_TRUE, _ONLY_FALSE = frozenset({Truth.TRUE}), frozenset({Truth.FALSE})
_NOT_TRUE, _NOT_FALSE = frozenset({Truth.FALSE, Truth.UNKNOWN}), frozenset({Truth.TRUE, Truth.UNKNOWN})

BY_FACTS = Text("事实的取值使它不会这样", "by what its facts can be it never comes out so")
BY_SCOPE = Text("规则适用的，它不会这样", "where the rule applies it never comes out so")
BY_TURN = Text("轮到它的，它不会这样", "where its turn comes it never comes out so")
BY_USE = Text("用到这一定义的地方，它不会这样", "where this definition is used it never comes out so")


class _Needed(NamedTuple):
    """What comes before a part: a tree, and the truths of it that let the part be tried."""

    tree: Node
    truths: frozenset[Truth]

    def is_met(self, values: Values) -> bool:
        """Whether the part is tried on some facts."""
        return values.truth(self.tree) in self.truths

    def is_lost(self, values: Values) -> bool:
        """Whether it is not tried on these facts and on any more."""
        truth = truth_of(self.tree, values.truth, presuming=False)
        return truth is not Truth.UNKNOWN and truth not in self.truths


@dataclass(frozen=True, slots=True)
class _Goal:
    """A test that is to come out on one side."""

    node: Node
    side: Truth | int

    @property
    def atoms(self) -> Iterator[Node]:
        """The tests that tell its sides apart."""
        if isinstance(self.side, Truth):
            yield from atoms_of(self.node)
        else:
            assert isinstance(self.node, Apply)
            yield from (replace(self.node, symbol=symbol) for symbol in ("<", "<="))

    def is_met(self, values: Values) -> bool:
        """Whether it comes out so on some facts."""
        return self._side(values, presuming=True) == self.side

    def is_lost(self, values: Values) -> bool:
        """Whether it comes out otherwise on these facts and on any more."""
        side = self._side(values, presuming=False)
        return side not in (None, Truth.UNKNOWN) and side != self.side

    def _side(self, values: Values, *, presuming: bool) -> Truth | int | None:
        if isinstance(self.side, Truth):
            return values.truth(self.node) if presuming else truth_of(self.node, values.truth, presuming=False)
        assert isinstance(self.node, Apply)
        left, right = (values.of(operand) for operand in self.node.operands[:2])
        return None if left is None or right is None else (left > right) - (left < right)  # type: ignore[operator]


class RuledOut:
    """Those of one law."""

    def __init__(self, law: Law) -> None:
        self._law = law
        self._rules = {rule.name: rule for rule in (*law.limits, *law.rules)}
        self._editions: dict[tuple[tuple[str, str], ...], tuple[Edition, ...]] = {}

    def reason(self, point: Point) -> Text | None:
        """Why no facts can reach a point; None where some can, or where that none can is not proved."""
        if point.kind not in (CONDITION, BOUNDARY, EXCEPTION):
            return None
        reasons = {BY_FACTS}
        try:
            for edition in self._editions_of(point):
                for needed, goal, of_use in self._ways(point, edition):
                    reason = _reason(goal, needed, edition)
                    if reason is None:
                        return None
                    reasons.add(BY_USE if of_use and reason is not BY_FACTS else reason)
        except BudgetSpentError:
            return None
        return max(reasons, key=_FURTHER.index)

    def _editions_of(self, point: Point) -> Iterator[Edition]:
        """The law in every period, under every choice of the readings that bear on a point; its own is chosen."""
        own = {str(point.part[1]): str(point.part[2])} if point.part[:1] == ("readings",) else {}
        latest = self._edition(own)
        names = {name for rule in self._bearing(point.of, latest[-1]) for name in rule.readings if name not in own}
        choices = {name: (*self._law.readings[name].choices,) for name in sorted(names)}
        if prod(map(len, choices.values())) > _MOST_READINGS:
            raise BudgetSpentError
        for codes in product(*choices.values()):
            yield from self._edition({**own, **dict(zip(choices, codes, strict=True))})

    def _edition(self, readings: Mapping[str, str]) -> tuple[Edition, ...]:
        key = tuple(sorted(readings.items()))
        if key not in self._editions:
            law = self._law
            try:
                edition = link(law, None, law.instrument.in_force, readings)
            except InvalidRequest:  # readings that cannot be chosen together
                self._editions[key] = ()
            else:
                self._editions[key] = tuple(period.edition for period in edition.periods) or (edition,)
        return self._editions[key]

    def _bearing(self, name: str, edition: Edition) -> list[Rule]:
        """A rule with the definitions and parameters that it uses and the rules that use it."""
        rule = self._rules[name]
        users = [each for each in edition.current if rule.define is not None and _uses(each, rule.define)]
        found = {each.name: each for each in (rule, *users)}
        waiting = [*found.values()]
        stated = {**edition.definitions, **edition.parameters}
        while waiting:
            for node in _nodes(waiting.pop()):
                used = stated.get(node.name) if isinstance(node, Derived | Parameter) else None
                if used is not None and used.name not in found:
                    found[used.name] = used
                    waiting.append(used)
        return [*found.values()]

    def _ways(self, point: Point, edition: Edition) -> Iterator[tuple[list[_Needed], _Goal, bool]]:
        """In one edition what comes before a point, and what is to come out; of a definition, once for each use."""
        rule = self._rules[point.of]
        if rule not in edition.current or edition.bodies[rule.name].silent:
            return
        body = edition.bodies[rule.name]
        below = point.part[3:] if point.part[:1] == ("readings",) else point.part
        part = next((each for each in parts_of(body) if each.path == below), None)
        found = None if part is None else next((n for n in written_nodes(part.tree) if n.text == point.test), None)
        if part is None or found is None:  # another reading stands in its place
            return
        goal = _Goal(edition.linker.node(found.node), _side(point))
        if point.kind == BOUNDARY and not is_boundary(goal.node):
            raise BudgetSpentError  # it compares what a table makes
        if part.role != "value" or rule.define is None:
            yield [_linked(each, edition) for each in _before(rule, body, part, taken=point.side == TAKEN)], goal, False
            return
        for user in edition.current:
            if _uses(user, rule.define):
                for used in parts_of(edition.bodies[user.name]):
                    if any(isinstance(node, Derived) and node.name == rule.define for node in walk(used.tree)):
                        before = () if used.role == "value" else _before(user, edition.bodies[user.name], used)
                        yield [_linked(each, edition) for each in before], goal, True


_FURTHER = (BY_FACTS, BY_SCOPE, BY_TURN, BY_USE)


def _nodes(rule: Rule) -> Iterator[Node]:
    return (node for body in rule.bodies for tree in body.trees for node in walk(tree))


def _uses(rule: Rule, definition: str) -> bool:
    return any(isinstance(node, Derived) and node.name == definition for node in _nodes(rule))


def _side(point: Point) -> Truth | int:
    if point.kind == BOUNDARY:
        return next(side for side, name in BOUNDARY_SIDES.items() if name == point.side)
    if point.kind == EXCEPTION:
        return Truth.TRUE if point.side == TAKEN else Truth.FALSE
    return next(truth for truth, name in SIDE_OF.items() if name == point.side)


def _linked(needed: _Needed, edition: Edition) -> _Needed:
    return needed._replace(tree=edition.linker.node(needed.tree))


def _before(rule: Rule, body: Body, part: AuthoredPart, *, taken: bool = False) -> Iterator[_Needed]:
    """What comes before a part of a rule: its scope, for an exception that the rule bites, for what is left to a
    person that none takes it away."""
    if part.role == "applies":
        return
    if body.applies is not None:
        yield _Needed(body.applies, _ONLY_TRUE)
    if part.role == "unless":
        bites = MODALITIES[rule.modality].bites
        if body.condition is not None:
            yield _Needed(body.condition, _NOT_FALSE if bites else _NOT_TRUE)
            if taken:
                yield _Needed(body.condition, _ONLY_TRUE if bites else _ONLY_FALSE)
        place = part.path[1]
        assert isinstance(place, int)
        for earlier in body.unless[:place] if taken else ():
            yield _Needed(earlier.when, _NOT_TRUE)


def _reason(goal: _Goal, needed: Sequence[_Needed], edition: Edition) -> Text | None:
    """Why a test cannot come out so beside what is needed for it to be tried, by the least of that which tells."""
    if _can_be(goal, needed, edition):
        return None
    told = (BY_FACTS, BY_SCOPE, *(BY_TURN for _ in needed))
    return next(told[count] for count in range(len(needed) + 1) if not _can_be(goal, needed[:count], edition))


def _can_be(goal: _Goal, needed: Sequence[_Needed], edition: Edition) -> bool:
    """Whether a test can come out so, or that it cannot is not proved.

    Raises:
        BudgetSpentError: where the search has done what it may do.
    """
    trees = (goal.node, *(each.tree for each in needed))
    if any(isinstance(node, Gathered | Answered | AmountOf) for tree in trees for node in walk(tree)):
        raise BudgetSpentError  # of each record, or of another question: not looked for
    tests = [*goal.atoms, *(atom for each in needed for atom in atoms_of(each.tree))]
    names = {name for test in tests for name in facts_of(test)}
    tied = [each for each in edition.law.entailments.each if names.issuperset(each.read)]
    tying = (node for each in tied for node in (*each.during, *each.premises, each.conclusion))
    domains, entailments = Domains([*tests, *tying], edition.law.vocabulary), Entailments(tuple(tied))
    size = sum(1 for tree in trees for _ in walk(tree))
    budget = Budget(work=WORK)

    def extends(facts: Mapping[str, Value], place: int) -> bool:
        budget.charge(size)
        values = Values(facts)
        if goal.is_lost(values) or any(each.is_lost(values) for each in needed):
            return False
        if goal.is_met(values) and all(each.is_met(values) for each in needed):
            return True
        if place == len(domains.facts):
            return False
        name = domains.facts[place]
        if name in facts:  # the others entail it
            return extends(facts, place + 1)
        telling = domains.of(name, facts, budget)
        if any(extends(more, place + 1) for _, more in entailments.agreeing(name, telling.values, facts)):
            return True
        if not telling.complete:
            raise BudgetSpentError
        return extends(facts, place + 1)  # nobody knows it

    return extends({}, 0)
