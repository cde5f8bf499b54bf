"""One Chromium for the tests of a process; where there is none they are skipped by its name."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.chromium import Browser, browser, installed
from tests.requirements import needed


@pytest.fixture(scope="session")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    program, driver = needed("chromium", installed())
    with browser(program, driver, tmp_path_factory.mktemp("profile")) as opened:
        yield opened


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("pages")
