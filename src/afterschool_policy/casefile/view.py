"""Takes what is held of several entities; gives their facts together, as one entity sees them, without copying any."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar

from afterschool_policy.vocabulary.facts import Facts

V = TypeVar("V")


class _Layers(Mapping[str, V]):
    """Mappings that share no key, as one."""

    __slots__ = ("_layers",)

    def __init__(self, layers: Sequence[Mapping[str, V]]) -> None:
        self._layers = layers

    def __getitem__(self, key: str) -> V:
        for layer in self._layers:
            if key in layer:
                return layer[key]
        raise KeyError(key)

    def __iter__(self) -> Iterator[str]:
        return (key for layer in self._layers for key in layer)

    def __len__(self) -> int:
        return sum(map(len, self._layers))


def together(parts: Sequence[Facts]) -> Facts:
    """The facts of a view: nothing of it is copied, as no part ever changes."""
    return Facts(
        _Layers([each.values for each in parts]),
        _Layers([each.evidence for each in parts]),
        _Layers([each.expired for each in parts]),
    )
