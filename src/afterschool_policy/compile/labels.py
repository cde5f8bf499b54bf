"""Labels, negations and questions that would not read inside the sentences that explanations make of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from afterschool_policy.authoring.document import AuthoredDocument
from afterschool_policy.authoring.loader import AuthoredPolicy
from afterschool_policy.authoring.models import RuleEntry
from afterschool_policy.authoring.phrases import Phrase, phrases_of
from afterschool_policy.diagnostics import Diagnostic
from afterschool_policy.law.model import Law
from afterschool_policy.positions import Edit, Span, text_at

_ASKS = re.compile(r"是否|^whether\b")
_ENDS_A_SENTENCE = tuple("。，、；：？！.,;:?!")
_ENDS_A_QUESTION = ("？", "?")
_CLOSING = "”’』」）\"')"


def unreadable_labels(_: Law, authored: AuthoredPolicy) -> Iterator[Diagnostic]:
    """A warning for each label that asks or ends a sentence, and for each question that does not end as one."""
    for phrase in _phrases(authored):
        match phrase.path:
            case ("sections" | "units", *_):
                pass  # names that an author chooses, which can be those of the keys below
            case ("enumerations", _, "codes", _, _) | (*_, "label" | "negation", _):
                yield from _of_statement(phrase)
            case (*_, "question", _):
                yield from _of_question(phrase)


def missing_negations(_: Law, authored: AuthoredPolicy) -> Iterator[Diagnostic]:
    """A warning for each boolean, fact or definition, that has no words for its contrary, or those of its label."""
    vocabulary = authored.vocabulary
    for group, body in vocabulary.model.groups.items():
        for short, fact in body.facts.items():
            path, name = ("groups", group, "facts", short), f"{group}.{short}"
            if fact.type == "boolean" and fact.negation is None:
                yield Diagnostic.of("negation-missing", vocabulary.key_span(*path), name=name)
            elif fact.negation == fact.label:
                yield Diagnostic.of("negation-same", vocabulary.key_span(*path, "negation"), name=name)
    for document in _amendable(authored):
        rule = document.model
        is_boolean = rule.define is not None and rule.type is rule.unit is rule.codes is None
        if is_boolean and rule.negation is None:
            yield Diagnostic.of("negation-missing", document.span("define"), name=rule.define or "")
        elif is_boolean and rule.negation == rule.label:
            yield Diagnostic.of("negation-same", document.key_span("negation"), name=rule.define or "")


def _amendable(authored: AuthoredPolicy) -> list[AuthoredDocument[RuleEntry]]:
    """The rules whose words can still change: a version that has its last day is history."""
    return [document for document in authored.rules if document.model.effective.to is None]


def _phrases(authored: AuthoredPolicy) -> Iterator[Phrase]:
    for rule in _amendable(authored):
        yield from phrases_of(rule)
    yield from phrases_of(authored.decisions)
    yield from phrases_of(authored.vocabulary)


def _of_statement(phrase: Phrase) -> Iterator[Diagnostic]:
    if asked := _ASKS.search(phrase.words):
        yield Diagnostic.of("label-asks", phrase.span(*asked.span()), found=asked[0])
    if phrase.words.endswith(_ENDS_A_SENTENCE):
        last = _last(phrase)
        mending = Edit(last, "") if text_at(last) == phrase.words[-1] else None
        yield Diagnostic("label-punctuated", last, {"found": phrase.words[-1]}, mending=mending)


def _of_question(phrase: Phrase) -> Iterator[Diagnostic]:
    if not phrase.words.rstrip(_CLOSING).endswith(_ENDS_A_QUESTION):
        last, mark = _last(phrase), "？" if phrase.lang == "zh" else "?"
        kept = "" if phrase.words.endswith(_ENDS_A_SENTENCE) else phrase.words[-1]
        mending = Edit(last, kept + mark) if text_at(last) == phrase.words[-1] else None
        yield Diagnostic("question-unmarked", last, mending=mending)


def _last(phrase: Phrase) -> Span:
    return phrase.span(len(phrase.words) - 1, len(phrase.words))
