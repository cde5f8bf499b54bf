"""The facts of an explanation in words: what supports them, and those that no rule of the question reads."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from afterschool_policy.explain.model import FactUnread, FactUsed
from afterschool_policy.explain.phrases import aside, in_series, joined, listed, plain, quoted
from afterschool_policy.text import Text
from afterschool_policy.values.moments import read_day
from afterschool_policy.vocabulary.facts import Evidence
from afterschool_policy.vocabulary.written import written_day

NO_READER = Text("在所问之日和所选读法下，没有事项采用", "on this day, under these readings, no question reads it")
READ_BY = Text("由{questions}采用", "read by {questions}")
AND_MORE = Text("{questions}和另外{count}个事项", "{questions} and {count} more")
READ_ELSEWHERE = Text("{count}项由其他事项采用", "{count} facts that other questions read")
UNDATED = Text("没有给出所问之日，按仍然有效判断", "no day was asked about, so it is taken to stand")
_LISTED = 12
_NAMED_READERS = 2
_AFTER_LABEL = Text("：", " ")
EVIDENCE = {
    "source": Text("来源", "source"),
    "asserted_by": Text("提供人", "asserted by"),
    "asserted_at": Text("时间", "on"),
    "grounds": Text("理由", "grounds"),
    "until": Text("有效期至", "until"),
}


def support(fact: FactUsed) -> Text | None:
    """What supports a fact: who vouches for it, or what it follows from; None where nobody said."""
    if fact.evidence is None:
        return fact.entailed
    return in_series((evidence(fact.evidence), UNDATED)) if fact.undated else evidence(fact.evidence)


def unread(facts: Sequence[FactUnread]) -> Text:
    """The given facts that were not read, in one line: those that other questions read, and those that none does."""
    elsewhere = [fact for fact in facts if fact.read_by]
    if len(elsewhere) > _LISTED:
        told = [READ_ELSEWHERE.format(count=str(len(elsewhere)))]
    else:
        alike: dict[tuple[str, ...], list[FactUnread]] = {}
        for fact in elsewhere:
            alike.setdefault(fact.read_by, []).append(fact)
        told = [joined(listed(fact.label for fact in group), aside(_readers(group[0]))) for group in alike.values()]
    nowhere: dict[Text, list[Text]] = {}
    for fact in facts:
        if not fact.read_by:
            nowhere.setdefault(fact.no_effect or NO_READER, []).append(fact.label)
    told += (joined(listed(labels), aside(_without_stop(reason))) for reason, labels in nowhere.items())
    return in_series(told)


def _readers(fact: FactUnread) -> Text:
    named = listed((quoted(question) for question in fact.questions[:_NAMED_READERS]), zh="")
    more = len(fact.questions) - _NAMED_READERS
    return READ_BY.format(questions=AND_MORE.format(questions=named, count=str(more)) if more > 0 else named)


def _without_stop(sentence: Text) -> Text:
    return Text(sentence.zh.removesuffix("。"), sentence.en.removesuffix("."))


def evidence(evidence: Evidence) -> Text:
    """What supports a fact, in one line."""
    values = ((label, getattr(evidence, name)) for name, label in EVIDENCE.items())
    return in_series(joined(label, _AFTER_LABEL, _in_words(value)) for label, value in values if value is not None)


def _in_words(value: date | str) -> Text:
    """A day as in any sentence, also where a text gives it; other words as they were given."""
    day = value if isinstance(value, date) else read_day(value)
    return plain(str(value)) if day is None else written_day(day)
