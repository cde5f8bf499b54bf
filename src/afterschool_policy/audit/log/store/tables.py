"""The log's tables. The record's text is the entry; all other columns only find it.

`policy_log_head` has one row: the log's id, the edition of these tables, and the last entry. Every writer locks it.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Integer, LargeBinary, MetaData, String, Table, Text

from afterschool_policy.audit.log.index import COLUMNS

metadata = MetaData()

head = Table(
    "policy_log_head",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("edition", Integer, nullable=False),
    Column("log", String, nullable=False),
    Column("sequence", BigInteger, nullable=False),
    Column("digest", String),
)

entries = Table(
    "policy_log_entries",
    metadata,
    # On SQLite only an INTEGER is the row's own key.
    Column("sequence", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=False),
    *(Column(name, String, nullable=name == "requested_by", unique=name == "decision_id" or None) for name in COLUMNS),
    Column("record", Text, nullable=False),
)

marks = Table(
    "policy_log_marks",
    metadata,
    Column("kind", String, primary_key=True),
    Column("name", String, primary_key=True),
    Column("detail", String, primary_key=True),
    Column("sequence", BigInteger, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

policies = Table(
    "policy_log_policies",
    metadata,
    Column("revision", String, primary_key=True),
    Column("digest", String, nullable=False),
    Column("bundle", LargeBinary, nullable=False),
)
