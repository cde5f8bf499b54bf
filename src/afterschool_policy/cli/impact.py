"""The command that tells what a change does to recorded decisions, to cases and to sets of facts."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from contextlib import ExitStack
from itertools import chain
from pathlib import Path
from typing import Annotated, Literal, NamedTuple

import typer

from afterschool_policy.cli import phrases, terminal
from afterschool_policy.cli.errors import UNSETTLED, end_with, faults_as_status
from afterschool_policy.cli.options import (
    CasesPlace,
    DocumentFormat,
    FailOn,
    Language,
    Limit,
    LogAddressOrNone,
    policy_of,
)
from afterschool_policy.cli.sides import FORMS, side
from afterschool_policy.comparison.given import with_both
from afterschool_policy.diagnostics import Diagnostic, InvalidRequest
from afterschool_policy.diagnostics.requests import known_name
from afterschool_policy.policy import Policy
from afterschool_policy.text import Lang
from afterschool_policy.tooling.impact import table
from afterschool_policy.tooling.impact.document import EffectTally, Impact, document
from afterschool_policy.tooling.impact.effects import effects
from afterschool_policy.tooling.impact.rows import rows_of
from afterschool_policy.tooling.impact.subjects import Subject, of_cases, of_log, of_rows
from afterschool_policy.values.grades import Grade, gravest


@faults_as_status
def impact(  # noqa: PLR0917  # Typer reads options from the signature
    new: Annotated[str, typer.Argument(help=f"改动后的政策：{FORMS}")],
    log: LogAddressOrNone = None,
    cases: CasesPlace = None,
    facts: Annotated[
        Path | None,
        typer.Option(
            "--facts",
            help="许多组事实：.yaml .json .jsonl .csv .parquet。 Many sets of facts, by the ending of the file.",
            exists=True,
            dir_okay=False,
        ),
    ] = None,
    old: Annotated[
        str | None,
        typer.Option(
            "--old",
            help="原来的政策；省略时，日志与所记录的相比，用例和事实与其他命令默认的政策相比。 "
            "The policy as it was; without it what a log records, and for all else the policy of other commands.",
        ),
    ] = None,
    decision: Annotated[
        list[str] | None,
        typer.Option("--decision", "-d", help="只看这个事项，可重复。 This question alone; may be repeated."),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", help="逐项写入 .csv、.jsonl 或者 .parquet。 Write every decision into a table."),
    ] = None,
    limit: Limit = 20,
    output: DocumentFormat = "text",
    fail_on: FailOn = Grade.REASONS,
    lang: Language = "zh",
) -> None:
    """改动会使哪些决定不同：日志、用例、事实。 Which decisions a change would change; status by how much."""
    if log is None and cases is None and facts is None:
        raise typer.BadParameter("--log URL | --cases FOLDER | --facts FILE")
    if out is not None:
        table.check_ending(out)
    after = side(new, log)
    tally = EffectTally(limit or None)
    with ExitStack() as opened, terminal.progress(phrases.DECIDING[lang]) as tell:
        given = _Given(log, cases, facts, tuple(decision or ()))
        subjects, total = given.subjects(opened, None if old is None else side(old, log), after)
        done = (tally.add(each) for each in effects(terminal.counted(subjects, total, tell), after))
        if out is None:
            deque(done, maxlen=0)
        else:
            with terminal.written_to(out):
                table.write(done, out)
    _say(tally.impact, after, output, lang)
    told = tally.impact
    end_with(gravest(grade for grade, count in told.counts.items() if count), fail_on)
    if told.refused:
        raise typer.Exit(UNSETTLED)


def _say(impact: Impact, policy: Policy, output: Literal["text", "markdown", "json"], lang: Lang) -> None:
    if output == "json":
        listed = [table.as_json(table.row_of(each)) for some in impact.listed.values() for each in some]
        terminal.say_json({"counts": {**impact.counts, "refused": impact.refused}, "listed": listed})
    else:
        terminal.say_document(document(impact, policy.law), output, lang)


class _Given(NamedTuple):
    """What the change is measured on, as it was given."""

    log: str | None
    cases: Path | None
    facts: Path | None
    decisions: tuple[str, ...]

    def subjects(self, opened: ExitStack, old: Policy | None, new: Policy) -> tuple[Iterator[Subject], int]:
        """The decisions to be made, and how many these are as far as that is known beforehand."""
        present = old
        if present is None and (self.cases is not None or self.facts is not None):
            present = policy_of(None)
        if present is not None and present.fingerprint == new.fingerprint:
            raise InvalidRequest([Diagnostic("impact-same")])
        known = {**new.decisions, **(present.decisions if present is not None else {})}
        for name in self.decisions:
            known_name(name, known, phrases.DECISION, "decision")
        found: list[Iterator[Subject]] = []
        total = 0
        if self.log is not None:
            from afterschool_policy.audit.log import DecisionLog, Query

            kept = opened.enter_context(DecisionLog.open(self.log, create=False))
            found.append(of_log(kept, Query(), old, new))
            total += kept.count(Query())
        if self.cases is not None and present is not None:
            from afterschool_policy.testing.cases import load_cases

            cases = load_cases(self.cases)
            found.append(of_cases(cases, present, new))
            total += len(cases)
        if self.facts is not None and present is not None:
            rows = [*rows_of(self.facts, with_both(present.law.vocabulary, new.law.vocabulary))]
            found.append(of_rows(rows, self.decisions, present, new))
            total += len(rows) * max(len(self.decisions), 1)
        every = chain.from_iterable(found)
        return (each for each in every if not self.decisions or each.decision in self.decisions), total
