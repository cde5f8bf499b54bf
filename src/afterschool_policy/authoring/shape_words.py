"""What is wrong with the shape of a value, in words: what was written, and how it is written instead."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from afterschool_policy.text import Text
from afterschool_policy.values import names

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

_NAMES_LISTED = re.compile(r"'(\w+)'")
"""The names in the words in which pydantic lists those that can be written in a place."""

_FULL_WIDTH_COMMA = re.compile(r"\s*[，、；]\s*")
_BRACKETS = "[]【】［］「」"
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DAY_OF_YEAR = r"^[0-9]{2}-[0-9]{2}$"
_MAPPING = Text("此处应为“键: 值”", "keys with values are expected here")
_TRUTH = Text("此处应为 true 或 false", "true or false is expected here")
_INTEGER = Text("此处应为整数", "a whole number is expected here")
_PLAIN = {
    "string_too_short": Text("此处不能为空", "this cannot be empty"),
    "dict_type": _MAPPING,
    "model_type": _MAPPING,
    "model_attributes_type": _MAPPING,
    "bool_type": _TRUTH,
    "bool_parsing": _TRUTH,
    "int_parsing": _INTEGER,
    "int_type": _INTEGER,
    "int_from_float": _INTEGER,
    "string_too_long": Text("名称过长", "the name is too long"),
    "too_short": Text("此处至少要有一项", "at least one item is expected here"),
    "decimal_parsing": Text("此处应为数", "a number is expected here"),
}
_ANYTHING_ELSE = Text("此处的写法不对", "this is not written as it has to be")
_DATE_FORM = Text("日期写作 2021-09-01", "dates are written 2021-09-01")
_NO_SUCH_DAY = Text("没有 {day} 这一天", "there is no day {day}")
_LIST = Text("此处应为列表，写成 [{items}]", "a list is expected here: write [{items}]")
_COMMA = Text(
    "“{given}”里用了全角的逗号或者顿号，应为半角逗号：{items}",
    "`{given}` holds a full-width comma; write {items}",
)
_ONE_OF = Text("只能是 {names}", "it can only be {listed}")
_NAME = Text("这个名称写法不对：应为{words}", "names are written so: {words}")
_DAY_FORM = Text("月和日写作 09-01", "a month and a day are written 09-01")
_TEXT = Text("此处应为文字", "text is expected here")
_NO_LIST = Text("此处应为一项文字或者一个算式，不是列表", "one text or one expression is expected here, and no list")
_CONDITION = Text(
    "条件不能直接写成列表：写在 all:（都成立）或者 any:（有一个成立）下面",
    "a condition is no list: put it under `all:` (every one holds) or `any:` (one of them does)",
)
_VALUE = Text(
    "此处应为一个算式，或者用 cases:、by:、bands: 写的表",
    "an expression is expected here, or a table: `cases:`, `by:`, `bands:`",
)
_ABOVE = Text("应大于 {than}", "this has to be above {than}")
_AT_LEAST = Text("应不小于 {than}", "this has to be at least {than}")


def problem_of(detail: ErrorDetails) -> Text:
    """What is wrong, and what is written instead."""
    kind, given = detail["type"], detail["input"]
    if (known := _PLAIN.get(kind)) is not None:
        return known
    made = _MADE.get(kind)
    if made is not None:
        return made(given, detail.get("ctx", {}))
    return _date(given, {}) if kind.startswith("date") else _ANYTHING_ELSE


def _listed(given: object) -> str:
    """What was written in place of a list, with the commas of one."""
    return ", ".join(part for part in _FULL_WIDTH_COMMA.split(str(given).strip(f" {_BRACKETS}")) if part)


def _list(given: object, _: object) -> Text:
    return _LIST.format(items=_listed(given) if isinstance(given, str) and given.strip() else "…")


def _text(given: object, _: object) -> Text:
    return _NO_LIST if isinstance(given, list | dict) else _TEXT


def _date(given: object, _: object) -> Text:
    if isinstance(given, str) and _DAY.fullmatch(given):
        return _NO_SUCH_DAY.format(day=given)
    return _DATE_FORM


def _one_of(_: object, context: dict[str, object]) -> Text:
    found = _NAMES_LISTED.findall(str(context.get("expected", "")))
    return _ONE_OF.format(names="、".join(found), listed=", ".join(found))


def _pattern(given: object, context: dict[str, object]) -> Text:
    pattern = str(context.get("pattern", ""))
    if isinstance(given, str) and _FULL_WIDTH_COMMA.search(given):
        return _COMMA.format(given=given, items=_listed(given))
    if pattern == _DAY_OF_YEAR:
        return _DAY_FORM
    known = names.pattern_of(pattern)
    return _ANYTHING_ELSE if known is None else _NAME.format(words=known.words)


def likely(detail: ErrorDetails) -> list[str]:
    """What was likely meant: the names that can be written there, or the name as it has to be written."""
    context, given = detail.get("ctx", {}), detail["input"]
    pattern = names.pattern_of(str(context.get("pattern", "")))
    if pattern is not None and isinstance(given, str):
        return [each for each in [names.mended(given, pattern)] if each is not None]
    return _NAMES_LISTED.findall(str(context.get("expected", "")))


def _form(_: object, context: dict[str, object]) -> Text:
    return _CONDITION if "_shape" in str(context.get("discriminator", "")) else _VALUE


_MADE: dict[str, Callable[[object, dict[str, object]], Text]] = {
    "list_type": _list,
    "string_type": _text,
    "date_form": _date,
    "literal_error": _one_of,
    "enum": _one_of,
    "string_pattern_mismatch": _pattern,
    "union_tag_not_found": _form,
    "union_tag_invalid": _form,
    "greater_than": lambda _, context: _ABOVE.format(than=str(context.get("gt"))),
    "greater_than_equal": lambda _, context: _AT_LEAST.format(than=str(context.get("ge"))),
}
