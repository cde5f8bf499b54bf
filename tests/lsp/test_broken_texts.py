"""A text is broken most of the time while it is written: whatever is left of it, every question is answered."""

import random
from pathlib import Path

import pytest

from afterschool_policy.lsp.book import book_of
from afterschool_policy.lsp.completion import proposals, told_of
from afterschool_policy.lsp.desk import Desk
from afterschool_policy.lsp.hover import told
from afterschool_policy.lsp.pages import Pages
from afterschool_policy.lsp.symbols import symbols
from afterschool_policy.lsp.texts import Texts
from tests.support import LIBRARY

NAMES = (
    "policy/rules/1-borrowing.yaml", "policy/rules/3-precious.yaml", "policy/facts.yaml", "policy/decisions.yaml",
    "policy/clauses.yaml", "policy/readings.yaml", "policy/policy.yaml", "policy/entities.yaml", "cases/borrowing.yaml",
)  # fmt: skip
SLIPS = ("", "[", "{", "\n- ", '"', "：", "\n  ", ": ", "---\n", "\t", "&a ", "*a", "!!int ", "?", "\u2028", "𠮷", "\r")


def broken(text: str, chance: random.Random) -> str:
    """A text with a piece of it gone and a slip in its place."""
    start = chance.randrange(len(text))
    end = min(len(text), start + chance.choice((0, 1, 5, 50)))
    return text[:start] + chance.choice(SLIPS) + text[end:]


@pytest.mark.parametrize("name", NAMES)
def test_no_text_is_too_broken_for_any_question(project, name):
    path, desk, chance = project / name, Desk(), random.Random(name)
    text = path.read_text(encoding="utf-8")
    checks = desk.checks(project / "policy")
    for _ in range(15):
        texts = Texts({path: broken(text, chance)}, (project,))
        for _step in checks.steps(texts):
            pass
        page = desk.page(path, texts)
        lines = page.file.text.split("\n")
        symbols(page, "zh")
        for _place in range(10):
            line = chance.randrange(len(lines))
            place = line + 1, chance.randrange(len(lines[line]) + 1) + 1
            found = desk.found(path, texts, place)
            if found is not None:
                told(desk.book(path, texts), found.key, "zh")
                assert found.span.file.path == path.as_posix()


@pytest.mark.parametrize("name", [name.removeprefix("policy/") for name in NAMES if name.startswith("policy/")])
def test_no_place_in_a_text_is_too_odd_to_be_completed(name):
    book = book_of(LIBRARY, Texts(), Pages())
    text = Path(LIBRARY / name).read_text(encoding="utf-8")
    chance = random.Random(name)
    for _ in range(40):
        before = broken(text, chance)
        word, found = proposals(book, name, before[: chance.randrange(len(before) + 1)], "zh")
        for each in found[:3]:
            assert each.written, word
            told_of(book, each, "zh")
