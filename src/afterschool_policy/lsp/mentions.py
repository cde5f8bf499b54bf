"""Where names stand in a document: those that it states, and those that it takes from elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from afterschool_policy.authoring.yaml_reader import MappingNode, ScalarNode, SequenceNode, YamlNode
from afterschool_policy.language.syntax import At
from afterschool_policy.law.sentences import PARAMETER
from afterschool_policy.lsp.roles import NameRole
from afterschool_policy.lsp.slots import Slot, SlotForm, slots
from afterschool_policy.lsp.words import Owner, Word, words
from afterschool_policy.positions import Span, text_at
from afterschool_policy.text import LANGUAGES
from afterschool_policy.values import names

_OWNED = frozenset({"values", "amounts"})


@dataclass(frozen=True, slots=True)
class Mention:
    """A name at its place.

    `of` is what a code, a reading's choice or a short name belongs to; `written` is what stands there, which can be
    less than the name. A name that is stated has its `entry`: all that is said of it.
    """

    role: NameRole
    name: str
    span: Span
    written: str
    of: Owner | None = None
    states: bool = False
    entry: YamlNode | None = None


def mentions(form: SlotForm, document: YamlNode) -> Iterator[Mention]:
    """The names in a document, in the order in which they are written."""
    for slot in slots(form, document):
        if slot.node.value is not None:
            yield from _mentions(slot, slot.node.value, document)


def _mentions(slot: Slot, text: str, document: YamlNode) -> Iterator[Mention]:
    match slot.role:
        case NameRole.EXPRESSION:
            for word, span in placed(slot.node, words(text, owner_of(slot))):
                yield Mention(word.role, word.name, span, text_at(span), word.of)
        case NameRole.FACTS:
            yield from _facts(slot, text)
        case NameRole() as role:
            name, of = _full_name(slot, role, text)
            entry = slot.below if slot.is_key else _entry(slot, document)
            yield Mention(role, name, slot.node.span, text, of, slot.states, entry if slot.states else None)
        case None if is_sentence(slot):
            found = (Word(NameRole.PARAMETER, each[1], _at(each)) for each in PARAMETER.finditer(text))
            for word, span in placed(slot.node, found):
                yield Mention(word.role, word.name, span, text_at(span))


def owner_of(slot: Slot) -> Owner | None:
    """What a bare code at a slot belongs to: the outcome of a question, or the list that a rule or a key names."""
    keys = [step for step in slot.path if isinstance(step, str)]
    for place, key in enumerate(keys[:-1]):
        if key in _OWNED and slot.above and (decision := decision_of(slot.above[0])):
            return Owner(NameRole.OUTPUT, f"{decision}.{keys[place + 1]}")
    if keys and slot.above and keys[-1] in ("value", "is") and (codes := _text(slot.above[0], "codes")):
        return Owner(NameRole.ENUMERATION, codes)
    if slot.form.place == "CodesTable.cases" and (by := _text(slot.above[-1] if slot.above else None, "by")):
        return Owner(NameRole.FACT, by)
    above = next((each for each in reversed(slot.above) if each.get("by") is not None), None)
    if slot.is_key and above is not None and (by := _text(above, "by")):
        return Owner(NameRole.FACT, by)
    return None


def _full_name(slot: Slot, role: NameRole, text: str) -> tuple[str, Owner | None]:
    """A name in full where it stands in short, and what it belongs to."""
    above = [str(step) for step in slot.path[:-1]]
    match role:
        case NameRole.FACT if slot.form.place == "FactGroup.facts":
            return f"{above[1]}.{text}", None
        case NameRole.CODE if slot.form.place.startswith("Enumeration"):
            return text, Owner(NameRole.ENUMERATION, above[1])
        case NameRole.CODE:
            return text, owner_of(slot)
        case NameRole.CHOICE:
            in_rules = slot.form.key == "readings.*"  # of a rule by its keys, of a case by its values
            of = str(slot.path[-2 if slot.is_key else -1] if in_rules else slot.path[0])
            return text, Owner(NameRole.READING, of)
        case NameRole.OUTPUT:
            decision = above[1] if slot.form.model == "DecisionEntry" else decision_of(slot.above[0])
            return f"{decision}.{text}", None
    return text, None


def _facts(slot: Slot, text: str) -> Iterator[Mention]:
    """What facts may be in a mapping of them: by group and name, or in a list of records by the list and name."""
    at, span = slot.path, slot.node.span
    steps = [step for step in at if isinstance(step, str)]
    group, *_ = steps[-2:] if slot.is_key else steps[-1:]
    in_list = not slot.is_key and isinstance(at[-1], int)
    in_record = slot.is_key and len(at) > 2 and isinstance(at[-2], int)
    if in_record and len(steps) > 2:
        yield Mention(NameRole.FIELD, text, span, text, Owner(NameRole.FACT, ".".join(steps[-3:-1])))
    elif slot.is_key and len(steps) > 1 and names.FACT.fits(name := f"{group}.{text}"):
        yield Mention(NameRole.FACT, name, span, text)
    elif not slot.is_key:
        if in_list and names.FACT.fits(name := f"{group}.{text}"):
            yield Mention(NameRole.FACT, name, span, text)
        if names.CODE.fits(text) and text not in ("true", "false") and len(steps) > 1:
            yield Mention(NameRole.CODE, text, span, text, Owner(NameRole.FACT, ".".join(steps[-2:])))


def _entry(slot: Slot, document: YamlNode) -> YamlNode:
    """All that is said of what a value states: a rule's whole document, a clause's or a case's own mapping."""
    return slot.above[-1] if slot.above else document


def is_sentence(slot: Slot) -> bool:
    """Whether a value is a phrase in one language, which may tell a parameter."""
    return not slot.is_key and slot.form.key in LANGUAGES


def decision_of(document: MappingNode) -> str:
    """The question, or the first of those, that a rule or a file of cases is about."""
    node = document.get("decision")
    if isinstance(node, SequenceNode) and node.items:
        node = node.items[0]
    return node.value or "" if isinstance(node, ScalarNode) else ""


def _text(node: MappingNode | None, key: str) -> str:
    below = node.get(key) if node is not None else None
    return below.value or "" if isinstance(below, ScalarNode) else ""


def _at(found: re.Match[str]) -> At:
    return At(found.start(1), found.end(1))


def placed(node: ScalarNode, found: Iterator[Word]) -> Iterator[tuple[Word, Span]]:
    """Words of a value with their places in the file; where lines are folded, each is looked for after the last."""
    file, line, column = node.span.file, node.span.line, node.span.column - 1
    value = node.value or ""
    for word in found:
        if node.exact:
            yield word, node.within(word.at.start, word.at.end)
            continue
        written = re.compile(rf"(?<![\w.]){re.escape(value[word.at.start : word.at.end])}(?![\w.])")
        while line <= node.span.end_line:
            if match := written.search(file.line(line), column):
                column = match.end()
                yield word, Span(file, line, match.start() + 1, line, match.end() + 1)
                break
            line, column = line + 1, 0
