"""python -m tests.mutants [--sample N] [--minutes M] [ROOM …]

Cosmic Ray makes every mutant of a room, one fault each, in a copy of the tree; a sample of them (the same each time for
the same source) is held against the room's tests. What survives is looked up in `survivors.toml`, where somebody who
read it says whether it is `equivalent` (no caller can tell) or `open`. The run fails where of the others fewer than 95
in a hundred were killed, or a survivor is not listed.
"""

from __future__ import annotations

import argparse
import ast
import contextlib
import os
import random
import shlex
import shutil
import sys
import tempfile
import tomllib
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import islice
from pathlib import Path
from time import monotonic
from typing import NamedTuple

from cosmic_ray.commands import init
from cosmic_ray.modules import find_modules
from cosmic_ray.mutating import mutate_and_test
from cosmic_ray.work_db import use_db
from cosmic_ray.work_item import TestOutcome, WorkItem, WorkResult

from tests.mutants.rooms import ROOMS, Room

ROOT = Path(__file__).parents[2]
SURVIVORS = Path(__file__).with_name("survivors.toml")
ENOUGH = 0.95
TIMEOUT = 300.0
_COPIED = ("src", "tests", "policy", "fixtures", "pyproject.toml")


class Survivor(NamedTuple):
    """A mutant that no test saw, by what it changes: the numbers of lines move, their words seldom do."""

    module: str
    before: str
    after: str


def copied(folder: Path) -> None:
    """The tree without what was made of it, to change a line in."""
    for name in _COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy2(source, folder / name)


@cache
def annotations(module: Path) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """The places of annotations, which nothing runs."""
    trees = list(ast.walk(ast.parse(module.read_text(encoding="utf-8"))))
    found = [each.annotation for each in trees if isinstance(each, ast.arg | ast.AnnAssign)]
    found += [each.returns for each in trees if isinstance(each, ast.FunctionDef)]
    return [
        ((each.lineno, each.col_offset), (each.end_lineno or each.lineno, each.end_col_offset or 0))
        for each in found
        if each is not None
    ]


def runs(item: WorkItem) -> bool:
    """Whether the mutant changes something that is run."""
    (mutation,) = item.mutations
    return not any(first <= mutation.start_pos < last for first, last in annotations(mutation.module_path))


def mutants(room: Room, sample: int | None) -> list[WorkItem]:
    """The mutants of a room, from the folder of the copy; a sample is always the same for the same source."""
    modules = find_modules([Path("src/afterschool_policy") / each for each in room.sources])
    with use_db("session.sqlite") as session:
        init(modules, session, {})
        found = sorted(session.work_items, key=lambda item: repr(item.mutations))
    random.Random(0).shuffle(found)
    return list(islice(filter(runs, found), sample))


def held_against(room: Room, item: WorkItem) -> WorkResult:
    """One mutant, and whether the room's tests see it."""
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *room.tests]
    return mutate_and_test(item.mutations, shlex.join(command), TIMEOUT)


def survivor(item: WorkItem, result: WorkResult) -> Survivor:
    """What a mutant that was not seen had changed."""
    lines = [line for line in (result.diff or "").splitlines() if line[:1] in "+-" and line[:3] not in ("+++", "---")]
    before, after = (" ".join(line[1:].strip() for line in lines if line[0] == sign) for sign in "-+")
    module = item.mutations[0].module_path.relative_to("src/afterschool_policy").as_posix()
    return Survivor(module, before, after)


def listed() -> dict[Survivor, str]:
    """The survivors that somebody has read, each with what it was found to be."""
    table = tomllib.loads(SURVIVORS.read_text(encoding="utf-8"))
    return {Survivor(each["module"], each["before"], each["after"]): each["is"] for each in table["survivor"]}


def tried(room: Room, sample: int | None, minutes: float) -> Iterator[tuple[WorkItem, WorkResult]]:
    """The mutants of a room one after the other, as long as there is time."""
    found = mutants(room, sample)
    end = monotonic() + minutes * 60
    for item in found:
        if monotonic() > end:
            return
        yield item, held_against(room, item)


def main() -> int:
    """Every room asked for, with its figures; 1 where too few were killed or a survivor is not listed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("rooms", nargs="*", choices=[*ROOMS, []], help="all, where none is named")
    parser.add_argument("--sample", type=int, help="so many mutants of each room; without it, all")
    parser.add_argument("--minutes", type=float, default=float("inf"), help="so long for each room at most")
    asked = parser.parse_args()
    known, failed = listed(), False
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        copied(Path(folder))
        os.environ.update(PYTHONPATH=str(Path(folder, "src")), HYPOTHESIS_PROFILE="ci", PYTHONDONTWRITEBYTECODE="1")
        for name in asked.rooms or ROOMS:
            counts = Counter[str]()
            for item, result in tried(ROOMS[name], asked.sample, asked.minutes):
                if result.test_outcome is not TestOutcome.SURVIVED:
                    counts["killed"] += 1
                    continue
                found = survivor(item, result)
                counts[known.get(found, "not listed")] += 1
                if found not in known:
                    print("[[survivor]]", *(f"{key} = {value!r}" for key, value in found._asdict().items()), sep="\n")
            total = counts.total() - counts["equivalent"]
            rate = counts["killed"] / max(1, total)
            print(f"{name}: {dict(counts)}; of those that can be killed {rate:.0%} are", flush=True)
            failed |= bool(counts["not listed"]) or counts["killed"] < ENOUGH * total
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
