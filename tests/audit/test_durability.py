"""What was acknowledged is there, and nothing by half: after the writer was killed, the disk full, the server down."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from afterschool_policy import DecisionLog, LogFailure, Policy
from tests import postgresql
from tests.requirements import needed

ROOT = Path(__file__).parents[2]
KILLS = 200
FACTS = {"reader": {"has_card": True, "card_expired": False}, "book": {"kind": "ordinary"}, "loan": {"books": 1}}


def test_killing_the_writer_loses_nothing_acknowledged(url: str) -> None:
    command = [sys.executable, "-m", "tests.audit.killed_writer", url, str(KILLS), "20211101"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    acknowledged = done.stdout.split()
    assert len(acknowledged) > KILLS
    with DecisionLog.open(url, create=False) as log:
        found = log.verify()
        assert found.sound, found.explain("en")
        written = {each.decision_id for each in log.entries()}
    assert len(written) == found.entries
    assert set(acknowledged) <= written
    # A transaction may be committed and its writer killed before it could say so: at most one for each writer.
    assert len(written) - len(acknowledged) <= 5 * KILLS


FILLING = """
import resource, signal, sys
from afterschool_policy import DecisionLog, LogFailure, Policy
from tests.audit.test_durability import FACTS
from tests.support import LIBRARY
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
policy = Policy.load(LIBRARY)
log = DecisionLog.open(sys.argv[1])
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), resource.RLIM_INFINITY))
try:
    while True:
        with log.batch() as batch:
            drafts = [policy.decide("borrowing", FACTS, log=batch) for _ in range(20)]
        print(len(drafts), flush=True)
except LogFailure as failure:
    print(failure.diagnostics[0].code, file=sys.stderr)
log.close()
"""


def test_a_full_disk_is_said_and_leaves_nothing_by_half(tmp_path: Path, library: Policy) -> None:
    """The size that a file may grow to is limited, which needs no rights and fails in the same place as a full disk."""
    path = tmp_path / "decisions.db"
    command = [sys.executable, "-c", FILLING, str(path), "600000"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr.strip()) == (0, "log-write")
    acknowledged = sum(map(int, done.stdout.split()))
    assert acknowledged > 0
    with DecisionLog.open(path, create=False) as log:
        found = log.verify()
        assert found.sound, found.explain("en")
        assert found.entries == acknowledged
        library.decide("borrowing", FACTS, log=log)
        assert log.verify().entries == acknowledged + 1


@pytest.fixture
def fragile() -> Iterator[postgresql.Server]:
    """A server that this test may stop."""
    with postgresql.server(needed("postgresql", postgresql.programs())) as running:
        yield running


def test_a_server_that_falls_keeps_what_it_acknowledged(fragile: postgresql.Server, library: Policy) -> None:
    acknowledged: list[str] = []
    refused: list[LogFailure] = []
    with DecisionLog.open(fragile.database()) as log:

        def write() -> None:
            try:
                while True:
                    acknowledged.append(log.append(library.decide("borrowing", FACTS), library).decision_id)
            except LogFailure as failure:
                refused.append(failure)

        writer = threading.Thread(target=write)
        writer.start()
        while len(acknowledged) < 20:
            writer.join(0.01)
        fragile.stop("immediate")
        writer.join(60)
        assert [each.diagnostics[0].code for each in refused] == ["log-write"]
        fragile.start()
        assert log.verify().sound
        assert set(acknowledged) <= {each.decision_id for each in log.entries()}
        assert log.append(library.decide("borrowing", FACTS), library).sequence > len(acknowledged)
