"""Pictures of the page as its readers have it, for the documentation: on a phone, on a desk, on A4.

`python -m tests.browser.screenshots [FOLDER]` writes them to `docs/assets`, or to another folder. It needs Chromium,
its driver and the fonts that `.ci/run` installs, and pdftoppm (of poppler-utils) for what is printed.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from afterschool_policy.text import LANGUAGES
from tests.browser.chromium import Browser, browser, installed
from tests.browser.pages import ROOT, saved
from tests.browser.screens import DESK, PHONE

SHOWN = "refusal_lawfulness"
SHEET = (661, 935)  # A4 at 80 dots per inch


def pictures(opened: Browser, page: Path, name: str, folder: Path) -> None:
    """The first screen of a page on a phone and on a desk, and its first sheet of A4; `name` has a `{}` for which."""
    for device, (width, height) in (("phone", PHONE), ("desk", DESK)):
        opened.show(page, width=width, height=height)
        opened.picture(folder / name.format(device), first_screen=True)
    width, height = SHEET
    opened.show(first_sheet(opened, page), width=width, height=height)
    opened.picture(folder / name.format("a4"), first_screen=True)


def first_sheet(opened: Browser, page: Path) -> Path:
    """The first sheet of a page as it is printed, as a picture."""
    printed, sheet = page.with_suffix(".pdf"), page.with_suffix(".png")
    printed.write_bytes(opened.printed())
    size = ("-scale-to-x", str(SHEET[0]), "-scale-to-y", str(SHEET[1]))
    subprocess.run(("pdftoppm", "-singlefile", *size, "-png", printed, sheet.with_suffix("")), check=True)
    return sheet


def main(folder: Path) -> None:
    """Write the pictures that the documentation shows."""
    programs = installed()
    if programs is None:
        sys.exit("chromium and chromedriver are not installed")
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as scratch, browser(*programs, Path(scratch) / "profile") as opened:
        for lang in LANGUAGES:
            name = "page-{}.webp" if lang == "zh" else f"page-{{}}-{lang}.webp"
            pictures(opened, saved(Path(scratch), SHOWN, lang), name, folder)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "assets")
