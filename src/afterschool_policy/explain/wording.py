"""Typed trees in words, in Chinese and English, with the facts of a decision filled in."""

from __future__ import annotations

import operator
from collections.abc import Mapping

from afterschool_policy.explain.phrases import COLON, aside, joined, listed, plain, quoted
from afterschool_policy.explain.results import Amount
from afterschool_policy.language.evaluate import value_of
from afterschool_policy.language.operators import OPERATORS, Operator
from afterschool_policy.language.tree import (
    Apply,
    Constant,
    Derived,
    Fact,
    Given,
    Known,
    ListOf,
    Node,
    Parameter,
    Quantified,
    Value,
    walk,
)
from afterschool_policy.law.model import Rule
from afterschool_policy.search.domains import UNLISTED
from afterschool_policy.semantics.edition import Edition
from afterschool_policy.text import Text
from afterschool_policy.values.truth import Truth
from afterschool_policy.values.types import Kind, Type
from afterschool_policy.values.units import Unit
from afterschool_policy.vocabulary.written import members, written

UNKNOWN = Text("未知", "unknown")
_NOT_YET = Text("尚不能算出", "not known yet")
_IF_DUE = Text("适用时为 {value}", "{value} where it applies")
_AT_LEAST, _AT_MOST = Text("至少 {value}", "at least {value}"), Text("至多 {value}", "at most {value}")
_UNLISTED = Text("表中未列的其他情况", "something not listed")


