"""The command that tells what lies between two policies."""

from __future__ import annotations

from typing import Annotated

import typer

from afterschool_policy.cli import phrases, terminal
from afterschool_policy.cli.errors import UNSETTLED, end_with, faults_as_status
from afterschool_policy.cli.options import (
    AsOf,
    DocumentFormat,
    FailOn,
    Language,
    LogAddressOrNone,
    Readings,
    readings_of,
)
from afterschool_policy.cli.sides import FORMS, side
from afterschool_policy.comparison.as_json import as_json
from afterschool_policy.comparison.comparison import compared
from afterschool_policy.comparison.document import document
from afterschool_policy.comparison.questions import circumstances_of
from afterschool_policy.diagnostics.requests import known_name
from afterschool_policy.values.grades import Grade


@faults_as_status
def diff(  # noqa: PLR0917  # Typer reads options from the signature
    old: Annotated[str, typer.Argument(help=f"原来的政策：{FORMS}")],
    new: Annotated[str, typer.Argument(help="现在的政策，写法相同。 The policy as it is, in the same forms.")],
    decision: Annotated[
        list[str] | None, typer.Option("--decision", "-d", help="只比较这个事项，可重复。 Compare this question alone.")
    ] = None,
    with_drafts: Annotated[
        bool,
        typer.Option(
            "--with-drafts",
            help="现在的政策连同其中拟定的规则；两次写同一文件夹，就比较采用这些规则前后。 "
            "The policy as it is, with its rules in draft; name one folder twice to see what they would change.",
        ),
    ] = False,
    as_of: AsOf = None,
    reading: Readings = None,
    log: LogAddressOrNone = None,
    output: DocumentFormat = "text",
    fail_on: FailOn = Grade.REASONS,
    lang: Language = "zh",
) -> None:
    """比较两份政策：规则改了什么，结论会怎样不同。 What differs between two policies; status by how much."""
    before, after = side(old, log), side(new, log, with_drafts=with_drafts)
    circumstances = circumstances_of(before, after, as_of, readings_of(reading))
    for each in decision or ():
        known_name(each, {**before.decisions, **after.decisions}, phrases.DECISION, "decision")
    with terminal.progress("diff") as tell:
        found = compared(before, after, decision or None, circumstances, tell=tell)
    if output == "json":
        terminal.say_json(as_json(found))
    else:
        terminal.say_document(document(found), output, lang)
    end_with(found.grade, fail_on)
    if not found.is_settled:
        raise typer.Exit(UNSETTLED)
