"""The program `afterschool-policy` and its commands.

Exit status: 0 fine, 1 a check or test failed, 2 wrong use, 3 invalid policy or facts, or a log that fails.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module

import typer
from typer.core import TyperCommand, TyperGroup

from afterschool_policy.cli import terminal, wrong_use
from afterschool_policy.cli.errors import FAILED, WRONG_USE

# The room of each command, in the order of --help.
_ROOMS = {
    "init": "new_policy", "check": "policy_files", "lint": "policy_files", "fmt": "form",
    "watch": "watch", "test": "cases", "decide": "decide", "explain": "decide",
    "case": "decide", "replay": "replay", "schema": "policy_files", "types": "policy_files", "build": "policy_files",
    "lock": "policy_files", "run": "tables", "report": "report", "residual": "residual", "diff": "diff",
    "impact": "impact", "timeline": "timeline", "review": "review", "changelog": "changelog",
    "audit": "audit", "lsp": "lsp",
}  # fmt: skip


class _Commands(Mapping[str, TyperCommand | TyperGroup]):
    """The commands by name, each imported when it is asked for: a decision does not wait for what a check needs."""

    def __getitem__(self, name: str) -> TyperCommand | TyperGroup:
        return _command(name, _ROOMS[name])

    def __iter__(self) -> Iterator[str]:
        return iter(_ROOMS)

    def __len__(self) -> int:
        return len(_ROOMS)


@cache
def _command(name: str, room: str) -> TyperCommand | TyperGroup:
    found = getattr(import_module(f"afterschool_policy.cli.{room}"), name)
    if isinstance(found, typer.Typer):
        return typer.main.get_group(found)
    alone = typer.Typer(add_completion=False)
    alone.command(name)(found)
    made = typer.main.get_command(alone)
    assert isinstance(made, TyperCommand)
    return made


class _Program(TyperGroup):
    """The program, which looks its commands up in their table."""

    def __init__(self, **settings: object) -> None:
        super().__init__(**settings)  # type: ignore[arg-type]  # as Typer gives them
        self.commands = _Commands()  # type: ignore[assignment]  # nobody adds to it

    def main(self, *args: object, **settings: object) -> object:
        """Run it as Typer does, but tell wrong use in the words and the language of the program."""
        if not settings.get("standalone_mode", True):
            return super().main(*args, **settings)  # type: ignore[arg-type]  # as they were given
        try:
            status = super().main(*args, **{**settings, "standalone_mode": False})  # type: ignore[arg-type]  # as above
        except wrong_use.REFUSED as error:
            if type(error).__name__ == "NoArgsIsHelpError":
                error.show()  # type: ignore[attr-defined]  # which shows the help
            else:
                given = args[0] if args else settings.get("args")
                written = given if isinstance(given, list | tuple) else sys.argv[1:]
                terminal.complain(
                    wrong_use.in_words(error, [*self.commands]).diagnostics, wrong_use.language_of(written)
                )
            sys.exit(WRONG_USE)
        except typer.Abort:
            sys.exit(FAILED)
        sys.exit(status if isinstance(status, int) else 0)


def _program() -> None:
    """把政策文件变成可以运行、可以核对的规则。 A policy document as rules that run and can be checked."""


app = typer.Typer(
    name="afterschool-policy",
    cls=_Program,
    callback=_program,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)


def main() -> None:
    """The program, as a shell runs it."""
    terminal.speak_utf8()
    app()
