"""The documentation of a policy with the results of its cases: Markdown pages by their paths.

A page for every clause, decision, reading and group of facts, the whole text, examples, and what is left to human
judgement; and the tables that the reference pages ask for. Nothing is written here: whoever builds a site puts the
pages in.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from afterschool_policy.law.model import DecisionSpec, OutputSpec
from afterschool_policy.policy import Policy
from afterschool_policy.site import links
from afterschool_policy.site.book import Book
from afterschool_policy.site.clauses import clause_content, paragraphs
from afterschool_policy.site.examples import examples
from afterschool_policy.site.facts import traits
from afterschool_policy.site.links import Links
from afterschool_policy.site.markup import code
from afterschool_policy.site.render import render
from afterschool_policy.site.rule import days_of
from afterschool_policy.site.tables import tables
from afterschool_policy.testing.cases import CaseResult
from afterschool_policy.text import Lang, Text

Page = tuple[str, str, dict[str, object]]
"""The path of a page, its template, and what the template shows beside the book"""


def pages(policy: Policy, results: Sequence[CaseResult], lang: Lang, proposed: Policy | None = None) -> dict[str, str]:
    """Every generated page of one language, by its path below the root of that language.

    `proposed` is the policy with its drafts, which are shown as that.
    """
    book = Book(policy, results, lang, proposed)
    return {
        path: render(template, lang, book=book, law=book.law, to=Links(book, path), **content)
        for path, template, content in _pages(book)
    }


def reference_tables(policy: Policy, results: Sequence[CaseResult], lang: Lang, page: str) -> dict[str, str]:
    """The tables by name, their links as seen from the page at `page`."""
    book = Book(policy, results, lang)
    to = Links(book, page)
    return {
        name: render(template, lang, book=book, law=book.law, to=to, **content)
        for name, (template, content) in tables(book, to).items()
    }


def _pages(book: Book) -> Iterator[Page]:
    law = book.law
    yield links.OVERVIEW, "overview.md", {"places": links, "days_of": days_of}
    yield links.EXAMPLES, "examples.md", {"examples": examples(book)}
    yield links.WHOLE_TEXT, "text.md", {"paragraphs": paragraphs(book), "anchor_of": links.sentence_anchor}
    yield (
        links.JUDGEMENT,
        "judgement.md",
        {"referrals": [(rule, referral) for rule in law.rules for referral in rule.body.refer]},
    )
    clauses = [*law.clauses.values()]
    for clause, previous, following in zip(clauses, [None, *clauses], [*clauses[1:], None], strict=False):
        content = {**clause_content(book, clause), "previous": previous, "following": following}
        yield links.clause_page(clause.id), "clause.md", content
    yield links.DECISIONS, "decisions.md", {"sections": _by_section(book)}
    for spec in law.decisions.values():
        yield links.decision_page(spec.name), "decision.md", _decision_content(book, spec)
    yield links.READINGS, "readings.md", {"titled": True}
    for entry in law.readings.values():
        yield links.reading_page(entry.id), "reading.md", {"entry": entry}
    yield links.FACTS, "facts.md", {"titled": True}
    for group, label in law.vocabulary.groups.items():
        yield links.group_page(group), "facts_group.md", {"group": group, "label": label, "traits": traits}


def _decision_content(book: Book, spec: DecisionSpec) -> dict[str, object]:
    rules = [rule for rule in book.rules if spec.name in rule.decisions]
    return {
        "spec": spec,
        "rules": rules,
        "facts": [book.law.vocabulary.facts[name] for name in book.questions[spec.name].facts],
        "outputs": [
            (code(name), output.label, _unit(book, output))
            for name, output in (*spec.amounts.items(), *spec.values.items())
        ],
        "readings": [book.law.readings[name] for name in sorted({name for rule in rules for name in rule.readings})],
        "sections": _by_section(book, without=spec.name),
    }


def _by_section(book: Book, without: str = "") -> list[tuple[Text, list[DecisionSpec]]]:
    """The questions under the labels of their sections."""
    others = [spec for spec in book.law.decisions.values() if spec.name != without]
    sections = [
        (label, [spec for spec in others if spec.section == section]) for section, label in book.law.sections.items()
    ]
    return [(label, specs) for label, specs in sections if specs]


def _unit(book: Book, output: OutputSpec) -> Text | str:
    """The unit of an amount, or what the codes of a value are about."""
    if output.unit is not None:
        words = book.law.units.get(output.unit)
        return words.label if words is not None else output.unit
    enumeration = book.law.vocabulary.enumerations.get(output.codes or "")
    return enumeration.label if enumeration else ""
