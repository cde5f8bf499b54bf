"""The pages of a change in a real Chromium: they load nothing, fit a phone and a desk, and print on A4."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import pytest
from pypdf import PdfReader

from afterschool_policy.text import LANGUAGES, Lang
from tests.browser.chromium import Browser
from tests.browser.screens import DESK, PHONE
from tests.browser.test_page import squeezed

EXAMPLE = Path(__file__).parents[2] / "examples" / "provincial_amendment"
BASE, AMENDMENT = str(EXAMPLE / "base"), str(EXAMPLE / "amendment")
COMMANDS = {
    "review": [BASE, f"{BASE}+{AMENDMENT}", "--cases", str(EXAMPLE / "cases"), "--by", "张三", "--today", "2022-02-20"],
    "timeline": ["fee", "--policy", BASE, "--amendment", AMENDMENT, "--today", "2022-01-15"],
}
every_page = pytest.mark.parametrize(
    ("command", "lang"), [(command, lang) for command in COMMANDS for lang in LANGUAGES], ids=lambda each: each
)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], Path]:
    """The pages as files."""
    folder = tmp_path_factory.mktemp("changes")
    pages = {}
    for command, arguments in COMMANDS.items():
        for lang in LANGUAGES:
            page = pages[command, lang] = folder / f"{command}.{lang}.html"
            program = [sys.executable, "-m", "afterschool_policy", command, *arguments]
            subprocess.run([*program, "--lang", lang, "--out", page], check=True, capture_output=True)
    return pages


@every_page
@pytest.mark.parametrize("screen", [PHONE, DESK], ids=["phone", "desk"])
def test_it_fits_the_screen_and_asks_nothing_of_the_network(
    chromium: Browser, written: dict[tuple[str, str], Path], command: str, lang: Lang, screen: tuple[int, int]
) -> None:
    width, height = screen
    page = written[command, lang]
    chromium.show(page, width=width, height=height)
    assert chromium.run("return document.documentElement.scrollWidth <= innerWidth")
    assert chromium.complaints() == []
    assert chromium.requests() == [page.as_uri()]


@every_page
def test_it_prints_on_a4_to_the_last_word(
    chromium: Browser, written: dict[tuple[str, str], Path], command: str, lang: Lang
) -> None:
    chromium.show(written[command, lang])
    sheets = PdfReader(io.BytesIO(chromium.printed())).pages
    assert all(abs(sheet.mediabox.width - 595) < 2 and abs(sheet.mediabox.height - 842) < 2 for sheet in sheets)
    printed = squeezed("".join(sheet.extract_text() for sheet in sheets))
    said = chromium.run("return [...document.querySelectorAll('h2, h3, .sign th')].map(each => each.innerText)")
    assert isinstance(said, list)
    assert said
    assert not [words for words in said if squeezed(words) not in printed]
