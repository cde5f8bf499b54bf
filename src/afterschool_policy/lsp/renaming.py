"""A fact called otherwise: in every rule, question, reading, case and file of facts, or not at all."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from afterschool_policy.lsp import phrases as say
from afterschool_policy.lsp.book import Key, PolicyBook, book_of
from afterschool_policy.lsp.checking import Checks
from afterschool_policy.lsp.mentions import Mention
from afterschool_policy.lsp.pages import Pages
from afterschool_policy.lsp.roles import NameRole
from afterschool_policy.lsp.texts import Texts
from afterschool_policy.positions import Edit, SourceFile, edited
from afterschool_policy.testing.documents import CASE_FILES, CASES
from afterschool_policy.text import Lang, Text
from afterschool_policy.values import names
from afterschool_policy.vocabulary.model import parts_of


class NotRenamedError(Exception):
    """A name that stays as it is, and why."""

    def __init__(self, why: Text) -> None:
        super().__init__(why.en)
        self.why = why


def renamed(folder: Path, texts: Texts, pages: Pages, key: Key, *, wanted: str, lang: Lang) -> list[Edit]:
    """Every place of a fact with what is to stand there.

    Args:
        folder: The policy.
        texts: What is open.
        pages: What was read of it.
        key: The fact.
        wanted: Its new name, with its group or without.
        lang: The language in which a fault is told.

    Raises:
        NotRenamedError: where the name is none or taken, a file cannot be read, or the policy would have faults that
            it does not have now: what is released keeps its names.
    """
    if key.role is not NameRole.FACT:
        raise NotRenamedError(say.ONLY_FACTS)
    group, short = parts_of(key.name)
    book = book_of(folder, texts, pages, with_cases=short)
    name = wanted if wanted.startswith(f"{group}.") else f"{group}.{wanted}"
    if not names.FACT.fits(name):
        raise NotRenamedError(say.NO_FACT.format(name=wanted, group=group))
    if book.statements(Key(NameRole.FACT, name)):
        raise NotRenamedError(say.TAKEN.format(name=name))
    _refuse_unreadable(book)
    edits = [Edit(each.span, _written(each, name)) for each in book.mentions(key)]
    _refuse_broken(folder, texts, pages, edits, lang)
    return edits


def _written(mention: Mention, name: str) -> str:
    return name if "." in mention.written else parts_of(name)[1]


def _refuse_unreadable(book: PolicyBook) -> None:
    for page in book.pages:
        if page.faults and (page.name or _holds_cases(page.file.text)):
            raise NotRenamedError(say.UNREADABLE.format(file=Path(page.file.path).name))


def _holds_cases(text: str) -> bool:
    return f"{CASES}:" in text or f"{CASE_FILES}:" in text


def _refuse_broken(folder: Path, texts: Texts, pages: Pages, edits: Iterable[Edit], lang: Lang) -> None:
    checks = Checks(folder, pages)
    before = {(fault.code, fault.message(lang)) for fault in checks.errors(texts.files_of(folder))}
    after = checks.errors(_with(texts, edits).files_of(folder))
    new = next((fault for fault in after if (fault.code, fault.message(lang)) not in before), None)
    if new is not None:
        raise NotRenamedError(say.BREAKS.format(fault=Text(new.message("zh"), new.message("en"))))


def _with(texts: Texts, edits: Iterable[Edit]) -> Texts:
    """The texts with other words at some places."""
    by_file: dict[SourceFile, list[Edit]] = {}
    for edit in edits:
        by_file.setdefault(edit.span.file, []).append(edit)
    changed = {Path(file.path): edited(file.text, found) for file, found in by_file.items()}
    return Texts({**texts.unsaved, **changed}, texts.roots)
