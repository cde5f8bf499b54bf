"""One value of one fact, as the engines compute with it; or the mistake in it, named."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal

from afterschool_policy.diagnostics import Diagnostic, Field, suggestion, value_shown
from afterschool_policy.diagnostics.excerpt import cut, repeated
from afterschool_policy.language.tree import Value
from afterschool_policy.text import Text
from afterschool_policy.values import numbers
from afterschool_policy.values.moments import read_day, read_time
from afterschool_policy.values.types import Kind, Type
from afterschool_policy.vocabulary.model import FactSpec, Vocabulary
from afterschool_policy.vocabulary.plain import is_missing, mapping_of, plain_value

Path = tuple[str | int, ...]
"""Where something stands below a fact: the names and list positions that lead to it"""

_EXAMPLES = {
    Kind.BOOLEAN: "true",
    Kind.NUMBER: "30",
    Kind.TIME: '"18:30"',
    Kind.DATE: '"2021-09-01"',
    Kind.TEXT: '"…"',
    Kind.MAPPING: '{"…": "…"}',
}
_NO_HINT = Text("", "")
_NULL = Text("未知的写 null（None）。", "What is unknown is null (None). ")
_ONLY_A_DAY = Text("只要日期，不带时刻。", "Give the day without a time. ")
_ONLY_MINUTES = Text("时刻只到分，不带秒和时区。", "A time has hours and minutes, no seconds and no zone. ")


class RefusedValue(Exception):
    """One value that is no value of its fact."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.code)
        self.diagnostic = diagnostic


def value_of(vocabulary: Vocabulary, spec: FactSpec, type_: Type, given: object, at: Path = ()) -> Value:
    """The value that is given for a fact, or at a place below it; raises RefusedValue."""
    plain = plain_value(given)
    value: Value | None = None
    match type_.kind, plain:
        case Kind.BOOLEAN, bool():
            value = plain
        case Kind.NUMBER, int() | float() | Decimal() if not isinstance(plain, bool):
            value = _number(spec, plain, at)
        case Kind.TIME, time():
            value = _whole_minute(plain)
        case Kind.TIME, str():
            value = read_time(plain)
        case Kind.DATE, date() if not isinstance(plain, datetime):
            value = plain
        case Kind.DATE, str():
            value = read_day(plain)
        case Kind.TEXT, str():
            value = text_of(spec, plain, at)
        case Kind.CODE, str() if plain:
            value = _code(vocabulary, spec, type_, plain, at)
        case Kind.LIST, list() | tuple() | set() | frozenset() if type_.item is not None:
            value = _list(vocabulary, spec, type_.item, plain, at)
        case Kind.MAPPING, _:
            value = _mapping(spec, plain, at)
    if value is None:
        raise RefusedValue(mistyped(spec, type_, plain, at, vocabulary))
    return value


def text_of(spec: FactSpec, plain: str, at: Path) -> str:
    """A text that can be written down: one without half of a character."""
    try:
        plain.encode()
    except UnicodeEncodeError as error:
        found = f"U+{ord(plain[error.start]):04X}"
        raise RefusedValue(
            Diagnostic("fact-text", fields={"name": _called(spec, at), "found": found}, path=at)
        ) from None
    return plain


def mistyped(spec: FactSpec, type_: Type, given: object, at: Path, vocabulary: Vocabulary | None = None) -> Diagnostic:
    """The mistake of a value of another sort, with what would be one of the right sort."""
    wanted = Type(type_.kind).describe()
    if type_.kind is Kind.NUMBER and spec.whole:
        wanted = Text("整数", "a whole number")
    fields: dict[str, Text | str] = {
        "name": _called(spec, at),
        "wanted": wanted,
        "given": value_shown(given),
        "hint": _hint(type_, given),
        "example": _example(type_, vocabulary),
    }
    return Diagnostic("fact-type", fields=fields, path=at)


def too_long(spec: FactSpec, number: float | Decimal, at: Path) -> Diagnostic:
    """The mistake of a number with more digits than one may have."""
    fields = {"name": _called(spec, at), "given": repeated(number), "most": str(numbers.MAX_DIGITS)}
    return Diagnostic("fact-digits", fields=fields, path=at)


