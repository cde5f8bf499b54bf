"""What is told of each row of a table, equal answers held once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Generic, TypeVar, overload

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

T = TypeVar("T")
U = TypeVar("U")

REJECTED = -1
"""The number of a row of which nothing is told, because it was rejected."""


class ByRow(Sequence["T | None"], Generic[T]):
    """What is told of each row, None where it was rejected.

    Attributes:
        numbers: For each row which of `each` is told of it, -1 where none is.
        each: What is told of one row or another.
    """

    def __init__(self, numbers: NDArray[np.integer], each: Sequence[T]) -> None:
        self.numbers, self.each = numbers, each

    def __len__(self) -> int:
        return len(self.numbers)

    @overload
    def __getitem__(self, row: int) -> T | None: ...
    @overload
    def __getitem__(self, row: slice) -> ByRow[T]: ...

    def __getitem__(self, row: int | slice) -> ByRow[T] | T | None:
        if isinstance(row, slice):
            return ByRow(self.numbers[row], self.each)
        number = int(self.numbers[row])
        return None if number == REJECTED else self.each[number]

    def __iter__(self) -> Iterator[T | None]:
        every = [*self.each, None]  # the last for those that were rejected
        return (every[number] for number in self.numbers.tolist())

    def __repr__(self) -> str:
        return f"<{len(self)} rows, {len(self.each)} answers>"

    def map(self, made: Callable[[T], U]) -> ByRow[U]:
        """What is made of each, once for each answer."""
        return ByRow(self.numbers, [made(one) for one in self.each])

    def merged(self) -> ByRow[T]:
        """The same, with every answer held once."""
        import numpy as np

        places: dict[T, int] = {}
        renumbered = [places.setdefault(one, len(places)) for one in self.each]
        return ByRow(np.array([*renumbered, REJECTED], np.int64)[self.numbers], [*places])

    def counts(self) -> Counter[T]:
        """How many rows each answer is told of, the most frequent first; rejected ones are not counted."""
        import numpy as np

        told = np.bincount(self.numbers[self.numbers != REJECTED], minlength=len(self.each))
        found: Counter[T] = Counter()
        for one, count in zip(self.each, told.tolist(), strict=True):
            if count:
                found[one] += count
        return Counter(dict(found.most_common()))


def counts_together(one: ByRow[T], other: ByRow[U]) -> Iterator[tuple[tuple[T | None, U | None], int]]:
    """How many rows have both of two answers, each pair once; None is told of rows that were rejected."""
    import numpy as np

    size = len(other.each) + 1
    pairs, counts = np.unique((one.numbers + 1) * size + other.numbers + 1, return_counts=True)
    ones, others = [None, *one.each], [None, *other.each]
    for pair, count in zip(pairs.tolist(), counts.tolist(), strict=True):
        yield (ones[pair // size], others[pair % size]), count
