"""Logs to test on: every test that takes `url` runs on SQLite and on a real PostgreSQL server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from afterschool_policy import Policy
from tests import postgresql
from tests.requirements import needed
from tests.support import LIBRARY


@pytest.fixture(scope="session")
def server() -> Iterator[postgresql.Server]:
    with postgresql.server(needed("postgresql", postgresql.programs())) as running:
        yield running


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return str(tmp_path / "decisions.db")
    running: postgresql.Server = request.getfixturevalue("server")
    return running.database()


@pytest.fixture(scope="session")
def library() -> Policy:
    return Policy.load(LIBRARY)
