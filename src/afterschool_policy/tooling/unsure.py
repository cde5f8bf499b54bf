"""What the authors of a policy are not sure of: what they say so of, contested readings, presumptions, an unknown day.

It is listed by the places where it is written, for whoever goes through it with those who know the text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from afterschool_policy.authoring.loader import AuthoredPolicy
from afterschool_policy.language.printer import print_expression
from afterschool_policy.language.tree import Fact, Node, is_presuming, walk
from afterschool_policy.law.modalities import MODALITIES
from afterschool_policy.law.model import Law, Rule
from afterschool_policy.positions import Span
from afterschool_policy.semantics.listing import listed
from afterschool_policy.text import Lang, Text

MARKED = Text("注明拿不准的", "marked as unsure")
CONTESTED = Text("有争议的解释", "contested readings")
PRESUMED = Text("没有提到就作此推定的", "presumed where nothing is said")
UNDATED = Text("施行日期", "first day")

_TAKEN = Text("采用：{text}", "taken: {text}")
_OTHER = Text("另一读法 {code}：{text}", "another reading, {code}: {text}")
_GROUNDS = Text("理由：{text}", "grounds: {text}")
_RULES = Text("依据它的规则：{names}", "rules that rest on it: {names}")
_NO_RULES = Text("没有规则依据它", "no rule rests on it")
_NOT_SHOWN = Text("没有事实表明的，按不是处理：{doubt}", "taken not to be so where no fact shows it: {doubt}")
_NO_REASON = Text(
    "没有记录偏离的理由（{fact}）的，按没有理由处理", "taken to have no reason where none is on record ({fact})"
)
_NO_DAY = Text("原文没有写明，须由事实 {fact} 提供", "the text does not tell; the fact {fact} has to")
_CLAUSES = Text("（条款{ids}）", " (clauses {ids})")


@dataclass(frozen=True, slots=True)
class Unsure:
    """One thing: of which kind, where it is written, what it is called, on which clauses it bears, and why."""

    kind: Text
    span: Span
    name: str
    title: Text
    clauses: tuple[str, ...]
    why: tuple[Text, ...]

    def lines(self, lang: Lang) -> Iterator[str]:
        """The place with what it is, then why, a line each."""
        clauses = _CLAUSES.format(ids=("、" if lang == "zh" else ", ").join(self.clauses))[lang] if self.clauses else ""
        yield f"{self.span}: {self.name} {self.title[lang]}{clauses}"
        yield from (f"    {reason[lang]}" for reason in self.why)


def unsure(authored: AuthoredPolicy, law: Law) -> Iterator[Unsure]:
    """Everything, kind by kind, each in the order in which it is written."""
    law = listed(law)
    yield from _marked(authored, law)
    yield from _contested(authored, law)
    yield from _undated(authored, law)
    for rule in law.rules:
        if rule.span is not None and (why := tuple(_presumptions(rule))):
            yield Unsure(PRESUMED, rule.span, rule.name, rule.title, rule.clauses, why)


def _marked(authored: AuthoredPolicy, law: Law) -> Iterator[Unsure]:
    for segment in authored.segments:
        if segment.entry.unsure is not None:
            title, why = Text(segment.entry.quote, segment.entry.quote), (segment.entry.unsure.text(),)
            yield Unsure(MARKED, segment.span("unsure"), segment.id, title, (), why)
    rules = {rule.name: rule for rule in law.rules}
    for document in authored.rules:
        rule = rules[document.model.name]
        if rule.unsure is not None:
            span = document.key_span("unsure")
            yield Unsure(MARKED, span, rule.name, rule.title, rule.clauses, (rule.unsure,))


def _contested(authored: AuthoredPolicy, law: Law) -> Iterator[Unsure]:
    for name, entry in law.readings.items():
        resting = [rule.name for rule in law.rules if name in rule.readings]
        others = (each for each in entry.choices.items() if each[0] != entry.default)
        why = (
            _TAKEN.format(text=entry.choices[entry.default]),
            *(_OTHER.format(code=code, text=text) for code, text in others),
            _GROUNDS.format(text=entry.grounds),
            _RULES.format(names=", ".join(resting)) if resting else _NO_RULES,
        )
        yield Unsure(CONTESTED, authored.register.key_span(name), name, entry.matter, entry.clauses, why)


def _undated(authored: AuthoredPolicy, law: Law) -> Iterator[Unsure]:
    if law.instrument.in_force is None:
        why = (_NO_DAY.format(fact=law.instrument.in_force_fact),)
        yield Unsure(UNDATED, authored.instrument.key_span("in_force"), "in_force", law.instrument.name, (), why)


def _presumptions(rule: Rule) -> Iterator[Text]:
    """What a rule presumes: that nothing is so which no fact shows, and no reason is there where none is on record."""
    trees = (tree for body in rule.bodies for tree in body.trees)
    doubts = dict.fromkeys(print_expression(doubt) for tree in trees for doubt in _doubts(tree))
    yield from (_NOT_SHOWN.format(doubt=doubt) for doubt in doubts)
    if isinstance(rule.body.reason, Fact) and "reason" in MODALITIES[rule.modality].parts:
        yield _NO_REASON.format(fact=rule.body.reason.name)


def _doubts(tree: Node) -> Iterator[Node]:
    """What is taken not to be so unless facts show it."""
    for node in walk(tree):
        if is_presuming(node):
            yield from node.operands
