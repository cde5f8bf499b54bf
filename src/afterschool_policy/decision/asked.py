"""What a decision answers: question, day, readings, clauses, engine and revision, which with the facts are it.

The same program, question and facts always give the same decision, so two are equal where these are; and a decision
that is sent to another process takes these and its outcome along, and finds the policy again by its revision.
"""

from __future__ import annotations

from datetime import date
from threading import Lock
from typing import NamedTuple, Protocol
from weakref import WeakSet

from afterschool_policy.decision.setting import Setting
from afterschool_policy.diagnostics import Diagnostic, InvalidRequest
from afterschool_policy.law.model import DecisionSpec, Law
from afterschool_policy.vocabulary.facts import Facts


class Asked(NamedTuple):
    """All that was asked but the facts. `readings` are those chosen instead of their default, by id."""

    decision: str
    as_of: date | None
    readings: tuple[tuple[str, str], ...]
    clauses: tuple[str, ...]
    engine: str
    fingerprint: str


def told(asked: Asked, drafts: tuple[str, ...]) -> dict[str, object]:
    """What was asked as data for JSON, by the names that a record uses; in front the drafts that decided, if any."""
    return {
        **({"drafts": list(drafts)} if drafts else {}),
        "decision": asked.decision,
        "as_of": None if asked.as_of is None else asked.as_of.isoformat(),
        "chosen_readings": dict(asked.readings),
        "clauses": list(asked.clauses),
        "engine": asked.engine,
        "revision": asked.fingerprint,
    }


class Present(Protocol):
    """The policy of a revision, as a decision that was made elsewhere needs it."""

    def setting(self, asked: Asked, facts: Facts) -> Setting:
        """The setting in which one question was asked."""

    def audit(self, asked: Asked, facts: Facts) -> tuple[Law, DecisionSpec]:
        """The law of an audit, and its question as it reads on its day."""


_PRESENT: dict[str, WeakSet[Present]] = {}
_LOCK = Lock()


def keep_in_sight(decider: Present, fingerprint: str) -> None:
    """Let a policy of this process be found by its revision for as long as somebody holds it."""
    with _LOCK:
        _PRESENT.setdefault(fingerprint, WeakSet()).add(decider)


def decider_of(fingerprint: str) -> Present:
    """The decider of a revision: two of one revision decide alike, and either will do.

    Raises:
        InvalidRequest: where no policy of this revision lives in the process.
    """
    with _LOCK:
        decider = next(iter(_PRESENT.get(fingerprint, ())), None)
    if decider is None:
        raise InvalidRequest([Diagnostic.of("policy-absent", revision=fingerprint)])
    return decider
