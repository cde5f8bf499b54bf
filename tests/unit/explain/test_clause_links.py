"""A sentence is set apart where it names clauses, and nowhere else."""

from __future__ import annotations

import pytest

from afterschool_policy.explain.render.clause_links import pieces

CLAUSES = {name: name for name in ("2.1", "2.1.2a", "3.3", "art-4")}


@pytest.mark.parametrize(
    ("sentence", "named"),
    [
        ("2.1.2a", ["2.1.2a"]),
        ("不得拒绝（条款2.1.2a、3.3）。", ["2.1.2a", "3.3"]),
        ("see also clauses 2.1, 3.3 and art-4", ["2.1", "3.3", "art-4"]),
        ("Only rules on clause 2.1 were applied.", ["2.1"]),
        ("条款9.9、2.1", ["2.1"]),
        ("每生每节2.1元（条款3.3）", ["3.3"]),
        ("2.1元", []),
        ("条款2.1.2", []),
        ("the subclause 2.1.2a2", []),
        ("", []),
    ],
)
def test_clauses_are_found_where_they_are_called_so(sentence, named):
    found = list(pieces(sentence, CLAUSES))
    assert [piece.text for piece in found if piece.clause] == named
    assert "".join(piece.text for piece in found) == sentence


def test_of_several_texts_a_clause_is_found_by_what_it_is_called():
    cited = {"《通知》3": "N.3", "《通知》32": "N.32", "《办法》第三条": "C.3"}
    found = [*pieces("见《通知》32、《办法》第三条，不是条款3。", cited)]
    assert [(piece.text, piece.clause) for piece in found if piece.clause] == [
        ("《通知》32", "N.32"),
        ("《办法》第三条", "C.3"),
    ]
