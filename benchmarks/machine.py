"""The machine on which figures were measured: processor, versions, revision, day."""

from __future__ import annotations

import json
import os
import platform
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks.contender import MODULES
from benchmarks.interleave import OWN, ROOT, python_of

_PACKAGES = {
    OWN: "afterschool-policy",
    "datalogic": "datalogic-py",
    "zen": "zen-engine",
    "cel": "cel-expr-python",
    "cedar": "cedarpy",
    "openfisca": "OpenFisca-Core",
    "durable": "durable_rules",
}


def described() -> dict[str, Any]:
    """The machine and the versions, as they go into the results."""
    return {
        "processor": _processor(),
        "cores": os.cpu_count(),
        "system": _system(),
        "python": platform.python_version(),
        "versions": {_PACKAGES[engine]: _version(engine) for engine in MODULES},
        "measured": datetime.now(UTC).date().isoformat(),
        "commit": _git("rev-parse", "HEAD") + ("+" if _git("status", "--porcelain", "--", "src", "policy") else ""),
    }


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def _system() -> str:
    try:
        name = platform.freedesktop_os_release()["PRETTY_NAME"]
    except OSError:
        name = platform.system()
    return f"{name}, {platform.system()} {platform.release()}"


def _version(engine: str) -> str:
    asked = f"import importlib.metadata, json; print(json.dumps(importlib.metadata.version({_PACKAGES[engine]!r})))"
    done = subprocess.run([python_of(engine), "-c", asked], capture_output=True, text=True, check=True)
    version: str = json.loads(done.stdout)
    return version


def _git(*arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout.strip()
