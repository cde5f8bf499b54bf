"""What a caller gave, as a message repeats it: enough to know it again, and never all of something long."""

from __future__ import annotations

import reprlib

_LONGEST = 120
_ITEMS = 6


class _Abridged(reprlib.Repr):
    """Values as Python writes them, texts and lists cut in their middle."""

    def __init__(self) -> None:
        super().__init__()
        self.maxstring = self.maxother = self.maxlong = _LONGEST
        self.maxlist = self.maxtuple = self.maxset = self.maxfrozenset = self.maxdict = _ITEMS

    def repr_int(self, x: int, level: int) -> str:
        """A whole number; of one that Python does not write out, how long it is."""
        bits = x.bit_length()
        return f"an int of {bits} bits" if bits > 1_000 else super().repr_int(x, level)


_ABRIDGED = _Abridged()


def repeated(value: object) -> str:
    """A value as a message repeats it, as Python writes it."""
    return _ABRIDGED.repr(value)


def cut(text: str) -> str:
    """A text as a message repeats it, with its middle left out where it is long."""
    half = _LONGEST // 2
    return text if len(text) <= _LONGEST else f"{text[:half]}…{text[-half:]}"
