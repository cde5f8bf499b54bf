"""Conditions in words: as a nested list, and in one sentence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from afterschool_policy.explain.statements import ALWAYS, NEVER
from afterschool_policy.explain.wording import negative
from afterschool_policy.language.operators import OPERATORS, Operator
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

    def _nested(self, node: Node, depth: int, prefix: str = "", *, negated: bool = False) -> Iterator[ListEntry]:
        """The condition, or its contrary: a negation is carried down to the tests, as explanations do."""
        match node:
            case Derived(name=name) if node.type.kind is Kind.BOOLEAN:
                text = self.wording.defined(name, holds=not negated)[self.lang]
                yield ListEntry(depth, prefix, text, self.definitions.get(name))
            case Apply(operator=row, operands=(inner,)) if row.truth is truths.negate:
                yield from self._nested(inner, depth, prefix, negated=not negated)
            case Apply(operator=row, operands=operands) if row.is_junction:
                heading = self._heading(_joining(row, negated=negated), negated=False)
                yield ListEntry(depth, prefix, heading + say.COLON[self.lang].strip())
                for operand in operands:
                    yield from self._nested(operand, depth + 1, negated=negated)
            case Apply(operator=row, operands=(inner,)) if is_connective(node):
                heading = self._heading(row, negated=negated)
                yield from self._nested(inner, depth, f"{prefix}{heading}{say.COLON[self.lang]}")
            case _:
                yield ListEntry(depth, prefix, self._test(node, negated=negated))

    def in_one_line(self, node: Node, *, negated: bool = False) -> str:
        """One sentence, for a cell of a table; with `negated` the contrary of the condition."""
        match node:
            case Apply(operator=row, operands=(inner,)) if row.truth is truths.negate:
                return self.in_one_line(inner, negated=not negated)
            case Apply(operator=row, operands=operands) if row.is_junction:
                joining = _joining(row, negated=negated)
                assert joining.joint is not None, joining.symbol
                return joining.joint[self.lang].join(self._member(row, operand, negated) for operand in operands)
            case Apply(operator=row, operands=(inner,)) if is_connective(node):
                return self._heading(row, negated=negated) + _BRACKETS[self.lang].format(self.in_one_line(inner))
        return self._test(node, negated=negated)

    def _member(self, row: Operator, node: Node, negated: bool) -> str:
        """A member of a joint condition, in brackets where it is joined otherwise itself."""
        text = self.in_one_line(node, negated=negated)
        other = isinstance(node, Apply) and node.operator.joint is not None and node.operator is not row
        return _BRACKETS[self.lang].format(text).strip() if other else text

    def _test(self, node: Node, *, negated: bool) -> str:
        if isinstance(node, Constant):
            return (ALWAYS if node.value is not negated else NEVER)[self.lang]
        return self.wording.test(node, negated=negated)[self.lang]

    def _heading(self, row: Operator, *, negated: bool) -> str:
        """What stands above the operands of a connective."""
        heading = row.heading or row.words(Kind.BOOLEAN)
        return ((row.contrary or negative(heading)) if negated else heading)[self.lang]


def _joining(row: Operator, *, negated: bool) -> Operator:
    """The contrary of an `and` is the `or` of the contraries, and the other way round."""
    return OPERATORS["or" if row.truth is truths.all_of else "and"] if negated else row
