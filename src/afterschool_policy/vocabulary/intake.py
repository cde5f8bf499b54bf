"""The facts of a caller (mappings, models, evidence) as `Facts`; every mistake in them is named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, time
from decimal import Decimal

from afterschool_policy.diagnostics import Diagnostic, Field, InvalidFacts, shown, suggestion
from afterschool_policy.language.tree import Value
from afterschool_policy.text import Text
from afterschool_policy.values import numbers
from afterschool_policy.values.read_only import ReadOnly
from afterschool_policy.values.types import Kind, Type
from afterschool_policy.vocabulary.facts import Evidence, Facts
from afterschool_policy.vocabulary.model import FactSpec, Vocabulary

_EVIDENCE_KEYS = frozenset({"value", "source", "asserted_by", "asserted_at", "grounds", "until"})

_EXAMPLES = {
    Kind.BOOLEAN: "true",
    Kind.NUMBER: "30",
    Kind.TIME: '"18:30"',
    Kind.DATE: '"2021-09-01"',
    Kind.TEXT: '"…"',
    Kind.LIST: '["…", "…"]',
    Kind.MAPPING: '{"…": "…"}',
}


class _Refused(Exception):
    """One value that is no value of its fact."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.code)
        self.diagnostic = diagnostic


def take(
    vocabulary: Vocabulary,
    given: Mapping[str, object],
    *,
    derived: Mapping[str, Iterable[str]] | None = None,
) -> Facts:
    """The facts in `given`: `{"reader": {"age": 12}}`, each value plain or wrapped with evidence.

    Null and absent are unknown. `derived` names facts that rules derive, with the facts they rest on.

    Raises:
        InvalidFacts: naming every unknown name, wrong type, code out of its closed list and value out of range.
    """
    values: dict[str, Value] = {}
    evidence: dict[str, Evidence] = {}
    faults: list[Diagnostic] = []
    for name, raw in _by_dotted_name(given):
        spec = vocabulary.facts.get(name)
        if spec is None:
            faults.append(_unknown(name, vocabulary, derived or {}))
            continue
        try:
            support = _evidence(spec, raw)
            plain = raw if support is None else support.value
            if plain is None:
                continue
            values[name] = _value(spec, spec.type, plain, vocabulary)
            if support is not None:
                evidence[name] = replace(support, value=values[name])
        except _Refused as refused:
            faults.append(refused.diagnostic)
    if faults:
        raise InvalidFacts(faults)
    return Facts(values, evidence)


