"""The versions of rules that two policies do not have alike, part by part."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import NamedTuple

from afterschool_policy.language.printer import print_expression
from afterschool_policy.language.tree import Node, Row, Table
from afterschool_policy.law.model import Body, Law, Rule
from afterschool_policy.text import Text

_PART = Text("{part}：{before} → {after}", "{part}: {before} → {after}")
_NONE = Text("无", "none")


class PartChange(NamedTuple):
    """A part of a version or an entry by its key in the file, as it was and as it is; None where it is not there."""

    part: str
    before: Text | None
    after: Text | None

    @property
    def in_words(self) -> Text:
        """Both sides in a line."""
        return _PART.format(part=self.part, before=self.before or _NONE, after=self.after or _NONE)

    def to_dict(self) -> dict[str, object]:
        """As a document of JSON."""
        before, after = (None if text is None else asdict(text) for text in (self.before, self.after))
        return {"part": self.part, "before": before, "after": after}


class VersionChange(NamedTuple):
    """A version that was added (`before` is None), removed (`after` is None) or written otherwise."""

    name: str
    before: Rule | None
    after: Rule | None
    parts: tuple[PartChange, ...] = ()

    @property
    def is_an_end(self) -> bool:
        """Whether a version only gets its last day."""
        return {each.part for each in self.parts} == {"effective"}


def rule_changes(old: Law, new: Law) -> Iterator[VersionChange]:
    """What became of the versions, in the order of the new policy, and then those that it no longer has."""
    was = {rule.name: rule for rule in old.rules}
    for rule in new.rules:
        before = was.pop(rule.name, None)
        if before is None:
            yield VersionChange(rule.name, None, rule)
        elif parts := tuple(changed_parts(before, rule)):
            yield VersionChange(rule.name, before, rule, parts)
    yield from (VersionChange(rule.name, rule, None) for rule in was.values())


def changed_parts(before: Rule, after: Rule) -> Iterator[PartChange]:
    """The parts in which two versions differ."""
    yield from part_changes(_written(before), _written(after))


def part_changes(before: Mapping[str, Text], after: Mapping[str, Text]) -> Iterator[PartChange]:
    """What of two entries differs, each told by its parts."""
    for part in dict.fromkeys((*before, *after)):
        if before.get(part) != after.get(part):
            yield PartChange(part, before.get(part), after.get(part))


def _written(rule: Rule) -> dict[str, Text]:
    """What a version says, by the keys of the rule file."""
    days = rule.effective
    found = {
        "title": rule.title,
        "clauses": _plain(", ".join(rule.clauses)),
        "decision": _plain(", ".join(rule.decisions)),
        "modality": _plain(rule.modality),
        "effective": _plain(f"{days.first or '…'} – {days.last or '…'}"),
        **_body(rule.body),
    }
    for name, text in (("label", rule.label), ("negation", rule.negation), ("note", rule.note)):
        if text is not None:
            found[name] = text
    for rule_id, basis in rule.overrides:
        found[f"overrides {rule_id}"] = basis
    for alternative in rule.alternatives:
        where = f"readings {alternative.reading} {alternative.code}"
        found |= {f"{where} {part}": text for part, text in _body(alternative.body).items()}
        found.setdefault(where, _plain(", ".join(sorted(alternative.parts))))
    return found


def _body(body: Body) -> dict[str, Text]:
    found: dict[str, Text] = {}
    for part, node in (("applies", body.applies), ("condition", body.condition), ("value", body.value)):
        if node is not None:
            found |= _term(part, node)
    for place, exemption in enumerate(body.unless, 1):
        found[f"unless {place}"] = _plain(f"{print_expression(exemption.when)} [{', '.join(exemption.clauses)}]")
    for place, referral in enumerate(body.refer, 1):
        found[f"refer {place}"] = referral.question or _plain("")
        found[f"refer {place} when"] = _plain(print_expression(referral.when))
    if body.reason is not None:
        found["reason"] = _plain(print_expression(body.reason))
    if body.due is not None and body.due.act is not None:
        found["due"] = body.due.act
    for name, node in body.amounts:
        found |= _term(f"amounts {name}", node)
    for name, node in body.values:
        found |= _term(f"values {name}", node)
    if body.otherwise is not None:
        found["otherwise"] = _plain(body.otherwise.value)
    if body.silent:
        found["silent"] = _plain("true")
    return found


def _term(part: str, node: Node) -> dict[str, Text]:
    """A condition or a term by its key; of a table each row by itself, so that one alone is told to differ."""
    if not isinstance(node, Table):
        return {part: _plain(print_expression(node))}
    found = {part: _plain(node.hit.name)}
    for place, row in enumerate(node.rows, 1):
        found[f"{part} {place}"] = _row(f"{print_expression(row.when)}: ", row)
    if node.otherwise is not None:
        found[f"{part} otherwise"] = _row("", node.otherwise)
    return found


def _row(when: str, row: Row) -> Text:
    cited = f" [{', '.join(row.clauses)}]" if row.clauses else ""
    return _plain(f"{when}{print_expression(row.value)}{cited}")


def _plain(words: str) -> Text:
    return Text(words, words)
