"""All names of a policy: where each is stated, and where it is taken up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from afterschool_policy.authoring.files import INSTRUMENT
from afterschool_policy.authoring.yaml_reader import MappingNode, ScalarNode, YamlNode
from afterschool_policy.lsp.mentions import Mention
from afterschool_policy.lsp.pages import Page, Pages
from afterschool_policy.lsp.roles import NameRole
from afterschool_policy.lsp.texts import Texts
from afterschool_policy.lsp.words import Owner
from afterschool_policy.text import LANGUAGES, Lang


class Key(NamedTuple):
    """A name, in full, and what it names."""

    role: NameRole
    name: str


_OWNED = frozenset({NameRole.CODE, NameRole.CHOICE})
"""What can be called the same in several lists."""


class PolicyBook:
    """The names of one policy, from pages that may be half written."""

    def __init__(self, pages: Iterable[Page]) -> None:
        self.pages = tuple(pages)

    @cached_property
    def _stated(self) -> dict[Key, list[Mention]]:
        stated: dict[Key, list[Mention]] = {}
        for page in self.pages:
            for mention in page.mentions:
                if mention.states and (key := self.key(mention)) is not None:
                    stated.setdefault(key, []).append(mention)
        return stated

    @cached_property
    def _by_name(self) -> dict[str, Key]:
        return {mention[0].written: key for key, mention in reversed(self._stated.items())} | {
            key.name: key for key in reversed(self._stated)
        }

    def key(self, mention: Mention) -> Key | None:
        """What a mention names; None where nobody can tell."""
        match mention.role, mention.of:
            case NameRole.CODE, Owner() as of:
                codes = self.codes_of(of)
                return None if codes is None else Key(NameRole.CODE, f"{codes}:{mention.name}")
            case NameRole.CHOICE, Owner(name=reading):
                return Key(NameRole.CHOICE, f"{reading}:{mention.name}")
            case NameRole.FIELD, Owner(name=records):
                member = scalar(self.entry(Key(NameRole.FACT, records)), "of")
                return Key(NameRole.FACT, f"{member}.{mention.name}") if member else None
            case ((NameRole.CODE | NameRole.CHOICE | NameRole.FIELD), None):
                return None
        return Key(mention.role, mention.name)

    def codes_of(self, of: Owner) -> str | None:
        """The list of codes that a fact, parameter or output takes its value from."""
        if of.role is NameRole.ENUMERATION:
            return of.name
        return scalar(self.entry(Key(of.role, of.name)), "codes") or None

    def statements(self, key: Key) -> list[Mention]:
        """Where a name is stated: in the policy first, then in what amends it."""
        return self._stated.get(key, [])

    def entry(self, key: Key) -> YamlNode | None:
        """All that is said of a name where it is stated."""
        return next((each.entry for each in self.statements(key)), None)

    def named(self, role: NameRole, of: str | None = None) -> Iterator[tuple[str, Mention]]:
        """The names of a sort, or those of one list or reading, each in short with where it is stated."""
        for key, (mention, *_) in self._stated.items():
            if key.role is role and (of is None or key.name.startswith(of)):
                yield key.name.removeprefix(of or ""), mention

    def every(self) -> Iterator[tuple[Key, Mention]]:
        """Every name, and each place where it is stated."""
        for key, found in self._stated.items():
            for mention in found:
                yield key, mention

    def mentions(self, key: Key) -> Iterator[Mention]:
        """Every place of a name."""
        for page in self.pages:
            for mention in page.mentions:
                if self.key(mention) == key:
                    yield mention

    def called(self, word: str) -> Key | None:
        """What a word names that stands where nothing else tells it."""
        parameter = Key(NameRole.PARAMETER, word.removeprefix("parameter."))
        return self._by_name.get(word) or (parameter if parameter in self._stated else None)


def book_of(folder: Path, texts: Texts, pages: Pages, *, with_cases: str | None = None) -> PolicyBook:
    """The names of a policy, with those in cases and facts beside it that hold some text."""
    files = texts.files_of(folder)
    found = [pages.known(name, texts.source(path)[0]) for name, path in texts.own(files)]
    known = {page.file.path for page in found}
    for name, prefix in _ledgers(found):
        path = folder / name
        page = pages.known(name, texts.source(path)[0])
        if page.file.path in known:
            found = [each for each in found if each.file.path != page.file.path]
        found.append(replace(page, mentions=tuple(_prefixed(each, prefix) for each in page.mentions)))
    if with_cases is not None:
        for path in texts.cases_of(folder):
            file, _ = texts.source(path)
            if with_cases in file.text:
                found.append(pages.known("", file))
    return PolicyBook(found)


def _ledgers(pages: Iterable[Page]) -> Iterator[tuple[str, str]]:
    """The ledgers of further texts, by their names, with what stands before the ids of their clauses."""
    for page in pages:
        for document in page.documents if page.name == INSTRUMENT else ():
            texts = document.get("instruments") if isinstance(document, MappingNode) else None
            for _, entry in texts.entries if isinstance(texts, MappingNode) else ():
                if name := scalar(entry, "ledger"):
                    yield name, scalar(entry, "prefix")


def _prefixed(mention: Mention, prefix: str) -> Mention:
    stated = mention.role is NameRole.CLAUSE and mention.states
    return replace(mention, name=prefix + mention.name) if stated else mention


def scalar(node: YamlNode | None, key: str) -> str:
    """The text under a key; empty where there is none."""
    below = node.get(key) if isinstance(node, MappingNode) else None
    return below.value or "" if isinstance(below, ScalarNode) else ""


def phrase(node: YamlNode | None, lang: Lang) -> str:
    """A phrase in a language, or else in another; empty where it is none."""
    return scalar(node, lang) or next(filter(None, (scalar(node, other) for other in LANGUAGES)), "")


def below(node: YamlNode | None, *keys: str) -> YamlNode | None:
    """What stands below keys; None where one of them is not there."""
    for key in keys:
        node = node.get(key) if isinstance(node, MappingNode) else None
    return node


def label_of(key: Key, entry: YamlNode | None, lang: Lang) -> str:
    """What a name is called in a line."""
    if key.role is NameRole.CLAUSE:
        return scalar(entry, "quote")
    if key.role in (
        NameRole.CODE,
        NameRole.ACTOR,
        NameRole.RELATION,
        NameRole.SECTION,
        NameRole.UNIT,
        NameRole.LEVEL,
        NameRole.CHOICE,
    ):
        return phrase(entry, lang)
    for name in ("title", "label", "question", "matter", "name"):
        if found := phrase(below(entry, name), lang):
            return found
    return ""
