"""The changes of the law as a document: what the text said and says, what that changes for whom, and from when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from afterschool_policy.comparison.comparison import PolicyComparison
from afterschool_policy.comparison.facts_in_words import facts_in_words
from afterschool_policy.comparison.questions import Witness
from afterschool_policy.comparison.rules import VersionChange
from afterschool_policy.explain.document import Document, Item, Line, Section
from afterschool_policy.explain.phrases import COLON, in_series, joined, plain
from afterschool_policy.law.model import Rule
from afterschool_policy.policy import Policy
from afterschool_policy.text import Text, enumerated
from afterschool_policy.tooling.changelog.entries import ChangeEntry, changed_answers
from afterschool_policy.tooling.stated_value import stated_value
from afterschool_policy.values.grades import Grade, reaches
from afterschool_policy.values.outcomes import OUTCOMES
from afterschool_policy.vocabulary.written import written_day

_TITLE = Text("{name}：改动", "{name}: what has changed")
_NOTHING = Text("没有改动。", "Nothing has changed.")
_BY = Text("《{name}》（{issuer}{number}）", "{name} ({issuer}{number})")
_FROM = Text("自{day}起", "From {day}")
_CORRECTION = Text("更正（没有另定日期）", "Corrections, without a day of their own")
_HEADING = Text("{day}，{by}", "{day}: {by}")
_TEXT, _WHAT, _EXAMPLES = Text("条文", "The text"), Text("改了什么", "What changes"), Text("例子", "Examples")
_WAS, _IS = Text("原来：", "Before: "), Text("现在：", "Now: ")
_ADDED_CLAUSE = Text("新增：", "New: ")
_REMOVED_CLAUSE = Text("删去：", "Removed: ")
_ENDED_CLAUSE = Text("至{day}为止：", "Until {day}: ")
_FOR = Text("涉及：{actors}", "Concerns: {actors}")
_NEW_RULE = Text("新的规定：{title}", "New: {title}")
_TURNED = Text("{before} → {after}", "{before} → {after}")
_VALUE = Text("{label}：{before} → {after}", "{label}: {before} → {after}")
_CHANGED = Text("“{title}”有改动，见下面的例子", "“{title}” has changed, see the example")
_WORDS_ONLY = Text("“{title}”只改了文字", "“{title}”: only its words have changed")
_ENDED = Text("不再适用：{title}", "No longer applies: {title}")
_SUPPOSE = Text("假如{facts}。", "Suppose: {facts}.")
_ON_DAY = Text("所问之日为{day}", "the day asked about is {day}")
_FACT = Text("{label}：{value}", "{label}: {value}")
_OUTCOME = Text("{outcome}。{reason}", "{outcome}. {reason}")
_WORDS = frozenset({"title", "label", "negation", "note", "due"})
"""The parts of a rule that are words alone."""


def document(comparisons: Sequence[tuple[PolicyComparison, Sequence[ChangeEntry]]], policy: Policy) -> Document:
    """The changes between policies, one comparison after the other, in the words of the last one."""
    parts = tuple(
        _entry(entry, comparison) for comparison, entries in comparisons for entry in entries if _is_told(entry)
    )
    heading = _TITLE.format(name=policy.law.instrument.name)
    sentences: tuple[Line, ...] = () if parts else ((_NOTHING,),)
    return Document((Section(heading, sentences, level=1, parts=parts, inner=0),))


def _is_told(entry: ChangeEntry) -> bool:
    return bool(entry.clauses or entry.rules or entry.readings or any(changed_answers(entry)))


def _entry(entry: ChangeEntry, comparison: PolicyComparison) -> Section:
    sentences: list[Line] = []
    if entry.actors:
        sentences.append((_FOR.format(actors=enumerated(actor.label for actor in entry.actors)),))
    parts = []
    if entry.clauses:
        parts.append(Section(_TEXT, items=tuple(_clauses(entry)), level=3, column=2, inner=4))
    rules = tuple(Item((told,)) for told in _rules(entry, comparison))
    if rules:
        parts.append(Section(_WHAT, items=rules, level=3, column=2, inner=4))
    examples = tuple(_examples(entry, comparison))
    if examples:
        parts.append(Section(_EXAMPLES, items=examples, level=3, column=2, inner=4))
    return Section(_heading(entry, comparison.new), tuple(sentences), parts=tuple(parts), level=2)


def _heading(entry: ChangeEntry, policy: Policy) -> Text:
    when = _CORRECTION if entry.day is None else _FROM.format(day=written_day(entry.day))
    text = entry.text
    if text is None:
        own = policy.law.instrument
        return _HEADING.format(day=when, by=_BY.format(name=own.name, issuer=own.issuer, number=""))
    number = Text("", "") if text.number is None else Text(f"，{text.number}", f", {text.number}")
    return _HEADING.format(day=when, by=_BY.format(name=text.name, issuer=text.issuer, number=number))


def _clauses(entry: ChangeEntry) -> Iterator[Item]:
    for change in entry.clauses:
        name = change.clause.named
        if change.before is None:
            yield Item((joined(name, COLON, _ADDED_CLAUSE), plain(change.clause.quote)))
        elif change.after is None:
            yield Item((joined(name, COLON, _REMOVED_CLAUSE), plain(change.clause.quote)))
        elif change.before.quote == change.after.quote and change.after.last is not None:
            ended = _ENDED_CLAUSE.format(day=written_day(change.after.last))
            yield Item((joined(name, COLON, ended), plain(change.clause.quote)))
        else:
            sides = ((_WAS, change.before.quote), (_IS, change.after.quote))
            yield Item((name,), tuple(Item((label, plain(quote))) for label, quote in sides))


def _rules(entry: ChangeEntry, comparison: PolicyComparison) -> Iterator[Text]:
    told = (_rule(change, earlier, comparison) for change, earlier in entry.rules)
    yield from dict.fromkeys(told)
    for was, now in entry.readings:
        before, after = was.choices[was.default], now.choices[now.default]
        yield _VALUE.format(label=now.matter, before=before, after=after)


def _rule(change: VersionChange, earlier: Rule | None, comparison: PolicyComparison) -> Text:
    was_called, is_called = ({rule.name: rule.title for rule in each.rules} for each in comparison[:2])
    title = is_called.get(change.name) or was_called[change.name]
    before, after = change.before or earlier, change.after
    if after is None or change.is_an_end:
        return _ENDED.format(title=title)
    if before is None:
        return _NEW_RULE.format(title=title)
    was, now = (stated_value(rule, comparison.new.law) for rule in (before, after))
    if was is not None and now is not None and was != now:
        return _VALUE.format(label=after.label or title, before=was, after=now)
    previous = was_called.get(before.name) or is_called[before.name]
    if previous != title:
        return _TURNED.format(before=previous, after=title)
    if change.parts and all(part.part in _WORDS for part in change.parts):
        return _WORDS_ONLY.format(title=title)
    return _CHANGED.format(title=title)


def _examples(entry: ChangeEntry, comparison: PolicyComparison) -> Iterator[Item]:
    """For each question the gravest example."""
    for change in changed_answers(entry):
        witness = change.witnesses[0]
        if reaches(witness.grade, Grade.REASONS):
            question = comparison.new.decisions[change.decision].question
            yield Item((question,), tuple(_example(witness, comparison)))


def _example(witness: Witness, comparison: PolicyComparison) -> Iterator[Item]:
    facts = [
        _FACT.format(label=label, value=value)
        for label, value in facts_in_words(witness.facts, comparison.new, comparison.old)
    ]
    if isinstance(witness.as_of, date):
        facts.insert(0, _ON_DAY.format(day=written_day(witness.as_of)))
    if facts:
        yield Item((_SUPPOSE.format(facts=in_series(facts)),))
    for label, decision in ((_WAS, witness.before), (_IS, witness.after)):
        told = decision.explanation
        outcome = _OUTCOME.format(outcome=OUTCOMES[decision.outcome].label, reason=told.reason)
        results = tuple(Item((joined(each.label, COLON, each.value),)) for each in told.outputs)
        yield Item((label, outcome), results if witness.grade is Grade.AMOUNT else ())
