"""What masking takes out of a record, and the pointers that say so."""

from __future__ import annotations

from typing import Any

from afterschool_policy import Policy
from afterschool_policy.record.masking import masked

FACTS = {"reader": {"has_card": True}, "book": {"kind": "ordinary", "shelf": "general"}}


def mask(library: Policy, secret: set[str], reads: dict[str, tuple[str, ...]]) -> tuple[dict[str, Any], dict[str, Any]]:
    record: Any = library.decide("borrowing", FACTS).record()
    return record, masked(record, secret, reads)  # type: ignore[return-value]


def test_a_group_without_facts_is_gone_and_its_facts_are_named(library: Policy) -> None:
    record, left = mask(library, {"reader.has_card"}, {"": ()})
    assert left["facts"] == {"book": FACTS["book"]}
    assert left["erased"] == ["/facts/reader/has_card"]
    assert left["replay_needs"] == []
    assert left["findings"] == record["findings"]


def test_what_an_answer_rests_on_goes_with_a_fact_that_it_reads(library: Policy) -> None:
    record, left = mask(library, {"book.kind"}, {"": ("reader.has_card", "book.kind")})
    gone = ("amounts", "citations", "explanations", "findings", "missing", "readings", "values", "values_missing")
    assert left["erased"] == sorted(["/facts/book/kind", *(f"/{key}" for key in gone)])
    assert left["replay_needs"] == ["book.kind"]
    assert set(record) - set(left) == set(gone)
    assert left["outcome"] == record["outcome"]


def test_the_record_that_was_masked_is_as_it_was(library: Policy) -> None:
    record, left = mask(library, {"book.kind"}, {"": ("book.kind",)})
    assert record["facts"] == FACTS
    assert record["erased"] == []
    assert list(left) == [key for key in record if key in left]
