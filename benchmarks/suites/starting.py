"""The processor time of import, loading and first decision in a fresh process."""

from __future__ import annotations

import importlib
import json
import os
import pickle
import random
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from afterschool_policy import Policy
from benchmarks.contender import MODULES
from benchmarks.interleave import OWN, ROOT, Effort, python_of
from benchmarks.ours.written import DECISION, FOLDER, raw
from benchmarks.workload.records import records
from benchmarks.workload.rules import rules

# Nothing is imported before the clock starts, not even what the library shares with this script.
_OURS = """
from time import process_time
start = process_time()
from afterschool_policy import Policy
imported = process_time()
policy = Policy.load({path!r}, cache={cache})
loaded = process_time()
policy.decide({decision!r}, {facts!r}).outcome
print(imported - start, loaded - imported, process_time() - loaded)
"""
_PYDANTIC = """
from time import process_time
start = process_time()
import pydantic
print(process_time() - start, 0.0, 0.0)
"""
REAL = (
    "hardship_relief",
    {"student": {"hardship_recognised": True}, "fee": {"kind": "service_fee", "amount_yuan": 300}},
)
PYDANTIC = "pydantic"


@dataclass(frozen=True, slots=True)
class Start:
    """A fresh process to be timed: who it is of, what is loaded, and its command."""

    engine: str
    row: str
    policy: str
    command: tuple[str, ...]


def run(effort: Effort) -> list[dict[str, Any]]:
    """Milliseconds of the processor; `ratio` is the whole against `import pydantic` alone in the same round."""
    with tempfile.TemporaryDirectory() as folder:
        starts = [*ours(Path(folder)), *_others(Path(folder))]
        environment = {**os.environ, "XDG_CACHE_HOME": folder}
        for each in starts:  # what is compiled or read from disk once has been
            timed(each, environment)
        rounds = [_round(starts, environment, number) for number in range(max(3, effort.rounds // 2))]
    base = next(place for place, each in enumerate(starts) if each.engine == PYDANTIC)
    found = []
    for place, each in enumerate(starts):
        parts = [median(one[place][part] for one in rounds) * 1e3 for part in range(3)]
        found.append(
            {"engine": each.engine, "row": each.row, "policy": each.policy}
            | {name: round(part, 2) for name, part in zip(("import", "load", "decide"), parts, strict=True)}
            | {
                "total": round(median(sum(one[place]) for one in rounds) * 1e3, 2),
                "ratio": round(median(sum(one[place]) / sum(one[base]) for one in rounds), 3),
            }
        )
    return found


def ours(folder: Path) -> list[Start]:
    """This library in each way of loading, after pydantic alone."""
    bundles = {"real": folder / "real.bundle", "twelve": folder / "twelve.bundle"}
    bundles["real"].write_bytes(Policy.load(ROOT / "policy").bundle())
    bundles["twelve"].write_bytes(Policy.load(FOLDER).bundle())
    folders = {"real": ROOT / "policy", "twelve": FOLDER}
    asked = {"real": REAL, "twelve": (DECISION, raw(records(1)[0]))}
    made = [Start(PYDANTIC, "import", "-", _python(OWN, _PYDANTIC))]
    for policy, (decision, facts) in asked.items():
        for row, path, cache in (
            ("bundle", bundles[policy], True),
            ("folder, compiled before", folders[policy], True),
            ("folder, compiled anew", folders[policy], False),
        ):
            script = _OURS.format(path=str(path), cache=cache, decision=decision, facts=facts)
            made.append(Start(OWN, row, policy, _python(OWN, script)))
    return made


def _others(folder: Path) -> list[Start]:
    made: list[Start] = []
    for engine, module in MODULES.items():
        if engine == OWN:
            continue
        row = importlib.import_module(module).ROWS[0]
        path = folder / f"{engine}.rules"
        path.write_bytes(pickle.dumps(row.write(rules())))
        command = (str(python_of(engine)), "-m", "benchmarks.first", engine, row.name, str(path))
        made.append(Start(engine, row.name, "twelve", command))
    return made


def _python(engine: str, script: str) -> tuple[str, ...]:
    return (str(python_of(engine)), "-c", script)


def _round(starts: list[Start], environment: dict[str, str], number: int) -> list[tuple[float, float, float]]:
    order = list(range(len(starts)))
    random.Random(number).shuffle(order)
    found = {place: timed(starts[place], environment) for place in order}
    return [found[place] for place in range(len(starts))]


def timed(start: Start, environment: dict[str, str]) -> tuple[float, float, float]:
    """Processor seconds of import, loading and first decision."""
    done = subprocess.run(start.command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{start.engine} {start.row}: {done.stderr}")
    imported, loaded, decided = json.loads(f"[{done.stdout.strip().splitlines()[-1].replace(' ', ', ')}]")
    return imported, loaded, decided
