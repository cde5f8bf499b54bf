"""Suppositions in words: facts that would be otherwise, or would turn out so: “if … had been signed”.

A known fact is supposed to change (“如果…”, the English verb in the subjunctive); an unknown one is supposed to be
found out (“如果查明…”, “if it were found that …”), or determined where that is for a person to say.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from afterschool_policy.explain import phrases
from afterschool_policy.explain.wording import Wording
from afterschool_policy.language.operators import OPERATORS
from afterschool_policy.language.tree import Value
from afterschool_policy.search.domains import UNLISTED
from afterschool_policy.search.remedies import ChangeSet
from afterschool_policy.text import Text
from afterschool_policy.values.types import Kind, Type
from afterschool_policy.vocabulary.model import FactSpec, Vocabulary

Manner = Literal["changed", "found", "determined"]
"""Whether a known fact changes, an unknown one is found out, or one that a person judges is determined."""

_SUBJUNCTIVE = {
    "is": "were", "are": "were", "was": "had been", "were": "had been", "has": "had", "have": "had",
    "does": "did", "do": "did", "did": "did", "may": "might",
}  # fmt: skip
_VERB = re.compile(r"\b(" + "|".join(_SUBJUNCTIVE) + r")\b")
_RELATIVE = re.compile(r"\b(?:who|which|that|where)\b")
_NOT_SO = Text("不存在“{label}”的情形", "it is not so that {label}")
_IS = Text("{label}为{value}", "{label} is {value}")
_IS_NOT = Text("{label}不是{value}", "{label} is not {value}")
_BETWEEN = Text("在{least}至{most}之间", "between {least} and {most}")
_HOLDS = Text("{label}{range}", "{label} is {range}")
_KNOWN = Text("{label}，不论其值", "{label} is known, whatever it is")
_RECORDED = Text("{label}已有记录", "{label} is on record")
_NONE_OF = Text("{label}一项为“无”", "there are none of {label}")
_ONLY = Text("{label}仅有{values}", "{values}, and nothing else, {verb} among {label}")
_AMONG = Text("{label}中有{values}", "{values} {verb} among {label}")
_NOT_AMONG = Text("{label}中没有{values}", "{values} {verb} not among {label}")
_SAME = Text("{label}与{other}一致", "{label} is the same as {other}")
_IF = {
    "changed": Text("{what}", "{what}"),
    "found": Text("查明{what}", "it were found that {what}"),
    "determined": Text("认定{what}", "it were determined that {what}"),
}


def subjunctive(clause: str) -> str:
    """An English clause as a supposition: its first verb in the past where that is plain, else “it were so that …”."""
    verb = _VERB.search(clause)
    if verb is None or _RELATIVE.search(clause, 0, verb.start()):
        return f"it were so that {clause}"
    return clause[: verb.start()] + _SUBJUNCTIVE[verb[1]] + clause[verb.end() :]


def supposition(parts: Sequence[tuple[Manner, Text]]) -> Text:
    """Several suppositions as one: what changes first, then what is found out, then what is determined."""
    zh: list[str] = []
    en: list[str] = []
    for manner, introduction in _IF.items():
        clauses = [text for of_clause, text in parts if of_clause == manner]
        if clauses:
            first, *others = [clause.zh for clause in clauses]
            zh += [introduction.zh.format(what=first), *others]
            verbs = [subjunctive(clause.en) if manner == "changed" else clause.en for clause in clauses]
            en.append(introduction.en.format(what=_and_en(verbs, "that " if manner != "changed" else "")))
    *before, last = zh
    return Text(f"如果{'，'.join(before)}，并且{last}" if before else f"如果{last}", f"if {' and if '.join(en)}")


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
        value, options = change_set.values[name], change_set.options[name]
        match spec.type.kind:
            case Kind.BOOLEAN:
                return spec.label if value is True else spec.negation or _NOT_SO.format(label=spec.label)
            case Kind.NUMBER | Kind.TIME | Kind.DATE:
                return self._ordered(spec, value, options, change_set.refused[name])
            case Kind.CODE:
                return self._code(spec, options, change_set.refused[name])
            case Kind.LIST:
                return self._list(spec, value)
            case Kind.MAPPING:
                return self._mapping(spec, change_set)
        recorded = value == "…" or not change_set.refused[name]
        return _RECORDED.format(label=spec.label) if recorded else self._is(spec, value)

    def value(self, spec: FactSpec, value: Value | None) -> Text:
        """A value on its own."""
        return self._wording.value(value, spec.type)

    def _is(self, spec: FactSpec, value: Value) -> Text:
        return _IS.format(label=spec.label, value=self.value(spec, value))

    def _ordered(self, spec: FactSpec, value: Value, options: Sequence[Value], refused: Sequence[Value]) -> Text:
        now = self._known.get(spec.name)
        against = [*refused, *([now] if now is not None else [])]
        if not against:
            return _KNOWN.format(label=spec.label)
        if tuple(options) == (spec.minimum,):
            return self._is(spec, value)  # none at all reads better than at most none
        range_ = value_range(spec.type, options, against, self._wording)
        return _HOLDS.format(label=spec.label, range=range_) if range_ is not None else self._is(spec, value)

    def _code(self, spec: FactSpec, options: Sequence[Value], refused: Sequence[Value]) -> Text:
        now = self._known.get(spec.name)
        if now is not None and not refused and len(options) > 1:
            return _IS_NOT.format(label=spec.label, value=self._quoted(spec, [now], "or"))
        listed = [code for code in options if code != UNLISTED]
        return _IS.format(label=spec.label, value=self._quoted(spec, listed or options, "or"))

    def _list(self, spec: FactSpec, value: Value) -> Text:
        assert isinstance(value, tuple)
        if not value:
            return _NONE_OF.format(label=spec.label)
        now = self._known.get(spec.name)
        if not isinstance(now, tuple) or not set(now) & set(value):
            return self._among(_ONLY, spec, value)
        added, gone = [item for item in value if item not in now], [item for item in now if item not in value]
        changes = [self._among(words, spec, part) for words, part in ((_AMONG, added), (_NOT_AMONG, gone)) if part]
        return phrases.listed(changes, "，", " and ")

    def _among(self, words: Text, spec: FactSpec, values: Sequence[Value]) -> Text:
        verb = "is" if len(values) == 1 else "are"
        return words.format(label=spec.label, values=self._quoted(spec, values, "and"), verb=verb)

    def _mapping(self, spec: FactSpec, change_set: ChangeSet) -> Text:
        value = change_set.values[spec.name]
        for name, other in {**self._known, **change_set.values}.items():
            if name != spec.name and other == value:
                return _SAME.format(label=spec.label, other=self._vocabulary.facts[name].label)
        return self._is(spec, value)

    def _quoted(self, spec: FactSpec, values: Sequence[Value], link: Literal["and", "or"]) -> Text:
        type_ = spec.type.item or spec.type
        *first, last = [phrases.quoted(self._wording.value(value, type_)) for value in values]
        before_last = Text("或者", " or ") if link == "or" else Text("和", " and ")
        return phrases.joined(phrases.listed(first), before_last, last) if first else last


def value_range(type_: Type, values: Sequence[Value], others: Sequence[Value], wording: Wording) -> Text | None:
    """These values of an ordered type as a range (at most, at least, between) that holds none of the others.

    None where no range does, or where it would be one value alone.
    """
    least, most = min(values), max(values)  # type: ignore[type-var]  # values of one ordered type
    if others and most < min(others):  # type: ignore[operator, type-var]
        return _bounded(("<=", most), ("<", min(others)), type_, wording)  # type: ignore[type-var]
    if others and least > max(others):  # type: ignore[operator, type-var]
        return _bounded((">=", least), (">", max(others)), type_, wording)  # type: ignore[type-var]
    if least == most or any(least <= other <= most for other in others):  # type: ignore[operator]
        return None
    return _BETWEEN.format(least=wording.value(least, type_), most=wording.value(most, type_))


def _bounded(with_: tuple[str, Value], without: tuple[str, Value], type_: Type, wording: Wording) -> Text:
    """At most or at least the last value that will do; below or above the first that will not, if that is rounder."""
    beside = _are_beside(with_[1], without[1]) and len(str(without[1])) < len(str(with_[1]))
    symbol, bound = without if beside else with_
    words, value = OPERATORS[symbol].words(type_.kind), wording.value(bound, type_)
    return Text(words.zh.format("", value.zh), words.en.format("", value.en).strip().removeprefix("is "))


def _are_beside(one: Value, other: Value) -> bool:
    """Whether there is no hundredth between two numbers."""
    exact = int | Decimal | Fraction
    return (
        isinstance(one, exact) and isinstance(other, exact) and abs(Fraction(one) - Fraction(other)) < Fraction(1, 50)
    )
