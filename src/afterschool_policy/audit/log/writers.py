"""Ways to write to a log: with the same labels each time, or many decisions together."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Protocol

from afterschool_policy.audit.recording import Revision
from afterschool_policy.decision.contract import Decision
from afterschool_policy.record.model import Record
from afterschool_policy.record.typed import Writing, checked


class LogWriter(Protocol):
    """What `Labelled` writes to: a log or a batch."""

    def append(self, decision: Decision, revision: Revision, writing: Writing | None = None) -> object:
        """Write down a decision."""


class Labelled:
    """A log, or a batch of one, for one who asks; made by `DecisionLog.labelled` or `Batch.labelled`."""

    def __init__(self, log: LogWriter, labels: Mapping[str, str], requested_by: str | None) -> None:
        said = checked(Writing(requested_by=requested_by, labels=labels))
        self._log = log
        self._labels = dict(said.labels)
        self._requested_by = said.requested_by

    def append(self, decision: Decision, revision: Revision, writing: Writing | None = None) -> object:
        """Write down a decision with these labels; what `writing` says besides prevails over them.

        Returns:
            What the log or batch gives: of a log the `Entry`, of a batch None.

        Raises:
            LogFailure: Where it could not be written.
        """
        writing = checked(writing)
        labels = {**self._labels, **writing.labels}
        requested_by = writing.requested_by or self._requested_by
        return self._log.append(decision, revision, replace(writing, requested_by=requested_by, labels=labels))


class Batch:
    """Decisions to be written together; made by `DecisionLog.batch`."""

    def __init__(
        self,
        draft: Callable[[Decision, Revision, Writing | None], Record],
        write: Callable[[list[Record]], object],
        size: int,
    ) -> None:
        self._draft = draft
        self._write = write
        self._size = size
        self._drafts: list[Record] = []

    def append(self, decision: Decision, revision: Revision, writing: Writing | None = None) -> None:
        """Add a decision; it is on disk when the block is left.

        Raises:
            LogFailure: Where that fills a transaction which could not be written.
        """
        self._drafts.append(self._draft(decision, revision, writing))
        if len(self._drafts) >= self._size:
            self.flush()

    def labelled(self, labels: Mapping[str, str], *, requested_by: str | None = None) -> Labelled:
        """The same batch for one who asks, see `DecisionLog.labelled`."""
        return Labelled(self, labels, requested_by)

    def flush(self) -> None:
        """Write what was added so far, in one transaction.

        Raises:
            LogFailure: Where it could not be written; then nothing of it was.
        """
        drafts, self._drafts = self._drafts, []
        if drafts:
            self._write(drafts)
