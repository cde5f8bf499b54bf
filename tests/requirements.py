"""The programs that tests need: found, or the test is skipped by the program's name.

AFTERSCHOOL_POLICY_REQUIRE lists what must be there, as in `postgresql,chromium`: a test that would be skipped for
want of one of these fails instead. `.ci/run` sets it, so that nothing is skipped unseen.
"""

from __future__ import annotations

import os
from importlib.util import find_spec
from typing import TypeVar

import pytest

T = TypeVar("T")
DURABLE = find_spec("durable_rules_engine")
VARIABLE = "AFTERSCHOOL_POLICY_REQUIRE"


def needed(name: str, found: T | None) -> T:
    """What was found, where something was."""
    if found is not None:
        return found
    if name in os.environ.get(VARIABLE, "").split(","):
        pytest.fail(f"{name} is not installed, and {VARIABLE} asks for it", pytrace=False)
    pytest.skip(f"{name} is not installed")
