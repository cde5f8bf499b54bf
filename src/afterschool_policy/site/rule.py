"""Takes one version of a rule; gives its section of a page: what it says in words, and its YAML."""

from __future__ import annotations

from collections.abc import Iterator

from afterschool_policy.language.tree import Constant, Node
from afterschool_policy.law.modalities import MODALITIES
from afterschool_policy.law.model import Effective, Rule
from afterschool_policy.site import phrases as say
from afterschool_policy.site.book import Book
from afterschool_policy.site.markup import anchor_of, code, fenced, folded, safe
from afterschool_policy.site.words import listed
from afterschool_policy.text import Lang, Text
from afterschool_policy.values.outcomes import OUTCOMES
from afterschool_policy.values.types import Kind


def rule_section(book: Book, rule: Rule, page: str) -> Iterator[str]:
    """The lines of the section, headed by the rule's title."""
    return _Section(book, rule, page).lines()


class _Section:
    def __init__(self, book: Book, rule: Rule, page: str) -> None:
        self._book = book
        self._rule = rule
        self._page = page
        self._lang: Lang = book.lang
        self._spoken = book.spoken(rule)

    def lines(self) -> Iterator[str]:
        rule, lang = self._rule, self._lang
        modality = MODALITIES[rule.modality]
        yield f"### {safe(rule.title[lang])} {{ #{anchor_of(rule.name)} }}"
        yield ""
        old = f" · **{say.OLD_VERSION[lang]}**" if rule.effective.last is not None else ""
        days = in_force(rule.effective, lang)
        yield f"{code(rule.name)} · {modality.label[lang]} {code(rule.modality)} · {days}{old}"
        yield ""
        yield from self._parts()
        yield ""
        path, text = source_of(rule)
        yield from folded(f"{say.SOURCE[lang]} {path}", fenced("yaml", text))

    def _parts(self) -> Iterator[str]:
        rule, body, lang = self._rule, self._rule.body, self._lang
        if rule.decisions:
            specs = [self._book.law.decisions[name] for name in rule.decisions]
            yield self._item(say.USED_BY, "；".join(self._book.to_decision(spec, self._page) for spec in specs))
        yield self._item(say.CLAUSES, self._book.to_clauses(rule.clauses, self._page))
        if rule.define is not None:
            label = safe(rule.label[lang]) if rule.label else ""
            yield self._item(say.DEFINES, f"{label} {code(rule.define)}")
        if rule.parameter is not None:
            label = safe(rule.label[lang]) if rule.label else ""
            yield self._item(say.STATES, f"{label} {code('parameter.' + rule.parameter)}")
        yield from self._value(body.value)
        yield from self._tree(say.SCOPE, body.applies)
        yield from self._tree(say.CONDITION, body.condition)
        for exemption in body.unless:
            then = say.THEN.format(outcome=OUTCOMES[exemption.outcome].label)[lang]
            clauses = self._book.to_clauses(exemption.clauses, self._page)
            yield from self._tree(
                say.EXCEPTION, exemption.when, f"{clauses}，{then}" if lang == "zh" else f"{clauses}, {then}"
            )
        for referral in body.refer:
            who = referral.to or self._book.law.instrument.interpreter
            asked = f"{safe(referral.question[lang])} {say.JUDGES.format(who=who)[lang]}"
            yield from self._tree(say.REFERRAL, referral.when, asked)
        if body.reason is not None:
            yield self._item(say.REASON, safe(self._spoken.term(body.reason)[lang]))
        if body.due is not None:
            yield self._item(say.DUE, safe(body.due.act[lang]))
        if body.otherwise is not None:
            yield self._item(say.OTHERWISE, self._book.outcome(body.otherwise))
        for name, node in (*body.amounts, *body.values):
            yield self._item(
                say.COMPUTES, f"{safe(self._label_of(name)[lang])} = {safe(self._spoken.output(node)[lang])}"
            )
        for name, basis in rule.overrides:
            yield self._item(say.OVERRIDES, f"{self._to_named(name)}{say.COLON[lang]}{safe(basis[lang])}")
        for name in rule.readings:
            yield self._item(say.READINGS, self._book.to_reading(self._book.law.readings[name], self._page))
        if rule.note is not None:
            yield self._item(say.NOTE, safe(rule.note[lang]))

    def _item(self, heading: Text, told: str) -> str:
        return f"- **{heading[self._lang]}**{say.COLON[self._lang]}{told}"

    def _tree(self, heading: Text, node: Node | None, told: str = "") -> Iterator[str]:
        if node is not None:
            yield self._item(heading, told)
            yield from listed(node, self._spoken, self._lang, self._name, 1)

    def _value(self, node: Node | None) -> Iterator[str]:
        if node is None:
            return
        if isinstance(node, Constant):
            yield self._item(say.VALUE, safe(self._spoken.value(node.value, node.type)[self._lang]))
        elif node.type.kind is Kind.BOOLEAN:
            yield from self._tree(say.VALUE, node)
        else:
            yield self._item(say.VALUE, safe(self._spoken.output(node)[self._lang]))

    def _name(self, name: str, label: str) -> str:
        return self._book.to_derived(name, label, self._page)

    def _label_of(self, output: str) -> Text:
        for name in self._rule.decisions:
            spec = self._book.law.decisions[name]
            found = spec.amounts.get(output) or spec.values.get(output)
            if found is not None:
                return found.label
        return Text(output, output)

    def _to_named(self, name: str) -> str:
        found = [each for each in self._book.law.rules if each.id == name]
        return self._book.to_rule(found[-1], self._page) if found else code(name)


def in_force(effective: Effective, lang: Lang) -> str:
    """The days of a version in words."""
    match effective.first:
        case None:
            first = say.SINCE_EVER[lang]
        case "in_force":
            first = say.SINCE_INSTRUMENT[lang]
        case day:
            first = say.SINCE.format(day=day.isoformat())[lang]
    if effective.last is None:
        return first
    return f"{first} {say.UNTIL.format(day=effective.last.isoformat())[lang]}"


def source_of(rule: Rule) -> tuple[str, str]:
    """The file of a rule, from the folder of rules on, and its document in it without the comments before."""
    if rule.span is None:
        return "", ""
    lines = rule.span.file.text.splitlines()
    start = end = rule.span.line - 1
    while start > 0 and not lines[start - 1].startswith("---"):
        start -= 1
    while end < len(lines) and not lines[end].startswith("---"):
        end += 1
    while start < rule.span.line - 1 and (lines[start].startswith("#") or not lines[start].strip()):
        start += 1
    path = rule.span.file.path
    return path[max(0, path.rfind("/rules/") + 1) :], "\n".join(lines[start:end]).rstrip()
