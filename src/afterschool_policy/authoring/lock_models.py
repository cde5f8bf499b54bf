"""lock.yaml: what was released, when and by whom, each item in so many words as tell a change of it."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from afterschool_policy.authoring.models import Authored, Day

Kind = Literal[
    "instrument", "texts", "limits", "clauses", "calendar", "periods", "enumerations", "facts", "entities",
    "entailments", "readings", "decisions", "rules",
]  # fmt: skip
"""The sorts of things that a release fixes."""

Content = dict[str, str | list[str]]
"""Of one item what can change a decision, by the dotted keys that lead to it: a text stays, a list may grow."""


class Release(Authored):
    """One release."""

    day: Day
    by: str = Field(min_length=1)
    """Who released"""


class ReleasedItem(Authored):
    """One item as it was released."""

    release: int = Field(ge=1)
    """Which of the releases entered it, counted from 1"""
    content: Content


class Lock(Authored):
    """lock.yaml"""

    releases: list[Release] = Field(default_factory=list)
    """In the order of their days"""
    released: dict[Kind, dict[str, ReleasedItem]] = Field(default_factory=dict)

    @property
    def versions(self) -> int:
        """How many versions of rules are released."""
        return len(self.released.get("rules", ()))

    @property
    def others(self) -> int:
        """How much of all other kinds is released."""
        return sum(map(len, self.released.values())) - self.versions

    @property
    def last(self) -> Release | None:
        """The release that was made last."""
        return self.releases[-1] if self.releases else None

    def release_of(self, item: ReleasedItem) -> Release | None:
        """The release that entered an item; None where it is none of those listed."""
        return self.releases[item.release - 1] if item.release <= len(self.releases) else None
