"""The pytest plugin: the cases of a policy become test items, in a project that has any.

pytest imports this module in every project of an environment that has the library, so it stands outside the package and
imports nothing of it before it has found a file of cases and the policy that they belong to.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from afterschool_policy.pytest_items import CasesOfFile

POLICY, LANGUAGE, SHIPPED = "afterschool_policy", "afterschool_policy_lang", "shipped"
ENDING, FOLDER = "_test.yaml", "fixtures"
_CASES = re.compile(rb"^(?:\xef\xbb\xbf)?(?:cases?|case_?files?|decision)\s*:", re.MULTILINE)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the keys of the ini file or `pyproject.toml`."""
    parser.addini(
        POLICY,
        "the policy whose cases are tested: its folder or bundle, from the root of the project, or `shipped`; "
        "without it, the `policy/` nearest above the file of cases",
        default="",
    )
    parser.addini(LANGUAGE, "the language in which a failing case is told: zh or en", default="zh")


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> CasesOfFile | None:
    """Collect a file of cases: one that is called `…_test.yaml`, or that stands below `fixtures/` and holds some."""
    if file_path.suffix != ".yaml":
        return None
    by_name = file_path.name.endswith(ENDING)
    if not by_name and FOLDER not in file_path.parts[len(parent.config.rootpath.parts) : -1]:
        return None
    policy = _policy_of(file_path, parent.config)
    if policy is None or not (by_name or _CASES.search(file_path.read_bytes())):
        return None
    from afterschool_policy.pytest_items import CasesOfFile

    return CasesOfFile.of(parent, file_path, None if policy == SHIPPED else parent.config.rootpath / policy)


def _policy_of(path: Path, config: pytest.Config) -> Path | str | None:
    """Where the policy of a file is: as the project says, else in the nearest folder above it that holds one."""
    told = str(config.getini(POLICY))
    if told:
        return told
    for folder in path.parents:
        for place in (folder / "policy", folder):
            if (place / "policy.yaml").is_file() and (place / "facts.yaml").is_file():
                return place
        if folder == config.rootpath:
            return None
    return None
