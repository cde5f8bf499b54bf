"""The command `fmt`: the files of a policy and of cases brought into form."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer

from afterschool_policy.authoring.files import LOCK
from afterschool_policy.authoring.source_files import source_in
from afterschool_policy.cli import phrases, terminal
from afterschool_policy.cli.errors import FAILED, faults_as_status
from afterschool_policy.cli.options import CASES, Language, folder_of
from afterschool_policy.diagnostics import Diagnostic, InvalidPolicy, InvalidRequest
from afterschool_policy.testing.documents import yaml_files
from afterschool_policy.tooling.form.form import formed
from afterschool_policy.tooling.form.writing import difference, write_at_once


@faults_as_status
def fmt(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            help="文件或文件夹；省略时为 policy/ 和 fixtures/。 Files or folders; else ./policy and ./fixtures.",
            exists=True,
        ),
    ] = None,
    check: Annotated[
        bool, typer.Option("--check", help="只列出要改的文件，不写；有则状态为1。 Name them, write nothing; status 1.")
    ] = False,
    diff: Annotated[bool, typer.Option("--diff", help="只列出改动，不写。 Show the changes, write nothing.")] = False,
    lang: Language = "zh",
) -> None:
    """整理 YAML 文件的格式，含义和注释不变。 Bring YAML files into form: what they say and their comments stay."""
    changed, faults, files = 0, list[Diagnostic](), list(_files(paths or ()))
    for path in files:
        file, unreadable = source_in(path)
        try:
            text = file.text if unreadable else formed(file)
        except InvalidPolicy as error:
            unreadable = [*error.diagnostics]
        faults += unreadable
        if unreadable or text == file.text:
            continue
        changed += 1
        if diff:
            terminal.say_as_it_is(difference(file, text))
        else:
            terminal.say(path.as_posix())
        if not (check or diff):
            with terminal.written_to(path):
                write_at_once(path, text)
    told = phrases.OUT_OF_FORM if check or diff else phrases.FORMED
    terminal.say(told.format(changed=str(changed), all=str(len(files)))[lang])
    if faults:
        raise InvalidPolicy(faults)
    if check and changed:
        raise typer.Exit(FAILED)


def _files(paths: Sequence[Path]) -> Iterator[Path]:
    """The files that officers write, each once; the lock is written by `lock` alone."""
    roots = list(paths) or [path for path in (folder_of(None), CASES) if path is not None and path.is_dir()]
    if not roots:
        raise InvalidRequest([Diagnostic.of("form-of-nothing")])
    found = (path for root in roots for path in yaml_files(root) if path.name != LOCK)
    yield from dict.fromkeys(found)
