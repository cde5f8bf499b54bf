"""The values of which a fact has to have one, or else a condition is known to be false."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Mapping
from functools import reduce

from afterschool_policy.language.computation import member
from afterschool_policy.language.tree import Apply, Constant, Derived, Fact, Node, Parameter, Value, is_connective
from afterschool_policy.values import truth as truths
from afterschool_policy.values.types import Kind

Needed = Mapping[str, frozenset[str]]
"""By the name of a fact, whose value is a code or a text."""

_WORDS = frozenset({Kind.CODE, Kind.TEXT})


def needed_values(tree: Node) -> Needed:
    """For each fact that a condition needs to be one of some codes or texts, these values.

    Where the fact is known and is none of them, the condition is false, whatever else is known, unknown or presumed:
    it is a comparison with them, or has one beside whatever it joins by `and`, or in each part that it joins by `or`.
    """
    match tree:
        case Derived(body=body) if body is not None:
            return needed_values(body)
        case Apply(operator=row, operands=operands) if is_connective(tree):
            below = [needed_values(operand) for operand in operands]
            if row.truth is truths.all_of:
                return reduce(_both, below)
            return reduce(_either, below) if row.truth is truths.any_of else {}
        case Apply(
            operator=row, operands=(Fact(name=name, type=type_), Constant(value=value) | Parameter(value=value))
        ):
            if type_.kind in _WORDS and value is not None and row.apply in _COMPARED:
                return {name: frozenset(_COMPARED[row.apply](value))}
    return {}


_COMPARED: Mapping[object, Callable[[Value], Iterable[str]]] = {
    operator.eq: lambda value: (value,),  # type: ignore[dict-item, return-value]  # of the fact's type
    member: lambda value: value,  # type: ignore[dict-item, return-value]  # a list of it
}
"""The operators that let a fact be certain values alone, and these."""


def _both(one: Needed, other: Needed) -> Needed:
    return {**one, **{name: values & one.get(name, values) for name, values in other.items()}}


def _either(one: Needed, other: Needed) -> Needed:
    return {name: values | other[name] for name, values in one.items() if name in other}
