"""The golden table of good expressions, in `good/expressions.txt`.

Each entry is four lines: as written, as printed, its type, and the facts it reads.
"""

from dataclasses import dataclass
from pathlib import Path

TABLE = Path(__file__).parent / "good" / "expressions.txt"


@dataclass(frozen=True, slots=True)
class Entry:
    """One expression with what it must come to."""

    written: str
    printed: str
    type: str
    facts: tuple[str, ...]


def entries() -> list[Entry]:
    blocks = TABLE.read_text(encoding="utf-8").strip().split("\n\n")
    return [_entry(block) for block in blocks if not block.startswith("#")]


def _entry(block: str) -> Entry:
    written, printed, type_, facts = block.split("\n")
    names = facts.removeprefix("  reads   ").split(", ")
    return Entry(
        written,
        printed.removeprefix("  prints  "),
        type_.removeprefix("  is      "),
        tuple(name for name in names if name != "—"),
    )
