"""Every command and snippet of the documentation runs, and prints what the page says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from afterschool_policy.authoring.models import RuleEnding, RuleEntry
from afterschool_policy.authoring.overlay import is_ending
from afterschool_policy.authoring.shape import shape
from afterschool_policy.authoring.yaml_reader import read
from afterschool_policy.positions import SourceFile
from tests.docs.blocks import ROOT, blocks, pages, run

RUN = {"python", "console", "sh", "json"}
CHINESE = [page for page in pages() if page.name != "README.md" and "/docs/en/" not in page.as_posix()]


def name_of(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def runs(page: Path) -> bool:
    return any(block.language in RUN and not block.left_out for block in blocks(page))


@pytest.mark.parametrize("page", [page for page in pages() if runs(page)], ids=name_of)
def test_blocks_run_and_print_what_the_page_says(page: Path, tmp_path: Path) -> None:
    wrong = [each for each in run(page, tmp_path) if not each.holds]
    told = [f"{each.what}\n--- the page says\n{each.expected}\n--- it prints\n{each.actual}" for each in wrong]
    assert not told, "\n".join([*told, f"to mend: python tests/docs/blocks.py {name_of(page)}"])


@pytest.mark.parametrize("page", pages(), ids=name_of)
def test_commands_of_make_that_are_left_out_exist(page: Path) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for block in blocks(page):
        for target in re.findall(r"^make (\w+)$", block.text, re.MULTILINE):
            assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


@pytest.mark.parametrize("page", pages(), ids=name_of)
def test_rules_that_are_shown_have_the_shape_of_rules(page: Path) -> None:
    for block in blocks(page):
        if block.language == "yaml" and re.search(r"^rule:", block.text, re.MULTILINE) and "\n...\n" not in block.text:
            documents, faults = read(SourceFile(page.name, block.text))
            assert not faults
            for document in documents:
                assert not shape(RuleEnding if is_ending(document) else RuleEntry, document)[1]


@pytest.mark.parametrize("page", CHINESE, ids=name_of)
def test_both_languages_say_the_same(page: Path) -> None:
    """The English page stands beside the Chinese one, with the same headings, tables and blocks."""
    other = ROOT / "docs" / "en" / page.relative_to(ROOT / "docs")
    assert other.is_file()

    def frame(path: Path) -> list[str]:
        text = path.read_text(encoding="utf-8")
        marked = re.findall(r"^(#+ |\||- |\d\. |=== |```\w+|\{\{ [a-z-]+ \}\})", text, re.MULTILINE)
        return [each for each in marked if each not in ("- ",)]

    assert frame(page) == frame(other)


def test_every_english_page_has_its_chinese_one() -> None:
    english = {page.relative_to(ROOT / "docs" / "en") for page in (ROOT / "docs" / "en").rglob("*.md")}
    assert english == {page.relative_to(ROOT / "docs") for page in CHINESE}
