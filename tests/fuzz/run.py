"""The long run: python -m tests.fuzz.run [--seconds 600], or one target: python -m tests.fuzz.run --target NAME

Typed facts go through every public method by Hypothesis; bytes go into what reads files by Atheris, guided by what they
reach (where it is not installed they are drawn unguided, and the report says so). Each target has an equal part of the
time and a process of its own, and goes on after a fault: what differs by kind or by line is told once, with the
shortest input. The exit status is the number of targets that broke.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from time import monotonic

from hypothesis import HealthCheck, Phase, given, settings

CALLS = (
    "the_shipped_policy_answers_or_refuses",
    "another_policy_answers_or_refuses",
    "a_random_policy_answers_or_refuses",
    "a_case_file_takes_or_refuses",
)
BYTES = ("yaml", "expression", "bundle", "record")
GUIDED = find_spec("atheris") is not None


def place_of(error: BaseException) -> str:
    """The kind of an error and the line of the library, else of the test, that it came from."""
    frames = traceback.extract_tb(error.__traceback__)
    inside = [frame for frame in frames if "afterschool_policy" in frame.filename] or frames
    return f"{type(error).__name__} {Path(inside[-1].filename).name}:{inside[-1].lineno}"


class Counted:
    """A target that counts what it is given, and tells each kind of fault with the shortest input so far."""

    def __init__(self, target: Callable[[bytes], None]) -> None:
        self.target = target
        self.times = 0
        self.shortest: dict[str, int] = {}

    def __call__(self, data: bytes) -> None:
        self.times += 1
        if self.times % 100 == 0 or self.times < 10:
            print(f"tried {self.times}", flush=True)
        try:
            self.target(data)
        except Exception as error:
            place = place_of(error)
            if len(data) < self.shortest.get(place, sys.maxsize):
                self.shortest[place] = len(data)
                print(f"fault {place}\t{str(error)[:100]!r} by {data!r}", flush=True)


def by_facts(name: str, seconds: int) -> None:
    """A property on fresh examples, a few at a time, until the time is over."""
    law = getattr(import_module("tests.fuzz.test_calls"), f"test_{name}")
    inner, tried, end = law.hypothesis.inner_test, 0, monotonic() + seconds

    def counted(*arguments: object, **named: object) -> None:
        nonlocal tried
        tried += 1
        print(f"tried {tried}", flush=True)
        inner(*arguments, **named)

    law.hypothesis.inner_test = counted  # which its makers allow
    while monotonic() < end:
        try:
            law()
        except Exception as error:
            for each in error.exceptions if isinstance(error, ExceptionGroup) else (error,):
                print(
                    f"fault {place_of(each)}\t{str(each)[:100]!r} by {' '.join(getattr(each, '__notes__', ()))[:600]!r}"
                )


def by_drawn_bytes(name: str, seconds: int) -> None:
    """A target on bytes that Hypothesis draws, until the time is over."""
    from tests.fuzz.inputs import TARGETS  # noqa: PLC0415  # see by_guided_bytes
    from tests.fuzz.test_inputs import mutated  # noqa: PLC0415

    counted, end = Counted(TARGETS[name]), monotonic() + seconds

    @settings(max_examples=200, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    @given(mutated)
    def law(data: bytes) -> None:
        counted(data)

    while monotonic() < end:
        law()


def by_guided_bytes(name: str, seconds: int) -> None:
    """A target on bytes that Atheris finds, for so long; it ends the process."""
    import atheris  # noqa: PLC0415  # not installed everywhere

    with atheris.instrument_imports(include=["afterschool_policy"]):  # so nothing of the library is imported before
        inputs = import_module("tests.fuzz.inputs")
    with tempfile.TemporaryDirectory() as corpus:
        for place, seed in enumerate(inputs.SEEDS[name]):
            Path(corpus, str(place)).write_bytes(seed)
        limits = [f"-max_total_time={seconds}", "-timeout=60", "-rss_limit_mb=4096", "-max_len=4096"]
        atheris.Setup([sys.argv[0], *limits, corpus], Counted(inputs.TARGETS[name]))
        atheris.Fuzz()


def one(name: str, seconds: int) -> None:
    """One target in this process."""
    if name in CALLS:
        by_facts(name, seconds)
    elif GUIDED:
        by_guided_bytes(name, seconds)
    else:
        by_drawn_bytes(name, seconds)


def reported(name: str, seconds: int) -> bool:
    """One target in a process of its own, and what became of it; whether it held."""
    command = [sys.executable, "-m", "tests.fuzz.run", "--target", name, "--seconds", str(seconds)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, errors="replace")
    said = [line.partition(" ") for line in done.stdout.splitlines()]
    counts = [rest for word, _, rest in said if word == "tried"]
    faults = dict(rest.split("\t", 1) for word, _, rest in said if word == "fault" and "\t" in rest)
    print(f"{name}: {(counts or ['0'])[-1]} inputs in {seconds} s, {len(faults)} faults", flush=True)
    for place, told in faults.items():
        print(f"  {place}: {told}", flush=True)
    if done.returncode:
        print(f"  ended with {done.returncode}: {done.stderr[-2000:]}", flush=True)
    return not faults and done.returncode == 0


def main() -> int:
    """All targets, or one."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=int, default=600, help="for all targets together")
    parser.add_argument("--target", choices=[*CALLS, *BYTES])
    asked = parser.parse_args()
    if asked.target:
        one(asked.target, asked.seconds)
        return 0
    if not GUIDED:
        print("Atheris is not installed: bytes are drawn by Hypothesis, unguided.")
    targets = [*CALLS, *BYTES]
    return sum(not reported(name, max(1, asked.seconds // len(targets))) for name in targets)


if __name__ == "__main__":
    sys.exit(main())
