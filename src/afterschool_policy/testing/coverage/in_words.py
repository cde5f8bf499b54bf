"""What no case reaches, in words: a line for each test, with the ways in which it never came out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from afterschool_policy.testing.coverage.points import KINDS, SIDES, Point
from afterschool_policy.text import Text


def left_in_words(points: Iterable[Point], *, whole: bool = True) -> Iterator[Text]:
    """A line for each test among points in the order of the document; without `whole` it leaves out rule and part."""
    for _, of_test in groupby(points, key=lambda point: (point.kind, point.of, point.part, point.test)):
        yield _line([*of_test], whole=whole)


def _line(points: list[Point], *, whole: bool) -> Text:
    first = points[0]
    place = (
        (first.of, first.place) if whole else (".".join(map(str, first.part[:3])) if first.kind == "reading" else "",)
    )
    test = f"“{first.test}”" if first.test else ""
    sides = [SIDES[point.side] for point in points if point.side]
    told = (*place, test)
    zh = (KINDS[first.kind].one.zh, *told, "、".join(side.zh for side in sides))
    en = (KINDS[first.kind].one.en, *told, ", ".join(side.en for side in sides))
    return Text(" ".join(filter(None, zh)), " ".join(filter(None, en)))
