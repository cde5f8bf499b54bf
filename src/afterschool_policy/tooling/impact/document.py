"""What a change does to decisions, as a document: how many of each grade, and those that differ one by one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from afterschool_policy.audit import phrases
from afterschool_policy.audit.replay import RuleChange
from afterschool_policy.explain.document import Document, Grid, Item, Line, Run, Section
from afterschool_policy.explain.phrases import COLON, joined, name, plain
from afterschool_policy.law.model import Law
from afterschool_policy.record.model import RecordedAmount
from afterschool_policy.text import LANGUAGES, Text, enumerated
from afterschool_policy.tooling.impact.effects import AnswerSummary, Effect
from afterschool_policy.values import numbers
from afterschool_policy.values.grades import GRADES, Grade
from afterschool_policy.values.outcomes import OUTCOMES, Outcome
from afterschool_policy.vocabulary.unit_words import unnamed

LISTED = (Grade.OUTCOME, Grade.AMOUNT, Grade.REASONS, Grade.WORDING)
"""The grades whose decisions are listed; of the others there are many, and nothing to see."""

_IMPACT = Text("改动对{count}项决定的影响", "What the change does to {count} decisions")
_GRADE, _NUMBER = Text("不同的程度", "Grade"), Text("项数", "Decisions")
REFUSED = Text("不能判断", "cannot be decided")
_CHANGE = Text("{before} → {after}", "{before} → {after}")
_TOLD = Text("{label}：{change}", "{label}: {change}")
_OUTCOME = Text("结论", "outcome")
_CLAUSES, _RULES = Text("依据的条款", "clauses"), Text("依据的规则", "rules")
_BECAUSE = Text("改动之处：", "changed: ")
_RULE = Text("规则：{rule}", "rule: {rule}")
_MORE = Text(
    "另有{count}项没有列出：用 --limit 0 全部列出，或者用 --out 导出。",
    "{count} more are not listed: --limit 0 lists all, --out writes them to a file.",
)
_NONE = Text("无", "none")
_OPEN = Text("尚不能确定", "not determined")


class Impact(NamedTuple):
    """How many decisions there are of each grade, how many cannot be decided, and those to be listed."""

    counts: Mapping[Grade, int]
    refused: int
    listed: Mapping[Grade | None, Sequence[Effect]]

    @property
    def total(self) -> int:
        """How many decisions there are."""
        return sum(self.counts.values()) + self.refused


class EffectTally:
    """Gathers effects as they come, and keeps of each grade as many as are to be listed; without a limit all."""

    def __init__(self, limit: int | None) -> None:
        self._limit = limit
        self._counts: Counter[Grade | None] = Counter()
        self._kept: dict[Grade | None, list[Effect]] = {}

    def add(self, effect: Effect) -> Effect:
        """Count an effect, and give it back."""
        self._counts[effect.grade] += 1
        kept = self._kept.setdefault(effect.grade, [])
        if (effect.grade is None or effect.grade in LISTED) and (self._limit is None or len(kept) < self._limit):
            kept.append(effect)
        return effect

    @property
    def impact(self) -> Impact:
        """What was gathered so far."""
        counts = {grade: self._counts[grade] for grade in GRADES}
        return Impact(counts, self._counts[None], self._kept)


def document(impact: Impact, law: Law) -> Document:
    """The impact as a document, in the words of the policy as it is."""
    labels = [*((GRADES[grade].label, count) for grade, count in impact.counts.items()), (REFUSED, impact.refused)]
    rows: tuple[tuple[Line, ...], ...] = tuple(((label,), (plain(str(count)),)) for label, count in labels)
    lines = tuple(joined(label, COLON, plain(str(count))) for label, count in labels)
    table = Section(None, table=Grid((_GRADE, _NUMBER), rows, lines, numbers=True), inner=0)
    parts = [_listed(GRADES[grade].label, impact, grade, law) for grade in LISTED if impact.listed.get(grade)]
    if impact.listed.get(None):
        parts.append(_listed(REFUSED, impact, None, law))
    heading = _IMPACT.format(count=str(impact.total))
    return Document((Section(heading, level=2, parts=(table, *parts), inner=0),))


def _listed(label: Text, impact: Impact, grade: Grade | None, law: Law) -> Section:
    effects = impact.listed[grade]
    left = (impact.refused if grade is None else impact.counts[grade]) - len(effects)
    more = (Item((_MORE.format(count=str(left)),)),) if left else ()
    return Section(label, items=(*(_item(each, law) for each in effects), *more))


def _item(effect: Effect, law: Law) -> Item:
    return Item((plain(effect.name), name(effect.decision)), tuple(Item(line) for line in below(effect, law)))


def below(effect: Effect, law: Law) -> Iterator[Line]:
    """What is told of an effect: what differs, what has changed in the policy, or why it cannot be decided."""
    if effect.problem is not None:
        for fault in effect.problem.diagnostics:
            yield (Text(fault.line("zh"), fault.line("en")),)
            if fault.help("en"):
                yield (Text(fault.help("zh"), fault.help("en")),)
    if effect.before is not None and effect.after is not None:
        yield from ((line,) for line in differences(effect.before, effect.after, effect.decision, law))
    for cause in effect.causes if effect.grade is not Grade.WORDING else ():
        yield (_BECAUSE, cause.title, name(cause.name)) if cause.title else (_BECAUSE, Run("code", plain(cause.name)))
    for change in _deciding(effect) if effect.grade is Grade.OUTCOME else ():
        told = (phrases.rule("", change.before, change.after, lang) for lang in LANGUAGES)
        yield (_RULE.format(rule=Text(*told)),)


def _deciding(effect: Effect) -> list[RuleChange]:
    """The rules that decided and come to something else; where there are none, those that begin or cease to decide."""
    decided = [each for each in effect.rules if any(result is not None and result[2] for result in each[2:])]
    turned = [each for each in decided if each.before is None or each.after is None or each.before[1] != each.after[1]]
    return turned or decided


def differences(before: AnswerSummary, after: AnswerSummary, decision: str, law: Law) -> Iterator[Text]:
    """What two answers to a question tell differently, each in a line."""
    if before.outcome != after.outcome:
        yield _changed(_OUTCOME, _label(before.outcome), _label(after.outcome))
    spec = law.decisions.get(decision)
    for key in dict.fromkeys((*before.amounts, *after.amounts)):
        was, now = before.amounts.get(key), after.amounts.get(key)
        if _amount(was, law) != _amount(now, law):
            label = spec.amounts[key].label if spec is not None and key in spec.amounts else plain(key)
            yield _changed(label, _amount(was, law), _amount(now, law))
    for key in dict.fromkeys((*before.values, *after.values)):
        listed, lists = before.values.get(key), after.values.get(key)
        if listed != lists:
            output = spec.values.get(key) if spec is not None else None
            label = output.label if output is not None else plain(key)
            codes = output.codes if output is not None else None
            yield _changed(label, _value(listed, codes, law), _value(lists, codes, law))
    if before.clauses != after.clauses:
        yield _changed(_CLAUSES, _names(before.clauses), _names(after.clauses))
    elif before.rules != after.rules:
        yield _changed(_RULES, _names(before.rules), _names(after.rules))


def _changed(label: Text, before: Text, after: Text) -> Text:
    return _TOLD.format(label=label, change=_CHANGE.format(before=before, after=after))


def _label(outcome: str) -> Text:
    return OUTCOMES[Outcome(outcome)].label if outcome in [*Outcome] else plain(outcome)


def _amount(amount: RecordedAmount | None, law: Law) -> Text:
    if amount is None:
        return _NONE
    value = amount["value"]
    if value is None:
        return _OPEN
    number = Decimal(value)
    words = law.units.get(amount["unit"]) or unnamed(amount["unit"])
    written = plain(numbers.written(number))
    return written if amount["unit"] == "1" else words.around(written, one=number == 1, beside=plain(""))


def _value(value: str | list[str] | None, codes: str | None, law: Law) -> Text:
    if value is None or value == []:
        return _NONE
    enumeration = law.vocabulary.enumerations.get(codes or "")
    every = [value] if isinstance(value, str) else value
    return enumerated(enumeration.label_of(code) if enumeration is not None else plain(code) for code in every)


def _names(names: Sequence[str]) -> Text:
    return plain("、".join(names)) if names else _NONE
