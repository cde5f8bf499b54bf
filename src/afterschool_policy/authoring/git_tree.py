"""A folder as it was at a revision of Git, laid out elsewhere: the working tree and the index are not touched."""

from __future__ import annotations

import io
import subprocess
import tarfile
from pathlib import Path

from afterschool_policy.authoring.files import INSTRUMENT
from afterschool_policy.diagnostics import Diagnostic, InvalidRequest, suggestion

_ENOUGH = 30  # seconds, for a repository on a slow disk
_USUAL = ("policy", "")
"""Where a policy stands in a repository of its own: in the folder of this name, or at the root."""


def lay_out(revision: str, path: str | None, into: Path) -> None:
    """Write the policy folder at a path of a revision into another folder; without a path `policy/`, else the present.

    The path is below the present folder, as for Git's own `REV:./path`.

    Raises:
        InvalidRequest: where Git is not there, this is no repository, or it has no such revision or path.
    """
    repository = _git("git-repository", {}, "rev-parse", "--absolute-git-dir").decode().strip()
    if revision.startswith("-") or _object(f"{revision}^{{commit}}") is None:
        known = _git("git-repository", {}, "for-each-ref", "--format=%(refname:short)").decode().split()
        raise InvalidRequest([Diagnostic.of("git-revision", revision=revision, suggestion=suggestion(revision, known))])
    tree = _tree_at(revision, path)
    if tree is None:
        raise InvalidRequest([Diagnostic.of("git-path", revision=revision, path=path or INSTRUMENT)])
    # Named by its id, and not by its path, the tree is archived from any folder of the repository.
    archive = _git("git-failed", {"problem": tree}, f"--git-dir={repository}", "archive", "--format=tar", tree)
    try:
        with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
            _extract(tar, into)
    except tarfile.TarError as error:
        raise InvalidRequest([Diagnostic.of("git-failed", problem=str(error))]) from error


def _extract(tar: tarfile.TarFile, into: Path) -> None:
    """Write what the archive holds; what leads out of the folder is refused (`filter="data"` came with 3.11.4)."""
    root = into.resolve()
    for member in tar.getmembers():
        path = root / member.name
        leads_to = path.parent / member.linkname if member.issym() else path
        if not leads_to.resolve().is_relative_to(root):
            raise tarfile.TarError(member.name)
        path.parent.mkdir(parents=True, exist_ok=True)
        if member.issym():
            path.symlink_to(member.linkname)
        elif (content := tar.extractfile(member)) is not None:
            path.write_bytes(content.read())


def _tree_at(revision: str, path: str | None) -> str | None:
    """The id of the folder at a path; None where there is none."""
    if path is None:
        found = (each for each in _USUAL if _object(f"{revision}:./{each}/{INSTRUMENT}".replace("//", "/")))
        path = next(found, None)
        if path is None:
            return None
    there = _object(f"{revision}:./{path}")
    return None if there is None else _object(f"{there}^{{tree}}")


def _object(name: str) -> str | None:
    """The id of an object by any name that Git takes; None where there is none."""
    done = _run("rev-parse", "--verify", "--quiet", "--end-of-options", name)
    return None if done.returncode else done.stdout.decode().strip().splitlines()[-1]


def _git(code: str, fields: dict[str, str], *arguments: str) -> bytes:
    done = _run(*arguments)
    if done.returncode:
        raise InvalidRequest([Diagnostic.of(code, **fields)])
    return done.stdout


def _run(*arguments: str) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(["git", *arguments], capture_output=True, check=False, timeout=_ENOUGH)
    except FileNotFoundError as error:
        raise InvalidRequest([Diagnostic("git-missing")]) from error
    except (OSError, subprocess.TimeoutExpired) as error:
        raise InvalidRequest([Diagnostic.of("git-failed", problem=str(error))]) from error
