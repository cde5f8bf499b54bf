"""The shape of an authored document: whether a tree spells a model, and where it does not."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from pydantic import BaseModel, ValidationError

from afterschool_policy.authoring.keys import keys_at
from afterschool_policy.authoring.models import UNION_TAGS
from afterschool_policy.authoring.shape_mending import mending_of
from afterschool_policy.authoring.shape_words import likely, problem_of
from afterschool_policy.authoring.yaml_reader import KeyPath, ScalarNode, YamlNode, find, find_key, plain_value
from afterschool_policy.diagnostics import Diagnostic, suggestion
from afterschool_policy.positions import Span

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
    """One fault for each place, code and key: a union reports the same fault once for each of its members."""
    return list({(fault.code, fault.span, str(fault.fields.get("key"))): fault for fault in faults}.values())


def _diagnostic(model: type[BaseModel], node: YamlNode, detail: ErrorDetails) -> Diagnostic:
    path = tuple(step for step in detail["loc"] if step not in UNION_TAGS or _is_key(node, detail["loc"], step))
    key_alone = bool(path) and path[-1] == _OF_A_KEY
    path = path[:-1] if key_alone else path
    place = find_key(node, path) if path else node.span
    if (key_alone or detail["input"] is None) and _is_rest_of_a_text(node, path, place):
        return Diagnostic("text-cut-at-comma", place, {"rest": str(path[-1])})
    if detail["type"] == "extra_forbidden":
        key = str(path[-1])
        allowed = sorted(keys_at(model, path[:-1]))
        return Diagnostic(
            "unknown-key", place, {"key": key, "suggestion": suggestion(key, allowed), "allowed": tuple(allowed)}
        )
    if detail["type"] == "missing":
        return Diagnostic("missing-key", find(node, path[:-1]).span, {"key": str(path[-1])})
    hint = suggestion(str(detail["input"]).lower(), likely(detail))
    fields = {"problem": problem_of(detail), "suggestion": hint}
    if key_alone:
        return Diagnostic("wrong-shape", place, fields)
    at = find(node, path)
    of_a_list = bool(path) and isinstance(path[-1], int)
    return Diagnostic("wrong-shape", at.span, fields, mending=mending_of(at, detail["type"], of_a_list=of_a_list))


def _is_rest_of_a_text(node: YamlNode, path: KeyPath, place: Span) -> bool:
    """Whether a key without a value is what stands behind the comma that cut a text in two."""
    value = find(node, path)
    empty = isinstance(value, ScalarNode) and value.value is None
    return empty and place is not value.span and _follows_a_comma(place)


def _follows_a_comma(key: Span) -> bool:
    """Whether a key stands behind a comma and has no colon: braces end a text without quotes at its comma."""
    line = key.file.line(key.line)
    return line[: key.column - 1].rstrip().endswith(",") and not line[key.end_column - 1 :].lstrip().startswith(":")


def _is_key(node: YamlNode, loc: KeyPath, step: str | int) -> bool:
    """Whether a step of pydantic's path is a key that is written, not the tag of a union's member."""
    place = loc.index(step)
    above = find(node, tuple(s for s in loc[:place] if s not in UNION_TAGS))
    return find_key(above, (step,)) is not above.span


_OF_A_KEY = "[key]"
"""How the path of a fault ends that is in a key, and not in what stands under it."""
