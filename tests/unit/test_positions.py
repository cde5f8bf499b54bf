"""Lines are those of YAML wherever a file is told of or written otherwise, whatever else a text may hold."""

from __future__ import annotations

import pytest

from afterschool_policy.positions import LINE_END, Edit, SourceFile, Span, edited, line_starts, stretch_at, text_at

WITHIN = "\x0b\x0c\x1c\x1d\x1e"
"""What ends a line to Python and not to YAML."""


@pytest.mark.parametrize("end", ["\n", "\x85", "\u2028", "\u2029"], ids=ascii)
def test_a_line_is_the_same_to_all_that_count_lines(end: str) -> None:
    file = SourceFile("a.yaml", f"k: '{WITHIN}'{end}l: '{WITHIN} m'{end}{end}n: o")
    lines = LINE_END.split(file.text)
    assert [file.line(number) for number in range(1, 5)] == lines == [f"k: '{WITHIN}'", f"l: '{WITHIN} m'", "", "n: o"]
    assert [file.text[start:].partition(end)[0] for start in line_starts(file.text)] == lines
    for number, line in enumerate(lines, 1):
        whole = Span(file, number, 1, number, len(line) + 1)
        assert text_at(whole) == stretch_at(whole) == line
        assert edited(file.text, [Edit(whole, "p")]) == end.join([*lines[: number - 1], "p", *lines[number:]])


def test_a_stretch_of_several_lines_keeps_their_ends() -> None:
    file = SourceFile("a.yaml", "ab\u2028cd\nef")
    assert stretch_at(Span(file, 1, 2, 3, 2)) == "b\u2028cd\ne"
    assert stretch_at(Span(file, 3, 1, 4, 1)) == "ef"
