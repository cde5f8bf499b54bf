"""The page in a real Chromium: it loads nothing, opens and closes by keyboard, prints whole, and can be read by all."""

from __future__ import annotations

import io
import re
import unicodedata
from functools import cache
from pathlib import Path

import pytest
from pypdf import PdfReader
from selenium.webdriver import ActionChains
from selenium.webdriver.common.keys import Keys

from afterschool_policy import Policy
from afterschool_policy.authoring.yaml_reader import read, typed_value
from afterschool_policy.positions import SourceFile
from afterschool_policy.text import Lang
from tests.browser.chromium import Browser

ROOT = Path(__file__).parents[2]
FACTS = {
    "hardship_relief": "demo/hardship_relief",
    "session_time": "demo/session_time",
    "staffing_level": "demo/staffing_level",
    "school_audit": "schools/many_faults",
}
PAGES = [(decision, lang) for decision in FACTS for lang in ("zh", "en")]
every_page = pytest.mark.parametrize(("decision", "lang"), PAGES, ids=lambda each: each)


@cache
def html(decision: str, lang: Lang) -> str:
    file = ROOT / "fixtures" / f"{FACTS[decision]}.yaml"
    facts = typed_value(read(SourceFile(file.name, file.read_text(encoding="utf-8")))[0][0])
    return Policy.load(ROOT / "policy").decide(decision, facts).explain(lang, "html")


def saved(folder: Path, decision: str, lang: Lang) -> Path:
    page = folder / f"{decision}.{lang}.html"
    page.write_text(html(decision, lang), encoding="utf-8")
    return page


# A font can have one glyph for a character and for the radical of its shape, and a PDF then names the radical.
_PAIRS = (
    "戶户⺟母⺠民⻁虎⻄西⻅见⻆角⻉贝⻋车⻓长⻔门⻘青⻙韦⻚页⻛风⻜飞⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻨麦⻩黄⻬齐⻮齿⻰龙⻳龟"
)
RADICALS = str.maketrans(_PAIRS[::2], _PAIRS[1::2])


def squeezed(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).translate(RADICALS).split())


@every_page
def test_nothing_is_asked_of_the_network_and_nothing_goes_wrong(
    chromium: Browser, folder: Path, decision: str, lang: Lang
) -> None:
    page = saved(folder, decision, lang)
    chromium.show(page)
    assert chromium.complaints() == []
    assert chromium.requests() == [page.as_uri()]
    styled = chromium.run("return getComputedStyle(document.querySelector('.answer')).borderLeftStyle")
    assert styled == "solid", "the page's own style was refused"


def test_markup_that_slipped_in_loads_nothing_and_runs_nothing(chromium: Browser, folder: Path) -> None:
    page = folder / "hostile.html"
    hostile = "<img src='http://127.0.0.1:9/a.png'><script>document.title = 'run'</script><p style='color: red' id='x'>"
    page.write_text(html("hardship_relief", "zh").replace("</main>", f"{hostile}</main>"), encoding="utf-8")
    chromium.show(page)
    refused = " ".join(chromium.complaints())
    assert refused.count("Content Security Policy") >= 3
    assert chromium.run("return document.title") != "run"
    assert chromium.run("return document.querySelector('img').naturalWidth") == 0
    assert chromium.run("return getComputedStyle(document.getElementById('x')).color") != "rgb(255, 0, 0)"


@every_page
def test_the_keyboard_reaches_and_turns_every_part_of_the_tree(
    chromium: Browser, folder: Path, decision: str, lang: Lang
) -> None:
    chromium.show(saved(folder, decision, lang))
    press(chromium, Keys.TAB)
    assert focused(chromium, "className") == "skip"
    assert chromium.run("return document.activeElement.getBoundingClientRect().left") >= 0, "the skip link stays hidden"
    for _ in range(200):
        press(chromium, Keys.TAB)
        if focused(chromium, "tagName") == "SUMMARY":
            break
    assert focused(chromium, "tagName") == "SUMMARY"
    assert chromium.run("return getComputedStyle(document.activeElement).outlineStyle") == "solid"
    before = focused(chromium, "parentElement.open")
    press(chromium, Keys.ENTER)
    assert focused(chromium, "parentElement.open") is not before
    press(chromium, Keys.SPACE)
    assert focused(chromium, "parentElement.open") is before
    left_out = "return [...document.querySelectorAll('summary')].filter(each => each.tabIndex < 0).length"
    assert chromium.run(left_out) == 0


def press(chromium: Browser, key: str) -> None:
    ActionChains(chromium.driver).send_keys(key).perform()


