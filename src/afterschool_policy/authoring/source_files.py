"""Files that people write, as text: UTF-8, with or without its mark, or a diagnostic."""

from __future__ import annotations

import errno
from pathlib import Path

from afterschool_policy.authoring.files import renamed
from afterschool_policy.diagnostics import Diagnostic
from afterschool_policy.positions import SourceFile, Span
from afterschool_policy.text import Text

_GBK = Text("，可能是 GBK（ANSI）", ", but in GBK, as it seems")
_PROBLEMS = {
    errno.ENOENT: Text("没有这个文件", "there is no such file"),
    errno.EACCES: Text("没有读取的权限", "permission is denied"),
    errno.EPERM: Text("没有读取的权限", "permission is denied"),
    errno.EISDIR: Text("这是一个文件夹", "it is a folder"),
    errno.ENOTDIR: Text("路径中有一段不是文件夹", "a part of the path is no folder"),
    errno.ENAMETOOLONG: Text("路径太长", "the path is too long"),
    errno.ELOOP: Text("链接绕成了一圈", "links lead in a circle"),
    errno.ENOSPC: Text("磁盘已满", "the disk is full"),
    errno.EROFS: Text("磁盘是只读的", "the disk is read-only"),
    errno.EEXIST: Text("已经有同名的文件", "there is a file of that name"),
}


def source_in(path: Path) -> tuple[SourceFile, list[Diagnostic]]:
    """The text of a file, and its fault where it cannot be read; then the text is empty."""
    try:
        content = path.read_bytes()
    except OSError as error:
        nothing = SourceFile(path.as_posix(), "")
        return nothing, [Diagnostic.of("file-unreadable", Span.whole(nothing), problem=problem_of(error))]
    return decoded(path.as_posix(), content)


def misnamed(folder: Path, name: str) -> Diagnostic:
    """The fault of a file below a folder that would be passed over for the ending of its name."""
    place = Span.whole(SourceFile((folder / name).as_posix(), ""))
    return Diagnostic("file-ending", place, {"name": name, "wanted": renamed(name)})


def decoded(name: str, content: bytes) -> tuple[SourceFile, list[Diagnostic]]:
    """The text of what was read, under the name by which its author knows it, lines ending in `\n`."""
    try:
        return SourceFile(name, _with_plain_ends(content.decode("utf-8-sig"))), []
    except UnicodeDecodeError as error:
        known = SourceFile(name, _with_plain_ends(content[: error.start].decode("utf-8-sig", errors="replace")))
        line, column = len(known.lines), len(known.lines[-1]) + 1
        span = Span(known, line, column, line, column + 1)
        return SourceFile(name, ""), [Diagnostic.of("file-encoding", span, found=_likely(content))]


def problem_of(error: OSError | ValueError) -> Text:
    """Why a file cannot be read, in words; what no word is known for, as the system tells it."""
    if isinstance(error, OSError) and error.errno in _PROBLEMS:
        return _PROBLEMS[error.errno]
    told = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return Text(told, told)


def _likely(content: bytes) -> Text:
    """The encoding that a file in another one than UTF-8 most likely has."""
    try:
        content.decode("gb18030")
    except UnicodeDecodeError:
        return Text("", "")
    return _GBK


def _with_plain_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
