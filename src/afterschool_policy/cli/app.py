"""The program `afterschool-policy` and its commands.

Exit status: 0 fine, 1 a check or test failed, 2 wrong use, 3 invalid policy or facts, or a log that fails.
"""

from __future__ import annotations

import typer

from afterschool_policy.cli import terminal
from afterschool_policy.cli.audit import audit
from afterschool_policy.cli.cases import test
from afterschool_policy.cli.decide import case, decide, explain
from afterschool_policy.cli.policy_files import build, check, lock, schema, types
from afterschool_policy.cli.replay import replay

app = typer.Typer(
    name="afterschool-policy",
    help="把政策文件变成可以运行、可以核对的规则。 A policy document as rules that run and can be checked.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
app.add_typer(audit)
for command in (check, test, decide, explain, case, replay, schema, types, build, lock):  # the order of --help
    app.command()(command)


def main() -> None:
    """The program, as a shell runs it."""
    terminal.speak_utf8()
    app()
