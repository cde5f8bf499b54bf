"""What no case reaches, in words: a line for each test, with the ways in which it never came out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from afterschool_policy.testing.coverage.points import KINDS, SIDES, Point
from afterschool_policy.text import Text

_BECAUSE = Text("{line}（{reason}）", "{line} ({reason})")


def left_in_words(points: Iterable[Point], *, whole: bool = True) -> Iterator[Text]:
    """A line for each test among points in the order of the document; without `whole` it leaves out rule and part."""
    for _, of_test in groupby(points, key=lambda point: (point.kind, point.of, point.part, point.test)):
        yield _line([*of_test], whole=whole)


def ruled_out_in_words(ruled_out: Mapping[Point, Text]) -> Iterator[Text]:
    """A line for each test that cannot come out in some ways, with the reason."""
    for reason, of_reason in groupby(ruled_out, key=ruled_out.__getitem__):
        for line in left_in_words(of_reason):
            yield _BECAUSE.format(line=line, reason=reason)


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
