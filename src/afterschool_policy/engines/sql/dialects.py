"""The one table of SQL dialects: how each writes what they do not have in common; to add one, add a row.

Names and texts are quoted as the standard has it, which all of them keep to. SQLite has neither days nor decimals nor
lists: days and times are texts there, lists are texts of JSON, and decimals are computed with as whole millionths.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from afterschool_policy.values.types import Kind


@dataclass(frozen=True, slots=True)
class Dialect:
    """One row.

    `literals` write a day or time, `columns` read a column, each by kind, {0} being the text or the column; a kind that
    is not there stands as it is. `wide` reads a column of whole or other numbers to compute with, so that nothing
    overflows unseen; without `decimals` all is computed in whole numbers. `members` are those of a list as a table {1}
    of one column `value`, `count` is how many they are. `least` and `greatest` are the functions that choose among
    known values; `year` is that of a day, `days` are those from {0} to {1}, `later` the day {1} days after {0}. `types`
    are what columns are declared as, `lists` is how a list of members of a type is. A `fence` keeps a table inside a
    query apart from the one around it, into which a dialect would else write it out wherever it is read.
    """

    name: str
    label: str
    literals: Mapping[Kind, str]
    columns: Mapping[Kind, str]
    wide: Mapping[bool, str]
    decimals: bool
    members: str
    count: str
    least: str
    greatest: str
    year: str
    days: str
    later: str
    types: Mapping[Kind, str]
    lists: str
    fence: str = ""


_STANDARD = {Kind.DATE: "DATE {0}", Kind.TIME: "TIME {0}"}
_TABLE = (
    Dialect(
        "duckdb",
        "DuckDB",
        literals=_STANDARD,
        columns={},
        wide={True: "CAST({0} AS HUGEINT)", False: "{0}"},
        decimals=True,
        members='(SELECT unnest({0}) AS "value") AS {1}',
        count="len({0})",
        least="LEAST",
        greatest="GREATEST",
        year="year({0})",
        days="({1} - {0})",
        later="({0} + ({1}))",
        types={
            Kind.BOOLEAN: "BOOLEAN",
            Kind.NUMBER: "DECIMAL(24, 6)",
            Kind.DATE: "DATE",
            Kind.TIME: "TIME",
            Kind.CODE: "VARCHAR",
            Kind.TEXT: "VARCHAR",
        },
        lists="{0}[]",
    ),
    Dialect(
        "postgresql",
        "PostgreSQL",
        literals=_STANDARD,
        columns={},
        wide={True: "CAST({0} AS NUMERIC)", False: "CAST({0} AS NUMERIC)"},
        decimals=True,
        members='unnest({0}) AS {1}("value")',
        count="cardinality({0})",
        least="LEAST",
        greatest="GREATEST",
        year="CAST(EXTRACT(YEAR FROM {0}) AS INTEGER)",
        days="({1} - {0})",
        later="({0} + ({1}))",
        types={
            Kind.BOOLEAN: "BOOLEAN",
            Kind.NUMBER: "NUMERIC",
            Kind.DATE: "DATE",
            Kind.TIME: "TIME",
            Kind.CODE: "TEXT",
            Kind.TEXT: "TEXT",
        },
        lists="{0}[]",
        fence=" OFFSET 0",
    ),
    Dialect(
        "sqlite",
        "SQLite",
        literals={Kind.DATE: "{0}", Kind.TIME: "{0}"},
        columns={Kind.DATE: "date({0})", Kind.TIME: "time({0})"},
        wide={True: "{0}", False: "{0}"},
        decimals=False,
        members="json_each({0}) AS {1}",
        count="json_array_length({0})",
        least="MIN",
        greatest="MAX",
        year="CAST(strftime('%Y', {0}) AS INTEGER)",
        days="CAST(julianday({1}) - julianday({0}) AS INTEGER)",
        later="date({0}, ({1}) || ' days')",
        types={
            Kind.BOOLEAN: "BOOLEAN",
            Kind.NUMBER: "NUMERIC",
            Kind.DATE: "TEXT",
            Kind.TIME: "TEXT",
            Kind.CODE: "TEXT",
            Kind.TEXT: "TEXT",
        },
        lists="TEXT",
    ),
)

DIALECTS: dict[str, Dialect] = {row.name: row for row in _TABLE}
