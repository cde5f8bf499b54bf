"""A file written anew: what is otherwise shown as a difference, and the whole put in its place at once."""

from __future__ import annotations

import difflib
import os
import shutil
import tempfile
from pathlib import Path

from afterschool_policy.positions import SourceFile


def difference(file: SourceFile, text: str) -> str:
    """What a new text changes of a file, as other programs write and read it (a unified diff)."""
    before, after = (each.splitlines(keepends=True) for each in (file.text, text))
    lines = difflib.unified_diff(before, after, file.path, file.path)
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def write_at_once(path: Path, text: str) -> None:
    """Put a text in the place of a file: whoever reads it meanwhile has the old one or the new, never a piece.

    Raises:
        OSError: where it cannot be written; the file is as it was.
    """
    target = path.resolve()  # a link stays one
    handle, aside = tempfile.mkstemp(dir=target.parent, prefix=".")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        shutil.copymode(target, aside)
        Path(aside).replace(target)
    except OSError:
        Path(aside).unlink(missing_ok=True)
        raise
