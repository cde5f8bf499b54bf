"""The shape of an authored document: whether a tree spells a model, and where it does not."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeVar

from pydantic import BaseModel, ValidationError

from afterschool_policy.authoring.keys import keys_at
from afterschool_policy.authoring.models import UNION_TAGS
from afterschool_policy.authoring.yaml_reader import KeyPath, ScalarNode, YamlNode, find, find_key, plain_value
from afterschool_policy.diagnostics import Diagnostic, suggestion
from afterschool_policy.positions import Edit, Span
from afterschool_policy.text import Text
from afterschool_policy.values.moments import read_day

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pydantic_core import ErrorDetails

M = TypeVar("M", bound=BaseModel)


def shape(model: type[M], node: YamlNode) -> tuple[M | None, list[Diagnostic]]:
    """The authored model that the tree spells, or None with every fault of its shape."""
    try:
        return model.model_validate(plain_value(node)), []
    except ValidationError as error:
        return None, _once(_diagnostic(model, node, detail) for detail in error.errors(include_url=False))


def _once(faults: Iterable[Diagnostic]) -> list[Diagnostic]:
    """One fault for each place and code: a union reports the same fault once for each of its members."""
    return list({(fault.code, fault.span): fault for fault in faults}.values())


def _diagnostic(model: type[BaseModel], node: YamlNode, detail: ErrorDetails) -> Diagnostic:
    path = tuple(step for step in detail["loc"] if step not in UNION_TAGS or _is_key(node, detail["loc"], step))
    if detail["type"] == "extra_forbidden":
        key, place = str(path[-1]), find_key(node, path)
        if detail["input"] is None and _follows_a_comma(place):
            return Diagnostic("text-cut-at-comma", place, {"rest": key})
        allowed = sorted(keys_at(model, path[:-1]))
        return Diagnostic(
            "unknown-key", place, {"key": key, "suggestion": suggestion(key, allowed), "allowed": tuple(allowed)}
        )
    if detail["type"] == "missing":
        return Diagnostic("missing-key", find(node, path[:-1]).span, {"key": str(path[-1])})
    hint = suggestion(str(detail["input"]), _NAMES_LISTED.findall(detail.get("ctx", {}).get("expected", "")))
    at = find(node, path)
    fields = {"problem": _problem(detail), "suggestion": hint}
    kind = detail["type"] + (_LISTED if path and isinstance(path[-1], int) else "")
    return Diagnostic("wrong-shape", at.span, fields, mending=_mending(at, kind))


def _mending(node: YamlNode, kind: str) -> Edit | None:
    """How a single value that stands for something else is written as that, where it can only be one thing."""
    if not isinstance(node, ScalarNode) or node.value is None or not (node.exact or node.style):
        return None
    written = node.value
    names = [name.strip() for name in _BETWEEN_ITEMS.split(_IN_BRACKETS.sub("", written))]
    if kind == "list_type" and all(map(_NAME.fullmatch, names)):
        return Edit(node.token, f"[{', '.join(names)}]")
    if kind == f"string_pattern_mismatch{_LISTED}" and len(names) > 1 and all(map(_NAME.fullmatch, names)):
        return Edit(node.token, ", ".join(names))
    if kind == "bool_parsing":
        truth = _TRUTHS.get(written.lower())
        return None if truth is None else Edit(node.token, truth)
    if kind == "date_form" and (day := _DAY.fullmatch(written)):
        day_written = f"{day[1]}-{int(day[2]):02}-{int(day[3]):02}"
        return Edit(node.token, day_written) if read_day(day_written) else None
    return None


def _follows_a_comma(key: Span) -> bool:
    """Whether a key stands behind a comma and has no colon: braces end a text without quotes at its comma."""
    line = key.file.line(key.line)
    return line[: key.column - 1].rstrip().endswith(",") and not line[key.end_column - 1 :].lstrip().startswith(":")


def _is_key(node: YamlNode, loc: KeyPath, step: str | int) -> bool:
    """Whether a step of pydantic's path is a key that is written, not the tag of a union's member."""
    place = loc.index(step)
    above = find(node, tuple(s for s in loc[:place] if s not in UNION_TAGS))
    return find_key(above, (step,)) is not above.span


_LISTED = " of a list"
_IN_BRACKETS = re.compile(r"^[【［(（]|[】］)）]$")
_BETWEEN_ITEMS = re.compile("[，,、；;]")
_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]*")
_TRUTHS = {
    "yes": "true", "y": "true", "on": "true", "true": "true", "是": "true",
    "no": "false", "n": "false", "off": "false", "false": "false", "否": "false",
}  # fmt: skip
_DAY = re.compile(r"([0-9]{4})\s*[-/.年]\s*([0-9]{1,2})\s*[-/.月]\s*([0-9]{1,2})\s*日?")
_NAMES_LISTED = re.compile(r"'(\w+)'")
"""The names in the words in which pydantic lists those that can be written in a place."""
_PROBLEMS = {
    "string_type": Text("此处应为文字", "text is expected here"),
    "string_too_short": Text("此处不能为空", "this cannot be empty"),
    "dict_type": Text("此处应为“键: 值”", "keys with values are expected here"),
    "model_type": Text("此处应为“键: 值”", "keys with values are expected here"),
    "list_type": Text("此处应为列表", "a list is expected here"),
    "bool_type": Text("此处应为 true 或 false", "true or false is expected here"),
    "bool_parsing": Text("此处应为 true 或 false", "true or false is expected here"),
    "int_parsing": Text("此处应为整数", "a whole number is expected here"),
    "int_type": Text("此处应为整数", "a whole number is expected here"),
    "string_too_long": Text("名称过长", "the name is too long"),
    "too_short": Text("此处至少要有一项", "at least one item is expected here"),
    "decimal_parsing": Text("此处应为数", "a number is expected here"),
}


def _problem(detail: ErrorDetails) -> Text:
    if (known := _PROBLEMS.get(detail["type"])) is not None:
        return known
    context = detail.get("ctx", {})
    if detail["type"] in ("literal_error", "enum"):
        expected = str(context.get("expected", "")).replace(" or ", ", ")
        return Text(f"只能是 {expected}", f"it can only be {expected}")
    if detail["type"] == "string_pattern_mismatch":
        pattern = context.get("pattern", "")
        return Text(f"名称须符合 {pattern}", f"names have the form {pattern}")
    if detail["type"] == "greater_than":
        return Text(f"应大于 {context.get('gt')}", f"this has to be above {context.get('gt')}")
    if detail["type"].startswith("date"):
        return Text("日期写作 2021-09-01", "dates are written 2021-09-01")
    return Text(detail["msg"], detail["msg"])
