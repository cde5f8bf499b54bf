"""The index of a record in the log: its columns, and its marks (clauses, rules, readings, labels …)."""

from __future__ import annotations

from collections.abc import Iterator

from afterschool_policy.record.model import Record

# kind, name, detail: ("clause", id, ""), ("rule", id, version), ("reading", id, choice), ("label", name, value),
# ("voucher", who, "").
Mark = tuple[str, str, str]
_LONGEST = 200  # characters; PostgreSQL does not index long texts
COLUMNS = ("decision_id", "timestamp", "decision", "outcome", "revision", "requested_by", "digest")


def columns_of(record: Record) -> dict[str, str | None]:
    """The columns of an entry, each a field of its record."""
    return {name: None if record.get(name) is None else str(record.get(name)) for name in COLUMNS}


def marks_of(record: Record) -> frozenset[Mark]:
    """The marks of an entry, which index it beside its columns; a masked record has none for what it leaves out."""
    return frozenset((kind, cut(name), cut(detail)) for kind, name, detail in _marks(record))


def cut(text: str) -> str:
    """The first characters of a name or value: as many as the index holds."""
    return text[:_LONGEST]


def _marks(record: Record) -> Iterator[Mark]:
    for answer in (record, *record.get("parts", {}).values()):
        for citation in answer.get("citations", ()):
            yield "clause", citation["clause"], ""
        for finding in answer.get("findings", ()):
            if finding["decided"]:
                rule, _, version = finding["rule"].partition("@")
                yield "rule", rule, version
        for reading, choice in answer.get("readings", {}).items():
            yield "reading", reading, choice
    for label, value in record["labels"].items():
        yield "label", label, value
    facts = [fact for group in record["facts"].values() for fact in group.values()]
    for fact in (*record["determinations"].values(), *facts):
        if isinstance(fact, dict) and fact.get("asserted_by"):
            yield "voucher", str(fact["asserted_by"]), ""
