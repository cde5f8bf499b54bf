"""Values as people write them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, time

from afterschool_policy.language.tree import Value
from afterschool_policy.text import Text
from afterschool_policy.values import numbers
from afterschool_policy.values.types import Type

_YES, _NO = Text("是", "yes"), Text("否", "no")
_EMPTY = Text("无", "none")
_LISTED = Text("、", ", ")


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
    return _alike(numbers.written(value))


def written_day(day: date) -> Text:
    """A day in words."""
    return Text(f"{day.year}年{day.month}月{day.day}日", day.isoformat())


def members(items: Iterable[Text]) -> Text:
    """Several values in one line, or the word for none."""
    every = tuple(items)
    return _LISTED.join(every) if every else _EMPTY


def _alike(text: str) -> Text:
    return Text(text, text)
