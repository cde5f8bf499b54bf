"""Takes a command; gives it with its faults told in words and as an exit status, never as a traceback."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import ParamSpec

import typer

from afterschool_policy.cli import terminal
from afterschool_policy.diagnostics import EngineDisagreement, EngineFault, InvalidRequest, PolicyError
from afterschool_policy.text import Lang

FAILED, WRONG_USE, INVALID = 1, 2, 3

P = ParamSpec("P")


@contextmanager
def _told(lang: Lang) -> Iterator[None]:
    try:
        yield
    except PolicyError as error:
        terminal.complain(error, lang)
        raise typer.Exit(_status(error)) from None


def _status(error: PolicyError) -> int:
    if isinstance(error, InvalidRequest):
        return WRONG_USE
    return FAILED if isinstance(error, EngineDisagreement | EngineFault) else INVALID


def telling(command: Callable[P, None]) -> Callable[P, None]:
    """The command, its faults told in the language that it was given."""

    @wraps(command)
    def told(*args: P.args, **kwargs: P.kwargs) -> None:
        given = kwargs.get("lang")
        with _told("en" if given == "en" else "zh"):
            command(*args, **kwargs)

    return told
