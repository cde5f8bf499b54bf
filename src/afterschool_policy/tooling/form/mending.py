"""Faults mended in their files, wherever only one thing mends them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from afterschool_policy.diagnostics import Diagnostic
from afterschool_policy.positions import Edit, SourceFile, edited

_MOST_ROUNDS = 20
"""One mending can bring the next fault to light; so often at most."""


@dataclass(frozen=True, slots=True)
class Mended:
    """A file as it was before the first mending, and its text after the last."""

    file: SourceFile
    text: str


def mended(check: Callable[[], Iterable[Diagnostic]], write: Callable[[SourceFile, str], None]) -> list[Mended]:
    """The files that were mended, each written whenever something of it is, and checked again after that.

    Args:
        check: what finds the faults of the files as they are.
        write: what writes the text of a file.
    """
    done: dict[str, Mended] = {}
    seen: set[tuple[str, str]] = set()
    for _ in range(_MOST_ROUNDS):
        changed = False
        for file, edits in _by_file(check()):
            text = edited(file.text, edits)
            if text == file.text or (file.path, text) in seen:
                continue
            before = done.get(file.path, Mended(file, file.text)).file
            seen |= {(file.path, before.text), (file.path, file.text)}
            write(file, text)
            done[file.path], changed = Mended(before, text), True
        if not changed:
            break
    return list(done.values())


def _by_file(faults: Iterable[Diagnostic]) -> Iterator[tuple[SourceFile, list[Edit]]]:
    files: dict[str, tuple[SourceFile, list[Edit]]] = {}
    for fault in faults:
        if (edit := fault.fix) is not None:
            files.setdefault(edit.span.file.path, (edit.span.file, []))[1].append(edit)
    yield from files.values()
