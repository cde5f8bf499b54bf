"""A log that can only be read, on a disc or a share, is listed, verified and decided again from."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from afterschool_policy import DecisionLog, Policy

CARD = {"reader": {"has_card": True, "card_expired": False}, "loan": {"books": 12}}
# Whoever runs the tests may be allowed everything, so another user reads, once the library is loaded from a copy.
READER = """
import os, sys
from afterschool_policy import DecisionLog, LogFailure, Policy

def read(path):
    with DecisionLog.open(path, create=False) as log:
        (entry,) = log.entries()
        kept = Policy.from_bundle(log.bundle(entry.revision))
        print(log.verify().sound, kept.replay(entry.record).same, log.entry(entry.decision_id) == entry)
        try:
            log.append(kept.decide("borrowing", {}), kept)
        except LogFailure as error:
            print(*(fault.code for fault in error.diagnostics))

read(sys.argv[1])
if os.getuid() == 0:
    os.setgid(65534), os.setuid(65534)
try:
    open(sys.argv[2], "ab")
except PermissionError:
    read(sys.argv[2])
"""


@pytest.fixture
def disc() -> Iterator[Path]:
    """A folder that other users reach, which those of pytest are not."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


def test_a_read_only_file_in_a_read_only_folder(disc: Path, tmp_path: Path, library: Policy) -> None:
    path = disc / "决定 a%20b?.db"
    with DecisionLog.open(path) as log:
        library.decide("borrowing", CARD, log=log)
    assert [each.name for each in disc.iterdir()] == [path.name]
    copy = shutil.copy(path, tmp_path)
    path.chmod(0o444)
    disc.chmod(0o555)
    try:
        done = subprocess.run(
            [sys.executable, "-c", READER, copy, str(path)],
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
            capture_output=True,
            text=True,
            check=False,
        )
    finally:
        disc.chmod(0o755)
    assert done.stdout.splitlines() == ["True True True", "True True True", "log-write"], done.stderr
    assert [each.name for each in disc.iterdir()] == [path.name]
