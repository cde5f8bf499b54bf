"""What may be written at the cursor: names, codes, functions and keys, those that fit what stands there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from afterschool_policy.language.checker import PARAMETER_PREFIX
from afterschool_policy.language.gatherings import GATHERINGS
from afterschool_policy.language.operators import notation
from afterschool_policy.language.parser import ASKING
from afterschool_policy.law.parts import PARTS, kinds_of
from afterschool_policy.lsp.book import Key, PolicyBook, label_of, scalar
from afterschool_policy.lsp.cursor import CursorPlace, places
from afterschool_policy.lsp.hover import told
from afterschool_policy.lsp.mentions import decision_of, is_sentence, owner_of
from afterschool_policy.lsp.roles import NameRole
from afterschool_policy.lsp.rows import WORDS
from afterschool_policy.lsp.slots import keys_of, literals
from afterschool_policy.lsp.words import subject_before
from afterschool_policy.text import LANGUAGES, Lang

_WORD = re.compile(r"[\w.]*$")
_NAME = re.compile(r"[\w./-]*$")
_ASKED = re.compile(rf"(?:{'|'.join(ASKING)})\(\s*[\w.]*$")
_IN_BRACES = re.compile(r"\{[\w.]*$")
_NUMERAL = re.compile(r"[0-9]+(\.[0-9]+)?")
_SHORTEST = 3
"""Of so many letters at least is a word that is looked for in labels; a Chinese one can have one sign."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What may be written: `rank` says what comes first, `key` what it names, `about` what else is to be said of it."""

    written: str
    label: str
    rank: int
    key: Key | None = None
    about: str = ""
    is_key: bool = False


def proposals(book: PolicyBook, name: str, text: str, lang: Lang) -> tuple[str, list[Proposal]]:
    """The word before the end of a text, and what may be written in its place.

    A word can be part of a label, too: who thinks of a fact by its Chinese name finds it by that.
    """
    word, found = "", dict[str, Proposal]()
    for place in places(name, text):
        word = word or _word(place)
        for each in _proposals(book, place, lang):
            if _fits(book, each, _word(place)):
                found.setdefault(each.written, each)
    return word, list(found.values())


def told_of(book: PolicyBook, proposal: Proposal, lang: Lang) -> str:
    """What is told of a proposal that is pointed at."""
    return proposal.about or (told(book, proposal.key, lang) if proposal.key is not None else "")


def _word(place: CursorPlace) -> str:
    pattern = _WORD if place.slot.role is NameRole.EXPRESSION else _NAME
    found = pattern.search(place.before)
    return found[0] if found else ""


def _fits(book: PolicyBook, proposal: Proposal, word: str) -> bool:
    if not word or word.lower() in proposal.written.lower():
        return True
    if word.isascii() and not (word.isalpha() and len(word) >= _SHORTEST):
        return False
    entry = book.entry(proposal.key) if proposal.key is not None else None
    labels = (label_of(proposal.key, entry, each) for each in LANGUAGES) if proposal.key is not None else ()
    return any(word.lower() in label.lower() for label in (proposal.label, *labels))


def _proposals(book: PolicyBook, place: CursorPlace, lang: Lang) -> Iterator[Proposal]:
    slot = place.slot
    if slot.models:
        yield from _keys(place)
    if slot.role in _PROPOSERS:
        yield from _PROPOSERS[slot.role](book, place, lang)
    elif slot.role in WORDS:
        for rank, (word, label) in enumerate(WORDS[slot.role].items()):
            yield Proposal(word, label[lang], rank, Key(slot.role, word), is_key=slot.is_key)
    elif slot.role is not None:
        yield from (_as_written(each, place) for each in _named(book, slot.role, lang))
    elif is_sentence(slot) and _IN_BRACES.search(place.before):
        yield from _parameters(book, lang)
    if not slot.is_key:
        yield from (Proposal(word, "", rank) for rank, word in enumerate(literals(slot.form)))


def _as_written(proposal: Proposal, place: CursorPlace) -> Proposal:
    """A name as it is to be written: in quotes where others would read a number."""
    if place.is_quoted or not _NUMERAL.fullmatch(proposal.written):
        return proposal
    return Proposal(f'"{proposal.written}"', proposal.label, proposal.rank, proposal.key, proposal.about)


