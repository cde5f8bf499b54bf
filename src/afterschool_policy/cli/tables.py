"""The command that decides a whole table: a file in and a file out, a row a case."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Annotated

import typer

from afterschool_policy.cli import phrases, terminal
from afterschool_policy.cli.errors import faults_as_status
from afterschool_policy.cli.options import (
    Amendments,
    AsOf,
    Clauses,
    Language,
    PolicyFolder,
    Readings,
    facts_of,
    policy_of,
    readings_of,
)
from afterschool_policy.decision.clauses import answering
from afterschool_policy.diagnostics import Diagnostic, InvalidRequest
from afterschool_policy.diagnostics.requests import columns_wanted
from afterschool_policy.policy import Policy
from afterschool_policy.values.outcomes import OUTCOMES

if TYPE_CHECKING:
    from afterschool_policy.population.run import Destination
    from afterschool_policy.population.tally import RowTally

_WORTH = 3

Table = Annotated[
    Path,
    typer.Option(
        "--in", "-i", help="表格，一行一案：.csv .parquet .arrow .feather。 The table, a row a case.", exists=True
    ),
]
NamesFile = Annotated[
    Path | None,
    typer.Option("--mapping", help="“列名: 事实”的 YAML 或 JSON。 Facts by the names of columns, in YAML or JSON."),
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
    if out is None and explain is None:
        raise InvalidRequest([Diagnostic("table-output")])
    loaded, names = policy_of(policy, amendment), names_in(mapping)
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


def names_in(mapping: Path | None) -> Mapping[str, str]:
    """Facts by the names of columns, as a file has them; none without one."""
    if mapping is None:
        return {}
    written = facts_of(mapping).values
    return {str(column): str(fact) for column, fact in written.items()}
