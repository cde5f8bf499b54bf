"""`replay`: what was decided, decided again, and where it differs; of one record, or of the entries of a log."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from afterschool_policy.audit.log import DecisionLog, Entry
from afterschool_policy.cli import audit_text, phrases, terminal
from afterschool_policy.cli.errors import FAILED, faults_as_status
from afterschool_policy.cli.options import AsOf, Language, LogAddressOrNone, PolicyFolder, day_of, policy_of, record_in
from afterschool_policy.diagnostics import InvalidFacts, InvalidRequest
from afterschool_policy.policy import Policy
from afterschool_policy.text import Lang


@faults_as_status
def replay(  # noqa: PLR0917  # Typer reads options from the signature
    record: Annotated[
        Path | None,
        typer.Argument(help="decide --format json 写出的记录。 A record from decide --format json.", exists=True),
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
    policy: PolicyFolder = None,
    lang: Language = "zh",
) -> None:
    """重新判断并比对：一份记录，或者日志中的决定。 Decide again and compare; status 1 where it differs."""
    if record is not None:
        same = _one(policy_of(policy), record_in(record), as_of, lang)
    elif log is None:
        raise typer.BadParameter("RECORD | --log URL [--id ID]")
    else:
        with DecisionLog.open(log, create=False) as opened:
            policies = _Policies(opened, policy_of(policy) if today or policy is not None else None)
            if decision_id is not None:
                entry = opened.entry(decision_id)
                same = _one(policies.of(entry), entry.record, as_of, lang)
            else:
                same = _all(opened, policies, as_of, lang)
    if not same:
        raise typer.Exit(FAILED)


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


def _one(policy: Policy, record: Mapping[str, object], as_of: datetime | None, lang: Lang) -> bool:
    done = policy.replay(record, as_of=day_of(as_of))
    terminal.say(done.explain(lang))
    return done.same


def _all(log: DecisionLog, policies: _Policies, as_of: datetime | None, lang: Lang) -> bool:
    """Every entry; only those that differ or cannot be decided again are printed."""
    same = differing = refused = 0
    with terminal.progress(audit_text.REPLAYING[lang]) as progress:
        for entry in terminal.counted(log.entries(), log.count(), progress):
            try:
                done = policies.of(entry).replay(entry.record, as_of=day_of(as_of))
            except (InvalidRequest, InvalidFacts) as reason:
                refused += 1
                terminal.say_lines([f"{entry.sequence} {entry.decision_id}"])
                terminal.say(reason.render(lang))
                continue
            same += done.same
            if not done.same:
                differing += 1
                terminal.say_lines([f"{entry.sequence} {entry.decision_id}"])
                terminal.say(done.explain(lang))
    counts = {"same": str(same), "differing": str(differing), "refused": str(refused)}
    terminal.say(phrases.REPLAYED.format(**counts)[lang])
    return not differing
