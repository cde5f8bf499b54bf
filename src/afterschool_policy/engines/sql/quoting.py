"""Names and values as SQL writes them: quoted, so that whatever they hold is never read as SQL."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal
from fractions import Fraction

from afterschool_policy.engines.sql.dialects import Dialect
from afterschool_policy.engines.sql.unsayable import UnsayableError
from afterschool_policy.language.tree import Value
from afterschool_policy.text import Text
from afterschool_policy.values.types import Kind

_NUL = Text("SQL 的文字不能含有 NUL 字符", "a text of SQL cannot hold the character NUL")
_NO_DECIMAL = Text("{number}不是有限小数", "{number} is no finite decimal")
_NO_VALUE = Text("对照表没有对应的 SQL 值", "a mapping is no value of SQL")


def name(written: str) -> str:
    """The name of a table or column."""
    return '"' + _without_nul(written).replace('"', '""') + '"'


def text(written: str) -> str:
    """A text."""
    return "'" + _without_nul(written).replace("'", "''") + "'"


def value(dialect: Dialect, given: Value) -> str:
    """A single value: of a list its members are written one by one."""
    match given:
        case bool():
            return "TRUE" if given else "FALSE"
        case int() | Decimal() | Fraction():
            return number(given)
        case date():
            return dialect.literals[Kind.DATE].format(text(given.isoformat()))
        case time():
            return dialect.literals[Kind.TIME].format(text(given.isoformat()))
        case str():
            return text(given)
    raise UnsayableError(_NO_VALUE)


def number(given: int | Decimal | Fraction) -> str:
    """A number in plain digits."""
    exact = Fraction(given)
    places = _places(exact.denominator)
    if places is None:
        raise UnsayableError(_NO_DECIMAL.format(number=str(exact)))
    if places == 0:
        return str(exact.numerator)
    digits = str(abs(int(exact * 10**places))).rjust(places + 1, "0")
    return f"{'-' if exact < 0 else ''}{digits[:-places]}.{digits[-places:]}"


def is_decimal(given: Fraction) -> bool:
    """Whether a number can be written in digits."""
    return _places(given.denominator) is not None


def _places(denominator: int) -> int | None:
    """So many digits behind the point, where finitely many do."""
    twos = fives = 0
    while denominator % 2 == 0:
        denominator, twos = denominator // 2, twos + 1
    while denominator % 5 == 0:
        denominator, fives = denominator // 5, fives + 1
    return max(twos, fives) if denominator == 1 else None


def _without_nul(written: str) -> str:
    if "\0" in written:
        raise UnsayableError(_NUL)
    return written
