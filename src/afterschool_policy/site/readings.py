"""Takes the book of a policy; gives a page for every contested reading, and the register as a list."""

from __future__ import annotations

from collections.abc import Iterator

from afterschool_policy.law.model import Alternative, Reading, Rule
from afterschool_policy.site import phrases as say
from afterschool_policy.site.book import ROOT, Book
from afterschool_policy.site.markup import code, document, safe, table

LIST = f"{ROOT}/readings/index.md"


def reading_pages(book: Book) -> Iterator[tuple[str, str]]:
    """A page for every entry of the register, and the list of them."""
    yield LIST, document([f"# {say.READINGS[book.lang]}", "", *register(book, LIST)])
    for entry in book.law.readings.values():
        yield book.reading_page(entry.id), document(_reading(book, entry))


def register(book: Book, page: str) -> Iterator[str]:
    """The register as a table: matter, default and alternatives by their codes."""
    rows = [
        [
            book.to_reading(entry, page),
            code(entry.default),
            say.COMMA[book.lang].join(code(each) for each in entry.choices if each != entry.default),
        ]
        for entry in book.law.readings.values()
    ]
    yield from table([say.MATTER[book.lang], say.DEFAULT[book.lang], say.ALTERNATIVES[book.lang]], rows)


def _reading(book: Book, entry: Reading) -> Iterator[str]:
    lang, page = book.lang, book.reading_page(entry.id)
    yield f"# {entry.id} {safe(entry.matter[lang])}"
    yield ""
    for name in entry.clauses:
        yield f"> {book.to_clause(name, page)} {safe(book.law.clauses[name].quote)}"
        yield ">"
    yield ""
    yield f"## {say.DEFAULT[lang]} {code(entry.default)}"
    yield ""
    yield safe(entry.choices[entry.default][lang])
    yield ""
    yield f"**{say.GROUNDS[lang]}**{say.COLON[lang]}{safe(entry.grounds[lang])}"
    yield ""
    yield f"## {say.ALTERNATIVES[lang]}"
    yield ""
    others = [(each, text) for each, text in entry.choices.items() if each != entry.default]
    yield from (f"- {code(each)}{say.COLON[lang]}{safe(text[lang])}" for each, text in others)
    if not others:
        yield say.NO_ALTERNATIVES[lang]
    yield ""
    rules = [rule for rule in book.law.rules if entry.id in rule.readings]
    if rules:
        yield f"## {say.RESTS[lang]}"
        yield ""
        for rule in rules:
            yield f"- {book.to_rule(rule, page)} {code(rule.name)}"
            yield from (f"    - {_change(book, each)}" for each in _changes(rule, entry))
        yield ""


def _changes(rule: Rule, entry: Reading) -> list[Alternative]:
    return [each for each in rule.alternatives if each.reading == entry.id]


def _change(book: Book, alternative: Alternative) -> str:
    lang = book.lang
    if alternative.body.silent:
        return f"{code(alternative.code)}{say.COLON[lang]}{say.SILENT[lang]}"
    parts = say.COMMA[lang].join(code(part) for part in sorted(alternative.parts))
    return f"{code(alternative.code)}{say.COLON[lang]}{say.SWITCHES[lang]} {parts}"
