"""Places of an editor and of a file lead to one another."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterschool_policy.lsp.lines import Lines, TextPoint
from afterschool_policy.positions import SourceFile, Span

TEXTS = st.text(st.sampled_from("ab中𠮷\n\u2028\x85 "), max_size=30)
WIDTHS = {"utf-8": 1, "utf-16-le": 2, "utf-32-le": 4}


def width(encoding: str):
    return lambda text: len(text.encode(encoding)) // WIDTHS[encoding]


@pytest.mark.parametrize("encoding", WIDTHS)
@given(text=TEXTS, data=st.data())
def test_a_place_leads_back_to_itself(encoding, text, data):
    lines = Lines(text, width(encoding))
    end = data.draw(st.integers(0, len(text)))
    before = text[:end]
    point = TextPoint(before.count("\n"), width(encoding)(before.rpartition("\n")[2]))
    assert lines.before(point) == before
    line, column = lines.place(point)
    assert lines.point(line, column) == point


def test_a_line_of_a_file_can_end_within_a_line_of_an_editor():
    lines = Lines("note: a\u2028b\nc\n", width("utf-16-le"))
    assert lines.place(TextPoint(0, 8)) == (2, 1)
    assert lines.point(3, 1) == TextPoint(1, 0)


def test_what_lies_beyond_the_text_is_its_end():
    lines = Lines("a\nbc", width("utf-16-le"))
    assert lines.before(TextPoint(9, 9)) == "a\nbc"
    assert lines.before(TextPoint(0, 9)) == "a"
    assert lines.point(9, 9) == TextPoint(1, 2)


def test_a_span_of_no_length_has_one_sign_to_be_seen():
    lines = Lines("ab", width("utf-16-le"))
    assert lines.extent(Span.whole(SourceFile("x", "ab"))) == (TextPoint(0, 0), TextPoint(0, 1))
