"""An engine under measurement: rows, each of which loads rules and then decides."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from benchmarks.workload.records import Fresh
from benchmarks.workload.rules import Pairs, Rule

Decide = Callable[[Any], object]


@dataclass(frozen=True, slots=True)
class Ready:
    """An engine that has loaded its rules.

    `prepare` makes of a record what the engine takes, outside the time that is measured; `decide` is measured;
    `pairs` reads each rule's outcome off what it returned, to be compared with the reference.
    """

    decide: Decide
    pairs: Callable[[Any], Pairs] = list
    prepare: Callable[[Fresh], object] = dict


@dataclass(frozen=True, slots=True)
class Row:
    """One way of using an engine. `write` puts the rules into its language, `load` is what loading them costs."""

    name: str
    write: Callable[[tuple[Rule, ...]], Any]
    load: Callable[[Any], Ready]


MODULES = {
    "ours": "benchmarks.ours.rows",
    "datalogic": "benchmarks.peers.datalogic",
    "zen": "benchmarks.peers.zen",
    "cel": "benchmarks.peers.cel",
    "cedar": "benchmarks.peers.cedar",
    "openfisca": "benchmarks.peers.openfisca",
    "durable": "benchmarks.peers.durable",
}
"""The engines: each is a module with `ROWS`, imported only in an environment where its engine is installed."""


def row(engine: str, name: str) -> Row:
    """A row by its engine and name."""
    rows: Iterable[Row] = importlib.import_module(MODULES[engine]).ROWS
    return next(each for each in rows if each.name == name)
