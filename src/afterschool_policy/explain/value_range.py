"""The values of an ordered fact that would do, as people say them: at least, below, between."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import time
from decimal import Decimal
from fractions import Fraction

from afterschool_policy.explain.wording import Wording
from afterschool_policy.language.operators import OPERATORS
from afterschool_policy.language.tree import Value
from afterschool_policy.text import Text
from afterschool_policy.vocabulary.model import FactSpec

_BETWEEN = Text("在{least}至{most}之间", "between {least} and {most}")
_AND = Text("且", " and ")
_NOT_FEWER = Text("{}不少于{}", "{} at least {}")
"""What is counted is few or many, where other numbers are low or high."""

_End = tuple[str, Value]
"""One end of a range: the operator, and the value that it holds the others against."""

_ROUND_MINUTES = 5
_NEAR = Fraction(1, 50)


def value_range(spec: FactSpec, values: Sequence[Value], others: Sequence[Value], wording: Wording) -> Text | None:
    """These values of an ordered fact as a range that holds none of the others.

    None where no range does, or where it would be one value alone, or none at all.
    """
    least, most = min(values), max(values)  # type: ignore[type-var]  # values of one ordered type
    below = [other for other in others if other < least]  # type: ignore[operator]
    above = [other for other in others if other > most]  # type: ignore[operator]
    within = len(below) + len(above) < len(others)
    if within or (least == most and (most == spec.minimum or not others)):
        return None
    low = _rounder((">=", least), (">", max(below))) if below else None  # type: ignore[type-var]
    high = _rounder(("<=", most), ("<", min(above))) if above else None  # type: ignore[type-var]
    if low == (">", spec.minimum) and high is not None:
        low = None  # that it is more than nothing goes without saying
    inclusive = (low is None or low[0] == ">=") and (high is None or high[0] == "<=")
    if inclusive and (low is None) is (high is None):
        if least == most:
            return None
        return _BETWEEN.format(least=wording.value(least, spec.type), most=wording.value(most, spec.type))
    return _AND.join(_bounded(spec, end, wording) for end in (low, high) if end is not None)


def _rounder(with_: _End, without: _End) -> _End:
    """The last value that will do, or the first that will not where these are next to each other and it is rounder."""
    match with_[1], without[1]:
        case (time() as last, time() as next_):
            beside, rounder = abs(_minutes(last) - _minutes(next_)) == 1, next_.minute % _ROUND_MINUTES == 0
        case (int() | Decimal() | Fraction() as last, int() | Decimal() | Fraction() as next_):
            beside, rounder = abs(Fraction(last) - Fraction(next_)) < _NEAR, len(str(next_)) < len(str(last))
        case _:
            return with_
    return without if beside and rounder else with_


def _bounded(spec: FactSpec, end: _End, wording: Wording) -> Text:
    symbol, bound = end
    words = OPERATORS[symbol].words(spec.type.kind)
    if spec.whole and symbol == ">=":
        words = _NOT_FEWER
    value = wording.value(bound, spec.type)
    return Text(words.zh.format("", value.zh), words.en.format("", value.en).strip().removeprefix("is "))


def _minutes(moment: time) -> int:
    return moment.hour * 60 + moment.minute