def _keys(place: CursorPlace) -> Iterator[Proposal]:
    """The keys of the mapping that are not there yet, and mean something in it."""
    slot = place.slot
    there = {key.value or "" for key, _ in slot.above[-1].entries} if slot.above else set()
    kinds = set(kinds_of(there))
    rank = 0
    for model in slot.models:
        for key, about in keys_of(model).items():
            part = PARTS.get(key) if len(slot.above) == 1 else None
            if key not in there and (part is None or part.kinds & kinds):
                rank += 1
                yield Proposal(key, about, rank, about=about, is_key=True)


def _named(book: PolicyBook, role: NameRole, lang: Lang, of: str = "") -> Iterator[Proposal]:
    for rank, (name, stated) in enumerate(book.named(role, of)):
        key = Key(role, of + name)
        yield Proposal(name, label_of(key, stated.entry, lang), rank, key)


def _parameters(book: PolicyBook, lang: Lang) -> Iterator[Proposal]:
    for each in _named(book, NameRole.PARAMETER, lang):
        yield Proposal(PARAMETER_PREFIX + each.written, each.label, 2_000 + each.rank, each.key)


def _choices(book: PolicyBook, place: CursorPlace, lang: Lang) -> Iterator[Proposal]:
    return _named(book, NameRole.CHOICE, lang, f"{place.slot.path[-2 if place.slot.is_key else -1]}:")


def _outputs(book: PolicyBook, place: CursorPlace, lang: Lang) -> Iterator[Proposal]:
    decision = decision_of(place.slot.above[0]) if place.slot.above else ""
    return _named(book, NameRole.OUTPUT, lang, f"{decision}.")


def _codes(book: PolicyBook, place: CursorPlace, lang: Lang) -> Iterator[Proposal]:
    of = owner_of(place.slot)
    codes = book.codes_of(of) if of is not None else None
    return _named(book, NameRole.CODE, lang, f"{codes}:") if codes else iter(())


def _in_expression(book: PolicyBook, place: CursorPlace, lang: Lang) -> Iterator[Proposal]:
    word = _word(place)
    before = place.before[: len(place.before) - len(word)]
    subject = subject_before(before)
    if asked := _ASKED.search(place.before):
        yield from _named(book, NameRole.OUTPUT if asked[0].startswith("amount") else NameRole.DECISION, lang)
        return
    if subject is not None and subject.role is NameRole.DECISION:
        yield from (
            Proposal(name, label[lang], 0, Key(NameRole.OUTCOME, name))
            for name, label in WORDS[NameRole.OUTCOME].items()
        )
        return
    of = subject or owner_of(place.slot)
    codes = book.codes_of(of) if of is not None else None
    if codes:
        yield from _named(book, NameRole.CODE, lang, f"{codes}:")
    for each in _named(book, NameRole.FACT, lang):
        yield Proposal(each.written, each.label, 1_000 + each.rank, each.key)
    yield from _parameters(book, lang)
    yield from (Proposal(name, "", 3_000 + rank, Key(NameRole.OPERATOR, name)) for rank, name in enumerate(_signs()))


@cache
def _signs() -> tuple[str, ...]:
    """The words of the notation."""
    written = notation()
    words: Iterable[str] = (*written.infix, *written.prefix, *written.functions, *GATHERINGS, *ASKING)
    return tuple(word for word in dict.fromkeys(words) if word.replace("_", "").replace(" ", "").isalpha())


def _in_facts(book: PolicyBook, place: CursorPlace, lang: Lang) -> Iterator[Proposal]:
    """The names of facts in a mapping of them, group by group, and what each can be."""
    slot = place.slot
    steps = [step for step in slot.path if isinstance(step, str)]
    if not slot.is_key:
        fact = Key(NameRole.FACT, ".".join(steps[-2:]))
        codes = scalar(book.entry(fact), "codes")
        yield from _named(book, NameRole.CODE, lang, f"{codes}:") if codes else ()
        if scalar(book.entry(fact), "type") == "boolean":
            yield from (Proposal(word, "", rank) for rank, word in enumerate(("true", "false")))
        return
    group = steps[-2] if len(steps) > 1 else ""
    for rank, (name, stated) in enumerate(book.named(NameRole.FACT, f"{group}.")):
        key = Key(NameRole.FACT, f"{group}.{name}")
        yield Proposal(name, label_of(key, stated.entry, lang), rank, key, is_key=True)
    for each in _named(book, NameRole.GROUP, lang):
        yield Proposal(each.written, each.label, 1_000 + each.rank, each.key, is_key=True)


_PROPOSERS = {
    NameRole.EXPRESSION: _in_expression,
    NameRole.FACTS: _in_facts,
    NameRole.CHOICE: _choices,
    NameRole.OUTPUT: _outputs,
    NameRole.CODE: _codes,
}
