"""The types of what operators make, for the types of their operands; None where these do not fit."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import combinations

from afterschool_policy.language.dates import CALENDAR_LISTS
from afterschool_policy.values.types import BOOLEAN, DATE, NUMBER, ORDERED, TEXT, Kind, Type, alike
from afterschool_policy.values.units import CALENDAR_YEAR, DAY, MONTH, ONE, WORKING_DAY, YEAR, Unit

_TWO, _THREE = 2, 3


def booleans(given: Sequence[Type]) -> Type | None:
    """A truth of truths."""
    return BOOLEAN if given and all(type_.kind is Kind.BOOLEAN for type_ in given) else None


def equality(given: Sequence[Type]) -> Type | None:
    """A truth of two values of one sort; lists are held against each other member by member."""
    left, right = given
    return BOOLEAN if alike(left, right) and left.kind is not Kind.LIST else None


def order(given: Sequence[Type]) -> Type | None:
    """A truth of two values that lie in an order."""
    left, right = given
    return BOOLEAN if alike(left, right) and left.kind in ORDERED else None


def membership(given: Sequence[Type]) -> Type | None:
    """A truth of a value and a list of its sort."""
    left, right = given
    if right.kind is not Kind.LIST or left.kind is Kind.LIST:
        return None
    return BOOLEAN if right.item is None or alike(left, right.item) else None


def same_number(given: Sequence[Type]) -> Type | None:
    """A number of the unit that all operands have."""
    if any(type_.kind is not Kind.NUMBER for type_ in given) or not all_alike(given):
        return None
    return Type(Kind.NUMBER, unit=next((type_.unit for type_ in given if type_.unit is not None), None))


def _scaled(given: Sequence[Type], power: int) -> Type | None:
    left, right = given
    if left.kind is not Kind.NUMBER or right.kind is not Kind.NUMBER:
        return None
    if left.unit is None and right.unit is None:
        return NUMBER
    return Type(Kind.NUMBER, unit=(left.unit or ONE).times(right.unit or ONE, power))


def portion(given: Sequence[Type]) -> Type | None:
    """A number of the unit that all three operands have."""
    return same_number(given) if len(given) == _THREE else None


product, quotient = partial(_scaled, power=1), partial(_scaled, power=-1)


def extreme(given: Sequence[Type]) -> Type | None:
    """A value of one list, or of several operands of one sort."""
    if len(given) == 1 and given[0].kind is Kind.LIST and given[0].item is not None:
        return given[0].item if given[0].item.kind in ORDERED else None
    if len(given) < 2 or any(type_.kind not in ORDERED for type_ in given) or not all_alike(given):
        return None
    return next((type_ for type_ in given if type_.unit is not None), given[0])


def all_alike(given: Sequence[Type]) -> bool:
    """Whether values of any two of these types can be compared."""
    return all(alike(one, other) for one, other in combinations(given, 2))


def one_number(given: Sequence[Type]) -> Type | None:
    """A number of the unit of the one operand."""
    return given[0] if len(given) == 1 and given[0].kind is Kind.NUMBER else None


def rounded(given: Sequence[Type]) -> Type | None:
    """A number of the unit that it has, or the step."""
    return same_number(given) if len(given) == _TWO else None


def _fixed(given: Sequence[Type], kinds: list[Kind], result: Type) -> Type | None:
    return result if [type_.kind for type_ in given] == kinds else None


one_boolean = partial(_fixed, kinds=[Kind.BOOLEAN], result=BOOLEAN)
count = partial(_fixed, kinds=[Kind.LIST], result=NUMBER)
year = partial(_fixed, kinds=[Kind.DATE], result=Type(Kind.NUMBER, unit=CALENDAR_YEAR))
keys = partial(_fixed, kinds=[Kind.MAPPING, Kind.MAPPING], result=Type(Kind.LIST, item=TEXT))


def _moved(given: Sequence[Type], units: Sequence[Unit | None]) -> Type | None:
    """A date of a date and a number of one of these units."""
    if [type_.kind for type_ in given] != [Kind.DATE, Kind.NUMBER]:
        return None
    return DATE if given[1].unit in units else None


days_after, months_after, years_after = (partial(_moved, units=[unit]) for unit in (DAY, MONTH, YEAR))


def _between(given: Sequence[Type], unit: Unit) -> Type | None:
    return _fixed(given, [Kind.DATE, Kind.DATE], Type(Kind.NUMBER, unit=unit))


days_between, months_between, age = (partial(_between, unit=unit) for unit in (DAY, MONTH, YEAR))


def day_of_window(given: Sequence[Type]) -> Type | None:
    """A day of the day asked about and what a window says: how many periods before, whether with this one, which."""
    return DATE if tuple(given) == (DATE, NUMBER, BOOLEAN, TEXT, Type(Kind.LIST, item=DATE)) else None


def _on_calendar(given: Sequence[Type]) -> Sequence[Type]:
    """The operands without those that are the calendar; none where they are not."""
    *written, calendar = given[:-CALENDAR_LISTS], given[-CALENDAR_LISTS:]
    is_calendar = all(type_ == Type(Kind.LIST, item=DATE) for type_ in calendar)
    return written[0] if is_calendar and len(calendar) == CALENDAR_LISTS else ()


def working_days(given: Sequence[Type]) -> Type | None:
    """A number of working days, of two dates and the calendar."""
    return _between(_on_calendar(given), WORKING_DAY)


def working_day_after(given: Sequence[Type]) -> Type | None:
    """A date of a date, a number of days and the calendar."""
    return _moved(_on_calendar(given), [None, DAY, WORKING_DAY])


def truth_of_members(given: Sequence[Type]) -> Type | None:
    """A truth of one list."""
    return BOOLEAN if members(given) is not None else None


def members(given: Sequence[Type]) -> Type | None:
    """A list like the one given."""
    return given[0] if len(given) == 1 and given[0].kind is Kind.LIST and given[0].item is not None else None
