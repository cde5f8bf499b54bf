"""`replay`: what was decided, decided again, and where it differs; of one record, or of the entries of a log."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from afterschool_policy.audit.log import DecisionLog, Entry, Query
from afterschool_policy.audit.replay import Difference, Replay
from afterschool_policy.cli import audit_text, phrases, terminal
from afterschool_policy.cli.errors import FAILED, faults_as_status
from afterschool_policy.cli.filters import filtered
from afterschool_policy.cli.options import (
    Amendments,
    AsOf,
    Language,
    LogAddressOrNone,
    PolicyFolder,
    policy_of,
    readings_of,
    record_of,
)
from afterschool_policy.diagnostics import InvalidFacts, InvalidPolicy, InvalidRequest
from afterschool_policy.policy import Policy
from afterschool_policy.text import Lang

_ALIKE: tuple[Difference, ...] = ("none", "revision")


@faults_as_status
@filtered
def replay(  # noqa: PLR0917  # Typer reads options from the signature
    query: Query,
    record: Annotated[
        Path | None,
        typer.Argument(
            help="decide --format json 写出的记录；- 为标准输入。 "
            "A record from decide --format json; - for standard input."
        ),
    ] = None,
    log: LogAddressOrNone = None,
    decision_id: Annotated[
        str | None,
        typer.Option("--id", help="日志中的编号，省略为全部。 An id in the log; without it, every entry."),
    ] = None,
    today: Annotated[
        bool,
        typer.Option("--today", help="改按现行政策。 By the policy of today instead of the one that decided."),
    ] = False,
    as_of: AsOf = None,
    by_reading: Annotated[
        list[str] | None,
        typer.Option(
            "--by-reading",
            metavar="READING=CODE",
            help="改按另一种读法，可重复。 By another reading instead of the record's; may be repeated.",
        ),
    ] = None,
    policy: PolicyFolder = None,
    amendment: Amendments = None,
    lang: Language = "zh",
) -> None:
    """重新判断并比对：一份记录，或者日志中的决定。 Decide again and compare; status 1 where it comes out otherwise."""
    if (record is not None or decision_id is not None) and query != Query():
        raise typer.BadParameter("--log URL [--decision … --clause … --since …]")
    other = _Otherwise(as_of, readings_of(by_reading) if by_reading else None)
    if record is not None:
        same = _one(policy_of(policy, amendment), record_of(record), other, lang)
    elif log is None:
        raise typer.BadParameter("RECORD | --log URL [--id ID]")
    else:
        with DecisionLog.open(log, create=False) as opened:
            another = today or policy is not None or amendment
            policies = _Policies(opened, policy_of(policy, amendment) if another else None)
            if decision_id is not None:
                entry = opened.entry(decision_id)
                same = _one(policies.of(entry), entry.record, other, lang)
            else:
                same = _all(opened, query, policies, other, lang)
    if not same:
        raise typer.Exit(FAILED)


class _Otherwise(NamedTuple):
    """What to decide by instead of what the record says."""

    as_of: date | None
    readings: dict[str, str] | None

    def replay(self, policy: Policy, record: Mapping[str, object]) -> Replay:
        return policy.replay(record, as_of=self.as_of, readings=self.readings)


class _Policies:
    """The policies of a log, each loaded once; or one that stands for all of them."""

    def __init__(self, log: DecisionLog, instead: Policy | None) -> None:
        self._log = log
        self._instead = instead
        self._loaded: dict[str, Policy] = {}

    def of(self, entry: Entry) -> Policy:
        if self._instead is not None:
            return self._instead
        if entry.revision not in self._loaded:
            self._loaded[entry.revision] = Policy.from_bundle(self._log.bundle(entry.revision))
        return self._loaded[entry.revision]


def _one(policy: Policy, record: Mapping[str, object], other: _Otherwise, lang: Lang) -> bool:
    done = other.replay(policy, record)
    terminal.say(done.explain(lang))
    return done.intact and done.difference in _ALIKE


def _all(log: DecisionLog, query: Query, policies: _Policies, other: _Otherwise, lang: Lang) -> bool:
    """Every entry that answers the query: in full where the result differs, last the others whose reasons do."""
    counts: Counter[str] = Counter()
    reasons: list[str] = []
    with terminal.progress(audit_text.REPLAYING[lang]) as progress:
        for entry in terminal.counted(log.entries(query), log.count(query), progress):
            try:
                done = other.replay(policies.of(entry), entry.record)
            except (InvalidRequest, InvalidFacts, InvalidPolicy) as reason:
                counts["refused"] += 1
                terminal.say_lines([f"{entry.sequence} {entry.decision_id}"])
                terminal.say(reason.render(lang))
                continue
            kind = done.difference if done.intact else "result"
            counts[kind] += 1
            if kind == "result":
                terminal.say_lines([f"{entry.sequence} {entry.decision_id}"])
                terminal.say(done.explain(lang))
            elif kind == "reasons":
                reasons.append(f"{entry.sequence} {entry.decision_id}")
    if reasons:
        terminal.say_lines([phrases.ONLY_REASONS[lang], *(f"  {name}" for name in reasons)])
    shown = {kind: str(counts[kind]) for kind in ("none", "result", "reasons", "revision", "refused")}
    terminal.say(phrases.REPLAYED.format(**shown)[lang])
    return not counts["result"] and not counts["reasons"]
