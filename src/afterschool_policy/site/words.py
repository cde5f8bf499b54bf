"""Takes typed trees; gives them in words with names instead of values, as a reader of the rules wants them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from afterschool_policy.explain.wording import Wording
from afterschool_policy.language.operators import OPERATORS
from afterschool_policy.language.tree import (
    Apply,
    Constant,
    Derived,
    Fact,
    ListOf,
    Node,
    Parameter,
    Quantified,
    is_connective,
)
from afterschool_policy.semantics.edition import Edition
from afterschool_policy.site import phrases as say
from afterschool_policy.site.markup import safe
from afterschool_policy.text import Lang, Text
from afterschool_policy.values.types import Kind

_JOINTS = {"and": Text("，且", " and "), "or": Text("，或者", " or ")}
_BRACKETS = Text("（{}）", " ({})")
_GROUPS = {"and": say.ALL, "or": say.ANY, "not": say.NOT}


class Spoken(Wording):
    """The wording of the explanations, without the facts of a case: a name stands where a value would."""

    def __init__(self, edition: Edition) -> None:
        super().__init__(edition, {})
        self._stated = {name: rule.body.value for name, rule in edition.parameters.items()}

    def test(self, node: Node, *, negated: bool = False) -> Text:
        """A single test as a statement."""
        if isinstance(node, Fact | Derived):
            label = self.label(node.name)
            return Text(f"并非：{label.zh}", f"not: {label.en}") if negated else label
        return super().test(node, negated=negated)

    def term(self, node: Node) -> Text:
        """A value in a sentence, by its name."""
        match node:
            case Fact(name=name) | Derived(name=name):
                return self.label(name)
            case Apply() if not is_connective(node):
                return self.arithmetic(node, named=True)
            case ListOf(items=items):
                return self._listed([self.term(each) for each in items])
            case Quantified():
                return self._quantified(node)
        return super().term(node)

    def _told(self, symbol: str, left: Fact, right: Constant | Parameter, words: Text) -> Text:
        label, fixed = self.label(left.name), self._fixed(right)
        return Text(words.zh.format(label.zh, fixed.zh), words.en.format(label.en, fixed.en))

    def _fixed(self, node: Constant | Parameter) -> Text:
        stated = self._stated.get(node.name) if isinstance(node, Parameter) else None
        if isinstance(node, Parameter) and isinstance(stated, Constant):
            label, value = self._parameter_label(node), self.value(stated.value, stated.type)
            return Text(f"{label.zh}（{value.zh}）", f"{label.en} ({value.en})")
        return super()._fixed(node)

    def output(self, node: Node) -> Text:
        """How an amount or a value is computed."""
        if isinstance(node, Apply) and not is_connective(node):
            return self.arithmetic(node, named=True)
        return self.term(node) if node.type.kind is not Kind.BOOLEAN else self.test(node)


def listed(node: Node, spoken: Spoken, lang: Lang, name: Callable[[str, str], str], depth: int = 0) -> Iterator[str]:
    """A condition as a nested list; `name` links a derived fact (its name, its label) to its definition."""
    for each in _members(node):
        yield from _listed(each, spoken, lang, name, depth)


def _members(node: Node) -> Iterator[Node]:
    """What has to hold together, one after the other; a tree that is no `and` stands for itself."""
    if isinstance(node, Apply) and node.symbol == "and":
        for each in node.operands:
            yield from _members(each)
    else:
        yield node


def _listed(  # noqa: PLR0917  # a recursion passes on what it was given
    node: Node, spoken: Spoken, lang: Lang, name: Callable[[str, str], str], depth: int, before: str = ""
) -> Iterator[str]:
    """One entry of the list; `before` is what an operator with one operand puts before it."""
    bullet = f"{'    ' * depth}- {before}"
    colon = say.COLON[lang]
    match node:
        case Constant():
            yield bullet + say.ALWAYS[lang]
        case Derived() if node.type.kind is Kind.BOOLEAN:
            yield bullet + name(node.name, spoken.label(node.name)[lang])
        case Apply(symbol="not", operands=(inner,)) if not is_connective(inner) and not isinstance(inner, Derived):
            yield bullet + safe(spoken.test(inner, negated=True)[lang])
        case Apply(symbol=symbol, operands=(inner,)) if is_connective(node):
            yield from _listed(inner, spoken, lang, name, depth, f"{before}{_word(symbol)[lang]}{colon}")
        case Apply(symbol=symbol, operands=operands) if is_connective(node):
            yield f"{bullet}{_word(symbol)[lang]}{colon.strip()}"
            for each in operands:
                yield from _listed(each, spoken, lang, name, depth + 1)
        case _:
            yield bullet + safe(spoken.test(node)[lang])


def _word(symbol: str) -> Text:
    return _GROUPS.get(symbol) or OPERATORS[symbol].words(Kind.BOOLEAN)


def in_one_line(node: Node, spoken: Spoken, lang: Lang) -> str:
    """A condition in one sentence, for a cell of a table."""
    match node:
        case Constant():
            return say.ALWAYS[lang]
        case Apply(symbol="not", operands=(inner,)) if not is_connective(inner):
            return safe(spoken.test(inner, negated=True)[lang])
        case Apply(symbol=symbol, operands=operands) if symbol in _JOINTS:
            return _JOINTS[symbol][lang].join(_within(symbol, each, spoken, lang) for each in operands)
        case Apply(symbol=symbol, operands=(inner,)) if is_connective(node):
            return f"{_word(symbol)[lang]}{_BRACKETS[lang].format(in_one_line(inner, spoken, lang))}"
    return safe(spoken.test(node)[lang])


def _within(symbol: str, node: Node, spoken: Spoken, lang: Lang) -> str:
    """A member of a joint condition, in brackets where it is joined otherwise itself."""
    told = in_one_line(node, spoken, lang)
    other = isinstance(node, Apply) and node.symbol in _JOINTS and node.symbol != symbol
    return _BRACKETS[lang].format(told).strip() if other else told
