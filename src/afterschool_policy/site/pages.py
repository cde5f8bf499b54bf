"""Takes a policy with the results of its cases; gives its documentation: Markdown pages by their paths.

A page for every clause, decision, reading and group of facts, the whole text, and what is left to human judgement;
and the tables that the reference pages ask for. Nothing is written here: whoever builds a site puts the pages in.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from afterschool_policy.policy import Policy
from afterschool_policy.site import phrases as say
from afterschool_policy.site.book import ROOT, Book
from afterschool_policy.site.clauses import WHOLE, clause_pages, whole_text
from afterschool_policy.site.decisions import decision_pages
from afterschool_policy.site.facts import fact_pages
from afterschool_policy.site.judgement import PAGE, judgement_page
from afterschool_policy.site.markup import document, link, safe
from afterschool_policy.site.readings import reading_pages
from afterschool_policy.site.tables import tables
from afterschool_policy.testing.cases import Result
from afterschool_policy.text import Lang

_OVERVIEW = f"{ROOT}/index.md"


def pages(policy: Policy, results: Sequence[Result], lang: Lang) -> dict[str, str]:
    """Every generated page of one language, by its path below the root of that language."""
    book = Book(policy, results, lang)
    return dict(_pages(book))


def reference_tables(policy: Policy, results: Sequence[Result], lang: Lang, page: str) -> dict[str, str]:
    """The tables by name, their links as seen from the page at `page`."""
    book = Book(policy, results, lang)
    return {name: document(lines) for name, lines in tables(book, page).items()}


def _pages(book: Book) -> Iterator[tuple[str, str]]:
    yield _OVERVIEW, document(_overview(book))
    yield WHOLE, whole_text(book)
    yield PAGE, judgement_page(book)
    yield from clause_pages(book)
    yield from decision_pages(book)
    yield from reading_pages(book)
    yield from fact_pages(book)


def _overview(book: Book) -> Iterator[str]:
    law, lang = book.law, book.lang
    instrument = law.instrument
    day = instrument.in_force.isoformat() if instrument.in_force else say.DAY_UNKNOWN[lang]
    yield f"# {say.OVERVIEW[lang]}"
    yield ""
    yield f"**{safe(instrument.name[lang])}**"
    yield ""
    for heading, told in (
        (say.ISSUER, safe(instrument.issuer[lang])),
        (say.LEVEL, safe(instrument.level[lang])),
        (say.TAKES_EFFECT, day),
        (say.INTERPRETER, safe(instrument.interpreter[lang])),
    ):
        yield f"- {heading[lang]}{say.COLON[lang]}{told}"
    yield ""
    counts = {
        "clauses": len(law.clauses),
        "operative": sum(clause.operative for clause in law.clauses.values()),
        "rules": len(law.rules),
        "decisions": len(law.decisions),
        "readings": len(law.readings),
        "facts": len(law.vocabulary.facts),
        "cases": len(book.results),
    }
    yield say.COUNTS.format(**{name: str(count) for name, count in counts.items()})[lang]
    yield ""
    for heading, path in (
        (say.WHOLE_TEXT, WHOLE),
        (say.DECISIONS, f"{ROOT}/decisions/index.md"),
        (say.READINGS, f"{ROOT}/readings/index.md"),
        (say.FACTS, f"{ROOT}/facts/index.md"),
        (say.JUDGEMENT, PAGE),
    ):
        yield f"- {link(heading[lang], path, page=_OVERVIEW)}"
