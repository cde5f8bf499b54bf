"""Mappings that nobody changes: what callers reach of a policy or a decision is read, by other threads, too."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NoReturn, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class ReadOnly(dict[K, V]):
    """A dictionary that refuses to be changed. It is read as fast as any, and pickled."""

    __slots__ = ()

    def __reduce__(self) -> tuple[type[ReadOnly[K, V]], tuple[dict[K, V]]]:
        return type(self), (dict(self),)

    def _refuse(self, *_: object, **__: object) -> NoReturn:
        raise TypeError("this mapping cannot be changed; dict(…) makes a copy that can")

    __setitem__ = __delitem__ = __ior__ = _refuse
    clear = pop = popitem = setdefault = update = _refuse


def read_only(mapping: Mapping[K, V] | Iterable[tuple[K, V]]) -> Mapping[K, V]:
    """A copy of a mapping that nobody can change."""
    return ReadOnly(mapping)
