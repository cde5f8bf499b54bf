"""Files of many sets of facts, each with a name: YAML, JSON, JSON lines, CSV and Parquet, by the ending of the file.

A set is written as in a case. Where it is told what is asked of it, it stands under `facts`, beside any of `name`,
`decision`, `as_of` and `readings`; in a table these are columns, and every other column is a fact by its dotted name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path

from afterschool_policy.audit.tables import read_parquet, rows_in
from afterschool_policy.authoring.facts_file import WrittenFacts, facts_at
from afterschool_policy.authoring.json_reader import read_json
from afterschool_policy.authoring.source_files import source_in
from afterschool_policy.authoring.yaml_reader import MappingNode, SequenceNode, YamlNode, read, typed_value
from afterschool_policy.diagnostics import Diagnostic, InvalidFacts, InvalidRequest
from afterschool_policy.population.cells import TRUTHS
from afterschool_policy.positions import SourceFile, Span
from afterschool_policy.values.moments import read_day
from afterschool_policy.values.types import Kind
from afterschool_policy.vocabulary.intake import spec_of
from afterschool_policy.vocabulary.model import Vocabulary

ENDINGS = (".yaml", ".json", ".jsonl", ".csv", ".parquet")
_FACTS = "facts"
_BESIDE = frozenset({"name", "decision", "as_of", "readings"})


@dataclass(frozen=True, slots=True)
class FactsRow:
    """A set of facts with its name, and what is asked of it as far as that is told."""

    name: str
    written: WrittenFacts
    decision: str | None = None
    as_of: date | None = None
    readings: Mapping[str, str] = field(default_factory=dict)


def rows_of(path: Path, vocabulary: Vocabulary) -> Iterator[FactsRow]:
    """The sets of facts in a file, in their order; the vocabulary tells what a cell of a CSV file is.

    Raises:
        InvalidFacts: where it cannot be read as what its ending says.
        InvalidRequest: for another ending, and where a Parquet file cannot be read.
    """
    readers: dict[str, Callable[[], Iterator[FactsRow]]] = {
        ".yaml": lambda: _of_nodes(path, *_documents(path, read)),
        ".json": lambda: _of_nodes(path, *_documents(path, _json)),
        ".jsonl": lambda: _of_nodes(path, *_lines(path)),
        ".csv": lambda: _of_table(_csv(path), vocabulary),
        ".parquet": lambda: _of_table(read_parquet(path), vocabulary),
    }
    reader = readers.get(path.suffix.lower())
    if reader is None:
        raise InvalidRequest([Diagnostic.of("table-ending", path=path.as_posix(), allowed=ENDINGS)])
    return reader()


_Documents = tuple[list[YamlNode], list[Diagnostic]]


def _documents(path: Path, read_file: Callable[[SourceFile], _Documents]) -> _Documents:
    file, faults = source_in(path)
    return ([], faults) if faults else read_file(file)


def _json(file: SourceFile) -> _Documents:
    node, faults = read_json(file)
    return [node] if node is not None else [], faults


def _lines(path: Path) -> _Documents:
    """Each line as a document of its own, whose faults are told by their line in the file."""
    file, faults = source_in(path)
    nodes: list[YamlNode] = []
    for number, line in enumerate(file.text.split("\n")):
        if line.strip():
            found, wrong = _json(SourceFile(file.path, "\n" * number + line))
            nodes += found
            faults += wrong
    return nodes, faults


def _of_nodes(path: Path, documents: Iterable[YamlNode], faults: list[Diagnostic]) -> Iterator[FactsRow]:
    nodes = [node for each in documents for node in (each.items if isinstance(each, SequenceNode) else (each,))]
    rows = [row for number, node in enumerate(nodes, 1) if (row := _row(node, number, faults)) is not None]
    if faults:
        raise InvalidFacts(faults)
    if not rows:
        nothing = Span.whole(SourceFile(path.as_posix(), ""))
        raise InvalidFacts([Diagnostic.of("facts-shape", nothing, given="null")])
    yield from rows


def _row(node: YamlNode, number: int, faults: list[Diagnostic]) -> FactsRow | None:
    """A set of facts, alone or with what is asked of it; None for what is none, which is a fault."""
    below = node.get(_FACTS) if isinstance(node, MappingNode) else None
    keys = {key.value for key, _ in node.entries} if isinstance(node, MappingNode) else set()
    apart = below is not None and keys <= {_FACTS, *_BESIDE}
    facts = facts_at(below if apart and below is not None else node)
    if facts is None:
        faults.append(Diagnostic.of("facts-shape", node.span, given=type(typed_value(node)).__name__))
        return None
    beside = typed_value(node) if apart else {}
    return _asked(beside if isinstance(beside, dict) else {}, facts, number)


def _asked(beside: Mapping[str, object], facts: WrittenFacts, number: int) -> FactsRow:
    """A set with what stands beside it.

    Raises:
        InvalidFacts: where that is not what it has to be.
    """
    day = beside.get("as_of")
    as_of = day if isinstance(day, date) else read_day(str(day)) if day else None
    readings = beside.get("readings") or {}
    if (day and as_of is None) or not isinstance(readings, Mapping):
        raise InvalidFacts([Diagnostic.of("facts-beside", number=str(number), given=str(day or readings))])
    name, decision = beside.get("name"), beside.get("decision")
    return FactsRow(
        str(name or number),
        facts,
        str(decision) if decision else None,
        as_of,
        {str(reading): str(code) for reading, code in readings.items()},
    )


def _csv(path: Path) -> Iterator[Mapping[str, object]]:
    file, faults = source_in(path)
    if faults:
        raise InvalidFacts(faults)
    rows = iter(rows_in(file.text))
    names = next(rows, [])
    for row in rows:
        yield {name.strip(): cell for name, cell in zip(names, row, strict=False) if cell != ""}


def _of_table(rows: Iterable[Mapping[str, object]], vocabulary: Vocabulary) -> Iterator[FactsRow]:
    for number, row in enumerate(rows, 1):
        values: dict[str, object] = {}
        for column, cell in row.items():
            if column not in _BESIDE and cell is not None:
                group, _, name = column.partition(".")
                told = values.setdefault(group, {} if name else cell)
                if isinstance(told, dict) and name:
                    told[name] = _typed(cell, column, vocabulary)
        yield _asked(row, WrittenFacts(values), number)


def _typed(cell: object, name: str, vocabulary: Vocabulary) -> object:
    """A cell as what the fact is; text that is none of it is left to be refused."""
    spec = spec_of(vocabulary, name)
    if spec is None or not isinstance(cell, str):
        return cell
    kind, text = spec.type.kind, cell.strip()
    if kind is Kind.BOOLEAN:
        return TRUTHS.get(text.lower(), text)
    if kind is Kind.LIST:
        return [each.strip() for each in text.split(";") if each.strip()]
    if kind is Kind.NUMBER:
        try:
            return Decimal(text)
        except InvalidOperation:
            return text
    return text
