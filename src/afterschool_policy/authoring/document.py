"""An authored document: a model, and where in its file each part of it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Generic, TypeVar

from pydantic import BaseModel

from afterschool_policy.authoring.yaml_reader import KeyPath, ScalarNode, YamlNode, find, find_key, scalars
from afterschool_policy.positions import Span

M = TypeVar("M", bound=BaseModel)
M_co = TypeVar("M_co", bound=BaseModel, covariant=True)


@dataclass(frozen=True, slots=True)
class AuthoredDocument(Generic[M_co]):
    """A model with the tree it was read from. Places are asked for by a path of keys and list positions."""

    model: M_co
    node: YamlNode

    def span(self, *path: str | int) -> Span:
        """The place of the value at a path, or of the nearest value above it."""
        return find(self.node, path).span

    def key_span(self, *path: str | int) -> Span:
        """The place of the key that a path ends with, or of the nearest value above it."""
        return find_key(self.node, path)

    def mention(self, name: str) -> Span:
        """The place of the first expression that names something; of the whole document where none does."""
        named = re.compile(rf"(?<![\w.]){re.escape(name)}(?![\w.])")
        for scalar in scalars(self.node, but={"zh", "en"}):
            if scalar.value is not None and (found := named.search(scalar.value)):
                return scalar.within(*found.span())
        return self.node.span

    def mentions(self, name: str) -> bool:
        """Whether a name stands anywhere in it, in a value or as a key."""
        named = re.compile(rf"(?<![\w.]){re.escape(name)}(?![\w.])")
        return any(each.value is not None and named.search(each.value) for each in scalars(self.node, keys=True))

    def span_within(self, path: KeyPath, start: int, end: int) -> Span:
        """The place of a piece of the text at a path, by offsets."""
        node = find(self.node, path)
        return node.within(start, end) if isinstance(node, ScalarNode) else node.span
