"""How a value of the wrong shape is written instead, where it can only be one thing."""

from __future__ import annotations

import re

from afterschool_policy.authoring.yaml_reader import ScalarNode, YamlNode
from afterschool_policy.positions import Edit
from afterschool_policy.values.moments import read_day

_IN_BRACKETS = re.compile(r"^[【［(（]|[】］)）]$")
_BETWEEN_ITEMS = re.compile("[，,、；;]")
_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]*")
_TRUTHS = {
    "yes": "true", "y": "true", "on": "true", "true": "true", "是": "true",
    "no": "false", "n": "false", "off": "false", "false": "false", "否": "false",
}  # fmt: skip
_DAY = re.compile(r"([0-9]{4})\s*[-/.年]\s*([0-9]{1,2})\s*[-/.月]\s*([0-9]{1,2})\s*日?")


def mending_of(node: YamlNode, kind: str, *, of_a_list: bool) -> Edit | None:
    """The edit that makes of a single value what its place asks for; None where it could be more than one thing.

    Args:
        node: What is written there.
        kind: What is wrong with it, as pydantic calls it.
        of_a_list: Whether it is an item of a list.
    """
    if not isinstance(node, ScalarNode) or node.value is None or not (node.exact or node.style):
        return None
    written = node.value
    names = [name.strip() for name in _BETWEEN_ITEMS.split(_IN_BRACKETS.sub("", written))]
    are_names = all(map(_NAME.fullmatch, names))
    if kind == "list_type" and are_names:
        return Edit(node.token, f"[{', '.join(names)}]")
    if kind == "string_pattern_mismatch" and of_a_list and len(names) > 1 and are_names:
        return Edit(node.token, ", ".join(names))
    if kind == "bool_parsing":
        truth = _TRUTHS.get(written.lower())
        return None if truth is None else Edit(node.token, truth)
    if kind == "date_form" and (day := _DAY.fullmatch(written)):
        day_written = f"{day[1]}-{int(day[2]):02}-{int(day[3]):02}"
        return Edit(node.token, day_written) if read_day(day_written) else None
    return None
