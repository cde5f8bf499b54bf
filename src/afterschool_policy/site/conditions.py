"""Conditions in words: as a nested list, and in one sentence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from afterschool_policy.language.operators import Operator
from afterschool_policy.language.tree import Apply, Constant, Derived, Node, is_connective
from afterschool_policy.law.model import Rule
from afterschool_policy.site import phrases as say
from afterschool_policy.site.wording import NamedWording
from afterschool_policy.text import Lang, Text
from afterschool_policy.values import truth as truths
from afterschool_policy.values.types import Kind

_BRACKETS = Text("（{}）", " ({})")


class ListEntry(NamedTuple):
    """An entry of a nested list. `prefix` is what the operators with one operand around it put before it, `rule` the
    one that defines the fact that it names, where it names such a fact.
    """

    depth: int
    prefix: str
    text: str
    rule: Rule | None = None


@dataclass(frozen=True, slots=True)
class ConditionWords:
    """Conditions by a wording in one language; `definitions` are the rules of derived facts."""

    wording: NamedWording
    lang: Lang
    definitions: Mapping[str, Rule]

    def lines(self, node: Node) -> Iterator[ListEntry]:
        """A nested list; what has to hold together stands one after the other."""
        if isinstance(node, Apply) and node.operator.truth is truths.all_of:
            for operand in node.operands:
                yield from self.lines(operand)
        else:
            yield from self._nested(node, 1)

    def _nested(self, node: Node, depth: int, prefix: str = "") -> Iterator[ListEntry]:
        match node:
            case Constant():
                yield ListEntry(depth, prefix, say.ALWAYS[self.lang])
            case Derived(name=name) if node.type.kind is Kind.BOOLEAN:
                yield ListEntry(depth, prefix, self.wording.label(name)[self.lang], self.definitions.get(name))
            case Apply(operands=(inner,)) if (
                node.operator.truth is truths.negate and not is_connective(inner) and not isinstance(inner, Derived)
            ):
                yield ListEntry(depth, prefix, self._test(inner, negated=True))
            case Apply(operator=row, operands=(inner,)) if is_connective(node):
                yield from self._nested(inner, depth, f"{prefix}{self._word(row)}{say.COLON[self.lang]}")
            case Apply(operator=row, operands=operands) if is_connective(node):
                yield ListEntry(depth, prefix, self._word(row) + say.COLON[self.lang].strip())
                for operand in operands:
                    yield from self._nested(operand, depth + 1)
            case _:
                yield ListEntry(depth, prefix, self._test(node))

    def in_one_line(self, node: Node) -> str:
        """One sentence, for a cell of a table."""
        match node:
            case Constant():
                return say.ALWAYS[self.lang]
            case Apply(operands=(inner,)) if node.operator.truth is truths.negate and not is_connective(inner):
                return self._test(inner, negated=True)
            case Apply(operator=row, operands=operands) if row.joint is not None:
                return row.joint[self.lang].join(self._member(row, operand) for operand in operands)
            case Apply(operator=row, operands=operands) if is_connective(node):
                members = say.COMMA[self.lang].join(self.in_one_line(operand) for operand in operands)
                return self._word(row) + _BRACKETS[self.lang].format(members)
        return self._test(node)

    def _member(self, row: Operator, node: Node) -> str:
        """A member of a joint condition, in brackets where it is joined otherwise itself."""
        text = self.in_one_line(node)
        other = isinstance(node, Apply) and node.operator.joint is not None and node.operator is not row
        return _BRACKETS[self.lang].format(text).strip() if other else text

    def _test(self, node: Node, *, negated: bool = False) -> str:
        return self.wording.test(node, negated=negated)[self.lang]

    def _word(self, row: Operator) -> str:
        return (row.heading or row.words(Kind.BOOLEAN))[self.lang]
