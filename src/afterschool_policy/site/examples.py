"""The answers that the page of examples shows: cases of different questions, every outcome in turn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from afterschool_policy.explain import phrases
from afterschool_policy.explain.answer_document import answer_document
from afterschool_policy.explain.document import Detail, Document, Head, Item, Run, Section
from afterschool_policy.explain.model import Explanation
from afterschool_policy.explain.reasons_document import reasons_document
from afterschool_policy.explain.render.as_fragment import as_fragment
from afterschool_policy.explain.wording import Wording
from afterschool_policy.site.book import Book
from afterschool_policy.site.markup import Markdown
from afterschool_policy.testing.cases import CaseResult
from afterschool_policy.text import Text
from afterschool_policy.values.outcomes import OUTCOMES, Outcome
from afterschool_policy.vocabulary.facts import Facts

AT_MOST = 30
"""So many examples are enough to see every outcome several times."""


class Example:
    """A case with its facts in words, the answer to it, and the reasons."""

    def __init__(self, book: Book, result: CaseResult) -> None:
        assert result.decision is not None, result.case.id
        explanation = result.decision.explanation
        self.case = result.case.name
        self.spec = book.law.decisions[result.case.decision]
        self.facts = [*_in_words(book, result.decision.facts)]
        self.answer = Markdown(as_fragment(_answer(explanation), book.lang))
        self.reasons = Markdown(as_fragment(Document(reasons_document(explanation).sections), book.lang))


def examples(book: Book) -> list[Example]:
    """The examples of a policy, as its cases have them."""
    single = [result for result in book.results if book.law.decisions[result.case.decision].background is None]
    return [Example(book, result) for result in chosen(single)]


def chosen(results: Sequence[CaseResult]) -> list[CaseResult]:
    """For every outcome in turn the first case of a question not chosen yet, until there are enough or no more."""
    taken: dict[str, CaseResult] = {}
    before = -1
    while before < len(taken):
        before = len(taken)
        for outcome in OUTCOMES:
            found = next(_left(results, outcome, taken), None)
            if found is not None and len(taken) < AT_MOST:
                taken[found.case.decision] = found
    return [*taken.values()]


def _left(results: Sequence[CaseResult], outcome: Outcome, taken: dict[str, CaseResult]) -> Iterator[CaseResult]:
    for result in results:
        if result.decision is not None and result.decision.outcome is outcome and result.case.decision not in taken:
            yield result


def _in_words(book: Book, facts: Facts) -> Iterator[tuple[Text, Text]]:
    """Label and value of the facts that were given, whether they stand or not."""
    wording = Wording(book.edition, {})
    for name, value in facts.given.items():
        spec = book.law.vocabulary.facts[name]
        yield spec.label, wording.value(value, spec.type)


def _answer(explanation: Explanation) -> Document:
    """The answer without its question, which heads the example on the page."""
    head = answer_document(explanation).head
    assert isinstance(head, Head)
    items = tuple(map(_item, head.details))
    return Document((Section(None, answer=(head.label, head.answer), items=items),))


def _item(detail: Detail) -> Item:
    name = Run("strong", detail.name)
    if len(detail.lines) == 1:
        return Item((name, phrases.COLON, *detail.lines[0]))
    return Item((name,), tuple(map(Item, detail.lines)))
