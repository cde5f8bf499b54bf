"""Databases whose transactions are on disk once they are acknowledged.

SQLite: write-ahead log, every commit synced, a writer takes the lock at its start. PostgreSQL: every commit synced
whatever the server's default; what reads the log sees it as it is at one moment.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlalchemy.pool import ConnectionPoolEntry

from afterschool_policy.diagnostics import Diagnostic, LogFailure
from afterschool_policy.text import is_storable

_PATIENCE = 60  # seconds that a writer waits for others


def address(url: str | Path) -> URL:
    """A database's address; a plain path is that of an SQLite file.

    Raises:
        LogFailure: where it is neither, or of a database that logs are not tested on.
    """
    if not is_storable(str(url)):
        raise LogFailure([Diagnostic.of("log-address", url=str(url))])
    if isinstance(url, Path) or "://" not in url:
        return URL.create("sqlite", database=str(url))
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise LogFailure([Diagnostic.of("log-address", url=url)]) from error
    if parsed.get_backend_name() in ("postgresql", "postgres"):
        return parsed.set(drivername="postgresql+psycopg")
    if parsed.get_backend_name() != "sqlite":
        raise LogFailure([Diagnostic.of("log-address", url=parsed.render_as_string(hide_password=True))])
    return parsed


def connect(url: URL, *, create: bool) -> Engine:
    """An engine on a database; with `create` an SQLite file is made where there is none."""
    if url.get_backend_name() == "sqlite":
        return _sqlite(url, create=create)
    return create_engine(url, pool_pre_ping=True, connect_args={"options": "-c synchronous_commit=on"})


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A transaction that sees the log as it is at one moment."""
    options = {"isolation_level": "REPEATABLE READ"} if engine.dialect.name == "postgresql" else {}
    with _failures(engine, "log-read"), engine.execution_options(**options).begin() as connection:
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that is on disk when the block is left, or has left nothing behind."""
    with _failures(engine, "log-write"), engine.execution_options(writes=True).begin() as connection:
        yield connection


@contextmanager
def _failures(engine: Engine, code: str) -> Iterator[None]:
    try:
        yield
    except SQLAlchemyError as error:
        problem = str(getattr(error, "orig", None) or error).strip()
        url = engine.url.render_as_string(hide_password=True)
        raise LogFailure([Diagnostic.of(code, url=url, problem=problem)]) from error


def _sqlite(url: URL, *, create: bool) -> Engine:
    path = url.database or ""
    if not path or path == ":memory:":
        raise LogFailure([Diagnostic.of("log-address", url=str(url))])
    try:
        absent = not Path(path).is_file()
    except OSError as error:  # no file system has such a name
        raise LogFailure([Diagnostic.of("log-address", url=path)]) from error
    if absent and not create:
        raise LogFailure([Diagnostic.of("log-absent", path=path)])
    engine = create_engine(url, creator=lambda: _opened(Path(path)))

    @event.listens_for(engine, "connect")
    def _prepare(connection: sqlite3.Connection, _: ConnectionPoolEntry) -> None:
        connection.isolation_level = None  # transactions are begun below, not guessed by the driver
        connection.text_factory = _text
        if create:  # the file keeps it from then on
            connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _opened(path: Path) -> sqlite3.Connection:
    """A connection to a file; where nothing can be written beside it, one that needs no lock and no other file."""
    connect = partial(sqlite3.connect, timeout=_PATIENCE, check_same_thread=False)
    if not path.is_file() or os.access(path.absolute().parent, os.W_OK):
        return connect(path)
    # Entries that are only in the write-ahead log would be passed over, so it is left aside only where it is empty.
    ahead = path.with_name(path.name + "-wal")
    mode = "mode=ro" if ahead.is_file() and ahead.stat().st_size else "mode=ro&immutable=1"
    return sqlite3.connect(f"{path.absolute().as_uri()}?{mode}", uri=True)


def _text(stored: bytes) -> str:
    """What stands in a cell of text; bytes that are no UTF-8 stop nobody who reads on."""
    return stored.decode("utf-8", "surrogateescape")
