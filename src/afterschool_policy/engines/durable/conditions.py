"""When a boolean tree is true and when it is false: as a disjunction over the literals of its single tests.

Strong Kleene logic without a third value: what has to hold is pushed down to the single tests, as one normal form for
"true" and one for "false"; unknown is where neither holds. Where a product of disjunctions would grow too large, a part
of the tree becomes a condition of its own, whose truth is found first and enters as an attribute.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import Enum
from functools import cache
from itertools import product
from math import prod

from afterschool_policy.engines.durable.atoms import Conjunction, Disjunction, Literals
from afterschool_policy.engines.durable.ruleset import Attribute, Comparison
from afterschool_policy.language.operators import Operator
from afterschool_policy.language.tree import Apply, Constant, Derived, Node, Presuming, is_connective, presumes
from afterschool_policy.values import truth as truths
from afterschool_policy.values.truth import Truth
from afterschool_policy.values.types import Kind

MAX_ALTERNATIVES = 24
MAX_WEIGHT = 24
"""Within a conjunction, counted in terms of the network: a comparison of two attributes needs two guards."""

ALWAYS: Disjunction = ((),)
NEVER: Disjunction = ()


class Want(Enum):
    """What a truth has to be."""

    TRUE = "true"
    FALSE = "false"
    NOT_TRUE = "not true"
    NOT_FALSE = "not false"


_ALL: Mapping[object, tuple[Want, ...]] = {
    truths.all_of: (Want.TRUE, Want.NOT_FALSE),
    truths.any_of: (Want.FALSE, Want.NOT_TRUE),
}
"""Where all operands have to be as wanted; elsewhere one of them is enough."""

_WANTS: Mapping[tuple[Truth, ...], Sequence[tuple[Want, ...]]] = {
    (Truth.FALSE,): [(Want.FALSE,)],
    (Truth.TRUE,): [(Want.TRUE,)],
    (Truth.UNKNOWN,): [(Want.NOT_TRUE, Want.NOT_FALSE)],
    (Truth.FALSE, Truth.TRUE): [(Want.FALSE,), (Want.TRUE,)],
    (Truth.FALSE, Truth.UNKNOWN): [(Want.NOT_TRUE,)],
    (Truth.TRUE, Truth.UNKNOWN): [(Want.NOT_FALSE,)],
    (Truth.FALSE, Truth.TRUE, Truth.UNKNOWN): [()],
}
"""What to ask for that a truth be one of several."""

_Case = Sequence[tuple[int, Want]]
"""What is wanted of operands, by their places."""

Goal = tuple[Node, bool]
"""A boolean tree whose truth is wanted, and whether with what is presumed (see `language.evaluate.truth_of`)."""


class Conditions:
    """The goals of a question in the order they were placed, and the disjunctions for them."""

    def __init__(self, literals: Mapping[Node, Literals]) -> None:
        self._literals = literals
        self._places: dict[Goal, int] = {}

    @property
    def goals(self) -> Sequence[Goal]:
        """Every goal so far, with those that were cut out of large trees."""
        return tuple(self._places)

    def place(self, tree: Node, *, presuming: bool) -> int:
        """The place of a goal; a new one is put last."""
        if presuming and not presumes(tree):
            presuming = False
        return self._places.setdefault((tree, presuming), len(self._places))

    def disjunction(self, goal: Goal, want: Want) -> Disjunction:
        """The disjunction under which a goal is as wanted."""
        tree, presuming = goal
        match tree:
            case Constant(value=value):
                return ALWAYS if _is_so(truths.of(value), want) else NEVER
            case Derived(body=body, type=type_) if type_.kind is Kind.BOOLEAN:
                if body is None:
                    return ALWAYS if _is_so(Truth.UNKNOWN, want) else NEVER
                return self.disjunction((body, presuming), want)
            case Apply(operator=row, operands=operands) if is_connective(tree):
                if not row.is_junction:
                    return self._any_case(operands, _cases(row, len(operands), want, presuming=presuming), presuming)
                if want in _ALL[row.truth]:
                    return self._every([(operand, want) for operand in _halved(tree)], presuming)
                return self._any_case(operands, [[(place, want)] for place in range(len(operands))], presuming)
            case Presuming(test=test, known=known):
                return self.disjunction((test if presuming else known, presuming), want)
        return _of_literals(self._literals[tree], want)

    def _any_case(self, operands: Sequence[Node], cases: Sequence[_Case], presuming: bool) -> Disjunction:
        """The alternatives under which the operands are as one of the cases wants them."""
        disjunctions = [self._every([(operands[place], want) for place, want in case], presuming) for case in cases]
        return disjunctions[0] if len(disjunctions) == 1 else _distinct(sum(disjunctions, ()))

    def _every(self, wanted: Sequence[tuple[Node, Want]], presuming: bool) -> Disjunction:
        """The alternatives under which each tree is as wanted of it."""
        below = [self.disjunction((tree, presuming), want) for tree, want in wanted]
        if len(below) == 1:
            return below[0]
        while not _is_small(below):
            largest = max(range(len(below)), key=lambda place: (len(below[place]), _weight(below[place])))
            tree, want = wanted[largest]
            below[largest] = self._cut(tree, presuming, want)
        return _distinct([sum(conjunctions, ()) for conjunctions in product(*below)])

    def _cut(self, tree: Node, presuming: bool, want: Want) -> Disjunction:
        name = attribute_of(self.place(tree, presuming=presuming))
        operator = "==" if want in (Want.TRUE, Want.FALSE) else "!="
        truth = Truth.TRUE if want in (Want.TRUE, Want.NOT_TRUE) else Truth.FALSE
        return ((Comparison(name, operator, int(truth)),),)


def _halved(tree: Apply) -> Sequence[Node]:
    """The operands of a junction, or its two halves where they are too many for one conjunction."""
    operands, half = tree.operands, len(tree.operands) // 2
    if len(operands) <= MAX_WEIGHT:
        return operands
    return [Apply(tree.symbol, part, tree.type) for part in (operands[:half], operands[half:])]


@cache
def _cases(row: Operator, count: int, want: Want, *, presuming: bool) -> Sequence[_Case]:
    """The cases in which the truth of a connective is as wanted, read off its truth function."""

    def after(*settled: Truth) -> tuple[_Case, ...]:
        place = len(settled)
        if place == count:
            return ((),) if _is_so(row.join(settled, presuming=presuming), want) else ()
        alike: dict[tuple[_Case, ...], tuple[Truth, ...]] = {}
        for truth in Truth:
            rests = after(*settled, truth)
            alike[rests] = (*alike.get(rests, ()), truth)
        return tuple(
            (*((place, one) for one in wants), *rest)
            for rests, among in alike.items()
            for wants in _WANTS[among]
            for rest in rests
        )

    return after()


def attribute_of(place: int) -> str:
    """The attribute by which the truth of a goal enters the conditions that rest on it."""
    return f"t{place}"


def _of_literals(literals: Literals, want: Want) -> Disjunction:
    match want:
        case Want.TRUE:
            return literals.true
        case Want.FALSE:
            return literals.false
        case Want.NOT_TRUE:
            return literals.false + literals.unknown
    return literals.true + literals.unknown


def _is_so(truth: Truth, want: Want) -> bool:
    match want:
        case Want.TRUE:
            return truth is Truth.TRUE
        case Want.FALSE:
            return truth is Truth.FALSE
        case Want.NOT_TRUE:
            return truth is not Truth.TRUE
    return truth is not Truth.FALSE


def _is_small(below: Sequence[Disjunction]) -> bool:
    return prod(map(len, below)) <= MAX_ALTERNATIVES and sum(map(_weight, below)) <= MAX_WEIGHT


def _weight(disjunction: Disjunction) -> int:
    return max((sum(map(_terms, conjunction)) for conjunction in disjunction), default=0)


def _terms(comparison: Comparison) -> int:
    return 3 if isinstance(comparison.against, Attribute) else 1


def _distinct(conjunctions: Sequence[Conjunction]) -> Disjunction:
    """The conjunctions without repetition, and without those that imply another (absorption)."""
    sets = dict.fromkeys(map(frozenset, conjunctions))
    weakest = [tests for tests in sets if not any(other < tests for other in sets)]
    return tuple(tuple(sorted(tests, key=repr)) for tests in weakest)
