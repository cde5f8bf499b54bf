"""The facts of a caller (mappings, models, evidence) as `Facts`; every mistake in them is named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from afterschool_policy.diagnostics import Diagnostic, Field, InvalidFacts, suggestion, value_shown
from afterschool_policy.diagnostics.excerpt import cut, repeated
from afterschool_policy.language.tree import Value
from afterschool_policy.text import Text
from afterschool_policy.values import numbers
from afterschool_policy.values.moments import read_day
from afterschool_policy.values.types import DATE, TEXT
from afterschool_policy.vocabulary.fact_values import Path, RefusedValue, mistyped, text_of, too_long, value_of
from afterschool_policy.vocabulary.facts import Evidence, Facts
from afterschool_policy.vocabulary.model import FactSpec, Vocabulary
from afterschool_policy.vocabulary.plain import is_missing, mapping_of, plain_value
from afterschool_policy.vocabulary.records import RecordFact, record_spec
from afterschool_policy.vocabulary.series import period_in, period_spec

_SOME_DAY = date(2026, 3, 1)
_SUPPORT = ("source", "asserted_by", "asserted_at", "grounds")
_EVIDENCE_KEYS = frozenset({"value", "until", *_SUPPORT})
_FAULTS_OF_A_SOURCE = (LookupError, TypeError, ValueError, AttributeError)

_Derived = Mapping[str, Iterable[str]]
_Named = tuple[Path, str, object]


def take(vocabulary: Vocabulary, given: object, *, derived: _Derived | None = None) -> Facts:
    """The facts in `given`: `{"reader": {"age": 12}}`, each value plain or wrapped with evidence.

    Null and absent are unknown. `derived` names facts that rules derive, with the facts they rest on. What stands for
    what value is said in `vocabulary.plain`.

    Raises:
        InvalidFacts: naming every unknown name, wrong type, code out of its closed list and value out of range.
    """
    values: dict[str, Value] = {}
    evidence: dict[str, Evidence] = {}
    faults: list[Diagnostic] = []
    named: set[str] = set()
    for path, name, raw in written_out(vocabulary, named_values(vocabulary, given)):
        spec = spec_of(vocabulary, name)
        try:
            if spec is None:
                raise RefusedValue(_unknown(vocabulary, name, raw, derived or {}))
            if name in named:
                raise RefusedValue(Diagnostic("fact-twice", fields={"name": name}))
            named.add(name)
            if _is_series(spec, name) and raw is not None:
                raise RefusedValue(_of_no_period(vocabulary, spec, name, "fact-series"))
            value, support = value_and_evidence(vocabulary, spec, raw)
        except RefusedValue as refused:
            faults.append(replace(refused.diagnostic, path=(*path, *refused.diagnostic.path)))
            continue
        if value is not None:
            values[name] = value
            if support is not None:
                evidence[name] = support
    if faults:
        raise InvalidFacts(faults)
    return Facts(values, evidence)


MOST_RECORDS = 100
"""So many records a list has at most."""


def spec_of(vocabulary: Vocabulary, name: str) -> FactSpec | None:
    """A fact by its dotted name, also of one record (`household.members[2].age`) or month (`person.pay[2026-03]`)."""
    found = vocabulary.facts.get(name)
    if found is not None:
        return found
    if (told := period_in(name)) is not None:
        return _of_period(vocabulary, *told)
    of_record = RecordFact.named(name)
    records = vocabulary.records.get(of_record.records) if of_record else None
    if of_record is None or records is None or of_record.place >= MOST_RECORDS:
        return None
    spec = records.fields.get(f"{records.member}.{of_record.short}")
    return None if spec is None else record_spec(records, of_record.place, spec)


def _of_period(vocabulary: Vocabulary, name: str, key: str) -> FactSpec | None:
    spec = spec_of(vocabulary, name)
    period = None if spec is None or spec.by is None else vocabulary.periods[spec.by]
    number = None if period is None else period.read(key)
    return None if spec is None or period is None or number is None else period_spec(spec, period, number)


def written_out(vocabulary: Vocabulary, values: Iterable[_Named]) -> Iterator[_Named]:
    """The values, each list of records as their number and the facts of each by its place, each series by its periods.

    Raises:
        InvalidFacts: where a list has too many records.
    """
    for path, name, raw in values:
        if mapping_of(raw) is not None and _is_series(spec_of(vocabulary, name), name):
            yield from (((*path, key), f"{name}[{key}]", value) for key, value in items_of(raw))
            continue
        records = vocabulary.records.get(name)
        listed = _records_in(raw) if records is not None else None
        if records is None or listed is None:
            yield path, name, raw
            continue
        if len(listed) > MOST_RECORDS:
            fields = {"name": name, "most": str(MOST_RECORDS), "given": str(len(listed))}
            raise InvalidFacts([Diagnostic("fact-records", fields=fields, path=path)])
        yield path, name, len(listed)
        for place, record in enumerate(listed):
            if mapping_of(record) is None:
                yield (*path, place), f"{name}[{place}]", record
                continue
            told = (((*path, place, short), f"{name}[{place}].{short}", value) for short, value in items_of(record))
            yield from written_out(vocabulary, told)


def _is_series(spec: FactSpec | None, name: str) -> bool:
    """Whether a fact is told period by period, and this is its name and not that of one period."""
    return spec is not None and spec.by is not None and period_in(name) is None


def _records_in(raw: object) -> list[object] | None:
    """The records of a list; None for what is none, as their number."""
    plain = plain_value(raw)
    return list(plain) if isinstance(plain, list | tuple) else None


def named_values(vocabulary: Vocabulary, given: object) -> Iterator[tuple[Path, str, object]]:
    """What is given by dotted names, with the keys that lead there; a dotted name may be a key itself.

    Raises:
        InvalidFacts: where it has no names with values, or is a mapping that breaks as it is read.
    """
    for group, inner in items_of(given):
        below = None if group in vocabulary.facts else mapping_of(inner)
        if below is not None and (below or group in vocabulary.groups):
            yield from (((group, short), f"{group}.{short}", value) for short, value in items_of(below))
        elif inner is not None or group not in vocabulary.groups:
            yield (group,), group, inner


def items_of(given: object) -> list[tuple[str, object]]:
    """The names in what has names, with their values.

    Raises:
        InvalidFacts: where it has none, or breaks as it is read.
    """
    mapping = mapping_of(given)
    if mapping is None:
        raise InvalidFacts([Diagnostic("facts-shape", fields={"given": value_shown(given)})])
    try:
        return [(key_of(key), value) for key, value in mapping.items()]
    except _FAULTS_OF_A_SOURCE as error:
        problem = f"{type(error).__name__}: {cut(str(error))}"
        raise InvalidFacts([Diagnostic("facts-source", fields={"problem": problem})]) from error


def key_of(key: object) -> str:
    """A name as a text; what is no text is written as Python writes it, and so is no known name."""
    plain = plain_value(key)
    return plain if isinstance(plain, str) else repeated(plain)


def value_and_evidence(vocabulary: Vocabulary, spec: FactSpec, raw: object) -> tuple[Value | None, Evidence | None]:
    """A fact's value, None where it is given as unknown, and what supports it; raises RefusedValue."""
    support = _support(raw)
    plain = plain_value(raw if support is None else support["value"])
    if plain is None:
        return None, None
    value = value_of(vocabulary, spec, spec.type, plain)
    if support is None:
        return value, None
    words = {key: _words(spec, key, support[key]) for key in _SUPPORT if key in support}
    return value, Evidence(value, until=_until(spec, support.get("until")), **words)


