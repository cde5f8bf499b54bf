"""A bounded memory of answers, so that each is worked out once."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial
from typing import Self, TypeVar, overload

Key = TypeVar("Key")
Value = TypeVar("Value")

BOUND = 4_000
"""Answers of one cache: enough that what comes often is kept, few enough that a cache stays small."""


class Cache(dict[Key, Value]):
    """Answers by key. `find` works out one that is missing from its key alone; other answers come in by `keep`.

    A full cache is emptied, which changes no answer: what comes often is soon back, and no hit has to be counted.
    Threads share it without a lock, as every step on a dict is whole: two may work out the same answer at the same
    time, and either is kept. A copy, pickled or not, starts empty.
    """

    __slots__ = ("_bound", "_find")

    def __init__(self, find: Callable[[Key], Value] | None = None, *, bound: int = BOUND) -> None:
        super().__init__()
        self._find = find
        self._bound = bound

    def __reduce__(self) -> tuple[Callable[[], Cache[Key, Value]], tuple[()]]:
        return partial(Cache, self._find, bound=self._bound), ()

    def __missing__(self, key: Key) -> Value:
        if self._find is None:
            raise KeyError(key)
        return self.keep(key, self._find(key))

    def keep(self, key: Key, value: Value) -> Value:
        """The value, kept under its key."""
        if len(self) >= self._bound:
            self.clear()
        self[key] = value
        return value


class once(cached_property[Value]):  # noqa: N801  # written as a decorator
    """A property that is worked out when it is first read, without the lock that Python 3.11 takes for one.

    Two threads may work it out at the same time, as with a `Cache`. What a decision tells is read in a microsecond or
    two, of which the lock was as much again.
    """

    @overload
    def __get__(self, instance: None, owner: type | None = None) -> Self: ...

    @overload
    def __get__(self, instance: object, owner: type | None = None) -> Value: ...

    def __get__(self, instance: object, owner: type | None = None) -> Self | Value:
        if instance is None:
            return self
        value: Value = self.func(instance)
        instance.__dict__[self.attrname or ""] = value
        return value
