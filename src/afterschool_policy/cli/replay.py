"""`replay`: what was decided, decided again, and where it differs; of one record, or of the entries of a log."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from afterschool_policy.audit.log import DecisionLog, Entry, Query
from afterschool_policy.audit.replay import Replay
from afterschool_policy.cli import audit_text, phrases, terminal
from afterschool_policy.cli.errors import FAILED, end_with, faults_as_status
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
from afterschool_policy.values.grades import GRADES, Grade, counted, gravest


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
    fail_on: Annotated[
        Grade | None,
        typer.Option(
            "--fail-on",
            help="从哪一级不同起，退出状态不为0；省略时，按原来的政策为 wording，改按另一份政策为 reasons。 "
            "From which grade on the status is not 0; without it wording, by another policy reasons.",
        ),
    ] = None,
    lang: Language = "zh",
) -> None:
    """重新判断并比对：一份记录，或者日志中的决定。 Decide again and compare; status by how much differs."""
    if (record is not None or decision_id is not None) and query != Query():
        raise typer.BadParameter("--log URL [--decision … --clause … --since …]")
    another = today or policy is not None or bool(amendment)
    other = _Otherwise(as_of, readings_of(by_reading) if by_reading else None)
    if record is not None:
        found = _one(policy_of(policy, amendment), record_of(record), other, lang)
    elif log is None:
        raise typer.BadParameter("RECORD | --log URL [--id ID]")
    else:
        with DecisionLog.open(log, create=False) as opened:
            policies = _Policies(opened, policy_of(policy, amendment) if another else None)
            if decision_id is not None:
                entry = opened.entry(decision_id)
                found = _one(policies.of(entry), entry.record, other, lang)
            else:
                found = _all(opened, query, policies, other, lang)
    if found is None:
        raise typer.Exit(FAILED)
    end_with(found, fail_on or (Grade.REASONS if another else Grade.WORDING))


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


def _one(policy: Policy, record: Mapping[str, object], other: _Otherwise, lang: Lang) -> Grade | None:
    done = other.replay(policy, record)
    terminal.say(done.explain(lang))
    return done.grade if done.intact else None


def _all(log: DecisionLog, query: Query, policies: _Policies, other: _Otherwise, lang: Lang) -> Grade | None:
    """The gravest difference of the entries that answer the query; None where a record was touched.

    In full are told those whose result differs, last the others whose reasons or words do.
    """
    counts: Counter[Grade] = Counter()
    lesser: dict[Grade, list[str]] = {Grade.REASONS: [], Grade.WORDING: []}
    refused = touched = 0
    with terminal.progress(audit_text.REPLAYING[lang]) as progress:
        for entry in terminal.counted(log.entries(query), log.count(query), progress):
            name = f"{entry.sequence} {entry.decision_id}"
            try:
                done = other.replay(policies.of(entry), entry.record)
            except (InvalidRequest, InvalidFacts, InvalidPolicy) as reason:
                refused += 1
                terminal.say_lines([name])
                terminal.say(reason.render(lang))
                continue
            touched += not done.intact
            counts[done.grade] += 1
            if done.grade in lesser and done.intact:
                lesser[done.grade].append(name)
            elif done.grade in (Grade.OUTCOME, Grade.AMOUNT) or not done.intact:
                terminal.say_lines([name])
                terminal.say(done.explain(lang))
    for grade, names in lesser.items():
        if names:
            head = phrases.ONLY.format(grade=GRADES[grade].label)
            terminal.say_lines([head[lang], *(f"  {name}" for name in names)])
    told = phrases.REPLAYED.format(counts=counted(counts), refused=str(refused), touched=str(touched))
    terminal.say(told[lang])
    return None if touched else gravest(counts)
