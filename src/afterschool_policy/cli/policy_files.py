"""The commands about the files of a policy: checked, described to an editor, built into a bundle, released."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Annotated, Literal, get_args

import typer

from afterschool_policy.authoring.files import PolicyFiles
from afterschool_policy.authoring.release import release
from afterschool_policy.cli import phrases, terminal
from afterschool_policy.cli.errors import FAILED, INVALID, faults_as_status
from afterschool_policy.cli.options import (
    Amendments,
    FaultFormat,
    Key,
    Language,
    LeastRelease,
    PolicyFolder,
    ReleaseDay,
    WithDrafts,
    folder_of,
    idle_drafts,
    login,
    policy_of,
)
from afterschool_policy.compile.load import checked
from afterschool_policy.compile.released import lock_missing, taking_effect_before
from afterschool_policy.diagnostics import Diagnostic, InvalidPolicy, InvalidRequest
from afterschool_policy.diagnostics.annotations import annotation_of
from afterschool_policy.diagnostics.sarif import as_sarif
from afterschool_policy.law.unencoded import unencoded
from afterschool_policy.policy import Policy
from afterschool_policy.positions import SourceFile
from afterschool_policy.text import Lang, Text
from afterschool_policy.tooling.form.mending import mended
from afterschool_policy.tooling.form.writing import difference, write_at_once
from afterschool_policy.tooling.lint.lint import advice
from afterschool_policy.tooling.python_types import python_types
from afterschool_policy.tooling.schema import SchemaName
from afterschool_policy.tooling.schema import schema as json_schema
from afterschool_policy.tooling.unsure import unsure


@faults_as_status
def check(  # noqa: PLR0917  # Typer reads options from the signature
    policy: PolicyFolder = None,
    amendment: Amendments = None,
    with_drafts: WithDrafts = False,
    lang: Language = "zh",
    key: Key = None,
    least_release: LeastRelease = 0,
    strict: Annotated[
        bool, typer.Option("--strict", help="有警告或者未完成的，也算不通过。 Warnings and unfinished work fail too.")
    ] = False,
    list_unsure: Annotated[
        bool,
        typer.Option(
            "--list-unsure",
            help="列出编写者拿不准的：注明的、有争议的解释、推定。 "
            "List what its authors are not sure of: what they mark, contested readings, presumptions.",
        ),
    ] = False,
    output: FaultFormat = "text",
    fix: Annotated[
        bool,
        typer.Option("--fix", help="只有一种改法的，改好并列出改动，再检查。 Mend what has one mending, then check."),
    ] = False,
) -> None:
    """检查政策的全部文件。 Check every file of a policy; status 3 if it is not valid."""
    if fix:
        _fix(policy, amendment or (), lang)
    try:
        loaded = policy_of(policy, amendment, key, least_release, with_drafts=with_drafts)
    except InvalidPolicy as error:
        if output == "text":
            terminal.complain(error.diagnostics, lang)
        else:
            _report(error.diagnostics, output, lang)
        raise typer.Exit(INVALID) from None
    folder, above = folder_of(policy), amendment or ()
    warnings = (*_without_lock(folder, above), *loaded.warnings, *_faulty_drafts(loaded, folder, above))
    if list_unsure:
        _list_unsure(folder, above, lang, with_drafts=with_drafts)
    elif output == "text":
        _summarise(loaded, warnings, lang)
    else:
        _report(warnings, output, lang)
    if strict and warnings:
        raise typer.Exit(FAILED)


def _list_unsure(folder: Path | None, amendments: Sequence[Path], lang: Lang, *, with_drafts: bool) -> None:
    """What the authors of a policy folder are not sure of, kind by kind, and how much there is of each."""
    if folder is None or not folder.is_dir():
        raise InvalidRequest([Diagnostic.of("folder-wanted")])
    authored, law, _ = checked(PolicyFiles(folder, amendments), with_drafts=with_drafts)
    counts: dict[Text, int] = {}
    for kind, found in groupby(unsure(authored, law), key=lambda each: each.kind):
        terminal.say_lines([f"== {kind[lang]} =="])
        for each in found:
            terminal.say_lines(each.lines(lang))
            counts[kind] = counts.get(kind, 0) + 1
    told = (phrases.OF_A_KIND.format(kind=kind, count=str(count))[lang] for kind, count in counts.items())
    terminal.say(phrases.UNSURE[lang] + (phrases.LISTED[lang].join(told) or phrases.NOTHING_UNSURE[lang]))


@faults_as_status
def lint(
    policy: PolicyFolder = None,
    amendment: Amendments = None,
    lang: Language = "zh",
    output: FaultFormat = "text",
) -> None:
    """检查，并提示合法而可疑的写法；有则状态为1。 Check, and advise on what is in order and suspicious; status 1."""
    folder = folder_of(policy)
    if folder is None or not folder.is_dir():
        raise typer.BadParameter("--policy FOLDER")
    authored, law, warnings = checked(PolicyFiles(folder, amendment or ()))
    found = (*warnings, *advice(law, authored))
    if output == "text":
        for each in found:
            terminal.say(each.render(lang))
        told = {"advice": sum(each.is_advice for each in found), "warnings": sum(not each.is_advice for each in found)}
        terminal.say(phrases.LINTED.format(**{name: str(count) for name, count in told.items()})[lang])
    else:
        _report(found, output, lang)
    if found:
        raise typer.Exit(FAILED)


def _fix(policy: Path | None, amendments: Sequence[Path], lang: Lang) -> None:
    """Mend the files of a folder, and show what was changed."""
    folder = folder_of(policy)
    if folder is None or not folder.is_dir():
        raise typer.BadParameter("--fix: --policy FOLDER")

    def faults() -> Sequence[Diagnostic]:
        try:
            return checked(PolicyFiles(folder, amendments))[2]
        except InvalidPolicy as error:
            return error.diagnostics

    def write(file: SourceFile, text: str) -> None:
        with terminal.written_to(file.path):
            write_at_once(Path(file.path), text)

    files = mended(faults, write)
    for each in files:
        terminal.say_as_it_is(difference(each.file, each.text))
    if files:
        terminal.say(phrases.MENDED.format(count=str(len(files)))[lang])


def _report(faults: Sequence[Diagnostic], output: Literal["sarif", "github"], lang: Lang) -> None:
    """The faults for another program, on standard output."""
    if output == "sarif":
        terminal.say_json(as_sarif(faults, lang))
    else:
        terminal.say_lines(annotation_of(fault, lang) for fault in faults)


def _summarise(loaded: Policy, warnings: Sequence[Diagnostic], lang: Lang) -> None:
    """The warnings, and how much is there."""
    unfinished = tuple(each for each in warnings if each.is_unfinished)
    for warning in warnings:
        if not warning.is_unfinished:
            terminal.say(warning.render(lang))
    if unfinished:
        terminal.say_lines(each.line(lang) for each in unfinished)
    operative = sum(clause.operative for clause in loaded.clauses.values())
    counts = {"rules": len(loaded.rules), "decisions": len(loaded.decisions)}
    counts |= {"warnings": len(warnings) - len(unfinished), "unfinished": len(unfinished)}
    counts |= {"done": operative - len(unencoded(loaded.law)), "all": operative}
    told = phrases.UNFINISHED if unfinished else phrases.VALID
    terminal.say(told.format(**{name: str(count) for name, count in counts.items()})[lang])


def _without_lock(folder: Path | None, amendments: Sequence[Path]) -> Iterator[Diagnostic]:
    """What `check` says of a folder without a lock; a bundle has none."""
    if folder is not None and folder.is_dir():
        yield from lock_missing(PolicyFiles(folder, amendments))


def _faulty_drafts(loaded: Policy, folder: Path | None, amendments: Sequence[Path]) -> Iterator[Diagnostic]:
    """That the policy would have errors if its drafts were law, where they do not decide."""
    drafts = idle_drafts(loaded)
    if folder is None or not drafts:
        return
    try:
        Policy.load(folder, amendments=amendments, with_drafts=True)
    except InvalidPolicy as error:
        count = sum(each.is_error for each in error.diagnostics)
        yield Diagnostic.of("drafts-faulty", drafts[0].span, count=str(count))


@faults_as_status
def schema(
    name: Annotated[SchemaName, typer.Argument(help=" | ".join(get_args(SchemaName)))],
    policy: PolicyFolder = None,
    amendment: Amendments = None,
    lang: Language = "zh",  # the language of faults
) -> None:
    """输出 JSON Schema，供编辑器补全和检查。 Print a JSON Schema, by which an editor completes and checks."""
    terminal.say_json(json_schema(policy_of(policy, amendment), name))


@faults_as_status
def types(
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="写到哪个文件。 The file to write; else printed.")
    ] = None,
    policy: PolicyFolder = None,
    amendment: Amendments = None,
    lang: Language = "zh",  # the language of faults
) -> None:
    """输出 Python 类型模块，供类型检查器核对名称。 Print a module of types, by which a checker finds wrong names."""
    module = python_types(policy_of(policy, amendment))
    if output is None:
        terminal.say_as_it_is(module)
    else:
        terminal.write(output, module)


@faults_as_status
def build(  # noqa: PLR0917  # Typer reads options from the signature
    output: Annotated[Path, typer.Option("--output", "-o", help="写到哪个文件。 The file to write.")],
    policy: PolicyFolder = None,
    amendment: Amendments = None,
    lang: Language = "zh",
    sign: Annotated[
        Path | None, typer.Option("--sign", help="用这个 PEM 私钥签名。 Sign it with this private key (PEM).")
    ] = None,
    release: Annotated[int, typer.Option("--release", help="第几次发布。 The number of the release.")] = 1,
) -> None:
    """编成政策包：一个数据文件，可以随程序发布和固定版本。 Compile a policy into a bundle, to ship and to pin."""
    loaded = policy_of(policy, amendment)
    data = loaded.bundle(key=sign, release=release)
    with terminal.written_to(output):
        output.write_bytes(data)
    counts = {"file": output.as_posix(), "rules": str(len(loaded.rules)), "size": f"{len(data):,}"}
    digest = hashlib.sha256(data).hexdigest()
    terminal.say(phrases.BUILT.format(**counts, fingerprint=loaded.fingerprint, digest=digest)[lang])


@faults_as_status
def lock(
    by: Annotated[
        str | None, typer.Option("--by", help="由谁发布；省略时为登录名。 Who releases; without it the login name.")
    ] = None,
    day: ReleaseDay = None,
    policy: PolicyFolder = None,
    amendment: Amendments = None,
    lang: Language = "zh",
) -> None:
    """发布：把新的内容记入 lock.yaml，以后不得改动。 Release: enter what is new into lock.yaml; it never changes."""
    folder = folder_of(policy)
    if folder is None or not folder.is_dir():
        raise typer.BadParameter("--policy FOLDER")
    files = PolicyFiles(folder, amendment or ())
    authored, law, _ = checked(files)
    on = day or date.today()
    before, after = release(authored, files.layers[-1].folder, by=by or login(), day=on)
    for name, first in taking_effect_before(law, authored, on).items():
        terminal.say(phrases.REACHES_BACK.format(name=name, first=str(first), day=str(on))[lang])
    counts = {"new": after.versions - before.versions, "all": after.versions}
    counts |= {"more": after.others - before.others, "others": after.others}
    terminal.say(phrases.RELEASED.format(**{name: str(count) for name, count in counts.items()})[lang])
