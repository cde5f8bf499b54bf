"""When a boolean tree is true and when it is false: as a disjunction over the literals of its single tests.

Strong Kleene logic without a third value: what has to hold is pushed down to the single tests, as one normal form for
"true" and one for "false"; unknown is where neither holds. Where a product of disjunctions would grow too large, a part
of the tree becomes a condition of its own, whose truth is found first and enters as an attribute.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import Enum
from itertools import product
from math import prod

from afterschool_policy.engines.durable.atoms import Conjunction, Disjunction, Literals
from afterschool_policy.engines.durable.ruleset import Attribute, Comparison
from afterschool_policy.language.tree import Apply, Constant, Derived, Node, is_connective, walk
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


_NEGATED = {
    Want.TRUE: Want.FALSE,
    Want.FALSE: Want.TRUE,
    Want.NOT_TRUE: Want.NOT_FALSE,
    Want.NOT_FALSE: Want.NOT_TRUE,
}
_ALL = {"and": (Want.TRUE, Want.NOT_FALSE), "or": (Want.FALSE, Want.NOT_TRUE)}
"""The truths for which all operands have to be as wanted; for the others one of them is enough."""

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
        """The place of a goal; a new one is the last."""
        if presuming and not any(isinstance(node, Apply) and node.symbol == "shown" for node in walk(tree)):
            presuming = False
        return self._places.setdefault((tree, presuming), len(self._places))

    def when(self, goal: Goal, want: Want) -> Disjunction:
        """The disjunction under which a goal is as wanted."""
        tree, presuming = goal
        match tree:
            case Constant(value=value):
                return ALWAYS if _is_so(truths.of(value), want) else NEVER
            case Derived(body=body, type=type_) if type_.kind is Kind.BOOLEAN:
                if body is None:
                    return ALWAYS if _is_so(Truth.UNKNOWN, want) else NEVER
                return self.when((body, presuming), want)
            case Apply(symbol=symbol, operands=operands) if is_connective(tree):
                match symbol:
                    case "not":
                        return self.when((operands[0], presuming), _NEGATED[want])
                    case "confirmed":
                        return self._confirmed((operands[0], presuming), want)
                    case "shown":
                        return self._shown((operands[0], presuming), want)
                if want in _ALL[symbol]:
                    return self._every(tree, presuming, want)
                return _distinct([conjunction for one in operands for conjunction in self.when((one, presuming), want)])
        return _of_literals(self._literals[tree], want)

    def _confirmed(self, inner: Goal, want: Want) -> Disjunction:
        match want:
            case Want.FALSE:
                return NEVER
            case Want.NOT_FALSE:
                return ALWAYS
        return self.when(inner, want)

    def _shown(self, inner: Goal, want: Want) -> Disjunction:
        if not inner[1]:
            return self.when(inner, want)
        return self.when(inner, Want.TRUE if want in (Want.TRUE, Want.NOT_FALSE) else Want.NOT_TRUE)

    def _every(self, tree: Apply, presuming: bool, want: Want) -> Disjunction:
        operands: tuple[Node, ...] = tree.operands
        if len(operands) > MAX_WEIGHT:
            half = len(operands) // 2
            operands = tuple(Apply(tree.symbol, part, tree.type) for part in (operands[:half], operands[half:]))
        below = [self.when((one, presuming), want) for one in operands]
        while not _is_small(below):
            largest = max(range(len(below)), key=lambda place: (len(below[place]), _weight(below[place])))
            below[largest] = self._cut(operands[largest], presuming, want)
        return _distinct([sum(conjunctions, ()) for conjunctions in product(*below)])

    def _cut(self, tree: Node, presuming: bool, want: Want) -> Disjunction:
        name = attribute_of(self.place(tree, presuming=presuming))
        operator = "==" if want in (Want.TRUE, Want.FALSE) else "!="
        truth = Truth.TRUE if want in (Want.TRUE, Want.NOT_TRUE) else Truth.FALSE
        return ((Comparison(name, operator, int(truth)),),)


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
