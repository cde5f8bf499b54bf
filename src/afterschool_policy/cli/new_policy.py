"""The command that begins a policy from a text."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Annotated, Literal, get_args

import typer

from afterschool_policy.authoring.source_files import source_in
from afterschool_policy.cli import phrases, terminal
from afterschool_policy.cli.errors import faults_as_status
from afterschool_policy.cli.options import Language
from afterschool_policy.diagnostics import Diagnostic, InvalidRequest
from afterschool_policy.policy import Policy
from afterschool_policy.text import LANGUAGES
from afterschool_policy.tooling.new_policy import new_policy
from afterschool_policy.tooling.schema import SchemaName, schema
from afterschool_policy.values import names

Written = Literal["zh", "en", "both"]
_UNNAMED = "policy"


@faults_as_status
def init(
    folder: Annotated[Path, typer.Argument(help="新的政策文件夹。 The folder of the new policy.")],
    text: Annotated[Path, typer.Option("--text", help="原文，UTF-8 纯文本。 The text, plain, in UTF-8.")],
    languages: Annotated[
        Written,
        typer.Option("--languages", help="政策所用的语言：zh | en | both。 The languages that it is written in."),
    ] = "zh",
    lang: Language = "zh",
) -> None:
    """从一份文件开始：切分条文，写出空的政策。 Begin from a text: its clauses, and an empty, valid policy."""
    source, faults = source_in(text)
    if faults:
        raise InvalidRequest(faults)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise InvalidRequest([Diagnostic.of("folder-taken", path=folder.as_posix())])
    written_in = LANGUAGES if languages == "both" else (languages,)
    with terminal.written_to(folder):
        for name, content in new_policy(source.text, _id_of(folder), written_in).items():
            _write(folder / name, content)
        policy = Policy.load(folder)
        for kind in get_args(SchemaName):
            document = json.dumps(schema(policy, kind), ensure_ascii=False, indent=2)
            _write(folder / "schema" / f"{kind}.schema.json", f"{document}\n")
    counts = {"folder": folder.as_posix(), "all": str(len(policy.clauses))}
    counts["operative"] = str(sum(clause.operative for clause in policy.clauses.values()))
    terminal.say(phrases.BEGUN.format(**counts)[lang])


def _id_of(folder: Path) -> str:
    """An id made of the name of the folder."""
    name = re.sub(r"[^a-z0-9]+", "-", folder.resolve().name.lower()).strip("-")
    return name if names.RULE.fits(name) else _UNNAMED


def _write(path: Path, content: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8", newline="\n")
