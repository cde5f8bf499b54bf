"""Files that people write, as text: UTF-8, with or without its mark, or a diagnostic."""

from __future__ import annotations

from pathlib import Path

from afterschool_policy.authoring.files import renamed
from afterschool_policy.diagnostics import Diagnostic
from afterschool_policy.positions import SourceFile, Span


def source_in(path: Path) -> tuple[SourceFile, list[Diagnostic]]:
    """The text of a file, and its fault where it cannot be read; then the text is empty."""
    try:
        content = path.read_bytes()
    except OSError as error:
        nothing = SourceFile(path.as_posix(), "")
        return nothing, [Diagnostic.of("file-unreadable", Span.whole(nothing), problem=str(error))]
    return decoded(path.as_posix(), content)


def misnamed(folder: Path, name: str) -> Diagnostic:
    """The fault of a file below a folder that would be passed over for the ending of its name."""
    place = Span.whole(SourceFile((folder / name).as_posix(), ""))
    return Diagnostic("file-ending", place, {"name": name, "wanted": renamed(name)})


def decoded(name: str, content: bytes) -> tuple[SourceFile, list[Diagnostic]]:
    """The text of what was read, under the name by which its author knows it, lines ending in `\n`."""
    try:
        return SourceFile(name, _with_plain_ends(content.decode("utf-8-sig"))), []
    except UnicodeDecodeError as error:
        known = SourceFile(name, _with_plain_ends(content[: error.start].decode("utf-8-sig", errors="replace")))
        line = known.text.count("\n") + 1
        column = len(known.text) - known.text.rfind("\n")
        span = Span(known, line, column, line, column + 1)
        return SourceFile(name, ""), [Diagnostic.of("file-unreadable", span, problem=str(error))]


def _with_plain_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
