"""The commands of a decision log, after `audit`: asked, verified, exported, counted."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from afterschool_policy.audit.log import Anchor, DecisionLog, Query
from afterschool_policy.audit.log.counting import Grouping, Period
from afterschool_policy.audit.log.export import ExportFormat, to_csv, to_jsonl, to_parquet
from afterschool_policy.audit.log.plot import plot as draw
from afterschool_policy.cli import audit_text, terminal
from afterschool_policy.cli.errors import FAILED, faults_as_status
from afterschool_policy.cli.filters import filtered
from afterschool_policy.cli.options import Language, LogAddress, text_of
from afterschool_policy.diagnostics import Diagnostic, InvalidRequest
from afterschool_policy.explain.render.formats import Format
from afterschool_policy.policy import Policy

audit = typer.Typer(
    name="audit",
    help="查决定日志：检索、复核、核验、导出。 Ask, replay, verify and export a decision log.",
    no_args_is_help=True,
)

DecisionId = Annotated[str, typer.Argument(metavar="ID", help="决定的编号，可只写开头。 The id or its beginning.")]


@audit.command("list")
@faults_as_status
@filtered
def list_(
    query: Query,
    log: LogAddress,
    limit: Annotated[int, typer.Option("--limit", "-n", min=0, help="最多列几项，0 为全部。 At most; 0 for all.")] = 20,
    output: Annotated[Literal["text", "json"], typer.Option("--format", help="text | json")] = "text",
    lang: Language = "zh",
) -> None:
    """列出决定，新的在前。 List decisions, the newest first."""
    with DecisionLog.open(log, create=False) as opened:
        entries = list(opened.entries(query, newest_first=True, limit=limit or None))
        if output == "json":
            for entry in entries:
                terminal.say_json(entry.record, indent=None)
            return
        terminal.say_lines(audit_text.listed(entries, opened.count(query), lang))


@audit.command()
@faults_as_status
def show(
    decision_id: DecisionId,
    log: LogAddress,
    output: Annotated[Format, typer.Option("--format", help="text | markdown | html | json")] = "text",
    lang: Language = "zh",
) -> None:
    """说明一项决定：何时、何人、为何，按当时的政策版本重现。 Explain a decision as the revision that made it does."""
    with DecisionLog.open(log, create=False) as opened:
        entry = opened.entry(decision_id)
        if output == "json":
            terminal.say_json(entry.record)
            return
        try:
            replay = Policy.from_bundle(opened.bundle(entry.revision)).replay(entry.record)
        except InvalidRequest as reason:
            if output != "text":
                raise
            terminal.say_lines([*audit_text.heading(entry, lang), *audit_text.recorded(entry, lang)])
            terminal.say(reason.render(lang))
            return
    if output == "html":
        terminal.say_as_it_is(replay.decision.page(lang, entry.record))
        return
    if output != "text":
        terminal.say_as_it_is(replay.decision.explain(lang, output))
        return
    terminal.say_lines([*audit_text.heading(entry, lang), ""])
    terminal.say(f"{replay.decision.explain(lang)}\n{replay.explain(lang)}")


@audit.command()
@faults_as_status
def verify(
    log: LogAddress,
    anchor: Annotated[
        Path | None,
        typer.Option(
            "--anchor",
            help="此前存下的锚点；- 为标准输入。 An anchor that was kept; - for standard input.",
        ),
    ] = None,
    lang: Language = "zh",
) -> None:
    """核验日志有无改动，状态 1 为有。 Verify that nothing was changed; status 1 where something was."""
    held = Anchor.from_json(text_of(anchor)) if anchor is not None else None
    with DecisionLog.open(log, create=False) as opened, terminal.progress(audit_text.VERIFYING[lang]) as progress:
        verification = opened.verify(held, progress=progress)
    terminal.say(verification.explain(lang))
    if not verification.sound:
        raise typer.Exit(FAILED)


@audit.command()
@faults_as_status
def anchor(
    log: LogAddress,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="写入文件，省略则输出。 A file; without it, print.")
    ] = None,
    lang: Language = "zh",  # the language of faults
) -> None:
    """写出锚点，存放到别处。 Write the head of the log, to be kept in a third place."""
    with DecisionLog.open(log, create=False) as opened:
        text = opened.anchor().to_json() + "\n"
    if output is None:
        terminal.say_as_it_is(text)
    else:
        terminal.write(output, text)


@audit.command()
@faults_as_status
@filtered
def export(
    query: Query,
    log: LogAddress,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="写入文件，省略则输出。 A file; without it, print.")
    ] = None,
    form: Annotated[ExportFormat, typer.Option("--format", help="csv | jsonl | parquet")] = "jsonl",
    lang: Language = "zh",
) -> None:
    """导出决定：CSV、Parquet 是表，JSON Lines 是完整的记录。 Export: tables, or whole records as JSON lines."""
    with DecisionLog.open(log, create=False) as opened, terminal.progress(audit_text.EXPORTING[lang]) as progress:
        entries = terminal.counted(opened.entries(query), opened.count(query), progress)
        if form == "parquet":
            if output is None:
                raise InvalidRequest([Diagnostic("export-file")])
            with terminal.written_to(output):
                to_parquet(entries, output)
            return
        write = to_csv if form == "csv" else to_jsonl
        if output is None:
            with terminal.written_to(terminal.STDOUT):
                write(entries, sys.stdout.buffer)
            return
        with terminal.written_to(output), output.open("wb") as out:
            write(entries, out)


@audit.command()
@faults_as_status
@filtered
def stats(  # noqa: PLR0917  # Typer reads options from the signature
    query: Query,
    log: LogAddress,
    by: Annotated[Grouping, typer.Option("--by", help="clause | rule | decision | outcome")] = "clause",
    period: Annotated[Period, typer.Option("--period", help="day | month | year")] = "month",
    plot: Annotated[Path | None, typer.Option("--plot", help="另画成图：.png .svg .pdf。 Draw it as well.")] = None,
    lang: Language = "zh",
) -> None:
    """按时期、条款和结论计数。 Count by period, clause and outcome; a masked record rests on no clause."""
    with DecisionLog.open(log, create=False) as opened:
        counts = opened.counts(query, by=by, period=period)
    terminal.say_lines(audit_text.counted(counts, by, lang))
    if plot is not None:
        draw(counts, plot, lang)
