"""The options by which an auditor narrows a decision log, and the query that they make.

`filtered` adds these options to a command, which gets the query they make as `query`: every option is written once.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from datetime import date, datetime
from functools import wraps
from typing import Annotated, Concatenate, ParamSpec

import typer

from afterschool_policy.audit.log import Query
from afterschool_policy.cli.options import Labels, RequestedBy, labels_of

P = ParamSpec("P")
_DAY = ["%Y-%m-%d"]


def query_of(  # noqa: PLR0917  # Typer reads options from the signature
    decision: Annotated[str | None, typer.Option("--decision", "-d", help="事项。 The question.")] = None,
    outcome: Annotated[str | None, typer.Option("--outcome", help="结论。 The outcome.")] = None,
    clause: Annotated[str | None, typer.Option("--clause", "-c", help="结论依据的条款。 A clause it rests on.")] = None,
    rule: Annotated[
        str | None,
        typer.Option("--rule", metavar="RULE[@VERSION]", help="结论依据的规则及其版本。 A rule it rests on."),
    ] = None,
    reading: Annotated[
        str | None,
        typer.Option("--reading", "-r", metavar="READING[=CODE]", help="结论依据的读法。 A reading it rests on."),
    ] = None,
    since: Annotated[datetime | None, typer.Option("--since", formats=_DAY, help="自哪一天起。 From this day.")] = None,
    until: Annotated[datetime | None, typer.Option("--until", formats=_DAY, help="至哪一天止。 To this day.")] = None,
    label: Labels = None,
    revision: Annotated[
        str | None, typer.Option("--revision", help="政策版本，可只写开头。 The policy revision or its beginning.")
    ] = None,
    requested_by: RequestedBy = None,
    vouched_by: Annotated[
        str | None, typer.Option("--vouched-by", help="谁提供或者认定了事实。 Who vouched for a fact.")
    ] = None,
) -> Query:
    """The query that these options make."""
    return Query(
        decision=decision,
        outcome=outcome,
        clause=clause,
        rule=rule,
        reading=reading,
        since=_day(since),
        until=_day(until),
        labels=labels_of(label),
        revision=revision,
        requested_by=requested_by,
        vouched_by=vouched_by,
    )


def filtered(command: Callable[Concatenate[Query, P], None]) -> Callable[..., None]:
    """The command with the options of `query_of` before its own; its first parameter is the query."""
    options = inspect.signature(query_of, eval_str=True).parameters
    _, *own = inspect.signature(command, eval_str=True).parameters.values()

    @wraps(command)
    def with_query(**given: object) -> None:
        query = query_of(**{name: given.pop(name) for name in options})  # type: ignore[arg-type]  # of these options
        command(query, **given)  # type: ignore[arg-type, call-arg]  # as Typer read them

    parameters = [*options.values(), *own]
    keyword_only = [parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY) for parameter in parameters]
    with_query.__signature__ = inspect.Signature(keyword_only)  # type: ignore[attr-defined]  # Typer reads it
    with_query.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    return with_query


def _day(given: datetime | None) -> date | None:
    return given.date() if given is not None else None
