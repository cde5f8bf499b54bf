"""One version of a rule as the section of a page: in words, and as YAML."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from textwrap import indent
from typing import NamedTuple

from afterschool_policy.explain.phrases import capitalised
from afterschool_policy.explain.statements import OTHERWISE
from afterschool_policy.language.tree import Constant, Node, Table
from afterschool_policy.law.modalities import MODALITIES, Tested
from afterschool_policy.law.model import Effective, Rule
from afterschool_policy.site import phrases as say
from afterschool_policy.site.book import Book
from afterschool_policy.site.markup import Markdown
from afterschool_policy.text import Text
from afterschool_policy.values.types import Kind
from afterschool_policy.vocabulary.written import written_day


class TableRow(NamedTuple):
    """A row of a table in words; `rows` are those of the table that it gives, where it gives one."""

    when: Text | str
    value: Text
    clauses: tuple[str, ...]
    rows: tuple[TableRow, ...]


class RuleSection:
    """The words for the parts of a rule."""

    def __init__(self, book: Book, rule: Rule) -> None:
        self._book = book
        self.rule = rule
        self.conditions = book.conditions(rule)
        self.wording = self.conditions.wording
        self.days = in_force(rule.effective)
        ends = book.proposed_ends.get(rule.name)
        self.proposed_end = written_day(ends) if ends is not None and not rule.draft else None
        self.decisions = [book.law.decisions[name] for name in rule.decisions]
        path, source = source_of(rule)
        self.path = Markdown(path)
        self.source = Markdown(indent(source, "    "))

    @property
    def condition_heading(self) -> Text:
        """What the condition is called in a rule of this modality."""
        return capitalised(self._tested.label)

    @property
    def otherwise_heading(self) -> Text:
        """What stands before the outcome where the condition is not met."""
        return say.OTHERWISE.format(part=self._tested.label, found=self._tested.false)

    @property
    def _tested(self) -> Tested:
        return MODALITIES[self.rule.modality].tested

    def is_condition(self, node: Node) -> bool:
        """Whether a definition's value is true under conditions, and so is shown as they are."""
        return node.type.kind is Kind.BOOLEAN and not isinstance(node, Constant)

    def value(self, node: Node) -> Text:
        """A value that is no condition."""
        if isinstance(node, Constant):
            return self.wording.value(node.value, node.type)
        return self.wording.output(node)

    def rows(self, node: Node) -> Iterator[TableRow]:
        """The rows of a table; none of what is no table."""
        if isinstance(node, Table):
            for row in node.every_row:
                rest = row is node.otherwise
                when = OTHERWISE if rest else self.conditions.in_one_line(row.when)
                yield TableRow(when, self.value(row.value), row.clauses, tuple(self.rows(row.value)))

    def label_of(self, output: str) -> Text | str:
        """The label of an amount or a value in the first of the rule's decisions that reports it."""
        specs = (spec.amounts.get(output) or spec.values.get(output) for spec in self.decisions)
        return next((spec.label for spec in specs if spec is not None), output)

    def basis(self, name: str) -> tuple[str, ...]:
        """The clauses by which this one prevails over another."""
        return dict(self.rule.bases).get(name, ())

    def overridden(self, name: str) -> Rule | None:
        """The latest version of a rule that this one prevails over."""
        return next((rule for rule in reversed(self._book.law.rules) if rule.id == name), None)


def in_force(effective: Effective) -> Text:
    """The days of a version in words."""
    if effective.first is None:
        return _until(say.SINCE_EVER, effective.last)
    return days_of(effective.first if effective.first != "in_force" else None, effective.last)


def days_of(first: date | None, last: date | None) -> Text:
    """Days in words; without a first one, from that of the policy's own text."""
    since = say.SINCE_INSTRUMENT if first is None else say.SINCE.format(day=written_day(first))
    return _until(since, last)


def _until(since: Text, last: date | None) -> Text:
    if last is None:
        return since
    until = say.UNTIL.format(day=written_day(last))
    return Text(f"{since.zh} {until.zh}", f"{since.en} {until.en}")


def source_of(rule: Rule) -> tuple[str, str]:
    """The file of a rule, from the folder of rules on, and its document in it without the comments before."""
    if rule.span is None:
        return "", ""
    lines = rule.span.file.lines
    start = end = rule.span.line - 1
    while start > 0 and not lines[start - 1].startswith("---"):
        start -= 1
    while end < len(lines) and not lines[end].startswith("---"):
        end += 1
    while start < rule.span.line - 1 and (lines[start].startswith("#") or not lines[start].strip()):
        start += 1
    path = rule.span.file.path
    return path[max(0, path.rfind("/rules/") + 1) :], "\n".join(lines[start:end]).rstrip()
