"""Parameters in the sentences of a policy: those that cannot be told, and values that a sentence spells by itself."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from datetime import date, time
from decimal import Decimal
from itertools import chain

from afterschool_policy.authoring.loader import AuthoredPolicy
from afterschool_policy.authoring.phrases import Phrase, phrases_of
from afterschool_policy.compile.parameter_use import ParameterUse, parameter_use
from afterschool_policy.diagnostics import Diagnostic, suggestion
from afterschool_policy.language.tree import Constant, Table, Value
from afterschool_policy.law.model import Law
from afterschool_policy.law.sentences import PARAMETER, reference
from afterschool_policy.text import Text
from afterschool_policy.vocabulary.unit_words import UnitWords

_BRACES = re.compile(r"[{｛][^{}｛｝]*[}｝]?|[}｝]")
_FIGURE = re.compile(
    r"(?P<year>\d{4})[-年](?P<month>\d{1,2})[-月](?P<day>\d{1,2})日?"
    r"|(?<![A-Za-z0-9+〔〕.-])(?P<plain>\d(?:[\dA-Za-z.,:：+]*[\dA-Za-z+])?)"
)
_TIME = re.compile(r"(\d{1,2})[:：](\d{2})")
_NUMBER = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
_TWO_DIGITS = 10
_OR = Text(" 或 ", " or ")


def misplaced_parameters(law: Law, authored: AuthoredPolicy) -> Iterator[Diagnostic]:
    """A diagnostic for each pair of braces that names no parameter, or stands where none can be told."""
    known = [rule.parameter for rule in law.rules if rule.parameter is not None]
    tables = (rule for rule in law.rules if any(isinstance(body.value, Table) for body in rule.bodies))
    by_cases = {rule.parameter for rule in tables}
    for phrase in _phrases(authored):
        for found in _BRACES.finditer(phrase.words):
            named, span = PARAMETER.fullmatch(found[0]), phrase.span(*found.span())
            if named is None:
                yield Diagnostic.of("sentence-braces", span, found=found[0])
            elif not phrase.is_sentence:
                yield Diagnostic.of("sentence-place", span, found=found[0])
            elif named[1] not in known:
                yield Diagnostic.of("unknown-parameter", span, name=named[1], suggestion=suggestion(named[1], known))
            elif named[1] in by_cases:
                yield Diagnostic.of("sentence-by-cases", span, name=named[1])


def spelled_values(law: Law, authored: AuthoredPolicy) -> Iterator[Diagnostic]:
    """A warning for each figure in a sentence that is the value of a parameter which its rule or question rests on."""
    use = parameter_use(law)
    for phrase, parameters in _sentences(authored, use):
        for start, end, names in _told(phrase, {name: use.values[name] for name in sorted(parameters)}, law.units):
            written = _OR.join(Text(reference(name), reference(name)) for name in names)
            yield Diagnostic.of(
                "spelled-value", phrase.span(start, end), value=phrase.words[start:end], written=written
            )


def _phrases(authored: AuthoredPolicy) -> Iterator[Phrase]:
    for document in authored.documents:
        yield from phrases_of(document)


def _sentences(authored: AuthoredPolicy, use: ParameterUse) -> Iterator[tuple[Phrase, Collection[str]]]:
    """Each sentence with the parameters behind it. A version that has its last day is history and spells as it did."""
    for rule in authored.rules:
        if rule.model.effective.to is None:
            yield from ((phrase, use.by_rule[rule.model.name]) for phrase in phrases_of(rule))
    for phrase in phrases_of(authored.decisions):
        if phrase.is_sentence:
            yield phrase, use.by_decision[str(phrase.path[1])]
    for phrase in phrases_of(authored.register):
        yield phrase, use.by_reading[str(phrase.path[0])]


def _told(
    phrase: Phrase, values: Mapping[str, Collection[Constant]], units: Mapping[str, UnitWords]
) -> Iterator[tuple[int, int, list[str]]]:
    """The places where a phrase tells one of these values, with the parameters that have it."""
    for start, end, figure in chain(_figures(phrase.words), _copies(phrase.words, values)):
        around = phrase.words[:start].rstrip(), phrase.words[end:].lstrip()
        names = [
            name
            for name, constants in values.items()
            if any(each.value == figure and _is_plain(each, around, phrase, units) for each in constants)
        ]
        if names:
            yield start, end, names


def _figures(words: str) -> Iterator[tuple[int, int, Value]]:
    """The dates, times and numbers that stand in figures; a clause, a document or a reading by number is none."""
    for found in _FIGURE.finditer(words):
        with suppress(ValueError):
            if found["plain"] is None:
                yield *found.span(), date(int(found["year"]), int(found["month"]), int(found["day"]))
            elif at := _TIME.fullmatch(found["plain"]):
                yield *found.span(), time(int(at[1]), int(at[2]))
            elif _NUMBER.fullmatch(found["plain"]):
                yield *found.span(), Decimal(found["plain"].replace(",", ""))


def _copies(words: str, values: Mapping[str, Collection[Constant]]) -> Iterator[tuple[int, int, Value]]:
    """The texts among the values that stand in the words as they are."""
    for text in {each.value for constants in values.values() for each in constants if isinstance(each.value, str)}:
        if (start := words.find(text)) >= 0:
            yield start, start + len(text), text


def _is_plain(value: Constant, around: tuple[str, str], phrase: Phrase, units: Mapping[str, UnitWords]) -> bool:
    """Whether a figure must mean the value: one digit means much else, unless the value's unit follows it."""
    if not isinstance(value.value, int | Decimal) or value.value >= _TWO_DIGITS:
        return True
    unit = units.get(str(value.type.unit))
    return unit is not None and unit.stands_around(*around, phrase.lang)
