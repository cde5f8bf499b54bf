"""The clauses that two policies do not have in the same words: added, amended or left out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from afterschool_policy.law.model import Clause, Law, LegalText


class ClauseTextChange(NamedTuple):
    """A clause in its words as it was and as it is; None where it is not there.

    Attributes:
        id: Its number in the ledger.
        before: The clause as it was.
        after: The clause as it is.
        first: The first day of the words as they are, where that is not the first of the policy's own text.
        text: The text that it belongs to, where the policy has several.
        by: The clauses by which what was changed on that day was changed.
    """

    id: str
    before: Clause | None
    after: Clause | None
    first: date | None
    text: LegalText | None
    by: tuple[str, ...]

    @property
    def clause(self) -> Clause:
        """The clause as it is, or was before it was left out."""
        found = self.after or self.before
        assert found is not None, self.id
        return found


def clause_changes(old: Law, new: Law) -> Iterator[ClauseTextChange]:
    """What became of the clauses, in the order of the new policy, and then those that it no longer has."""
    for name, clause in new.clauses.items():
        before = old.clauses.get(name)
        if before is None or before.quote != clause.quote or before.last != clause.last:
            first, by = _since(new, clause)
            yield ClauseTextChange(name, before, clause, first, _text(new, clause), by)
    for name, clause in old.clauses.items():
        if name not in new.clauses:
            yield ClauseTextChange(name, clause, None, None, _text(old, clause), ())


def _since(law: Law, clause: Clause) -> tuple[date | None, tuple[str, ...]]:
    """Since when a clause reads as it does, and by which clauses."""
    eras = [era for era in law.eras if clause.id in era.clauses]
    for era in law.eras:
        if eras and era.first is not None and era.clauses.get(clause.id, clause).quote == clause.quote:
            return era.first, era.by
    return clause.first, ()


def _text(law: Law, clause: Clause) -> LegalText | None:
    return law.instruments.get(clause.instrument) if clause.instrument is not None else None
