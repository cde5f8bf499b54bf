"""What cannot be said in a dialect, with the reason."""

from __future__ import annotations

from afterschool_policy.text import Text


class UnsayableError(Exception):
    """A part that a dialect has no exact words for."""

    def __init__(self, reason: Text) -> None:
        super().__init__(reason.en)
        self.reason = reason
