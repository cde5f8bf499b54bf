"""The arguments of a caller as the library takes them: each check gives the argument, or raises InvalidRequest."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from typing import TypeVar

from afterschool_policy.diagnostics.diagnostic import Diagnostic, shown
from afterschool_policy.diagnostics.errors import InvalidRequest
from afterschool_policy.diagnostics.suggestion import suggestion
from afterschool_policy.text import Text, is_storable

T = TypeVar("T")
_DAY = Text("一个日期（date，不带时刻和时区）", "a day (`date`, without a time or zone)")
_NAMES = Text("名称的列表", "a list of names")
_TEXT = Text("文字（不含 NUL 和不成对的代理码）", "text (without NUL and unpaired surrogates)")
_WHOLE = Text("不小于{least}的整数", "a whole number of at least {least}")
_OF_COLUMNS = ("numpy", "pyarrow")


@contextmanager
def columns_wanted() -> Iterator[None]:
    """Where what decides whole tables is imported: what is not installed is a fault in words.

    Raises:
        InvalidRequest: with what to install.
    """
    try:
        yield
    except ImportError as error:
        if error.name not in _OF_COLUMNS:
            raise
        raise InvalidRequest([Diagnostic.of("columns-missing", package=error.name)]) from error


def plain_text(given: object) -> str | None:
    """A text without the type that a caller gave it, such as a member of an enumeration; None for anything else."""
    return str.__str__(given) if isinstance(given, str) else None


def known_name(given: object, known: Collection[str], what: Text, argument: str) -> str:
    """A name that there is; `argument` is where the caller gave it, as in `readings.R-1`.

    Raises:
        InvalidRequest: for any other name, with those that there are, and for what is no name.
    """
    name = plain_text(given)
    if name is None or name not in known:
        raise InvalidRequest([unknown_request(what, given, known, argument)])
    return name


def known_entry(given: object, entries: Mapping[str, T], what: Text, argument: str) -> T:
    """The entry of a name that there is, or InvalidRequest as for `known_name`."""
    return entries[known_name(given, entries, what, argument)]


def unknown_request(what: Text, given: object, known: Iterable[str], argument: str) -> Diagnostic:
    """The diagnostic for a request of a name that does not exist, with the names that do."""
    names, name = tuple(known), plain_text(given)
    told = shown(given) if name is None else name
    hint = suggestion(told, names)
    return Diagnostic.of(
        "request-unknown", what=what, name=told, given=told, allowed=names, suggestion=hint, argument=argument
    )


def day(given: object, argument: str) -> date | None:
    """A day, or None where none was given. A moment is none: which day it lies in depends on the place."""
    if given is None or (isinstance(given, date) and not isinstance(given, datetime)):
        return given
    raise mistyped(argument, given, _DAY, "date(2021, 9, 1)")


def stored_text(given: object, argument: str) -> str:
    """A text that every database can hold, without the type that a caller gave it."""
    text = plain_text(given)
    if text is None or not is_storable(text):
        raise mistyped(argument, given, _TEXT, '"text"')
    return text


def whole_number(given: object, argument: str, least: int) -> int:
    """A whole number of at least so much."""
    if isinstance(given, bool) or not isinstance(given, int) or given < least:
        raise mistyped(argument, given, _WHOLE.format(least=str(least)), str(max(least, 100)))
    return int(given)


def several_names(given: object, argument: str) -> tuple[object, ...]:
    """The members of a list of names, each still to be looked up; a text is no list."""
    if isinstance(given, str | bytes | Mapping) or not isinstance(given, Iterable):
        raise mistyped(argument, given, _NAMES, '["2.1"]')
    return tuple(given)


def of_type(given: T, types: type | tuple[type, ...], argument: str, wanted: Text, example: str) -> T:
    """An argument, if it is of one of these types."""
    if not isinstance(given, types):
        raise mistyped(argument, given, wanted, example)
    return given


def mistyped(argument: str, given: object, wanted: Text, example: str) -> InvalidRequest:
    """The exception for an argument of another type than it has to have."""
    fault = Diagnostic.of("request-type", argument=argument, given=shown(given), wanted=wanted, example=example)
    return InvalidRequest([fault])
