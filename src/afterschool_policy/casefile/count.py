"""Takes the entities that refer to one; gives how many of them pass the test, kept up as they come and go."""

from __future__ import annotations

from collections import Counter

from afterschool_policy.casefile.entity import Entity
from afterschool_policy.values.truth import Truth


class Count:
    """A count over what the file holds now: unknown where nothing can be counted, or where one may or may not pass.

    Each is counted under a key, those with one key once; what has no key (nobody says whose it is) leaves the count
    unknown where it may pass.
    """

    __slots__ = ("_members", "_open", "_passed")

    def __init__(self) -> None:
        self._members: dict[Entity, tuple[str | None, Truth]] = {}
        self._passed: Counter[str] = Counter()
        self._open: Counter[str | None] = Counter()

    def put(self, member: Entity, key: str | None, truth: Truth) -> None:
        """Take a member in, or anew."""
        self.drop(member)
        self._members[member] = (key, truth)
        if truth is Truth.TRUE and key is not None:
            self._passed[key] += 1
        elif truth is not Truth.FALSE:
            self._open[key] += 1

    def drop(self, member: Entity) -> None:
        """Let a member go, if it is here."""
        key, truth = self._members.pop(member, (None, Truth.FALSE))
        counter: Counter[str | None] = self._passed if truth is Truth.TRUE and key is not None else self._open  # type: ignore[assignment]
        if truth is not Truth.FALSE:
            counter[key] -= 1
            if not counter[key]:
                del counter[key]

    @property
    def value(self) -> int | None:
        """How many pass."""
        if not self._members or any(key not in self._passed for key in self._open):
            return None
        return len(self._passed)

    @property
    def counted(self) -> tuple[Entity, ...]:
        """Those that pass, by id."""
        return tuple(sorted(each for each, (_, truth) in self._members.items() if truth is Truth.TRUE))

    def __len__(self) -> int:
        return len(self._members)
