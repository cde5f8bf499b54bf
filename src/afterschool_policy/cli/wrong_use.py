"""Wrong use of a command in words: what Typer finds wrong with the options, told in the language of the command.

Typer carries Click under a name of its own, and its words are English: they are read here for what they are about.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence

import typer

from afterschool_policy.diagnostics import Diagnostic, InvalidRequest, suggestion
from afterschool_policy.text import Lang, Text

REFUSED: type[Exception] = typer.BadParameter.__mro__[2]
"""What all that Click refuses has in common, whatever the name under which Typer carries it."""

LANGUAGE = "AFTERSCHOOL_POLICY_LANG"
_NO_SUCH_COMMAND = re.compile(r"No such command ['\"](?P<name>.*?)['\"]")
_EXTRA = re.compile(r"Got unexpected extra argument(?:s|\(s\))? \((?P<name>.*)\)")
_NEEDS_VALUE = re.compile(r"Option ['\"](?P<name>.*?)['\"] requires an argument|requires (?:an argument|\d+ arguments)")
_VALUES: tuple[tuple[re.Pattern[str], Text], ...] = (
    (re.compile(r"YYYY-MM-DD"), Text("日期写作 2021-09-01", "days are written 2021-09-01")),
    (
        re.compile(r"^['\"](?P<given>.*)['\"]: (?P<form>[A-Z]+=[A-Z]+)$"),
        Text("“{given}”应写成 {form}", "`{given}` has to be written {form}"),
    ),
    (re.compile(r"['\"](?P<given>[^'\"]*)['\"] does not exist"), Text("没有“{given}”", "there is no `{given}`")),
    (
        re.compile(r"['\"](?P<given>[^'\"]*)['\"] is a directory"),
        Text("“{given}”是文件夹，此处应为文件", "`{given}` is a folder, and a file is expected"),
    ),
    (
        re.compile(r"['\"](?P<given>[^'\"]*)['\"] is a file"),
        Text("“{given}”是文件，此处应为文件夹", "`{given}` is a file, and a folder is expected"),
    ),
    (
        re.compile(r"['\"](?P<given>[^'\"]*)['\"] is not one of (?P<allowed>.*?)\.?$", re.DOTALL),
        Text("没有“{given}”，可以写 {allowed}", "there is no `{given}`; it can be {allowed}"),
    ),
    (re.compile(r"less than or equal to (?P<most>[\d.]+)"), Text("应不大于 {most}", "it has to be at most {most}")),
    (
        re.compile(r"greater than or equal to (?P<least>[\d.-]+)"),
        Text("应不小于 {least}", "it has to be at least {least}"),
    ),
    (re.compile(r"valid integer|int_parsing"), Text("应为整数", "a whole number is expected")),
    (re.compile(r"valid number|valid float"), Text("应为数", "a number is expected")),
)
"""What Click says of a value that it does not take, in words of both languages."""


def language_of(arguments: Sequence[str]) -> Lang:
    """The language that a command line asks for, as far as it can be read; else the environment; else Chinese."""
    told = os.environ.get(LANGUAGE, "")
    for place, argument in enumerate(arguments):
        if argument in ("--lang", "-l"):
            told = arguments[place + 1] if place + 1 < len(arguments) else told
        elif argument.startswith("--lang="):
            told = argument.partition("=")[2]
    return "en" if told == "en" else "zh"


def in_words(error: Exception, commands: Sequence[str]) -> InvalidRequest:
    """What is wrong with a command line; `commands` are those that there are."""
    message = str(getattr(error, "message", error))
    context = getattr(error, "ctx", None)
    usage = {"command": context.command_path if context is not None else "afterschool-policy"}
    if (found := _NO_SUCH_COMMAND.search(message)) is not None:
        name, within = found["name"], getattr(getattr(context, "command", None), "commands", None)
        commands = commands if within is None else [*within]
        hint = suggestion(name, commands)
        return _refused("command-unknown", name=name, suggestion=hint, allowed=tuple(commands), **usage)
    if hasattr(error, "possibilities"):
        name = str(getattr(error, "option_name", ""))
        hint = suggestion(name, dict.fromkeys([*(error.possibilities or ()), *_options_of(context)]))
        return _refused("option-unknown", name=name, suggestion=hint, **usage)
    if hasattr(error, "param_type"):
        return _refused("option-missing", name=_named(error), **usage)
    if (found := _EXTRA.search(message)) is not None:
        return _refused("argument-extra", name=found["name"], **usage)
    if _NEEDS_VALUE.search(message):
        return _refused("option-without-value", name=str(getattr(error, "option_name", "")), **usage)
    if isinstance(error, typer.BadParameter) and _named(error):
        return _refused("option-value", name=_named(error), problem=_problem(message), **usage)
    return _refused("wrong-use", problem=message, **usage)


def _refused(code: str, **fields: str | Text | tuple[str, ...]) -> InvalidRequest:
    return InvalidRequest([Diagnostic.of(code, **fields)])


def _problem(message: str) -> Text:
    """What is wrong with a value; what no phrase is known for, as it is told: in most cases how it is written."""
    for pattern, words in _VALUES:
        if (found := pattern.search(message)) is not None:
            parts = {name: " ".join(part.replace("'", "").split()) for name, part in found.groupdict().items()}
            return words.format(**parts)
    return Text(message, message)


def _named(error: Exception) -> str:
    """The option or argument that an error is about, as it is written."""
    hint, parameter = getattr(error, "param_hint", None), getattr(error, "param", None)
    if hint is not None:
        return hint if isinstance(hint, str) else " / ".join(hint)
    spelled = getattr(parameter, "opts", None) or [str(getattr(parameter, "name", "") or "")]
    return " / ".join(each if each.startswith("-") else each.upper() for each in spelled)


def _options_of(context: object) -> list[str]:
    """The options of the command that was called."""
    parameters = getattr(getattr(context, "command", None), "params", ())
    return [name for each in parameters for name in each.opts if name.startswith("--")]
