"""Hypothesis profiles: `dev` on the desk, `ci` always the same examples, `nightly` many; HYPOTHESIS_PROFILE chooses.

Policies that tests compile are kept for one run only, in a folder of its own. Where the extra `durable` is not
installed, as on Python 3.13, what needs it is skipped.
"""

import os
import tempfile
from collections.abc import Generator

import pytest
from hypothesis import settings

from afterschool_policy import InvalidRequest
from tests.requirements import DURABLE, needed

_KEPT = tempfile.TemporaryDirectory()
os.environ["XDG_CACHE_HOME"] = _KEPT.name

settings.register_profile("dev", max_examples=30, deadline=None)
settings.register_profile("ci", max_examples=50, deadline=None, derandomize=True, database=None, print_blob=True)
settings.register_profile("nightly", max_examples=1_000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "dev"))

collect_ignore = ["unit/engines/durable", "unit/casefile/test_joined.py"] if DURABLE is None else []


@pytest.hookimpl(wrapper=True)
def pytest_runtest_setup() -> Generator[None]:
    """Skip a test whose fixtures ask for an engine that is not there."""
    return (yield from _skipping())


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call() -> Generator[None]:
    """Skip a test that asks for an engine which is not there."""
    return (yield from _skipping())


def _skipping() -> Generator[None]:
    try:
        return (yield)
    except InvalidRequest as error:
        if [fault.code for fault in error.diagnostics] != ["engine-missing"]:
            raise
        return needed("durable", DURABLE)
