"""ConditionWords in words: as a nested list, and in one sentence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from afterschool_policy.language.operators import OPERATORS
from afterschool_policy.language.tree import Apply, Constant, Derived, Node, is_connective
from afterschool_policy.law.model import Rule
from afterschool_policy.site import phrases as say
from afterschool_policy.site.wording import NamedWording
from afterschool_policy.text import Lang, Text
from afterschool_policy.values.types import Kind

_JOINTS = {"and": Text("，且", " and "), "or": Text("，或者", " or ")}
_BRACKETS = Text("（{}）", " ({})")
_GROUPS = {"and": say.ALL, "or": say.ANY, "not": say.NOT}


class Line(NamedTuple):
    """An entry of a nested list. `prefix` is what the operators with one operand around it put before it, `rule` the
    one that defines the fact that it names, where it names such a fact.
    """

    depth: int
    prefix: str
    text: str
    rule: Rule | None = None


@dataclass(frozen=True, slots=True)
class ConditionWords:
    """ConditionWords by a wording in one language; `definitions` are the rules of derived facts."""

    wording: NamedWording
    lang: Lang
    definitions: Mapping[str, Rule]

    def lines(self, node: Node) -> Iterator[Line]:
        """A nested list; what has to hold together stands one after the other."""
        if isinstance(node, Apply) and node.symbol == "and":
            for operand in node.operands:
                yield from self.lines(operand)
        else:
            yield from self._nested(node, 1)

    def _nested(self, node: Node, depth: int, prefix: str = "") -> Iterator[Line]:
        match node:
            case Constant():
                yield Line(depth, prefix, say.ALWAYS[self.lang])
            case Derived(name=name) if node.type.kind is Kind.BOOLEAN:
                yield Line(depth, prefix, self.wording.label(name)[self.lang], self.definitions.get(name))
            case Apply(symbol="not", operands=(inner,)) if not is_connective(inner) and not isinstance(inner, Derived):
                yield Line(depth, prefix, self._test(inner, negated=True))
            case Apply(symbol=symbol, operands=(inner,)) if is_connective(node):
                yield from self._nested(inner, depth, f"{prefix}{self._word(symbol)}{say.COLON[self.lang]}")
            case Apply(symbol=symbol, operands=operands) if is_connective(node):
                yield Line(depth, prefix, self._word(symbol) + say.COLON[self.lang].strip())
                for operand in operands:
                    yield from self._nested(operand, depth + 1)
            case _:
                yield Line(depth, prefix, self._test(node))

    def in_one_line(self, node: Node) -> str:
        """One sentence, for a cell of a table."""
        match node:
            case Constant():
                return say.ALWAYS[self.lang]
            case Apply(symbol="not", operands=(inner,)) if not is_connective(inner):
                return self._test(inner, negated=True)
            case Apply(symbol=symbol, operands=operands) if symbol in _JOINTS:
                return _JOINTS[symbol][self.lang].join(self._member(symbol, operand) for operand in operands)
            case Apply(symbol=symbol, operands=(inner,)) if is_connective(node):
                return self._word(symbol) + _BRACKETS[self.lang].format(self.in_one_line(inner))
        return self._test(node)

    def _member(self, symbol: str, node: Node) -> str:
        """A member of a joint condition, in brackets where it is joined otherwise itself."""
        text = self.in_one_line(node)
        other = isinstance(node, Apply) and node.symbol in _JOINTS and node.symbol != symbol
        return _BRACKETS[self.lang].format(text).strip() if other else text

    def _test(self, node: Node, *, negated: bool = False) -> str:
        return self.wording.test(node, negated=negated)[self.lang]

    def _word(self, symbol: str) -> str:
        return (_GROUPS.get(symbol) or OPERATORS[symbol].words(Kind.BOOLEAN))[self.lang]
