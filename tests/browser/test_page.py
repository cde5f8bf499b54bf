"""The page in a real Chromium: it begins with the answer, loads nothing, prints whole, and can be read by all."""

from __future__ import annotations

import io
import re
import unicodedata
from itertools import pairwise
from pathlib import Path

import pytest
from pypdf import PdfReader
from selenium.webdriver import ActionChains
from selenium.webdriver.common.keys import Keys

from afterschool_policy.text import LANGUAGES, Lang
from tests.browser.chromium import Browser
from tests.browser.pages import FACTS, html, saved
from tests.browser.screens import DESK, PHONE

PAGES = [(decision, lang) for decision in FACTS for lang in LANGUAGES]
every_page = pytest.mark.parametrize(("decision", "lang"), PAGES, ids=lambda each: each)


# A font can have one glyph for a character and for the radical of its shape, and a PDF then names the radical.
_PAIRS = (
    "戶户⺟母⺠民⻁虎⻄西⻅见⻆角⻉贝⻋车⻓长⻔门⻘青⻙韦⻚页⻛风⻜飞⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻨麦⻩黄⻬齐⻮齿⻰龙⻳龟"
)
RADICALS = str.maketrans(_PAIRS[::2], _PAIRS[1::2])


def squeezed(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).translate(RADICALS).split())


@every_page
@pytest.mark.parametrize("screen", [PHONE, DESK], ids=["phone", "desk"])
def test_the_first_screen_is_the_answer_and_the_rest_is_opened_by_the_reader(
    chromium: Browser, folder: Path, decision: str, lang: Lang, screen: tuple[int, int]
) -> None:
    width, height = screen
    chromium.show(saved(folder, decision, lang), width=width, height=height)
    top, *ends = chromium.run(ANSWER)
    assert top < height / 4
    assert len([end for end in ends if end <= height]) >= 2, "the reason is below the first screen"
    if lang == "zh" and (decision, screen) not in LONGER:
        assert ends[-1] <= height
    closed = chromium.run("return [...document.querySelectorAll('.part:not([open]) > summary')].length")
    parts = chromium.run("return document.querySelectorAll('main > section').length")
    found = 2 if decision == "school_audit" else 0  # what an audit found to be wrong and due
    assert parts - closed == found
    assert parts > 3


ANSWER = """
const top = document.querySelector('.answer').getBoundingClientRect().top;
return [top, ...[...document.querySelectorAll('.answer > div')].map(each => each.getBoundingClientRect().bottom)];
"""
LONGER = {("staffing_level", PHONE)}  # two clauses, five amounts


@every_page
def test_the_first_sheet_of_paper_has_the_whole_answer(
    chromium: Browser, folder: Path, decision: str, lang: Lang
) -> None:
    chromium.show(saved(folder, decision, lang))
    said = chromium.run(TEXTS, ".answer")
    assert isinstance(said, list)
    sheet = squeezed(PdfReader(io.BytesIO(chromium.printed())).pages[0].extract_text())
    assert said
    assert not [text for text in said if squeezed(text) not in sheet]


@every_page
def test_links_in_the_answer_open_what_they_lead_to(chromium: Browser, folder: Path, decision: str, lang: Lang) -> None:
    chromium.show(saved(folder, decision, lang))
    links = chromium.run("return [...document.querySelectorAll('.answer a, .revision a')].map(each => each.hash)")
    assert isinstance(links, list)
    assert any(link.startswith("#clause-") for link in links)
    assert "#verify" in links
    for link in dict.fromkeys(links):
        chromium.show(saved(folder, decision, lang))
        chromium.run("document.querySelector(`main a[href='${arguments[0]}']`).click()", link)
        assert chromium.run(ON_SCREEN, link), link


ON_SCREEN = """
const target = document.getElementById(arguments[0].slice(1));
const part = target.closest('.part') ?? target.querySelector('.part');
return part.open && target.checkVisibility() && target.getBoundingClientRect().top < innerHeight;
"""


@every_page
def test_ids_are_unique_and_headings_in_order(chromium: Browser, folder: Path, decision: str, lang: Lang) -> None:
    chromium.show(saved(folder, decision, lang))
    ids = chromium.run("return [...document.querySelectorAll('[id]')].map(each => each.id)")
    assert isinstance(ids, list)
    assert len(ids) == len(set(ids))
    headings = chromium.run("return [...document.querySelectorAll('h1, h2, h3, h4')].map(each => +each.tagName[1])")
    assert isinstance(headings, list)
    assert headings.count(1) == 1
    assert all(under <= above + 1 for above, under in pairwise(headings))


@every_page
def test_every_sign_is_told_in_the_legend(chromium: Browser, folder: Path, decision: str, lang: Lang) -> None:
    chromium.show(saved(folder, decision, lang))
    used = chromium.run("return [...document.querySelectorAll('.tree .sign')].map(each => each.textContent)")
    told = chromium.run("return [...document.querySelectorAll('.signs .sign')].map(each => each.textContent)")
    assert isinstance(used, list)
    assert isinstance(told, list)
    assert used
    assert set(used) <= set(told)


@pytest.mark.parametrize("decision", FACTS)
def test_no_gap_stands_between_chinese_characters(chromium: Browser, folder: Path, decision: str) -> None:
    """As a line break of a template would leave one. An outcome stands apart from its sentence."""
    chromium.show(saved(folder, decision, "zh"))
    lines = chromium.run(f"{OPEN} return document.body.innerText.split('\\n')")
    labels = chromium.run("return [...document.querySelectorAll('.label')].map(each => each.textContent)")
    assert isinstance(lines, list)
    assert isinstance(labels, list)
    apart = "|".join(map(re.escape, set(labels)))
    joined = [re.sub(rf"({apart}) ", r"\1", line) for line in lines]
    assert not [line for line in joined if GAP.search(line)]


CHINESE = r"[\u3001-\u9fff\uff00-\uff20]"  # characters and marks
GAP = re.compile(f"{CHINESE} +{CHINESE}")


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
    said = chromium.run(TEXTS, "main")
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
const walker = document.createTreeWalker(document.querySelector(arguments[0]), NodeFilter.SHOW_TEXT);
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
    assert chromium.run(OPEN + BEYOND_THE_EDGE) == [], "these reach beyond the right edge"
    assert chromium.run("return document.documentElement.scrollWidth <= innerWidth")


OPEN = "document.querySelectorAll('details').forEach(each => { each.open = true; });"
BEYOND_THE_EDGE = """
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
    assert chromium.run(OPEN + FAINT) == []


# The contrast of WCAG 2.2 (4.5 to 1 for text of any size), of every text against the first ground below it that is not
# clear. No text lies on an image or a gradient here, and none is made paler by opacity: the last line sees to that.
FAINT = """
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
