"""The wording of rules for those who read them: names stand where an explanation has the values of a case."""

from __future__ import annotations

from afterschool_policy.explain.wording import Wording
from afterschool_policy.language.operators import Operator
from afterschool_policy.language.tree import (
    Apply,
    Constant,
    Derived,
    Fact,
    Gathered,
    ListOf,
    Node,
    OverTime,
    Parameter,
    Quantified,
    Table,
    is_connective,
)
from afterschool_policy.semantics.edition import Edition
from afterschool_policy.text import Text
from afterschool_policy.values.truth import Truth
from afterschool_policy.values.types import Kind
from afterschool_policy.vocabulary.written import members


class NamedWording(Wording):
    """The wording of the explanations, without the facts of a case: a name stands where a value would."""

    def __init__(self, edition: Edition) -> None:
        super().__init__(edition, {})
        self._stated = {name: rule.body.value for name, rule in edition.parameters.items()}

    def test(self, node: Node, *, negated: bool = False) -> Text:
        """A single test as a statement, or its contrary."""
        match node:
            case Fact():
                return self.as_it_is(node, Truth.FALSE if negated else Truth.TRUE)
            case Derived(name=name):
                return self.defined(name, holds=not negated)
        return super().test(node, negated=negated)

    def term(self, node: Node) -> Text:
        """A value in a sentence, by its name."""
        match node:
            case Fact(name=name) | Derived(name=name):
                return self.label(name)
            case Apply() if not is_connective(node):
                return self.arithmetic(node, named=True)
            case ListOf(items=items):
                return members([self.term(item) for item in items])
            case Quantified():
                return self._quantified(node)
            case Gathered():
                return self.gathered(node)
            case OverTime():
                return self.over_time(node)
        return super().term(node)

    def _against_fixed(self, row: Operator, left: Fact, right: Constant | Parameter, words: Text) -> Text:
        label, fixed = self.label(left.name), self._fixed(right)
        return Text(words.zh.format(label.zh, fixed.zh), words.en.format(label.en, fixed.en))

    def _fixed(self, node: Constant | Parameter) -> Text:
        stated = self._stated.get(node.name) if isinstance(node, Parameter) else None
        if isinstance(node, Parameter) and isinstance(stated, Constant):
            label, value = self._parameter_label(node), self.value(stated.value, stated.type)
            return Text(f"{label.zh}（{value.zh}）", f"{label.en} ({value.en})")
        return super()._fixed(node)

    def output(self, node: Node) -> Text:
        """How an amount or a value is computed; of a table, what it makes of its rows."""
        if isinstance(node, Table):
            return node.hit.label
        if isinstance(node, Apply) and not is_connective(node):
            return self.arithmetic(node, named=True)
        return self.term(node) if node.type.kind is not Kind.BOOLEAN else self.test(node)
