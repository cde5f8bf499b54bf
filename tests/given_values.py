"""What callers hold in place of plain values, with what it stands for: one table, which every way in is held to."""

from __future__ import annotations

import enum
from collections import namedtuple
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal
from fractions import Fraction
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd
from pydantic import BaseModel, RootModel


class Colour(str, enum.Enum):  # noqa: UP042  # the older form of StrEnum, whose str() is not its value
    RED = "red"


class Shade(enum.StrEnum):
    RED = "red"


class Plainly(enum.Enum):
    RED = "red"
    THREE = 3
    YES = True


class Count(enum.IntEnum):
    THREE = 3


class Words(str):
    __slots__ = ()

    def __str__(self):
        return "something else"

    def __eq__(self, other):
        return False

    __hash__ = str.__hash__


class Number(int):
    def __repr__(self):
        return "Number"


class Ratio(float):
    def __repr__(self):
        return "a half"


class Money(Decimal):
    def __str__(self):
        return "¥"


class Holiday(date):
    """A day of the caller's."""


class Bell(time):
    """A time of the caller's."""


@dataclass
class Pair:
    a: str
    b: int


class Stated(BaseModel):
    a: str
    b: int


Named = namedtuple("Named", "a b")  # as callers still write them

TAKEN = [
    ("kind", Colour.RED, "red"),
    ("kind", Shade.RED, "red"),
    ("kind", Plainly.RED, "red"),
    ("kind", Words("red"), "red"),
    ("kind", np.str_("red"), "red"),
    ("note", Colour.RED, "red"),
    ("note", Words("因为下雨"), "因为下雨"),
    ("note", np.str_("x"), "x"),
    ("note", "{age} %s %(a)d \0 𠮷😀", "{age} %s %(a)d \0 𠮷😀"),
    ("tags", [Colour.RED, "late"], ["red", "late"]),
    ("tags", (Words("early"), np.str_("late"), "early"), ["early", "late"]),
    ("tags", {Colour.RED, Shade.RED}, ["red"]),
    ("tags", Named("late", "early"), ["late", "early"]),
    ("sound", np.True_, True),
    ("sound", np.bool_(False), False),
    ("sound", Plainly.YES, True),
    ("people", Number(3), 3),
    ("people", Count.THREE, 3),
    ("people", Plainly.THREE, 3),
    ("people", np.int64(3), 3),
    ("people", np.uint8(3), 3),
    ("people", np.float64(3), 3),
    ("people", Decimal("3.000"), 3),
    ("people", Money("3"), 3),
    ("fee", 1e16, 10**16),
    ("fee", 0.1, Decimal("0.1")),
    ("fee", Ratio(0.5), Decimal("0.5")),
    ("fee", np.float64(300.5), Decimal("300.5")),
    ("fee", np.float32(0.1), Decimal("0.1")),
    ("fee", np.float16(0.1), Decimal("0.1")),
    ("fee", Money("300.5"), Decimal("300.5")),
    ("fee", Fraction(1, 8), Decimal("0.125")),
    ("fee", 10**37, 10**37),
    ("fee", Decimal("0." + "1" * 38), Decimal("0." + "1" * 38)),
    ("start", Bell(18, 30), time(18, 30)),
    ("start", time(1, 30, fold=1), time(1, 30)),
    ("start", "8:05", time(8, 5)),
    ("day", Holiday(2021, 9, 1), date(2021, 9, 1)),
    ("day", "0001-01-01", date.min),
    ("day", "9999-12-31", date.max),
    ("day", np.str_("2021-09-01"), date(2021, 9, 1)),
    ("stated", Stated(a="x", b=3), {"a": "x", "b": 3}),
    ("stated", Pair("x", 3), {"a": "x", "b": 3}),
    ("stated", Named("x", 3), {"a": "x", "b": 3}),
    ("stated", {Colour.RED: np.int64(3)}, {"red": 3}),
]

_REFUSED: dict[str, list[object]] = {
    "sound": [
        1,
        0,
        "true",
        "yes",
        1.0,
        np.int64(1),
        None.__class__,
        pd.NA,
    ],
    "kind": [
        "yellow",
        "",
        3,
        Count.THREE,
        ["red"],
        b"red",
        Colour,
        object(),
        np.array(["red"]),
    ],
    "tags": [
        "late",
        {"late": True},
        ["late", None],
        [["late"]],
        np.array(["late"]),
        iter("a"),
        ["a\ud842"],
        pd.Series(["late"]),
    ],
    "people": [
        True,
        "3",
        "1_000",
        "١٢",
        "３",
        2.5,
        [3],
        np.array(3),
        np.timedelta64(3, "s"),
        float("nan"),
        np.nan,
        pd.NA,
        pd.NaT,
        np.complex128(3),
        Fraction(1, 3),
    ],
    "fee": [
        float("inf"),
        Decimal("NaN"),
        Decimal("sNaN"),
        Decimal("Infinity"),
        3j,
        Decimal("1E+1000000"),
        Decimal("1E-999999"),
        10**5000,
        1e308,
        5e-324,
        10**38,
        Decimal("1E+99999999999"),
        Fraction(1, 3),
        Fraction(10**50),
        Decimal("0." + "1" * 39),
    ],
    "start": [
        time(18, 30, 15),
        time(18, 30, 0, 1),
        time(9, tzinfo=UTC),
        66600,
        "18:30:00",
        time(9, tzinfo=ZoneInfo("Asia/Shanghai")),
        "24:00",
        "١٨:٣٠",
        "9:5",
        "T0930",
        datetime(2021, 9, 1, 9),
        "18:30\n",
        " 18:30",
        "8:60",
        "１８:30",
    ],
    "day": [
        datetime(2021, 9, 1),
        pd.Timestamp("2021-09-01"),
        pd.NaT,
        np.datetime64("2021-09-01"),
        "2021-W01-1",
        "20210901",
        "20210901xx",
        "20210901 1",
        "2021-9-1",
        "2021-09-01 ",
        20210901,
        "2021-09-01T00:00",
        "２０２１-09-01",
        "٢٠٢١-٠٩-٠١",
        "0000-01-01",
        "2021-02-29",
        1630454400,
    ],
    "note": [
        3,
        b"x",
        ["x"],
        "\ud842",
        "a\udfb7b",
        pd.NA,
        date(2021, 9, 1),
    ],
    "stated": [
        ["a"],
        {"a": [1]},
        {1: "a"},
        {"a": "\ud842"},
        {"\ud842": "a"},
        RootModel[int](3),
        {"a": datetime(2021, 9, 1)},
        {"a": time(1, 1, 1)},
        {"a": 10**40},
    ],
}
REFUSED = [(name, given) for name, many in _REFUSED.items() for given in many]


def numbered(rows):
    """Names for the rows, as some of what they hold has no writing."""
    return [f"{place}-{name}" for place, (name, *_) in enumerate(rows)]
