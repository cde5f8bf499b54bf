"""What may stand at a place of a text that is half written: the text before it, mended as far as the reader asks.

A mark is put where the cursor is, what is open is closed, and the policy's own reader reads what comes of it. Where
lines above are broken, too, only those are left that the place lies below.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from afterschool_policy.authoring.yaml_reader import YamlNode, read
from afterschool_policy.lsp.pages import form_of
from afterschool_policy.lsp.slots import Slot, slots
from afterschool_policy.positions import SourceFile

_MARK = "q0cursor0q"
_PAIRS = {"[": "]", "{": "}"}


@dataclass(frozen=True, slots=True)
class CursorPlace:
    """What may stand at the cursor, the value that stands before it, and whether it is within quotes."""

    slot: Slot
    before: str
    is_quoted: bool


def places(name: str, text: str) -> Iterator[CursorPlace]:
    """What may stand at the end of a text, in a file of a name: a key, a value, or either."""
    document = re.split(r"^---.*\n", text, flags=re.MULTILINE)[-1]
    for mark in (f"{_MARK}: {_MARK}", _MARK):
        for lines in (document, _above(document)):
            closing = _closing(lines)
            if closing.startswith(('"', "'")) and mark != _MARK:
                break
            found = _marked(name, lines + mark + closing)
            if found is not None:
                value = found.node.value or ""
                yield CursorPlace(found, value[: value.index(_MARK)], closing.startswith(('"', "'")))
                break


def _marked(name: str, text: str) -> Slot | None:
    documents, _ = read(SourceFile(name, text))
    for document in documents:
        if (found := _slot(name, document)) is not None:
            return found
    return None


def _slot(name: str, document: YamlNode) -> Slot | None:
    return next((slot for slot in slots(form_of(name, document), document) if _MARK in (slot.node.value or "")), None)


def _above(text: str) -> str:
    """The last line, with the lines above that it lies below."""
    *before, last = text.split("\n")
    kept, indent = [last], _indent(last)
    is_item = last.lstrip().startswith("-")
    for line in reversed(before):
        stripped = line.lstrip()
        if not stripped or stripped.startswith("#"):
            continue
        holds_items = is_item and _indent(line) == indent and not stripped.startswith("-")
        if _indent(line) < indent or holds_items:
            kept.append(line)
            indent, is_item = _indent(line), stripped.startswith("-")
    return "\n".join(reversed(kept))


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _closing(text: str) -> str:
    """What closes the quotes and brackets that are open at the end of a text."""
    waiting: list[str] = []
    quote, before, in_comment = "", "\n", False
    for char in text:
        if in_comment:
            in_comment = char != "\n"
        elif quote:
            quote = "" if char == quote and before != "\\" else quote
        elif char == "#" and before.isspace():
            in_comment = True
        elif char in "\"'" and before in " \n[{,:":
            quote = char
        elif char in _PAIRS:
            waiting.append(_PAIRS[char])
        elif waiting and char == waiting[-1]:
            waiting.pop()
        before = char
    return quote + "".join(reversed(waiting))
