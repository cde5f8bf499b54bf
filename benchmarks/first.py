"""The cost of the first decision of a process, for an engine, a row and a file of rules on the command line.

    python -m benchmarks.first ENGINE ROW FILE

It prints the processor seconds of importing the engine, of loading the rules and of the first decision. The rules come
already written in the engine's language, and this module and the workload are imported before the clock starts.
"""

from __future__ import annotations

import importlib
import pickle
import sys
from pathlib import Path
from time import process_time

from benchmarks.contender import row
from benchmarks.workload.records import records

IMPORTED = {
    "datalogic": "datalogic_py",
    "zen": "zen",
    "cel": "cel_expr_python.cel",
    "cedar": "cedarpy",
    "openfisca": "openfisca_core.model_api",
    "durable": "durable.lang",
}


def main(engine: str, name: str, path: str) -> None:
    """Import, load, decide; once each."""
    measured = row(engine, name)
    text = pickle.loads(Path(path).read_bytes())
    record = records(1)[0]
    start = process_time()
    importlib.import_module(IMPORTED[engine])
    imported = process_time()
    ready = measured.load(text)
    loaded = process_time()
    ready.decide(record)
    print(imported - start, loaded - imported, process_time() - loaded)


if __name__ == "__main__":
    main(*sys.argv[1:])
