"""Takes a record; gives what the log finds it by: its columns, and its marks (clauses, rules, readings, labels …)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from afterschool_policy.record.canonical import Json

# kind, name, detail: ("clause", id, ""), ("rule", id, version), ("reading", id, choice), ("label", name, value),
# ("voucher", who, "").
Mark = tuple[str, str, str]
_LONGEST = 200  # characters; PostgreSQL does not index long texts
COLUMNS = ("decision_id", "timestamp", "decision", "outcome", "revision", "requested_by", "digest")


def columns_of(record: Mapping[str, Json]) -> dict[str, str | None]:
    """The columns of an entry, each a field of its record."""
    return {name: None if record.get(name) is None else str(record[name]) for name in COLUMNS}


def marks_of(record: Mapping[str, Json]) -> frozenset[Mark]:
    """What an entry is found by beside its columns. What a masked record leaves out marks nothing."""
    return frozenset((kind, cut(name), cut(detail)) for kind, name, detail in _marks(record))


def cut(text: str) -> str:
    """A name or value as far as it is found by."""
    return text[:_LONGEST]


def _marks(record: Mapping[str, Json]) -> Iterator[Mark]:
    for answer in (record, *_objects(_object(record.get("parts")).values())):
        for citation in _objects(answer.get("citations")):
            yield "clause", str(citation["clause"]), ""
        for finding in _objects(answer.get("findings")):
            if finding["decided"] is True:
                rule, _, version = str(finding["rule"]).partition("@")
                yield "rule", rule, version
        for name, choice in _object(answer.get("readings")).items():
            yield "reading", name, str(choice)
    for name, value in _object(record.get("labels")).items():
        yield "label", name, str(value)
    evidence = [*_object(record.get("determinations")).values()]
    for group in _object(record.get("facts")).values():
        evidence += _object(group).values()
    for said in _objects(evidence):
        if said.get("asserted_by"):
            yield "voucher", str(said["asserted_by"]), ""


def _object(value: Json) -> Mapping[str, Json]:
    return value if isinstance(value, dict) else {}


def _objects(values: Json | Iterable[Json]) -> Iterator[Mapping[str, Json]]:
    if isinstance(values, Iterable) and not isinstance(values, str):
        yield from (each for each in values if isinstance(each, dict))
