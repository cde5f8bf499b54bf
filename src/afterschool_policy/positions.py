"""Places in files: a file, and a span from line and column to line and column."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache


@lru_cache(maxsize=128)
def _lines(text: str) -> list[str]:
    return text.splitlines()


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file that somebody wrote, under the path by which its author knows it."""

    path: str
    text: str

    def line(self, number: int) -> str:
        """The text of line `number` (from 1), without its end; empty where there is none."""
        lines = _lines(self.text)
        return lines[number - 1] if 0 < number <= len(lines) else ""


@dataclass(frozen=True, slots=True)
class Span:
    """A place in a file: lines and columns count from 1, the end column is exclusive."""

    file: SourceFile
    line: int
    column: int
    end_line: int
    end_column: int

    def __str__(self) -> str:
        return f"{self.file.path}:{self.line}:{self.column}"

    @classmethod
    def whole(cls, file: SourceFile) -> Span:
        """The beginning of a file, for a fault that belongs to the file itself."""
        return cls(file, 1, 1, 1, 1)
