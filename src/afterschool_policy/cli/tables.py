"""The command that decides a whole table: a file in and a file out, a row a case."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from afterschool_policy.cli import phrases, terminal
from afterschool_policy.cli.errors import faults_as_status
from afterschool_policy.cli.options import (
    Amendments,
    AsOf,
    Clauses,
    Language,
    NamesFile,
    PolicyFolder,
    Readings,
    names_of,
    policy_of,
    readings_of,
)
from afterschool_policy.decision.clauses import answering
from afterschool_policy.diagnostics import Diagnostic, InvalidRequest
from afterschool_policy.diagnostics.requests import columns_wanted
from afterschool_policy.policy import Policy
from afterschool_policy.text import Lang
from afterschool_policy.values.outcomes import OUTCOMES, Outcome

if TYPE_CHECKING:
    from afterschool_policy.population.run import Destination, Over, TableFile
    from afterschool_policy.population.tally import RowTally

_WORTH = 3

Table = Annotated[
    Path,
    typer.Option(
        "--in", "-i", help="表格，一行一案：.csv .parquet .arrow .feather。 The table, a row a case.", exists=True
    ),
]
Encoding = Annotated[
    str, typer.Option("--encoding", help="CSV 的编码，如 gb18030。 The encoding of a CSV, as in gb18030.")
]


@faults_as_status
def run(  # noqa: PLR0917  # Typer reads options from the signature
    decision: Annotated[str, typer.Argument(help="事项名称。 The name of the decision.")],
    table: Table,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out", "-o", help="结果表，原有各列之外加上结果。 The table with the answers beside its columns."
        ),
    ] = None,
    rejects: Annotated[
        Path | None,
        typer.Option("--rejects", help="值不能用的行另写一表。 Where the rows with a bad value go; else they end it."),
    ] = None,
    explain: Annotated[
        int | None,
        typer.Option("--explain", metavar="ROW", help="只说明第几行的理由，从 1 数起。 The reasons of one row alone."),
    ] = None,
    sample: Annotated[
        int | None,
        typer.Option("--sample", min=1, metavar="N", help="抽取几行，各写一页。 Draw so many rows, a page of each."),
    ] = None,
    outcome: Annotated[
        Outcome | None, typer.Option("--outcome", help="只从这一结论的行中抽取。 Draw of the rows of this outcome.")
    ] = None,
    seed: Annotated[int, typer.Option("--seed", help="抽取所用的种子。 The seed of the draw.")] = 0,
    pages: Annotated[
        Path, typer.Option("--pages", metavar="FOLDER", help="各页写到哪里。 Where the pages go.", file_okay=False)
    ] = Path("pages"),
    mapping: NamesFile = None,
    encoding: Encoding = "utf-8",
    policy: PolicyFolder = None,
    amendment: Amendments = None,
    as_of: AsOf = None,
    reading: Readings = None,
    clause: Clauses = None,
    lang: Language = "zh",
) -> None:
    """逐行判断整张表，列出各种结论有多少行。 Decide a whole table, row by row, and count what the rows came to."""
    if out is None and explain is None and sample is None:
        raise InvalidRequest([Diagnostic("table-output")])
    loaded, names = policy_of(policy, amendment), names_of(mapping)
    files = what_reads_files()
    asked = partial(loaded.over, as_of=as_of, readings=readings_of(reading) or None, clauses=clause or ())
    asked({}).decide(decision)  # which refuses what there is not before a file is opened
    over = partial(asked, names=names, on_error="collect")
    file = files.TableFile(table, loaded.law.vocabulary, names, encoding)
    if explain is not None:
        population, row = files.row_of(file, over, explain)
        terminal.say(population.decide(decision).explain(row, lang))
    if out is not None:
        parts = [*answering(loaded.law, loaded.law.decisions[decision], tuple(clause or ()))]
        to = files.Destination(out, rejects, lang)
        tally = files.decide_file(file, over, decision, parts, to)
        terminal.say_lines(_told(loaded, decision, tally, to))
    if sample is not None:
        terminal.say(_write_pages(file, over, _Draw(decision, outcome, sample, seed), pages, lang))


class _Draw(NamedTuple):
    """Of which question and outcome rows are drawn, how many, and by which seed."""

    decision: str
    outcome: Outcome | None
    size: int
    seed: int


def _write_pages(file: TableFile, over: Over, draw: _Draw, folder: Path, lang: Lang) -> str:
    """The pages of some rows, each in a file; it says how many of which these are."""
    from afterschool_policy.population.sample import decisions_on, drawn

    found = drawn(file, over, draw.decision, draw.outcome, size=draw.size, seed=draw.seed)
    with terminal.written_to(folder):
        folder.mkdir(parents=True, exist_ok=True)
    for row, decision in decisions_on(file, over, draw.decision, found.rows):
        terminal.write(folder / f"{draw.decision}-{row}.html", decision.page(lang))
    label = phrases.ANY_OUTCOME if draw.outcome is None else OUTCOMES[draw.outcome].label
    counts = {"count": f"{len(found.rows):,}", "of": f"{found.of:,}", "seed": str(draw.seed)}
    return phrases.PAGES.format(label=label, folder=str(folder), **counts)[lang]


def what_reads_files() -> ModuleType:
    """What reads and writes tables in files, where it is installed."""
    with columns_wanted():
        from afterschool_policy.population import run as files
    return files


def _told(policy: Policy, decision: str, tally: RowTally, to: Destination) -> Iterator[str]:
    """What the rows came to, and what is worth collecting."""
    lang = to.lang
    yield phrases.ROWS.format(all=f"{tally.rows:,}", question=policy.decisions[decision].question)[lang]
    decided = tally.rows - tally.rejected
    for outcome, count in tally.outcomes.most_common():
        label, share = OUTCOMES[outcome].label, f"{count / decided:.1%}"
        yield phrases.ROWS_OF_OUTCOME.format(label=label, count=f"{count:,}", share=share)[lang]
    if tally.rejected:
        yield phrases.ROWS_REJECTED.format(count=f"{tally.rejected:,}", path=str(to.rejects))[lang]
        yield from (f"    {fault.message(lang)}" for fault in tally.wrong)
    worth = tally.worth_collecting(_WORTH)
    if worth:
        yield phrases.WORTH_COLLECTING[lang]
    for name in worth:
        spec = policy.law.vocabulary.facts.get(name)
        fields = {"count": f"{tally.lacking[name]:,}", "settles": f"{tally.settles[name]:,}"}
        yield phrases.LACKING.format(name=name, label=name if spec is None else spec.label, **fields)[lang]
    yield phrases.ROWS_WRITTEN.format(path=str(to.out))[lang]
