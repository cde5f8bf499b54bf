"""Takes the book of a policy; gives a page for every clause, and the whole text, each sentence a link."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from afterschool_policy.law.modalities import MODALITIES
from afterschool_policy.law.model import Clause
from afterschool_policy.site import phrases as say
from afterschool_policy.site.book import ROOT, Book
from afterschool_policy.site.markup import anchor_of, document, folded, link, safe
from afterschool_policy.site.rule import rule_section
from afterschool_policy.testing.cases import Result
from afterschool_policy.text import Text
from afterschool_policy.values.outcomes import OUTCOMES

WHOLE = f"{ROOT}/text.md"
_MANY = 6


def clause_pages(book: Book) -> Iterator[tuple[str, str]]:
    """A page for every segment of the text."""
    clauses = [*book.law.clauses.values()]
    for place, clause in enumerate(clauses):
        before = clauses[place - 1] if place else None
        after = clauses[place + 1] if place + 1 < len(clauses) else None
        yield book.clause_page(clause.id), document(_clause(book, clause, before, after))


def whole_text(book: Book) -> str:
    """The text in its paragraphs, every sentence a link."""
    return document(_whole(book))


def _clause(book: Book, clause: Clause, before: Clause | None, after: Clause | None) -> Iterator[str]:
    lang, page = book.lang, book.clause_page(clause.id)
    yield f"# {say.CLAUSE[lang]} {clause.id}"
    yield ""
    yield f"{safe(' › '.join(clause.heading))} · {link(say.IN_TEXT[lang], WHOLE, page=page, anchor=_anchor(clause))}"
    yield ""
    yield from _in_place(book, clause, page)
    yield from _about(book, clause)
    yield from _rules(book, clause, page)
    yield from _cases(book, clause, page)
    specs = book.decisions_of_clause.get(clause.id, [])
    yield from _list(book, say.USED_BY, [book.to_decision(spec, page) for spec in specs])
    yield from _list(book, say.READINGS, [book.to_reading(each, page) for each in book.readings_of(clause)])
    yield from _list(book, say.RELATIONS, [*_relations(book, clause, page)])
    yield "---"
    yield ""
    for heading, other in ((say.PREVIOUS, before), (say.NEXT, after)):
        if other is not None:
            yield f"{heading[lang]}{say.COLON[lang]}{book.to_clause(other.id, page)} {safe(_short(other.quote))}  "


def _in_place(book: Book, clause: Clause, page: str) -> Iterator[str]:
    """The sentence among its neighbours of the same paragraph, itself marked."""
    beside = [each for each in book.law.clauses.values() if each.line == clause.line]
    place = beside.index(clause)
    near = beside[max(0, place - 2) : place + 3]
    shown = [
        f"<mark>{safe(each.quote)}</mark>"
        if each is clause
        else link(safe(each.quote), book.clause_page(each.id), page=page) + "{ .beside }"
        for each in near
    ]
    dots = ("……" if near[0] is not beside[0] else "", "……" if near[-1] is not beside[-1] else "")
    yield f"<blockquote lang='zh-Hans' class='clause' markdown='span'>{dots[0]}{''.join(shown)}{dots[1]}</blockquote>"
    yield ""


def _about(book: Book, clause: Clause) -> Iterator[str]:
    lang = book.lang
    if clause.operative:
        if clause.gist is not None:
            yield f"**{say.GIST[lang]}**{say.COLON[lang]}{safe(clause.gist[lang])}  "
        if clause.modality is not None:
            yield f"**{say.WORDS[lang]}**{say.COLON[lang]}{safe(_modality(clause.modality)[lang])}  "
    else:
        reason = safe(clause.reason[lang]) if clause.reason else ""
        yield f"**{say.NOT_OPERATIVE[lang]}**{say.COLON[lang]}{reason}  "
    if clause.actors:
        actors = say.COMMA[lang].join(safe(each[lang]) for each in clause.actors)
        yield f"**{say.ACTORS[lang]}**{say.COLON[lang]}{actors}"
    yield ""


def _modality(name: str) -> Text:
    row = MODALITIES.get(name)
    return Text(f"{row.label.zh}（{name}）", f"{row.label.en} ({name})") if row is not None else Text(name, name)


def _rules(book: Book, clause: Clause, page: str) -> Iterator[str]:
    lang = book.lang
    rules = book.rules_of_clause.get(clause.id, [])
    yield f"## {say.RULES[lang]}"
    yield ""
    if not rules:
        yield (say.NO_RULES if clause.operative else say.NONE_NEEDED)[lang]
        yield ""
    for rule in rules:
        yield from rule_section(book, rule, page)


def _cases(book: Book, clause: Clause, page: str) -> Iterator[str]:
    results = book.results_of_clause.get(clause.id, [])
    if not clause.operative and not results:
        return
    yield f"## {say.CASES[book.lang]}"
    yield ""
    if not results:
        yield say.NO_CASES[book.lang]
        yield ""
        return
    yield from case_list(book, results, page)


def case_list(book: Book, results: list[Result], page: str, *, linked: bool = True) -> Iterator[str]:
    """The cases by name with their outcomes, folded where they are many."""
    lines = [*_case_lines(book, results, page, linked=linked)]
    if len(results) > _MANY:
        yield from folded(f"{say.CASES[book.lang]} {len(results)}", lines)
    else:
        yield from lines
        yield ""


def _case_lines(book: Book, results: list[Result], page: str, *, linked: bool) -> Iterator[str]:
    for result in results:
        assert result.decision is not None
        label = OUTCOMES[result.decision.outcome].label[book.lang]
        shown = link(label, book.decision_page(result.case.decision), page=page) if linked else label
        yield f"- {safe(result.case.case.name)} → {shown}"


def _relations(book: Book, clause: Clause, page: str) -> Iterator[str]:
    lang = book.lang
    for each in clause.see:
        note = f"{say.COLON[lang]}{safe(each.note[lang])}" if each.note else ""
        yield f"{book.to_clause(each.clause, page)} {safe(each.how[lang])}{note}"


def _list(book: Book, heading: Text, items: list[str]) -> Iterator[str]:
    if items:
        yield f"## {heading[book.lang]}"
        yield ""
        yield from (f"- {item}" for item in items)
        yield ""


def _short(quote: str) -> str:
    return quote if len(quote) <= 24 else quote[:24] + "……"


# ------------------------------------------------------------------------------------------------ the whole text
def _anchor(clause: Clause) -> str:
    return "c-" + anchor_of(clause.id)


def _whole(book: Book) -> Iterator[str]:
    lang = book.lang
    yield f"# {say.WHOLE_TEXT[lang]}"
    yield ""
    yield say.WHOLE_HINT[lang]
    yield ""
    shown: tuple[str, ...] = ()
    for _, group in groupby(book.law.clauses.values(), key=lambda each: (each.heading, each.line)):
        clauses = [*group]
        heading = clauses[0].heading
        for depth, part in enumerate(heading):
            if shown[: depth + 1] != heading[: depth + 1]:
                first = clauses.pop(0) if clauses and clauses[0].quote.strip() == part else None
                yield f"{'#' * (depth + 2)} {safe(part) if first is None else _sentence(book, first)}"
                yield ""
        shown = heading
        if clauses:
            yield from _paragraph(book, clauses)


def _paragraph(book: Book, clauses: list[Clause]) -> Iterator[str]:
    if book.lang == "zh":
        sentences = "".join(_sentence(book, each) for each in clauses)
        yield f"<p lang='zh-Hans' class='clause' markdown='span'>{sentences}</p>"
    else:
        for each in clauses:
            gist = each.gist or each.reason
            yield f"- {_sentence(book, each)}" + (f"<br>{each.id} · {safe(gist.en)}" if gist else "")
    yield ""


def _sentence(book: Book, clause: Clause) -> str:
    shown = link(safe(clause.quote), book.clause_page(clause.id), page=WHOLE)
    idle = "" if clause.operative else " .idle"
    return f'{shown}{{ #{_anchor(clause)} .sentence{idle} title="{clause.id}" }}'
