"""The library's policy, whose records the room's tests write."""

from __future__ import annotations

import pytest

from afterschool_policy import Policy
from tests.support import LIBRARY


@pytest.fixture(scope="session")
def library() -> Policy:
    return Policy.load(LIBRARY)
