"""The command that tells what is left of a question where some facts are fixed: in words, or as a query of SQL."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from afterschool_policy.authoring.facts_file import WrittenFacts, told_by_place
from afterschool_policy.cli import terminal
from afterschool_policy.cli.errors import faults_as_status
from afterschool_policy.cli.options import (
    Amendments,
    AsOf,
    Clauses,
    Language,
    NamesFile,
    Output,
    PolicyFolder,
    Readings,
    facts_of,
    names_of,
    policy_of,
    readings_of,
)


@faults_as_status
def residual(  # noqa: PLR0917  # Typer reads options from the signature
    decision: Annotated[str, typer.Argument(help="事项名称。 The name of the decision.")],
    facts: Annotated[
        Path | None,
        typer.Option(
            "--facts",
            "-f",
            help="各行都相同的事实；- 为标准输入。 The facts that are the same in every row, as for decide.",
        ),
    ] = None,
    outcome: Annotated[
        str | None,
        typer.Option(
            "--outcome", help="只要得出这一结论的情形或者行。 The conditions or the rows of this outcome alone."
        ),
    ] = None,
    sql: Annotated[
        str | None,
        typer.Option(
            "--sql",
            metavar="DIALECT",
            help="写成查询语句：duckdb、postgresql、sqlite。 As a query: duckdb, postgresql or sqlite.",
        ),
    ] = None,
    table: Annotated[
        str, typer.Option("--table", help="表名，前面可带模式名和点。 The table, its schema and a dot before it.")
    ] = "cases",
    column: Annotated[
        list[str] | None,
        typer.Option(
            "--column",
            help="表中确有的列，可重复；没有列的事实一律不知道。省略时每项未定的事实一列。 "
            "A column that the table has; may be repeated. Without it there is one for each open fact.",
        ),
    ] = None,
    mapping: NamesFile = None,
    policy: PolicyFolder = None,
    amendment: Amendments = None,
    as_of: AsOf = None,
    reading: Readings = None,
    clause: Clauses = None,
    lang: Language = "zh",
    output: Output = "text",
) -> None:
    """固定一部分事实，列出其余事实在什么条件下得出什么结论。 What is left of a question, in words or SQL."""
    loaded = policy_of(policy, amendment)
    given = WrittenFacts({}) if facts is None else facts_of(facts)
    with told_by_place(given):
        left = loaded.residual(
            decision,
            given.values,
            as_of=as_of,
            readings=readings_of(reading),
            clauses=clause or (),
            columns=column or None,
            names=names_of(mapping),
        )
    if sql is None:
        terminal.say_as_it_is(left.explain(lang, output, outcome=outcome))
    else:
        terminal.say_as_it_is(f"{left.sql(sql, table=table, outcome=outcome)};\n")
