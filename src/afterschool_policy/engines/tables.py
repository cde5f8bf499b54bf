"""Takes how an answer is found; gives a table that keeps the answers it found, so that each is looked for once."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

Key = TypeVar("Key")
Answer = TypeVar("Answer")

MAX_KEPT = 4_000
"""Entries of one table: enough that what comes often is kept, few enough that a table stays small."""


class Table(dict[Key, Answer]):
    """Answers by key. A missing one is found and kept; a full table is emptied, which changes no answer.

    Two threads may look for the same answer at the same time: both find it, and either is kept.
    """

    __slots__ = ("_find",)

    def __init__(self, find: Callable[[Key], Answer]) -> None:
        super().__init__()
        self._find = find

    def __missing__(self, key: Key) -> Answer:
        answer = self._find(key)
        if len(self) >= MAX_KEPT:
            self.clear()
        self[key] = answer
        return answer
