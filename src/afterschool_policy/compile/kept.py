"""What was compiled before, kept in the user's cache folder: right, or not there.

It is known by a digest of what was read, not of what lay in the folder before or after, and of the library that
compiled it. The names of the policy's texts and their digest stand in its first line, because only compiling finds out
what files these are. Nothing here stops a load: without a home or a place to write, nothing is kept.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

from afterschool_policy.authoring.files import PolicyFiles
from afterschool_policy.diagnostics import InvalidPolicy
from afterschool_policy.law import bundle
from afterschool_policy.law.model import Law

MOST = 20
"""Policies that are kept: those used by one person at a time. The oldest go first."""


def place_of(files: PolicyFiles) -> Path | None:
    """Where the law that these files make is kept; None where nothing can be."""
    from platformdirs import user_cache_path

    state = state_of(Path(__file__).parents[1])
    if state is None:
        return None
    with contextlib.suppress(OSError, RuntimeError):  # nobody's home
        digest = hashlib.sha256(f"{bundle.FORMAT} {state} {files.digest}".encode()).hexdigest()
        return user_cache_path("afterschool-policy") / f"{digest[:32]}.jsonl"
    return None


def state_of(library: Path) -> str | None:
    """A digest of the library's files: their places, sizes and times, one of which no copying sets back.

    None where they are no files, as in a zip: then nobody can tell one library from the next.
    """
    digest = hashlib.sha256()
    modules = sorted(library.rglob("*.py"))
    for path in modules:
        state = path.stat()
        digest.update(f"{path} {state.st_size} {state.st_mtime_ns} {state.st_ctime_ns} {state.st_ino}\0".encode())
    return digest.hexdigest() if modules else None


def read(place: Path, files: PolicyFiles) -> Law | None:
    """The law that is kept, where the texts are those that it was compiled with."""
    try:
        first, _, data = place.read_bytes().partition(b"\n")
        *named, digest = json.loads(first)
        return bundle.loads(data) if digest == _digest(files, named) else None
    except (OSError, ValueError, TypeError, RecursionError, InvalidPolicy):
        return None


def write(place: Path, files: PolicyFiles, law: Law, named: Sequence[tuple[int, str]]) -> None:
    """Keep a law that was compiled with the texts in these files, each with the place of its folder.

    It is written aside and put in place whole, so that another process never reads half of it.
    """
    with contextlib.suppress(OSError):
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, aside = tempfile.mkstemp(dir=place.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(json.dumps([*named, _digest(files, named)]).encode() + b"\n" + bundle.dumps(law))
            Path(aside).replace(place)
        except OSError:
            Path(aside).unlink(missing_ok=True)
            raise
        _prune(place.parent)


def _prune(folder: Path) -> None:
    by_age = sorted(folder.glob("*.jsonl"), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in by_age[MOST:]:
        path.unlink(missing_ok=True)


def _digest(files: PolicyFiles, named: Sequence[tuple[int, str]]) -> str:
    digests = [hashlib.sha256(files.layers[place].read(name)).hexdigest() for place, name in named]
    return hashlib.sha256("".join(digests).encode()).hexdigest()
