"""A project to edit: a policy with its cases beside it, in a folder of its own."""

import shutil
from pathlib import Path

import pytest

from tests.support import LIBRARY


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with the policy of the library in `policy` and its cases in `cases`."""
    shutil.copytree(LIBRARY, tmp_path / "policy", ignore=shutil.ignore_patterns("cases"))
    shutil.copytree(LIBRARY / "cases", tmp_path / "cases")
    return tmp_path
