"""The rooms whose mutants are tried, and the tests that each is held against: quick ones first, as the first kills."""

from __future__ import annotations

from typing import NamedTuple


class Room(NamedTuple):
    """A part of the library, by paths below the package, and arguments for pytest."""

    sources: tuple[str, ...]
    tests: tuple[str, ...]


ROOMS: dict[str, Room] = {
    "semantics": Room(
        ("semantics",),
        (
            "tests/unit/semantics",
            "tests/unit/engines/test_generate.py",
            "tests/unit/search",
            "tests/properties/test_decisions.py",
        ),
    ),
    "language": Room(
        ("language",),
        (
            "tests/unit/language",
            "tests/language",
            "tests/properties/test_expressions.py",
            "tests/unit/engines/test_generate.py",
        ),
    ),
    "search": Room(
        ("search",),
        (
            "tests/unit/search",
            "tests/properties/test_telling.py",
            "tests/properties/test_remedies.py",
        ),
    ),
    "engines": Room(
        tuple(
            f"engines/{name}.py"
            for name in ("source", "settled", "tests_source", "generate", "generated_verdict", "rule_trees", "by_value")
        ),
        (
            "tests/unit/engines/test_generate.py",
            "tests/unit/engines/test_by_value.py",
            "tests/properties/test_expressions.py",
            "tests/properties/test_decisions.py",
            "tests/properties/test_by_value.py",
        ),
    ),
    "intake": Room(
        ("vocabulary",),
        ("tests/unit/vocabulary", "tests/unit/compile"),
    ),
    "log": Room(
        ("audit/log/chain.py", "audit/log/decision_log.py", "audit/log/store", "audit/log/model.py"),
        ("tests/unit/audit", "tests/audit", "-k", "not postgresql"),
    ),
}
