"""The law in a policy folder, compiled once for each content of its files.

What has been compiled is kept as a bundle in the user's cache folder. Only a policy without any diagnostic is kept, so
that every warning is reported each time.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from pathlib import Path

from afterschool_policy.diagnostics import Diagnostic, InvalidPolicy
from afterschool_policy.law import bundle
from afterschool_policy.law.model import Law


def law_in(folder: Path, *, cache: bool) -> tuple[Law, tuple[Diagnostic, ...]]:
    """The law in a folder, with its warnings.

    Raises:
        InvalidPolicy: with all diagnostics, where one of them is an error.
    """
    cached = _cached(folder) if cache else None
    if cached is not None:
        with contextlib.suppress(OSError, InvalidPolicy):
            return bundle.loads(cached.read_bytes()), ()
    # Only compiling needs YAML and pydantic: who decides with a policy at hand does not pay for them.
    from afterschool_policy.authoring.loader import load
    from afterschool_policy.compile.build import build

    law, faults = build(*load(folder))
    if law is None:
        raise InvalidPolicy(faults)
    if cached is not None and not faults:
        with contextlib.suppress(OSError):
            _write_whole(cached, bundle.dumps(law))
    return law, tuple(faults)


def cache_key(folder: Path, library: Path) -> str:
    """A digest of all that the compiled law depends on: the content of the policy's files, and the library.

    The library's files are known by place, size and time of change, by which Python, too, knows what to compile anew.
    """
    digest = hashlib.sha256(bundle.FORMAT.encode())
    for path in sorted(library.rglob("*.py")):
        state = path.stat()
        digest.update(f"{path} {state.st_size} {state.st_mtime_ns}\0".encode())
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            digest.update(f"{path.relative_to(folder).as_posix()}\0".encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:32]


def _cached(folder: Path) -> Path:
    from platformdirs import user_cache_path

    return user_cache_path("afterschool-policy") / f"{cache_key(folder, Path(__file__).parents[1])}.jsonl"


def _write_whole(place: Path, data: bytes) -> None:
    """Written aside and put in place whole, so that another process never reads half of it."""
    place.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=place.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).replace(place)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
