"""The exit status of a command, and its faults written in words, never as a traceback."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

import typer

from afterschool_policy.cli import terminal
from afterschool_policy.diagnostics import EngineDisagreement, EngineFault, InvalidRequest, PolicyError
from afterschool_policy.values.grades import GRADES, Grade, reaches

FAILED, WRONG_USE, INVALID = 1, 2, 3
UNSETTLED = 7
"""Nothing was found, and something was not tried or could not be decided; 1 and 4 to 6 are those of the grades."""

P = ParamSpec("P")


def faults_as_status(command: Callable[P, None]) -> Callable[P, None]:
    """The command, its faults written in the language that it was given and turned into an exit status."""

    @wraps(command)
    def with_status(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            command(*args, **kwargs)
        except PolicyError as error:
            errors = [fault for fault in error.diagnostics if fault.is_error]
            terminal.complain(errors or error.diagnostics, "en" if kwargs.get("lang") == "en" else "zh")
            raise typer.Exit(_status(error)) from None

    return with_status


def end_with(grade: Grade, least: Grade) -> None:
    """End with the status of a difference, where it is at least as grave as what is not to pass."""
    if reaches(grade, least) and GRADES[grade].status:
        raise typer.Exit(GRADES[grade].status)


def _status(error: PolicyError) -> int:
    if isinstance(error, InvalidRequest):
        return WRONG_USE
    return FAILED if isinstance(error, EngineDisagreement | EngineFault) else INVALID