def _support(raw: object) -> Mapping[str, object] | None:
    """What evidence says, by name; None for what is no evidence."""
    if isinstance(raw, Evidence):
        return {key: getattr(raw, key) for key in _EVIDENCE_KEYS}
    mapping = mapping_of(raw)
    if mapping is None:
        return None
    support = dict(items_of(mapping))
    return support if "value" in support and _EVIDENCE_KEYS.issuperset(support) else None


def _words(spec: FactSpec, key: str, given: object) -> str | None:
    """A part of the evidence, which is a text; a number or a date is taken as it is written."""
    plain = plain_value(given)
    match plain:
        case None:
            return None
        case str():
            return text_of(spec, plain, (key,))
        case int() if not isinstance(plain, bool):
            if not numbers.fits(plain):
                raise RefusedValue(too_long(spec, plain, (key,)))
            return str(plain)
        case date() if not is_missing(plain):
            return str(plain)
    raise RefusedValue(mistyped(spec, TEXT, given, (key,)))


def _until(spec: FactSpec, given: object) -> date | None:
    plain = plain_value(given)
    if plain is None or type(plain) is date:
        return plain
    day = read_day(plain) if isinstance(plain, str) else None
    if day is None:
        raise RefusedValue(mistyped(spec, DATE, given, ("until",)))
    return day


def _of_no_period(vocabulary: Vocabulary, spec: FactSpec, name: str, code: str, **fields: Field) -> Diagnostic:
    """The mistake of what is told of no period, with how periods are written."""
    period = vocabulary.periods[spec.by or ""]
    example = period.key(period.number(_SOME_DAY))
    return Diagnostic(code, fields={"name": name, "period": period.label, "example": example, **fields})


def _unknown(vocabulary: Vocabulary, name: str, raw: object, derived: _Derived) -> Diagnostic:
    if name in derived:
        return Diagnostic("fact-derived", fields={"name": name, "sources": ", ".join(derived[name])})
    series = name.rpartition("[")[0]
    if (of := spec_of(vocabulary, series)) is not None and _is_series(of, series):
        return _of_no_period(vocabulary, of, series, "fact-period", given=cut(name[len(series) + 1 : -1]))
    records = vocabulary.records.get(name.partition("[")[0])
    if name in vocabulary.groups or (records is not None and "." not in name.partition("[")[2]):
        return Diagnostic("fact-group", fields={"name": name, "given": repeated(raw)})
    fields = [] if records is None else [f"{name.rpartition('.')[0]}.{spec.short}" for spec in records.fields.values()]
    hint: Text = suggestion(name, fields or vocabulary.facts)
    if not hint.zh:
        groups = ", ".join(vocabulary.groups)
        hint = Text(
            f"事实按组给出，如 {{组: {{名称: 值}}}}；组有：{groups}。",
            f"Facts come in groups, as in {{group: {{name: value}}}}; the groups are: {groups}.",
        )
    return Diagnostic("fact-unknown", fields={"name": cut(name), "suggestion": hint})
