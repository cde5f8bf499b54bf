"""The log as a policy sees it: anything that appends decisions."""

from __future__ import annotations

from typing import Protocol

from afterschool_policy.decision.contract import Decision


class Revision(Protocol):
    """The policy that decided, as a log keeps it."""

    @property
    def fingerprint(self) -> str:
        """Its revision."""

    def bundle(self) -> bytes:
        """The whole of it as data."""


class Recorder(Protocol):
    """A log, a log with labels, or a batch of one."""

    def append(self, decision: Decision, revision: Revision) -> object:
        """Write down a decision and keep the policy that decided."""
