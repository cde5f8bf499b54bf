"""The command that begins a policy, or an amendment of one, from a text."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, Literal, get_args

import typer

from afterschool_policy.authoring.files import AMENDMENTS, DOCUMENTS, LEDGER, PolicyFiles
from afterschool_policy.authoring.source_files import source_in
from afterschool_policy.cli import phrases, terminal
from afterschool_policy.cli.errors import faults_as_status
from afterschool_policy.cli.options import FirstDay, Language
from afterschool_policy.compile.load import checked
from afterschool_policy.diagnostics import Diagnostic, InvalidRequest
from afterschool_policy.law.model import Clause
from afterschool_policy.policy import Policy
from afterschool_policy.text import LANGUAGES, Lang
from afterschool_policy.tooling.new_policy import new_amendment, new_policy
from afterschool_policy.tooling.schema import SchemaName, schema
from afterschool_policy.values import names

Written = Literal["zh", "en", "both"]
_UNNAMED = "policy"


@faults_as_status
def init(  # noqa: PLR0917  # Typer reads options from the signature
    folder: Annotated[Path, typer.Argument(help="新的政策文件夹。 The folder of the new policy.")],
    text: Annotated[Path, typer.Option("--text", help="原文，UTF-8 纯文本。 The text, plain, in UTF-8.")],
    languages: Annotated[
        Written,
        typer.Option("--languages", help="政策所用的语言：zh | en | both。 The languages that it is written in."),
    ] = "zh",
    amends: Annotated[
        Path | None,
        typer.Option(
            "--amends",
            help="原文所修改的政策文件夹；写出盖在它上面的修改文件。 "
            "The policy folder that the text amends: an amendment laid over it is written.",
            exists=True,
            file_okay=False,
        ),
    ] = None,
    in_force: FirstDay = None,
    lang: Language = "zh",
) -> None:
    """从一份文件开始：切分条文，写出空的政策或修改。 Begin a policy, or an amendment of one, from a text."""
    source, faults = source_in(text)
    if faults:
        raise InvalidRequest(faults)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise InvalidRequest([Diagnostic.of("folder-taken", path=folder.as_posix())])
    if (amends is None) != (in_force is None):
        raise InvalidRequest([Diagnostic.of("first-day-of-an-amendment")])
    with terminal.written_to(folder):
        if amends is None or in_force is None:
            words, ledger = phrases.BEGUN, LEDGER
            clauses = _policy_begun(folder, source.text, LANGUAGES if languages == "both" else (languages,))
        else:
            name = _id_of(text.with_suffix(""))
            name = name if f"{name}.yaml" not in DOCUMENTS else f"{name}-text"
            words, ledger = phrases.AMENDMENT_BEGUN, f"{name}.yaml"
            clauses = _amendment_begun(folder, source.text, name, in_force, amends)
    operative = sum(clause.operative for clause in clauses)
    told = {"folder": folder.as_posix(), "ledger": ledger, "all": str(len(clauses)), "operative": str(operative)}
    terminal.say(words.format(**told)[lang])


def _policy_begun(folder: Path, text: str, languages: Sequence[Lang]) -> Collection[Clause]:
    """The clauses of a new policy, written into its folder."""
    _write(folder, new_policy(text, _id_of(folder), languages))
    policy = Policy.load(folder)
    schemas = {kind: json.dumps(schema(policy, kind), ensure_ascii=False, indent=2) for kind in get_args(SchemaName)}
    _write(folder / "schema", {f"{kind}.schema.json": f"{document}\n" for kind, document in schemas.items()})
    return policy.clauses.values()


def _amendment_begun(folder: Path, text: str, name: str, in_force: date, amends: Path) -> Collection[Clause]:
    """The clauses that a new amendment, written into its folder, adds to a policy."""
    amended, before, _ = checked(PolicyFiles(amends))
    _write(folder, new_amendment(text, name, in_force, amended.instrument.model))
    is_among_its_own = folder.resolve().parent == (amends / AMENDMENTS).resolve()
    after = Policy.load(amends, amendments=() if is_among_its_own else (folder,))
    return [clause for clause in after.clauses.values() if clause.id not in before.clauses]


def _id_of(folder: Path) -> str:
    """An id made of the name of the folder."""
    name = re.sub(r"[^a-z0-9]+", "-", folder.resolve().name.lower()).strip("-")
    return name if names.RULE.fits(name) else _UNNAMED


def _write(folder: Path, files: Mapping[str, str]) -> None:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8", newline="\n")
