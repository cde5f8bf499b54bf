"""The command that counts what a whole table comes to."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

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
    names_of,
    policy_of,
    readings_of,
)
from afterschool_policy.cli.sides import FORMS, side
from afterschool_policy.cli.tables import Encoding, Table, what_reads_files
from afterschool_policy.diagnostics import Diagnostic, InvalidRequest
from afterschool_policy.explain.render.formats import Format
from afterschool_policy.policy import Policy
from afterschool_policy.population.report import TableReport
from afterschool_policy.text import Lang

if TYPE_CHECKING:
    from afterschool_policy.population.run import Over, TableFile

_BY_ENDING: Mapping[str, Format] = {".html": "html", ".md": "markdown", ".json": "json", ".txt": "text"}


@faults_as_status
def report(  # noqa: PLR0917  # Typer reads options from the signature
    decision: Annotated[str, typer.Argument(help="事项名称。 The name of the decision.")],
    table: Table,
    by: Annotated[
        list[str] | None,
        typer.Option("--by", metavar="COLUMN", help="按这一列计数，可重复。 Count by this column; may be repeated."),
    ] = None,
    suppress_below: Annotated[
        int | None,
        typer.Option(
            "--suppress-below",
            min=2,
            metavar="K",
            help="少于 K 的行数，和能推算出它们的，都不列出。 Withhold counts below K, and what would tell them.",
        ),
    ] = None,
    compare: Annotated[str | None, typer.Option("--compare", help=f"另一份政策，逐行相比：{FORMS}")] = None,
    mask: Annotated[
        list[str] | None,
        typer.Option("--mask", metavar="COLUMN", help="这一列的值不写出，编号代替。 Number its values, name none."),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", help="另存一份：.html .md .json .txt。 Keep it in a file, too, by its ending."),
    ] = None,
    mapping: NamesFile = None,
    encoding: Encoding = "utf-8",
    policy: PolicyFolder = None,
    amendment: Amendments = None,
    as_of: AsOf = None,
    reading: Readings = None,
    clause: Clauses = None,
    output: Output = "text",
    lang: Language = "zh",
) -> None:
    """整张表合计：结论、条款、读法、最值得补齐的事实，按列分组。 Count what a whole table comes to, by columns, too."""
    if out is not None:
        _format_of(out)
    loaded, other = policy_of(policy, amendment), None if compare is None else side(compare)
    files, names = what_reads_files(), names_of(mapping)

    def put(deciding: Policy) -> tuple[TableFile, Over]:
        """The file as the facts of a policy, and how that decides it."""
        how = partial(
            deciding.over, as_of=as_of, readings=readings_of(reading) or None, clauses=clause or (), on_error="collect"
        )
        how({}).decide(decision)  # which refuses what there is not before a file is opened
        return files.TableFile(table, deciding.law.vocabulary, names, encoding), partial(how, names=names)

    told = files.report_on(
        *put(loaded),
        loaded.law,
        decision,
        by=by or (),
        compared_with=None if other is None else put(other),
        suppress_below=suppress_below,
        mask=mask or (),
    )
    if output == "text":
        terminal.say(told.explain(lang))
    else:
        terminal.say_as_it_is(_written(told, output, lang))
    if out is not None:
        terminal.write(out, _written(told, _format_of(out), lang))


def _written(report: TableReport, output: Format, lang: Lang) -> str:
    if output != "html":
        return report.explain(lang, output)
    # Only a page needs Jinja2.
    from afterschool_policy.site.table_report import report_page

    return report_page(report, lang)


def _format_of(path: Path) -> Format:
    found = _BY_ENDING.get(path.suffix.lower())
    if found is None:
        raise InvalidRequest([Diagnostic.of("report-ending", path=path.as_posix(), allowed=tuple(_BY_ENDING))])
    return found
