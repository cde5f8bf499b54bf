"""Suppositions in words: facts that would be otherwise, or would turn out so: “if … had been signed”.

A known fact is supposed to change (“如果…”, the English verb in the subjunctive); an unknown one is supposed to be
found out (“如果查明…”, “if it were found that …”), or determined where that is for a person to say.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

from afterschool_policy.explain import phrases
from afterschool_policy.explain.value_range import value_range
from afterschool_policy.explain.wording import Wording
from afterschool_policy.language.tree import Value
from afterschool_policy.search.domains import OTHER_TEXT, UNLISTED
from afterschool_policy.search.remedies import ChangeSet
from afterschool_policy.text import Text
from afterschool_policy.values.types import Kind
from afterschool_policy.vocabulary.model import FactSpec, Vocabulary

Manner = Literal["changed", "found", "determined"]
"""Whether a known fact changes, an unknown one is found out, or one that a person judges is determined."""

_SUBJUNCTIVE = {
    "was not": "had not been", "were not": "had not been",
    "is": "were", "are": "were", "was": "had been", "were": "had been", "has": "had", "have": "had",
    "does": "did", "do": "did", "did": "did", "may": "might",
}  # fmt: skip
_VERB = re.compile(r"\b(" + "|".join(_SUBJUNCTIVE) + r")\b")
_RELATIVE = re.compile(r"\b(?:who|which|that|where)\b")
_NOT_SO = Text("不存在“{label}”的情形", "it is not so that {label}")
_IS = Text("{label}为{value}", "{label} is {value}")
_IS_NOT = Text("{label}不是{value}", "{label} is not {value}")
_HOLDS = Text("{label}{range}", "{label} is {range}")
_RECORDED = Text("{label}已有记录", "{label} is on record")
_NONE_OF = Text("{label}一个也没有", "there are no {things}")
_ONLY = Text("{label}仅有{values}", "{values}, and nothing else, {verb} among {label}")
_AMONG = Text("{label}中有{values}", "{values} {verb} among {label}")
_NOT_AMONG = Text("{label}中没有{values}", "{values} {verb} not among {label}")
_IN_PLACE_OF = Text("{label}中有{values}，没有{gone}", "{values}, and not {gone}, {verb} among {label}")
_SAME = Text("{label}与{other}一致", "{label} is the same as {other}")
_NOT_SAME = Text("{label}与{other}不一致", "{label} is not the same as {other}")
_FEW = 2
"""So many codes at most that would not do are named in place of those that would."""

_IF = {
    "changed": Text("{what}", "{what}"),
    "found": Text("查明{what}", "it were found that {what}"),
    "determined": Text("认定{what}", "it were determined that {what}"),
}


class Supposed(NamedTuple):
    """What is supposed of one fact, in the indicative, and what it is said of where the clause begins with that."""

    manner: Manner
    subject: Text
    clause: Text


def subjunctive(clause: str, subject: str = "") -> str:
    """An English clause as a supposition: its first verb in the past where that is plain, else “it were so that …”."""
    start = len(subject) if clause.startswith(f"{subject} ") else 0
    verb = _VERB.search(clause, start)
    if verb is None or _RELATIVE.search(clause, start, verb.start()):
        return f"it were so that {clause}"
    return clause[: verb.start()] + _SUBJUNCTIVE[verb[1]] + clause[verb.end() :]


def supposition(parts: Sequence[Supposed]) -> Text:
    """Several suppositions as one: what changes first, then what is found out, then what is determined."""
    zh: list[str] = []
    en: list[str] = []
    for manner, introduction in _IF.items():
        alike = [part for part in parts if part.manner == manner]
        if alike:
            zh.append(introduction.zh.format(what=_and_zh([part.clause.zh for part in alike])))
            changed = manner == "changed"
            verbs = [subjunctive(clause.en, subject.en) if changed else clause.en for _, subject, clause in alike]
            en.append(introduction.en.format(what=_and_en(verbs, "" if changed else "that ")))
    return Text(f"如果{'，同时'.join(zh)}", f"if {' and if '.join(en)}")


def _and_zh(clauses: Sequence[str]) -> str:
    *first, last = clauses
    return f"{'，'.join(first)}，并且{last}" if first else last


def _and_en(clauses: Sequence[str], link: str) -> str:
    *first, last = clauses
    return f"{f', {link}'.join(first)} and {link}{last}" if first else last


class Supposing:
    """Words the values that a search proposes, for one set of known facts."""

    def __init__(self, wording: Wording, vocabulary: Vocabulary, known: Mapping[str, Value]) -> None:
        self._wording = wording
        self._vocabulary = vocabulary
        self._known = known

    def manner(self, name: str) -> Manner:
        """How the fact would come to be so."""
        if name in self._known:
            return "changed"
        return "determined" if self._vocabulary.facts[name].judgement else "found"

    def clause(self, name: str, change_set: ChangeSet) -> Text:
        """What would have to hold of one fact, as a clause in the indicative: every value that would do as well."""
        spec = self._vocabulary.facts[name]
        value, options, refused = change_set.values[name], change_set.options[name], change_set.refused[name]
        match spec.type.kind:
            case Kind.BOOLEAN:
                return spec.label if value is True else spec.negation or _NOT_SO.format(label=spec.label)
            case Kind.NUMBER | Kind.TIME | Kind.DATE:
                return self._ordered(spec, value, options, refused)
            case Kind.CODE:
                return self._code(spec, options, refused)
            case Kind.LIST:
                return self._list(spec, value, (*options, *refused), options)
            case Kind.MAPPING:
                return self._mapping(spec, change_set)
        return _RECORDED.format(label=spec.label) if value == OTHER_TEXT or not refused else self._is(spec, value)

    def value(self, spec: FactSpec, value: Value | None) -> Text:
        """A value on its own."""
        return self._wording.value(value, spec.type)

    def _is(self, spec: FactSpec, value: Value) -> Text:
        return _IS.format(label=spec.label, value=self.value(spec, value))

    def _ordered(self, spec: FactSpec, value: Value, options: Sequence[Value], refused: Sequence[Value]) -> Text:
        now = self._known.get(spec.name)
        against = [*refused, *([now] if now is not None else [])]
        if not against:
            return _RECORDED.format(label=spec.label)
        range_ = value_range(spec, options, against, self._wording)
        return _HOLDS.format(label=spec.label, range=range_) if range_ is not None else self._is(spec, value)

    def _code(self, spec: FactSpec, options: Sequence[Value], refused: Sequence[Value]) -> Text:
        now = self._known.get(spec.name)
        against = [*([now] if now is not None else []), *refused]
        if not against and len(options) > 1:
            return _RECORDED.format(label=spec.label)
        few = (len(against) == 1 and len(options) > 1) if now is not None else len(against) <= _FEW < len(options)
        if few and UNLISTED not in against:
            return _IS_NOT.format(label=spec.label, value=self._quoted(spec, against, "or"))
        listed = [code for code in options if code != UNLISTED]
        return _IS.format(label=spec.label, value=self._quoted(spec, listed or options, "or"))

    def _list(self, spec: FactSpec, value: Value, tried: Sequence[Value], options: Sequence[Value]) -> Text:
        assert isinstance(value, tuple)
        if not value:
            return _NONE_OF.format(label=spec.label, things=spec.label.en.removeprefix("the "))
        now = self._known.get(spec.name)
        if not isinstance(now, tuple) or not set(now) & set(value):
            whatever_else = all(
                each in options for each in tried if isinstance(each, tuple) and set(value) <= set(each)
            )
            return self._among(_AMONG if whatever_else else _ONLY, spec, value)
        added, gone = [item for item in value if item not in now], [item for item in now if item not in value]
        if added and gone:
            return self._among(_IN_PLACE_OF, spec, added, gone=self._quoted(spec, gone, "or"))
        return self._among(_AMONG, spec, added) if added else self._among(_NOT_AMONG, spec, gone)

    def _among(self, words: Text, spec: FactSpec, values: Sequence[Value], **more: Text) -> Text:
        verb = "is" if len(values) == 1 else "are"
        return words.format(label=spec.label, values=self._quoted(spec, values, "and"), verb=verb, **more)

    def _mapping(self, spec: FactSpec, change_set: ChangeSet) -> Text:
        """A mapping by the one that it is held against: what stands for any other text is not shown as it is."""
        value = change_set.values[spec.name]
        facts = {**self._known, **change_set.values}
        others = [name for name, other in facts.items() if name != spec.name and isinstance(other, dict)]
        for name in others:
            if facts[name] == value:
                return _SAME.format(label=spec.label, other=self._vocabulary.facts[name].label)
        if len(others) == 1:
            return _NOT_SAME.format(label=spec.label, other=self._vocabulary.facts[others[0]].label)
        made_up = isinstance(value, dict) and OTHER_TEXT in value.values()
        return _RECORDED.format(label=spec.label) if made_up else self._is(spec, value)

    def _quoted(self, spec: FactSpec, values: Sequence[Value], link: Literal["and", "or"]) -> Text:
        type_ = spec.type.item or spec.type
        words = [self._wording.value(value, type_) for value in values]
        *first, last = [
            word if value == UNLISTED else phrases.quoted(word) for word, value in zip(words, values, strict=True)
        ]
        before_last = Text("或", " or ") if link == "or" else Text("和", " and ")
        return phrases.joined(phrases.listed(first), before_last, last) if first else last
