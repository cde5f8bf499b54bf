"""Values as people write them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, time

from afterschool_policy.language.tree import Value
from afterschool_policy.text import Text, enumerated
from afterschool_policy.values import numbers
from afterschool_policy.values.periods import MONTH, YEAR, PeriodKind
from afterschool_policy.values.types import Type

_YES, _NO = Text("是", "yes"), Text("否", "no")
_EMPTY = Text("无", "none")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_SMALL = (
    Text("一", "one"), Text("两", "two"), Text("三", "three"), Text("四", "four"), Text("五", "five"),
    Text("六", "six"), Text("七", "seven"), Text("八", "eight"), Text("九", "nine"), Text("十", "ten"),
)  # fmt: skip


def written(value: Value, type_: Type, label_of: Callable[[str, Type], Text]) -> Text:
    """A value in words: a code by its label, a number without its unit."""
    match value:
        case bool():
            return _YES if value else _NO
        case time():
            return _alike(value.strftime("%H:%M"))
        case date():
            return written_day(value)
        case str():
            return label_of(value, type_)
        case tuple():
            return members(written(item, type_.item or type_, label_of) for item in value)
        case dict():
            pairs = [f"{key}：{written(item, type_, label_of).zh}" for key, item in value.items()]
            return Text("；".join(pairs), "; ".join(f"{key}: {item}" for key, item in value.items()))
    return _alike(numbers.written(value).replace("-", "−"))


def written_day(day: date) -> Text:
    """A day in words."""
    return Text(f"{day.year}年{day.month}月{day.day}日", f"{day.day} {_MONTHS[day.month - 1]} {day.year}")


def written_period(period: PeriodKind, number: int) -> Text:
    """One period in words: a month and a year by what they are called, any other by its first day."""
    first = period.first(number)
    if period == MONTH:
        return Text(f"{first.year}年{first.month}月", f"{_MONTHS[first.month - 1]} {first.year}")
    if period == YEAR:
        return Text(f"{first.year}年", f"{first.year}")
    return Text("{day}起的{label}", "the {label} from {day}").format(day=written_day(first), label=period.label)


def written_count(count: int) -> Text:
    """How many of a list, before a measure word: up to ten in a word."""
    return _SMALL[count - 1] if 0 < count <= len(_SMALL) else _alike(numbers.written(count))


def members(items: Iterable[Text]) -> Text:
    """Several values in one line, or the word for none."""
    every = tuple(items)
    return enumerated(every) if every else _EMPTY


def _alike(text: str) -> Text:
    return Text(text, text)
