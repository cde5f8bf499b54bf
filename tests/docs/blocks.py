"""The code blocks of a page of the documentation, run as a reader would, and what they print compared.

    python    run, in one namespace for the page; a `text` block right after it is what it prints
    console   each line `$ command` is run; the lines below it are what it prints
    sh        each line is run, and has to succeed
    json      is read
    yaml, text, diff with title="path"   the file is written, or these lines of it are replaced

`<!-- not run: why -->` before a block leaves it out. In expected output a line `…` stands for any lines, `…`
inside a line for any text. `python tests/docs/blocks.py` writes what is really printed into the pages.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

from afterschool_policy import Policy

ROOT = Path(__file__).absolute().parents[2]
_FENCE = re.compile(r"^(?P<indent> *)```(?P<language>[a-z]+)(?P<rest>[^`]*)$")
_TITLE = re.compile(r'title="([^"]+)"')
_LEFT_OUT = "<!-- not run:"


@dataclass(frozen=True)
class Block:
    """A fenced block: `first` is the line of its first line of text, counted from 0."""

    language: str
    title: str | None
    text: str
    first: int
    indent: str
    left_out: bool


@dataclass(frozen=True)
class Shown:
    """What a page says is printed, against what is; `first` and `last` are the lines it says it on."""

    what: str
    expected: str
    actual: str
    first: int
    last: int

    @property
    def holds(self) -> bool:
        return matches(self.expected, self.actual)


def pages() -> list[Path]:
    """The pages of the documentation, and those that stand beside what they describe, in both languages each."""
    beside = [ROOT / "README.md", *sorted((ROOT / "examples").rglob("README.md"))]
    return [*beside, *sorted((ROOT / "docs").rglob("*.md"))]


def blocks(page: Path) -> Iterator[Block]:
    lines = page.read_text(encoding="utf-8").splitlines()
    place = 0
    while place < len(lines):
        opened = _FENCE.match(lines[place])
        place += 1
        if opened is None:
            continue
        first = place
        indent = opened["indent"]
        while lines[place] != f"{indent}```":
            place += 1
        before = next((line for line in reversed(lines[: first - 1]) if line.strip()), "")
        title = _TITLE.search(opened["rest"])
        text = "".join(line.removeprefix(indent) + "\n" for line in lines[first:place])
        left_out = before.strip().startswith(_LEFT_OUT)
        yield Block(opened["language"], title[1] if title else None, text, first, indent, left_out)
        place += 1


def run(page: Path, folder: Path) -> list[Shown]:
    """Every block of the page run in `folder`, which gets the policy, the cases and the examples first."""
    for name in ("policy", "fixtures", "examples"):
        shutil.copytree(ROOT / name, folder / name, dirs_exist_ok=True)
    shown: list[Shown] = []
    namespace: dict[str, object] = {"__name__": "__page__"}
    found = [each for each in blocks(page) if not each.left_out]
    for block, after in zip_longest(found, found[1:]):
        if block.title is not None and block.language in ("yaml", "text", "diff"):
            _write(block, folder / block.title)
        elif block.language == "python":
            printed = _python(block, page, folder, namespace)
            if (
                after is not None
                and after.language == "text"
                and after.title is None
                and after.first - block.first - _height(block) <= 4
            ):
                shown.append(Shown("python", after.text, printed, after.first, after.first + _height(after)))
        elif block.language == "console":
            shown += _console(block, folder)
        elif block.language == "json":
            json.loads(block.text)
        elif block.language == "sh":
            for command in block.text.strip().splitlines():
                code, printed = _shell(command, folder, 0)
                assert code == 0, f"{page.name}: {command}\n{printed}"
    return shown


def _height(block: Block) -> int:
    return block.text.count("\n")


def _write(block: Block, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if block.language != "diff":
        path.write_text(block.text, encoding="utf-8")
        return
    lines = block.text.splitlines()
    old = "\n".join(line[1:] for line in lines if line[:1] in ("-", " "))
    new = "\n".join(line[1:] for line in lines if line[:1] in ("+", " "))
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{path.name} does not hold these lines once:\n{old}"
    path.write_text(text.replace(old, new), encoding="utf-8")


def _python(block: Block, page: Path, folder: Path, namespace: dict[str, object]) -> str:
    source = "\n" * block.first + block.text
    printed = io.StringIO()
    with contextlib.chdir(folder), contextlib.redirect_stdout(printed):
        exec(compile(source, str(page), "exec"), namespace)
    return printed.getvalue()


def _console(block: Block, folder: Path) -> Iterator[Shown]:
    lines = block.text.splitlines()
    starts = [place for place, line in enumerate(lines) if line.startswith("$ ")]
    status = 0
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        command, first = lines[start][2:], start + 1
        while command.endswith("\\"):
            command = command[:-1] + lines[first].strip()
            first += 1
        status, printed = _shell(command, folder, status)
        expected = "\n".join(lines[first:end])
        yield Shown(command, expected, printed, block.first + first, block.first + end)


def _shell(command: str, folder: Path, status: int) -> tuple[int, str]:
    environment = {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "NO_COLOR": "1",
        "COLUMNS": "120",
        "PYTEST_PLUGINS": "pytest_afterschool_policy",  # also where the library was installed before it had a plugin
    }
    # `CI` and `BUILD_NUMBER` make pytest print whole messages in its summary
    for name in ("AFTERSCHOOL_POLICY_LANG", "BUILD_NUMBER", "CI", "FORCE_COLOR"):
        environment.pop(name, None)
    done = subprocess.run(
        ["bash", "-c", f"(exit {status}); {command}"],
        cwd=folder, env=environment, text=True, check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    return done.returncode, done.stdout


# -------------------------------------------------------------------------------------------------- comparing
def plain(text: str) -> str:
    """Without digests, blanks at line ends and empty lines around."""
    text = re.sub(r"sha256:[0-9a-f]+", "sha256:…", text)
    return "\n".join(line.rstrip() for line in text.strip("\n").splitlines())


def matches(expected: str, actual: str) -> bool:
    pattern = "".join(
        r"(?:.*\n)*?" if line == "…" else re.escape(line).replace("…", ".*") + r"\n"
        for line in plain(expected).splitlines()
    )
    return re.fullmatch(pattern, plain(actual) + "\n" if plain(actual) else "") is not None


def rewrite(page: Path) -> list[str]:
    """Write into the page what is really printed; gives the commands whose shortened output is left to the writer."""
    with tempfile.TemporaryDirectory() as folder:
        wrong = [each for each in run(page, Path(folder)) if not each.holds]
    lines = page.read_text(encoding="utf-8").splitlines()
    by_hand = [each.what for each in wrong if "…" in each.expected.replace("sha256:…", "").replace("……", "")]
    for each in sorted(wrong, key=lambda shown: -shown.first):
        if each.what not in by_hand:
            lines[each.first : each.last] = plain(each.actual).splitlines()
    page.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return by_hand


if __name__ == "__main__":
    Policy.load(ROOT / "policy")  # a policy that does not load has nothing to show
    chosen = [Path(name).absolute() for name in sys.argv[1:]] or pages()
    for each in chosen:
        try:
            for command in rewrite(each):
                print(f"{each.relative_to(ROOT)}: mend by hand: {command}")
        except Exception as error:
            print(f"{each.relative_to(ROOT)}: {str(error)[:300]}")
