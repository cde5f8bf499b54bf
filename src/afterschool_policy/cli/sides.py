"""What a policy is compared with: a folder, amendments over it, a bundle, a revision of Git, a policy of a log."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import typer

from afterschool_policy.authoring.git_tree import lay_out
from afterschool_policy.cli.options import policy_of
from afterschool_policy.diagnostics import Diagnostic, InvalidPolicy, InvalidRequest, suggestion
from afterschool_policy.policy import Policy
from afterschool_policy.positions import Span

FORMS = (
    "文件夹、政策包、FOLDER+AMENDMENT、git:REV[:PATH] 或者 log:REVISION（--log）。 "
    "A folder, a bundle, FOLDER+AMENDMENT, git:REV[:PATH], or log:REVISION with --log."
)
GIT, LOG = "git:", "log:"


def side(given: str, log: str | None = None, *, cache: bool = True, with_drafts: bool = False) -> Policy:
    """The policy that an argument names; without `cache` its rules know the lines that they stand on.

    Raises:
        InvalidRequest: where Git or the log has no such revision.
        InvalidPolicy: where it is no valid policy; the places of its faults are named by the argument.
    """
    if given.startswith(GIT):
        revision, _, path = given.removeprefix(GIT).partition(":")
        with TemporaryDirectory() as folder:
            lay_out(revision, path or None, Path(folder))
            try:
                return policy_of(Path(folder), cache=False, with_drafts=with_drafts)
            except InvalidPolicy as error:
                raise InvalidPolicy(_named(error.diagnostics, folder, given)) from None
    if given.startswith(LOG):
        if log is None:
            raise typer.BadParameter(f"{given!r}: --log URL")
        return _kept(log, given.removeprefix(LOG))
    if Path(given).exists():
        return policy_of(Path(given), cache=cache, with_drafts=with_drafts)
    base, *amendments = map(Path, given.split("+"))
    if not amendments or not all(each.exists() for each in (base, *amendments)):
        raise typer.BadParameter(f"{given!r}: {FORMS}")
    return policy_of(base, amendments, cache=cache, with_drafts=with_drafts)


def _kept(log: str, beginning: str) -> Policy:
    """The policy that a log keeps under the one revision that begins so."""
    from afterschool_policy.audit.log import DecisionLog  # which a comparison of folders does not wait for

    wanted = beginning if ":" in beginning else f"sha256:{beginning}"
    with DecisionLog.open(log, create=False) as opened:
        known = opened.revisions
        found = [revision for revision in known if revision.startswith(wanted)]
        if len(found) != 1:
            hint = suggestion(wanted, known)
            code = "log-many-revisions" if found else "log-no-revision"
            allowed = tuple(found or known)
            raise InvalidRequest([Diagnostic(code, fields={"name": beginning, "allowed": allowed, "suggestion": hint})])
        return Policy.from_bundle(opened.bundle(found[0]))


def _named(faults: Iterable[Diagnostic], folder: str, given: str) -> list[Diagnostic]:
    """The faults of a folder that is gone in a moment, their files named by what it was laid out from."""

    def renamed(span: Span | None) -> Span | None:
        below = Path(folder).as_posix()
        if span is None or not span.file.path.startswith(below):
            return span
        return replace(span, file=replace(span.file, path=given + span.file.path.removeprefix(below)))

    return [replace(fault, span=renamed(fault.span)) for fault in faults]
