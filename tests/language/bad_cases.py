"""The golden bad policies: each a folder of files that differ from `base`, with the diagnostics they must raise.

python -m tests.language.bad_cases      writes the expected files anew; read the difference before you keep it
"""

import shutil
import tempfile
from contextlib import chdir
from pathlib import Path

from afterschool_policy.authoring.files import PolicyFiles
from afterschool_policy.authoring.loader import load
from afterschool_policy.compile.build import build
from afterschool_policy.diagnostics import Diagnostic
from afterschool_policy.text import Lang
from afterschool_policy.tooling.form.mending import mended
from afterschool_policy.tooling.form.writing import difference, write_at_once

HERE = Path(__file__).parent
BASE = HERE / "base"
BAD = HERE / "bad"
MENDING = "expected.mending.diff"
LANGUAGES: tuple[Lang, ...] = ("zh", "en")


def names() -> list[str]:
    return sorted(path.name for path in BAD.iterdir())


def diagnostics_of(name: str | None, workshop: Path) -> list[Diagnostic]:
    """What loading the base with the case laid over it reports; paths are relative to the policy folder."""
    shutil.copytree(BASE, workshop, dirs_exist_ok=True)
    if name is not None:
        shutil.copytree(BAD / name, workshop, dirs_exist_ok=True, ignore=shutil.ignore_patterns("expected.*"))
    with chdir(workshop):
        return build(*load(PolicyFiles(Path())))[1]


def rendered(found: list[Diagnostic], lang: Lang) -> str:
    return "\n".join(each.render(lang) for each in found) + "\n"


def expected(name: str, lang: Lang) -> str:
    return (BAD / name / f"expected.{lang}.txt").read_text(encoding="utf-8")


def mending_of(name: str, workshop: Path) -> str:
    """What `check --fix` changes of the case, as a difference; empty where nothing has one mending alone."""
    diagnostics_of(name, workshop)
    with chdir(workshop):
        files = mended(
            lambda: build(*load(PolicyFiles(Path())))[1],
            lambda file, text: write_at_once(Path(file.path), text),
        )
        return "".join(difference(each.file, each.text) for each in sorted(files, key=lambda each: each.file.path))


def expected_mending(name: str) -> str:
    path = BAD / name / MENDING
    return path.read_text(encoding="utf-8") if path.exists() else ""


def rewrite() -> None:
    for name in names():
        with tempfile.TemporaryDirectory() as workshop:
            found = diagnostics_of(name, Path(workshop))
            mending = mending_of(name, Path(workshop))
        (BAD / name / MENDING).unlink(missing_ok=True)
        if mending:
            (BAD / name / MENDING).write_text(mending, encoding="utf-8")
        for lang in LANGUAGES:
            (BAD / name / f"expected.{lang}.txt").write_text(rendered(found, lang), encoding="utf-8")


if __name__ == "__main__":
    rewrite()
