"""The command that tells what lies between two policies."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from afterschool_policy.cli import terminal
from afterschool_policy.cli.errors import FAILED, faults_as_status
from afterschool_policy.cli.options import Language, policy_of
from afterschool_policy.comparison.document import document
from afterschool_policy.comparison.questions import question_changes
from afterschool_policy.comparison.rules import rule_changes
from afterschool_policy.explain.render.as_text import as_text


@faults_as_status
def diff(
    old: Annotated[Path, typer.Argument(help="原来的政策文件夹或政策包。 The policy as it was: a folder or bundle.")],
    new: Annotated[Path, typer.Argument(help="现在的政策文件夹或政策包。 The policy as it is.")],
    decision: Annotated[
        list[str] | None, typer.Option("--decision", "-d", help="只比较这个事项，可重复。 Compare this question alone.")
    ] = None,
    lang: Language = "zh",
) -> None:
    """比较两份政策：规则改了什么，结论会怎样不同。 What differs between two policies; status 1 where answers can."""
    before, after = policy_of(old), policy_of(new)
    rules = tuple(rule_changes(before.law, after.law))
    asked = tuple(decision or (name for name, spec in after.decisions.items() if spec.background is None))
    with terminal.progress("diff") as tell:
        questions = tuple(
            change
            for each in terminal.counted(asked, len(asked), tell)
            for change in question_changes(before, after, (each,))
        )
    terminal.say(as_text(document(after, rules, questions, len(asked)), lang))
    if any(change.witnesses or not change.all_tried for change in questions):
        raise typer.Exit(FAILED)
