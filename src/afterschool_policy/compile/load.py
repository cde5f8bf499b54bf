"""Takes a policy folder; gives its law and warnings, compiled once for each content of its files.

What has been compiled is kept as a bundle in the user's cache folder, under a digest of the files and of this library.
Only a policy without any diagnostic is kept, so that every warning is told each time.
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
    kept = _place(folder) if cache else None
    if kept is not None:
        with contextlib.suppress(OSError, InvalidPolicy):
            return bundle.loads(kept.read_bytes()), ()
    # Only compiling needs YAML and pydantic: who decides with a policy at hand does not pay for them.
    from afterschool_policy.authoring.loader import load
    from afterschool_policy.compile.build import build

    law, found = build(*load(folder))
    if law is None:
        raise InvalidPolicy(found)
    if kept is not None and not found:
        with contextlib.suppress(OSError):
            _keep(kept, bundle.dumps(law))
    return law, tuple(found)


def _place(folder: Path) -> Path:
    from platformdirs import user_cache_path

    digest = hashlib.sha256(bundle.FORMAT.encode())
    library = Path(__file__).parents[1]
    for root, paths in ((library, library.rglob("*.py")), (folder, folder.rglob("*"))):
        for path in sorted(paths):
            if path.is_file():
                digest.update(path.relative_to(root).as_posix().encode() + b"\0")
                digest.update(hashlib.sha256(path.read_bytes()).digest())
    return user_cache_path("afterschool-policy") / f"{digest.hexdigest()[:32]}.jsonl"


def _keep(place: Path, data: bytes) -> None:
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