class Wording:
    """Puts the nodes of one edition into words, for one set of known facts.

    `supposing`: a value that is unknown is not said to be so, since the sentence supposes something of it.
    """

    def __init__(self, edition: Edition, facts: Mapping[str, Value], *, supposing: bool = False) -> None:
        self._edition = edition
        self._law = edition.law
        self._facts = facts
        self._supposing = supposing

    def value(self, value: Value | None, type_: Type) -> Text:
        """A value as people write it: a code by its label, a number with its unit."""
        if value is None:
            return UNKNOWN
        in_words = written(value, type_, self._code)
        if type_.unit is None or not type_.unit.powers:
            return in_words
        return joined(in_words, plain(" "), self._law.units.get(str(type_.unit)) or plain(str(type_.unit)))

    def amount(self, amount: Amount) -> Text:
        """An amount with its unit; where it is open, the bounds that are known."""
        type_ = Type(Kind.NUMBER, unit=Unit.parse(amount.unit))
        if amount.value is not None:
            return self.value(amount.value, type_)
        if amount.low is not None and amount.low == amount.high:
            return _IF_DUE.format(value=self.value(amount.low, type_))
        ends = ((_AT_LEAST, amount.low), (_AT_MOST, amount.high))
        bounds = [phrase.format(value=self.value(end, type_)) for phrase, end in ends if end is not None]
        return listed([_NOT_YET, *bounds], "，", ", ")

    def _code(self, value: str, type_: Type) -> Text:
        if value == UNLISTED:
            return _UNLISTED
        enumeration = self._law.vocabulary.enumerations.get(type_.codes or "")
        return enumeration.label_of(value) if enumeration is not None else plain(value)

    def label(self, name: str) -> Text:
        """The label of a fact, given or derived."""
        spec = self._law.vocabulary.facts.get(name)
        if spec is not None:
            return spec.label
        return self._labelled(self._edition.definitions.get(name), name)

    def test(self, node: Node, *, negated: bool = False) -> Text:
        """A single test as a statement, or its contrary, with the values it was made on."""
        if negated and not _has_contrary(node):
            return negative(self.test(node))
        match node:
            case Fact(name=name):
                return joined(self.label(name), COLON, self.value(self._facts.get(name), node.type))
            case Derived(name=name):
                return self.label(name)
            case Known(of=of):
                inner = self.term(of)
                return Text(f"可以算出：{inner.zh}", f"can be computed: {inner.en}")
            case Given(facts=facts):
                return members([self.term(fact) for fact in facts])
            case Quantified():
                return self._quantified(node)
            case Apply(symbol=symbol, operands=(left, right)):
                shown = OPERATORS[symbol].negation if negated else None
                return self._compared(OPERATORS[shown or symbol], left, right)
        return self.term(node)

    def defined(self, name: str, *, holds: bool) -> Text:
        """The label of a definition, or that of its contrary."""
        rule = self._edition.definitions.get(name)
        if holds or rule is None:
            return self.label(name)
        return rule.negation or negative(self.label(name))

    def as_it_is(self, node: Node, truth: Truth) -> Text:
        """A single test whose truth is known, as a sentence that is true."""
        if isinstance(node, Given):
            on_record = self.test(node)
            if truth is not Truth.TRUE:
                return Text(f"没有记录{on_record.zh}", f"{on_record.en} is not on record")
            return Text(f"已经记录{on_record.zh}", f"{on_record.en} is on record")
        if not isinstance(node, Fact):
            return self.test(node, negated=truth is Truth.FALSE)
        label = self.label(node.name)
        if truth is not Truth.FALSE:
            return label
        contrary = self._law.vocabulary.facts[node.name].negation
        return contrary or Text(f"“{label.zh}”不成立", f"it is not the case that {label.en}")

    def _compared(self, row: Operator, left: Node, right: Node) -> Text:
        words = row.words(left.type.kind)
        if row.identifies and isinstance(left, Fact) and isinstance(right, Constant | Parameter):
            return self._against_fixed(row, left, right, words)
        first, second = self.term(left), self.term(right)
        return Text(words.zh.format(first.zh, second.zh), words.en.format(first.en, second.en))

    def _against_fixed(self, row: Operator, left: Fact, right: Constant | Parameter, words: Text) -> Text:
        """A code or value against a fixed one: what it is said to be, and what it is where that differs."""
        label, fixed = self.label(left.name), self._fixed(right)
        if self._supposing and isinstance(right, Constant) and right.type.kind is Kind.CODE:
            fixed = quoted(fixed)
        said = Text(words.zh.format(label.zh, fixed.zh), words.en.format(label.en, fixed.en))
        known = self._facts.get(left.name)
        if row.apply is operator.eq and known is not None and known == right.value:
            return said
        if known is None:
            return self._with_value(said, None, left.type)
        actual = self.value(known, left.type)
        return Text(f"{said.zh}（实为{actual.zh}）", f"{said.en} (it is {actual.en})")

    def _fixed(self, node: Constant | Parameter) -> Text:
        value = self.value(node.value, node.type)
        if isinstance(node, Constant):
            return Text(f"“{value.zh}”之列", f"[{value.en}]") if node.type.kind is Kind.LIST else value
        return joined(self._parameter_label(node), aside(value))

    def _parameter_label(self, node: Parameter) -> Text:
        return self._labelled(self._edition.parameters.get(node.name), node.name)

    def _labelled(self, rule: Rule | None, name: str) -> Text:
        return self._edition.in_words(rule.label or rule.title) if rule is not None else plain(name)

    def _quantified(self, node: Quantified) -> Text:
        test = OPERATORS[node.test].words((node.over.type.item or node.over.type).kind)
        over, against = self.term(node.over), self.term(node.against)
        zh = test.zh.format("", against.zh)
        en = test.en.format("", against.en).strip()
        words = OPERATORS[node.quantifier].words(Kind.LIST)
        return Text(words.zh.format(over=over.zh, test=zh), words.en.format(over=over.en, test=en))

    def term(self, node: Node) -> Text:
        """A value in a sentence: its name with its value beside it."""
        match node:
            case Constant() | Parameter():
                return self._fixed(node)
            case Fact(name=name) | Derived(name=name):
                return self._with_value(self.label(name), value_of(node, self._facts), node.type)
            case Quantified():
                return self._quantified(node)
            case ListOf(items=items):
                return members([self.term(item) for item in items])
            case Apply():
                known = value_of(node, self._facts)
                if not _calculates(node) or (known is None and self._supposing):
                    return self._with_value(self.arithmetic(node, named=True), known, node.type)
                return joined(self.value(known, node.type), aside(self.arithmetic(node, named=known is None)))
        return self.test(node)

    def _with_value(self, name: Text, value: Value | None, type_: Type) -> Text:
        """What is named, with its value beside it."""
        return name if value is None and self._supposing else joined(name, aside(self.value(value, type_)))

    def arithmetic(self, node: Node, *, named: bool = False) -> Text:
        """A computation with its numbers filled in, and with `named` the names of the facts."""
        match node:
            case Apply(symbol=symbol, operands=operands):
                bracketed = bool(node.operator.binding)
                written = [self._operand(operand, named=named, bracketed=bracketed) for operand in operands]
                words = OPERATORS[symbol].words(operands[0].type.kind)
                listed = members(written)
                zh = words.zh.replace("{*}", listed.zh).format(*(operand.zh for operand in written))
                en = words.en.replace("{*}", listed.en).format(*(operand.en for operand in written))
                return Text(zh, en)
            case Derived(body=body) if body is not None and not named:
                return self.arithmetic(body)
        return self._operand(node, named=named)

    def _operand(self, node: Node, *, named: bool, bracketed: bool = False) -> Text:
        if isinstance(node, Apply):
            inner = self.arithmetic(node, named=named)
            return Text(f"（{inner.zh}）", f"({inner.en})") if bracketed else inner
        if named and isinstance(node, Fact | Parameter | Derived):
            return self.term(node)
        return self.value(value_of(node, self._facts), node.type)


def negative(text: Text) -> Text:
    """The contrary of a statement that has no words of its own for it."""
    return Text(f"并非：{text.zh}", f"not: {text.en}")


def _has_contrary(node: Node) -> bool:
    """Whether the words of a test can turn: a fact tells its value either way, an operator has its opposite."""
    return isinstance(node, Fact) or (isinstance(node, Apply) and OPERATORS[node.symbol].negation is not None)


def _calculates(node: Node) -> bool:
    """Whether a term holds arithmetic, which is shown with its numbers; any other is shown with its names."""
    return any(isinstance(part, Apply) and part.operator.chains and part.operator.binding for part in walk(node))
