"""Takes the book of a policy; gives the page of everything that is left to a person: the map of discretion."""

from __future__ import annotations

from collections.abc import Iterator

from afterschool_policy.site import phrases as say
from afterschool_policy.site.book import ROOT, Book
from afterschool_policy.site.markup import document, safe, table
from afterschool_policy.site.words import in_one_line

PAGE = f"{ROOT}/judgement.md"


def judgement_page(book: Book) -> str:
    """Referrals, judgement facts and principles, each with where it stands."""
    return document(_lines(book))


def _lines(book: Book) -> Iterator[str]:
    lang = book.lang
    yield f"# {say.JUDGEMENT[lang]}"
    yield ""
    yield say.JUDGEMENT_LEAD[lang]
    yield ""
    yield f"## {say.REFERRALS[lang]}"
    yield ""
    head = [say.QUESTION[lang], say.ASKED_WHEN[lang], say.WHO[lang], say.CLAUSES[lang], say.RULE[lang]]
    yield from table(head, _referrals(book))
    yield f"## {say.JUDGEMENT_FACTS[lang]}"
    yield ""
    facts = [spec for spec in book.law.vocabulary.facts.values() if spec.judgement]
    rows = [[book.to_fact(each.name, PAGE), safe(each.question[lang])] for each in facts]
    yield from table([say.FACT[lang], say.QUESTION[lang]], rows)
    yield f"## {say.PRINCIPLES[lang]}"
    yield ""
    yield from table([say.RULE[lang], say.CLAUSES[lang], say.REASON[lang]], _principles(book))


def _referrals(book: Book) -> Iterator[list[str]]:
    lang = book.lang
    for rule in book.law.rules:
        for each in rule.body.refer:
            who = each.to or book.law.instrument.interpreter
            yield [
                safe(each.question[lang]),
                in_one_line(each.when, book.spoken(rule), lang),
                safe(who[lang]),
                book.to_clauses(rule.clauses, PAGE),
                book.to_rule(rule, PAGE),
            ]


def _principles(book: Book) -> Iterator[list[str]]:
    for rule in book.law.rules:
        if rule.modality == "principle":
            reason = rule.body.reason
            told = safe(book.spoken(rule).term(reason)[book.lang]) if reason is not None else ""
            yield [book.to_rule(rule, PAGE), book.to_clauses(rule.clauses, PAGE), told]
