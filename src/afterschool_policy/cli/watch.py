"""The command `watch`: checked and tested again at each save, told on a short screen."""

from __future__ import annotations

import contextlib
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from afterschool_policy.cli import phrases, terminal
from afterschool_policy.cli.errors import faults_as_status
from afterschool_policy.cli.options import CASES, Amendments, Language, folder_of
from afterschool_policy.testing.watching.saves import saves
from afterschool_policy.testing.watching.watch import Look, Watched
from afterschool_policy.testing.watching.watch import watch as looks
from afterschool_policy.text import Lang

_MOST_LINES = 10
"""So many faults at most, and so many cases, are on a screen."""


@faults_as_status
def watch(
    folder: Annotated[
        Path | None,
        typer.Argument(
            help="政策文件夹；省略时为 policy/。 The policy folder; else ./policy.", exists=True, file_okay=False
        ),
    ] = None,
    cases: Annotated[
        Path | None,
        typer.Option(
            "--cases", help="用例文件夹；省略时为 fixtures/。 The folder of cases; else ./fixtures.", exists=True
        ),
    ] = None,
    amendment: Amendments = None,
    lang: Language = "zh",
) -> None:
    """每次保存后检查，并运行有关的用例；按 Ctrl-C 结束。 At each save check, and run the cases concerned."""
    found = folder_of(folder)
    if found is None:
        raise typer.BadParameter("FOLDER")
    place = cases or (CASES if CASES.is_dir() else None)
    places = [each for each in (found, place, *(amendment or ())) if each is not None]
    with contextlib.suppress(KeyboardInterrupt):
        for look in looks(Watched(found, place, amendment or ()).look, saves(places)):
            terminal.begin_screen()
            say(look, datetime.now(), lang)


def say(look: Look, at: datetime, lang: Lang) -> None:
    """One screen: the time, the faults, the cases."""
    lines = [f"{at:%H:%M:%S}"]
    lines += _at_most([fault.line(lang) for fault in look.faults], lang)
    counts = {"run": str(look.run), "all": str(look.all), "failed": str(len(look.failed))}
    if any(fault.is_error for fault in look.faults):
        lines.append(phrases.NOT_RUN[lang])
    else:
        lines += _at_most([f"{each.span}: {phrases.FAILED[lang]} {each.id}" for each in look.failed], lang)
        lines.append(phrases.RUN.format(**counts)[lang])
    terminal.say_lines(lines)


def _at_most(lines: list[str], lang: Lang) -> list[str]:
    if len(lines) <= _MOST_LINES:
        return lines
    return [*lines[: _MOST_LINES - 1], phrases.MORE.format(count=str(len(lines) - _MOST_LINES + 1))[lang]]