def _number(spec: FactSpec, plain: float | Decimal, at: Path) -> int | Decimal | None:
    if not numbers.fits(plain):
        raise RefusedValue(too_long(spec, plain, at))
    number = numbers.exact(plain)
    if number is None or (spec.whole and not isinstance(number, int)):
        return None
    low, high = spec.minimum, spec.maximum
    if (low is not None and number < low) or (high is not None and number > high):
        bounds: dict[str, Text | str] = {"name": _called(spec, at), "given": str(number), "bound": _bound(low, high)}
        raise RefusedValue(Diagnostic("fact-range", fields=bounds, path=at))
    return number


def _whole_minute(plain: time) -> time | None:
    minute = time(plain.hour, plain.minute)
    return minute if plain == minute and plain.tzinfo is None else None


def _bound(low: Decimal | None, high: Decimal | None) -> Text:
    if high is None:
        return Text(f"不低于 {low}", f"at least {low}")
    if low is None:
        return Text(f"不超过 {high}", f"at most {high}")
    return Text(f"在 {low} 与 {high} 之间", f"between {low} and {high}")


def _code(vocabulary: Vocabulary, spec: FactSpec, type_: Type, plain: str, at: Path) -> str:
    enumeration = vocabulary.enumerations[type_.codes or ""]
    if plain in enumeration.codes:
        return plain
    if enumeration.open:
        return text_of(spec, plain, at)
    fields: dict[str, Field] = {
        "name": _called(spec, at),
        "given": cut(plain),
        "allowed": tuple(enumeration.codes),
        "suggestion": suggestion(plain, enumeration.codes),
    }
    raise RefusedValue(Diagnostic("fact-code", fields=fields, path=at))


def _list(
    vocabulary: Vocabulary,
    spec: FactSpec,
    item: Type,
    plain: list[object] | tuple[object, ...] | set[object] | frozenset[object],
    at: Path,
) -> tuple[Value, ...]:
    """The members, each once; those of a set in the order of what they write."""
    members = sorted(map(plain_value, plain), key=str) if isinstance(plain, set | frozenset) else plain
    return tuple(
        dict.fromkeys(value_of(vocabulary, spec, item, member, (*at, place)) for place, member in enumerate(members))
    )


def _mapping(spec: FactSpec, plain: object, at: Path) -> dict[str, Value] | None:
    """Texts, truths, numbers, times and days by name; those of a null value are left out."""
    mapping = mapping_of(plain)
    if mapping is None:
        return None
    values: dict[str, Value] = {}
    for key, given in mapping.items():
        name, value = plain_value(key), plain_value(given)
        if not isinstance(name, str):
            return None
        below = (*at, text_of(spec, name, at))
        match value:
            case None:
                continue
            case bool():
                values[name] = value
            case str():
                values[name] = text_of(spec, value, below)
            case time() if (moment := _whole_minute(value)) is not None:
                values[name] = moment
            case date() if not isinstance(value, datetime):
                values[name] = value
            case int() | float() | Decimal() if (number := _number(spec, value, below)) is not None:
                values[name] = number
            case _:
                return None
    return values


def _called(spec: FactSpec, at: Path) -> str:
    """A fact, or what is below it, as a message calls it: `reader.groups[1]`, `reader.age.until`."""
    return spec.name + "".join(f"[{step}]" if isinstance(step, int) else f".{cut(step)}" for step in at)


def _example(type_: Type, vocabulary: Vocabulary | None) -> str:
    """What could be given: of codes all there are."""
    if type_.kind is Kind.LIST and type_.item is not None:
        return f"[{_example(type_.item, vocabulary)}]"
    if type_.kind is Kind.CODE and vocabulary is not None:
        return ", ".join(f'"{code}"' for code in vocabulary.enumerations[type_.codes or ""].codes)
    return _EXAMPLES.get(type_.kind, '"…"')


def _hint(type_: Type, given: object) -> Text:
    if given is None or is_missing(given):
        return _NULL
    if type_.kind is Kind.DATE and isinstance(given, datetime):
        return _ONLY_A_DAY
    return _ONLY_MINUTES if type_.kind is Kind.TIME and isinstance(given, time | datetime) else _NO_HINT
