"""What is read from files, fuzzed by bytes: each target reads what it is given, and lets the library's errors pass.

A target takes bytes, so that Atheris can guide them by what they reach and Hypothesis can draw them. Where a text that
is broken at the first character would say little, the bytes choose what to change in a good one.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress

from afterschool_policy import Policy, PolicyError
from afterschool_policy.authoring.models import RuleEntry, VocabularyFile
from afterschool_policy.authoring.shape import shape
from afterschool_policy.authoring.yaml_reader import read, typed_value
from afterschool_policy.language.checker import check
from afterschool_policy.language.evaluate import value_of
from afterschool_policy.language.lexer import ExpressionError
from afterschool_policy.language.parser import parse
from afterschool_policy.language.printer import print_expression
from afterschool_policy.positions import SourceFile
from tests.support import LIBRARY, SCOPE

LIBRARY_POLICY = Policy.load(LIBRARY)
RULES = [path.read_bytes() for path in sorted((LIBRARY / "rules").iterdir())]
BUNDLE = LIBRARY_POLICY.bundle().decode()
RECORD = json.dumps(
    LIBRARY_POLICY.decide(
        "borrowing", {"reader": {"has_card": True}, "book": {"kind": "ordinary"}, "loan": {"books": 12}}
    ).record(),
    ensure_ascii=False,
)

_ODD: tuple[object, ...] = (
    None, True, False, 0, -1, 10**40, 1.5, float("nan"), "", "x", "\0", "\u202e", "__import__('os')", "2021-13-45",
    "9999-12-31", [], {}, [[]], {"value": None}, {"": ""}, ["x", "x"],
)  # fmt: skip


class Choices:
    """Bytes as a row of choices; after the last, always the first of each."""

    def __init__(self, data: bytes) -> None:
        self._bytes = iter(data)

    def below(self, count: int) -> int:
        """A number from 0 to below `count`."""
        return (next(self._bytes, 0) << 8 | next(self._bytes, 0)) % count

    def rest(self) -> bytes:
        """Whatever is left."""
        return bytes(self._bytes)


def changed(document: object, choices: Choices) -> object:
    """The JSON document with one value somewhere in it replaced, removed or put twice."""
    if isinstance(document, dict) and document and choices.below(8):
        key = sorted(document)[choices.below(len(document))]
        if not choices.below(6):
            return {name: value for name, value in document.items() if name != key}
        return {**document, key: changed(document[key], choices)}
    if isinstance(document, list) and document and choices.below(8):
        place = choices.below(len(document))
        if not choices.below(6):
            return [*document[:place], *document[place + 1 :]]
        return [*document[:place], changed(document[place], choices), *document[place + choices.below(2) :]]
    kind = choices.below(len(_ODD) + 1)
    return _ODD[kind] if kind < len(_ODD) else choices.rest().decode("utf-8", "replace")


def yaml(data: bytes) -> None:
    """Files of a policy, as rules and as a vocabulary."""
    nodes, faults = read(SourceFile("a.yaml", data.decode("utf-8", "replace")))
    for node in nodes:
        typed_value(node)
        for model in (RuleEntry, VocabularyFile):
            faults += shape(model, node)[1]
    for fault in faults:
        assert fault.render("zh")
        assert fault.render("en")


def expression(data: bytes) -> None:
    """Expressions in the scope of the tests: read, checked, printed, read again, evaluated with nothing known."""
    try:
        tree = parse(data.decode("utf-8", "replace"))
    except ExpressionError:
        return
    node, _ = check(tree, SCOPE, None)
    if node is not None:
        value_of(node, {})
        again, faults = check(parse(print_expression(node)), SCOPE, node.type)
        assert again == node, faults


def bundle(data: bytes) -> None:
    """Bundles with one value changed in one line, and bytes as they come."""
    choices = Choices(data)
    lines = BUNDLE.splitlines()
    if choices.below(8):
        place = choices.below(len(lines))
        lines[place] = json.dumps(changed(json.loads(lines[place]), choices), ensure_ascii=False)
        text = "\n".join(lines).encode("utf-8", "surrogatepass")
    else:
        text = choices.rest()
    with suppress(PolicyError):
        policy = Policy.from_bundle(text)
        for name in policy.decisions:
            policy.decide(name, {}).explain("zh")


def record(data: bytes) -> None:
    """Records with up to three values changed, replayed as long as they are JSON objects."""
    choices = Choices(data)
    document = json.loads(RECORD)
    for _ in range(1 + choices.below(3)):
        document = changed(document, choices)
    with suppress(PolicyError):
        if isinstance(document, dict):
            LIBRARY_POLICY.replay(document).explain("zh")


TARGETS: dict[str, Callable[[bytes], None]] = {
    "yaml": yaml,
    "expression": expression,
    "bundle": bundle,
    "record": record,
}
SEEDS: dict[str, list[bytes]] = {
    "yaml": RULES,
    "expression": [b"thing.people >= ceil(thing.places / 30)", b"all(thing.tags) in [early, late] or thing.sound"],
    "bundle": [b"\1\1" * 8, b"\1\1\0\3\1\1\0\2\1\1\0\1\0\5"],
    "record": [b"\0\0\1\1\0\3\1\1\0\2\1\1\0\1\0\5"],
}
"""Inputs to begin with."""
