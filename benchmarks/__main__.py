"""The measurements named on the command line, or all: what they give is written into results.json.

python -m benchmarks [one_decision …]
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from time import perf_counter
from typing import Any

from benchmarks.interleave import Effort
from benchmarks.machine import described
from benchmarks.suites import SUITES

RESULTS = Path(__file__).parent / "results.json"


def main(names: list[str]) -> None:
    """Run them in order; what is measured again replaces what was there, with the machine it was measured on."""
    unknown = set(names) - set(SUITES)
    if unknown:
        raise SystemExit(f"{', '.join(sorted(unknown))}: unknown; there are: {', '.join(SUITES)}")
    results: dict[str, Any] = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
    for name in names or SUITES:
        print(f"{name} …", end=" ", flush=True)
        start = perf_counter()
        results[name] = {"on": described(), "rows": SUITES[name](Effort())}
        print(f"{perf_counter() - start:.0f} s")
        RESULTS.write_text(json.dumps(results, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
