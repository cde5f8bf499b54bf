"""Databases of the tests' own, and cases as the rows of a table in them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from datetime import date, time
from decimal import Decimal
from importlib.util import find_spec

from afterschool_policy.engines.sql.dialects import DIALECTS
from afterschool_policy.engines.sql.quoting import name
from afterschool_policy.values.types import Kind, Type
from afterschool_policy.vocabulary.model import Vocabulary
from tests.requirements import needed


def connected(dialect: str, server=None):
    """A database in memory, or a new one of a server."""
    match dialect:
        case "sqlite":
            return sqlite3.connect(":memory:")
        case "duckdb":
            needed("duckdb", find_spec("duckdb"))
            import duckdb  # noqa: PLC0415  # where it is installed

            return duckdb.connect()
    import psycopg  # noqa: PLC0415  # as above

    return psycopg.connect(server.database(), autocommit=True, prepare_threshold=None)


def filled(
    database, dialect: str, vocabulary: Vocabulary, columns: Mapping[str, str], rows: Sequence[Mapping[str, object]]
):
    """The table `cases` of these rows, numbered, of which columns tell facts."""
    mark = "%s" if dialect == "postgresql" else "?"
    types = {called: vocabulary.facts[fact].type for called, fact in columns.items()}
    told = [f"{name(called)} {declared(dialect, type_)}" for called, type_ in types.items()]
    database.execute("DROP TABLE IF EXISTS cases")
    database.execute(f"CREATE TABLE cases ({', '.join(['number INTEGER', *told])})")
    insert = f"INSERT INTO cases VALUES ({', '.join([mark] * (len(told) + 1))})"
    for number, each in enumerate(rows):
        values = (stored(dialect, types[called], each.get(fact)) for called, fact in columns.items())
        database.execute(insert, [number, *values])


def declared(dialect: str, type_: Type) -> str:
    """What a column of a type is declared as."""
    row = DIALECTS[dialect]
    if type_.kind is Kind.LIST:
        assert type_.item is not None
        return row.lists.format(row.types[type_.item.kind])
    return row.types.get(type_.kind, row.types[Kind.TEXT])  # of a mapping, which no query reads


def stored(dialect: str, type_: Type, value: object) -> object:
    """A value as a database takes it."""
    if value is None or type_.kind is Kind.MAPPING:
        return None
    if isinstance(value, list | tuple):
        assert type_.item is not None
        each = [stored(dialect, type_.item, member) for member in value]
        return json.dumps(each) if dialect == "sqlite" else each
    if dialect != "sqlite":
        return value
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, Decimal):
        return int(value) if value == int(value) else float(value)
    return value
