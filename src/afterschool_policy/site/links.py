"""The paths of the pages, and the links by which one of them leads to the others."""

from __future__ import annotations

from collections.abc import Iterable

from afterschool_policy.law.model import Clause, DecisionSpec, Reading, Rule
from afterschool_policy.site.book import Book
from afterschool_policy.site.markup import Markdown, anchor_of, code, joined, link
from afterschool_policy.text import Text

EXAMPLES = "examples.md"
OVERVIEW = "policy/index.md"
WHOLE_TEXT = "policy/text.md"
JUDGEMENT = "policy/judgement.md"
DECISIONS = "policy/decisions/index.md"
READINGS = "policy/readings/index.md"
FACTS = "policy/facts/index.md"


def clause_page(name: str) -> str:
    """The path of a clause's page."""
    return f"policy/clauses/{name}.md"


def decision_page(name: str) -> str:
    """The path of a decision's page."""
    return f"policy/decisions/{name}.md"


def reading_page(name: str) -> str:
    """The path of a reading's page."""
    return f"policy/readings/{name}.md"


def group_page(name: str) -> str:
    """The path of the page of a group of facts."""
    return f"policy/facts/{name}.md"


class Links:
    """The links of the page at a path, each with what it shows."""

    def __init__(self, book: Book, path: str) -> None:
        self._book = book
        self._path = path

    def page(self, shown: Text | str, path: str, anchor: str = "") -> Markdown:
        """To the page at a path."""
        text = shown[self._book.lang] if isinstance(shown, Text) else shown
        return link(text, path, page=self._path, anchor=anchor)

    def clause(self, name: str, shown: str = "") -> Markdown:
        """To a clause, by its number, or as it is cited where there are several texts."""
        return self.page(shown or self._book.law.clauses[name].named, clause_page(name))

    def clauses(self, names: Iterable[str]) -> Markdown:
        """To several clauses, one after the other."""
        return joined((self.clause(name) for name in names), " ")

    def sentence(self, clause: Clause, shown: Text) -> Markdown:
        """To the clause's sentence in the whole text."""
        return self.page(shown, WHOLE_TEXT, sentence_anchor(clause))

    def decision(self, spec: DecisionSpec, shown: Text | str | None = None) -> Markdown:
        """To a decision, by its question."""
        return self.page(shown or spec.question, decision_page(spec.name))

    def decisions(self, specs: Iterable[DecisionSpec]) -> Markdown:
        """To several decisions."""
        return joined((self.decision(spec) for spec in specs), "；")

    def rule(self, rule: Rule, shown: Text | str | None = None) -> Markdown:
        """To the rule on the page of the first clause it encodes, by its title."""
        return self.page(shown or rule.title, clause_page(rule.clauses[0]), anchor_of(rule.name))

    def reading(self, entry: Reading) -> Markdown:
        """To a reading, by its id, with its matter."""
        return joined([self.page(code(entry.id), reading_page(entry.id)), entry.matter[self._book.lang]], " ")

    def group(self, name: str, shown: str | None = None) -> Markdown:
        """To a group of facts, by its label."""
        return self.page(shown or self._book.law.vocabulary.groups[name], group_page(name))

    def fact(self, name: str) -> Markdown:
        """To a fact, by its dotted name."""
        return self.page(code(name), group_page(name.split(".", 1)[0]), anchor_of(name))


def sentence_anchor(clause: Clause) -> str:
    """The anchor of a clause in the whole text."""
    return "c-" + anchor_of(clause.id)