def _by_dotted_name(given: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    for group, inner in given.items():
        if isinstance(inner, Mapping):
            for name, value in inner.items():
                yield f"{group}.{name}", value
        elif inner is not None:
            yield str(group), inner


def _unknown(name: str, vocabulary: Vocabulary, derived: Mapping[str, Iterable[str]]) -> Diagnostic:
    if name in derived:
        return Diagnostic("fact-derived", fields={"name": name, "sources": ", ".join(derived[name])})
    hint: Text = suggestion(name, vocabulary.facts)
    if not hint.zh:
        groups = ", ".join(vocabulary.groups)
        hint = Text(
            f"事实按组给出，如 {{组: {{名称: 值}}}}；组有：{groups}。",
            f"Facts come in groups, as in {{group: {{name: value}}}}; the groups are: {groups}.",
        )
    return Diagnostic("fact-unknown", fields={"name": name, "suggestion": hint})


def _evidence(spec: FactSpec, raw: object) -> Evidence | None:
    if isinstance(raw, Evidence):
        return replace(raw, until=_until(spec, raw.until))
    if not isinstance(raw, Mapping) or "value" not in raw or not _EVIDENCE_KEYS.issuperset(raw):
        return None
    words = {key: None if raw.get(key) is None else str(raw[key]) for key in _EVIDENCE_KEYS - {"value", "until"}}
    return Evidence(raw["value"], until=_until(spec, raw.get("until")), **words)


def _until(spec: FactSpec, given: object) -> date | None:
    day = given if given is None or type(given) is date else _parsed_date(given)
    if given is not None and day is None:
        raise _Refused(_mistyped(spec, Kind.DATE, given, suffix=".until"))
    return day


def _value(spec: FactSpec, type_: Type, plain: object, vocabulary: Vocabulary) -> Value:
    """The value as the engines compute with it."""
    value: Value | None = None
    match type_.kind:
        case Kind.BOOLEAN:
            value = plain if isinstance(plain, bool) else None
        case Kind.NUMBER:
            value = _number(spec, plain)
        case Kind.TIME:
            value = plain if isinstance(plain, time) and plain.tzinfo is None else _parsed_time(plain)
        case Kind.DATE:
            value = plain if type(plain) is date else _parsed_date(plain)
        case Kind.TEXT:
            value = str(plain) if isinstance(plain, str) else None
        case Kind.CODE:
            value = _code(spec, type_, plain, vocabulary)
        case Kind.LIST if type_.item is not None:
            if isinstance(plain, list | tuple | set | frozenset):
                members = sorted(plain, key=str) if isinstance(plain, set | frozenset) else plain
                value = tuple(dict.fromkeys(_value(spec, type_.item, member, vocabulary) for member in members))
        case Kind.MAPPING:
            value = _mapping(plain)
    if value is None:
        raise _Refused(_mistyped(spec, type_.kind, plain))
    return value


def _number(spec: FactSpec, plain: object) -> int | Decimal | None:
    number = numbers.exact(plain)
    if number is None or (spec.whole and not isinstance(number, int)):
        return None
    low, high = spec.minimum, spec.maximum
    if (low is not None and number < low) or (high is not None and number > high):
        bound = _bound(low, high)
        raise _Refused(Diagnostic("fact-range", fields={"name": spec.name, "given": str(plain), "bound": bound}))
    return number


def _bound(low: Decimal | None, high: Decimal | None) -> Text:
    if high is None:
        return Text(f"不低于 {low}", f"at least {low}")
    if low is None:
        return Text(f"不超过 {high}", f"at most {high}")
    return Text(f"在 {low} 与 {high} 之间", f"between {low} and {high}")


def _code(spec: FactSpec, type_: Type, plain: object, vocabulary: Vocabulary) -> str | None:
    if not isinstance(plain, str) or not plain:
        return None
    enumeration = vocabulary.enumerations[type_.codes or ""]
    if plain in enumeration.codes or enumeration.open:
        return str(plain)
    fields: dict[str, Field] = {
        "name": spec.name,
        "given": plain,
        "allowed": tuple(enumeration.codes),
        "suggestion": suggestion(plain, enumeration.codes),
    }
    raise _Refused(Diagnostic("fact-code", fields=fields))


def _parsed_time(plain: object) -> time | None:
    if not isinstance(plain, str) or len(plain) not in (4, 5) or ":" not in plain:
        return None
    try:
        return time.fromisoformat(plain.zfill(5))
    except ValueError:
        return None


def _parsed_date(plain: object) -> date | None:
    if not isinstance(plain, str) or len(plain) != 10:
        return None
    try:
        return date.fromisoformat(plain)
    except ValueError:
        return None


def _mapping(plain: object) -> dict[str, Value] | None:
    if not isinstance(plain, Mapping):
        return None
    values: dict[str, Value] = {}
    for key, value in plain.items():
        if isinstance(value, str | bool | time | date):
            values[str(key)] = value
        elif (number := numbers.exact(value)) is not None:
            values[str(key)] = number
        elif value is not None:
            return None
    return ReadOnly(values)


def _mistyped(spec: FactSpec, kind: Kind, plain: object, suffix: str = "") -> Diagnostic:
    wanted = Type(kind).describe()
    if kind is Kind.NUMBER and spec.whole:
        wanted = Text("整数", "a whole number")
    example = _EXAMPLES.get(kind, '"…"')
    return Diagnostic(
        "fact-type", fields={"name": spec.name + suffix, "wanted": wanted, "given": shown(plain), "example": example}
    )
