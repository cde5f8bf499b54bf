"""The command that tells in plain words how the law has changed."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from afterschool_policy.cli import terminal
from afterschool_policy.cli.errors import faults_as_status
from afterschool_policy.cli.options import Language, LogAddressOrNone, Since
from afterschool_policy.cli.sides import FORMS, side
from afterschool_policy.comparison.comparison import PolicyComparison, compared
from afterschool_policy.comparison.questions import Circumstances
from afterschool_policy.explain.render.as_markdown import as_markdown
from afterschool_policy.explain.render.as_text import as_text
from afterschool_policy.tooling.changelog.document import document
from afterschool_policy.tooling.changelog.entries import entries
from afterschool_policy.tooling.changelog.steps import steps


@faults_as_status
def changelog(  # noqa: PLR0917  # Typer reads options from the signature
    old: Annotated[str, typer.Argument(help=f"原来的政策；只写一份时，列出它自己各日的改动。 {FORMS}")],
    new: Annotated[
        str | None,
        typer.Argument(help="现在的政策；省略则只看前一份。 The policy as it is; without it the days of the first."),
    ] = None,
    since: Since = None,
    log: LogAddressOrNone = None,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="写入文件，省略则输出。 A file; without it, print.")
    ] = None,
    output: Annotated[Literal["text", "markdown"], typer.Option("--format", help="text | markdown")] = "markdown",
    lang: Language = "zh",
) -> None:
    """写出改动说明，给不看规则文件的人。 The changes of the law in plain words, for those who read no rules."""
    last = side(new if new is not None else old, log)
    with terminal.progress("changelog") as tell:
        if new is not None:
            pairs: list[PolicyComparison] = [compared(side(old, log), last, tell=tell)]
        else:
            pairs = [
                compared(step.before, step.after, circumstances=Circumstances(step.day), tell=tell)
                for step in steps(last, since)
            ]
    told = document([(each, entries(each)) for each in pairs], last)
    text = as_text(told, lang) if output == "text" else as_markdown(told, lang)
    if out is not None:
        terminal.write(out, text)
    elif output == "text":
        terminal.say(text)
    else:
        terminal.say_as_it_is(text)
