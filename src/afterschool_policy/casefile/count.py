"""A count over the entities that refer to one, kept up to date as they come and go."""

from __future__ import annotations

from collections import Counter

from afterschool_policy.casefile.entity import Entity, rank
from afterschool_policy.values.truth import Truth


class MemberCount:
    """How many members pass a test: unknown where there is none to count, or where one may or may not pass.

    Each member is counted under a key, and members with one key count once. A member without a key (nobody says whose
    it is) leaves the count unknown where it may pass.
    """

    __slots__ = ("_members", "_open", "_passed")

    def __init__(self) -> None:
        self._members: dict[Entity, tuple[str | None, Truth]] = {}
        self._passed: Counter[str | None] = Counter()
        self._open: Counter[str | None] = Counter()

    def put(self, member: Entity, key: str | None, truth: Truth) -> None:
        """Add a member, or replace what was known of it."""
        self.drop(member)
        self._members[member] = (key, truth)
        if truth is Truth.TRUE and key is not None:
            self._passed[key] += 1
        elif truth is not Truth.FALSE:
            self._open[key] += 1

    def drop(self, member: Entity) -> None:
        """Remove a member, if it is here."""
        key, truth = self._members.pop(member, (None, Truth.FALSE))
        counter = self._passed if truth is Truth.TRUE and key is not None else self._open
        if truth is not Truth.FALSE:
            counter[key] -= 1
            if not counter[key]:
                del counter[key]

    @property
    def value(self) -> int | None:
        """The number that pass; None where it is unknown."""
        if not self._members or any(key not in self._passed for key in self._open):
            return None
        return len(self._passed)

    @property
    def counted(self) -> tuple[Entity, ...]:
        """The members that pass, by id."""
        passing = (member for member, (_, truth) in self._members.items() if truth is Truth.TRUE)
        return tuple(sorted(passing, key=rank))

    def __len__(self) -> int:
        return len(self._members)