def focused(chromium: Browser, what: str) -> object:
    return chromium.run(f"return document.activeElement.{what}")


@every_page
def test_printed_on_a4_it_says_everything_that_is_on_the_page(
    chromium: Browser, folder: Path, decision: str, lang: Lang
) -> None:
    chromium.show(saved(folder, decision, lang))
    said = chromium.run(TEXTS)
    assert isinstance(said, list)
    printed = PdfReader(io.BytesIO(chromium.printed()))
    for sheet in printed.pages:
        assert (round(sheet.mediabox.width), round(sheet.mediabox.height)) == (595, 842)
    pages = [squeezed(sheet.extract_text()) for sheet in printed.pages]
    numbers = [re.search(r"—(\d+)/(\d+)—", page) for page in pages]
    assert [number and number.groups() for number in numbers] == [
        (str(place), str(len(pages))) for place in range(1, len(pages) + 1)
    ]
    whole = "".join(re.sub(r"—\d+/\d+—", "", page) for page in pages)
    lost = [text for text in said if squeezed(text) not in whole]
    assert not lost


TEXTS = """
const walker = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
const texts = [];
while (walker.nextNode()) if (walker.currentNode.data.trim()) texts.push(walker.currentNode.data.trim());
return texts;
"""


@every_page
@pytest.mark.parametrize("width", [320, 643], ids=["the narrowest screen", "the text of an A4 sheet"])
def test_nothing_is_cut_off_or_to_be_scrolled_to_the_side(
    chromium: Browser, folder: Path, decision: str, lang: Lang, width: int
) -> None:
    chromium.show(saved(folder, decision, lang), width=width)
    if width != 320:
        chromium.command("Emulation.setEmulatedMedia", media="print")
    assert chromium.run(OPENED) == [], "these reach beyond the right edge"
    assert chromium.run("return document.documentElement.scrollWidth <= innerWidth")


OPENED = """
document.querySelectorAll('details').forEach(each => { each.open = true; });
return [...document.querySelectorAll('main *')].filter(each => {
  const box = each.getBoundingClientRect();
  return box.width && box.right > document.documentElement.clientWidth + 1;
}).map(each => each.outerHTML.slice(0, 120));
"""


@every_page
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_word_stands_out_from_its_ground(
    chromium: Browser, folder: Path, decision: str, lang: Lang, scheme: str
) -> None:
    chromium.show(saved(folder, decision, lang), scheme=scheme)
    dark = chromium.run("return matchMedia('(prefers-color-scheme: dark)').matches")
    assert dark is (scheme == "dark")
    assert chromium.run(FAINT) == []


# The contrast of WCAG 2.2 (4.5 to 1 for text of any size), of every text against the first ground below it that is not
# clear. No text lies on an image or a gradient here, and none is made paler by opacity: the last line sees to that.
FAINT = """
document.querySelectorAll('details').forEach(each => { each.open = true; });
const parts = colour => colour.match(/[\\d.]+/g).map(Number);
const light = colour => {
  const [r, g, b] = parts(colour).map(v => { v /= 255; return v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4; });
  return .2126 * r + .7152 * g + .0722 * b;
};
const ground = each => {
  for (; each; each = each.parentElement) {
    const [, , , alpha = 1] = parts(getComputedStyle(each).backgroundColor);
    if (alpha === 1) return getComputedStyle(each).backgroundColor;
    if (alpha > 0) return 'rgb(128, 128, 128)';
  }
  return 'rgb(255, 255, 255)';
};
const faint = new Set();
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (walker.nextNode()) {
  const each = walker.currentNode.parentElement;
  if (!walker.currentNode.data.trim() || !each.checkVisibility()) continue;
  const [a, b] = [light(getComputedStyle(each).color), light(ground(each))];
  const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
  if (ratio < 4.5) faint.add(`${each.tagName}.${each.className} ${ratio.toFixed(2)}`);
}
for (const each of document.querySelectorAll('*')) if (getComputedStyle(each).opacity !== '1') faint.add('opacity');
return [...faint];
"""


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_lines_are_of_a_length_that_is_easy_to_read(chromium: Browser, folder: Path, lang: Lang) -> None:
    """About 40 Chinese characters, twice as many Latin ones, however wide the screen is."""
    chromium.show(saved(folder, "hardship_relief", lang), width=1600)
    widths = chromium.run(
        "return [...document.querySelectorAll('main p')].map(each => each.getBoundingClientRect().width"
        " / parseFloat(getComputedStyle(each).fontSize))"
    )
    assert isinstance(widths, list)
    assert max(widths) <= 40.1
