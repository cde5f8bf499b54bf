"""A statement can be read without its withdrawals, taken back, and held against what is there."""

from afterschool_policy import Evidence
from afterschool_policy.casefile.entity import Entity
from afterschool_policy.casefile.statement import EntityStatement

BOOK = Entity("book", "1")
PROOF = Evidence(1, source="the catalogue")
HELD = EntityStatement(BOOK, {"book.kind": "ordinary", "book.copies": 1}, {"book.copies": PROOF}, {"borrower": "ann"})


def test_null_says_nothing_where_nothing_is_withdrawn():
    said = EntityStatement(BOOK, {"book.kind": None, "book.copies": 0}, {}, {"borrower": None, "shelf": "3"})
    assert said.without_withdrawals() == EntityStatement(BOOK, {"book.copies": 0}, {}, {"shelf": "3"})


def test_taking_back_restores_what_it_touched_and_nothing_else():
    said = EntityStatement(BOOK, {"book.copies": None, "book.lost": True}, {}, {"borrower": "ben", "shelf": "3"})
    restored = {"book.copies": 1, "book.lost": None}
    assert said.undone(HELD) == EntityStatement(
        BOOK, restored, {"book.copies": PROOF}, {"borrower": "ann", "shelf": None}
    )


def test_only_another_value_is_a_conflict():
    said = EntityStatement(BOOK, {"book.kind": "ordinary", "book.copies": 2, "book.lost": True}, {}, {"borrower": None})
    faults = [(fault.code, fault.message("en")) for fault in said.conflicts(HELD)]
    assert faults == [("case-held", "`book.copies` of book 1 is 1 already, and 2 is given")]
