"""Takes typed trees; gives them in words with names instead of values, as a reader of the rules wants them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from afterschool_policy.explain.wording import Wording
from afterschool_policy.language.operators import Operator
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
from afterschool_policy.values import truth as truths
from afterschool_policy.values.types import Kind

_BRACKETS = Text("（{}）", " ({})")


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

    def _told(self, row: Operator, left: Fact, right: Constant | Parameter, words: Text) -> Text:
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
    if isinstance(node, Apply) and node.operator.truth is truths.all_of:
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
        case Apply(operands=(inner,)) if (
            node.operator.truth is truths.negate and not is_connective(inner) and not isinstance(inner, Derived)
        ):
            yield bullet + safe(spoken.test(inner, negated=True)[lang])
        case Apply(operator=row, operands=(inner,)) if is_connective(node):
            yield from _listed(inner, spoken, lang, name, depth, f"{before}{_word(row)[lang]}{colon}")
        case Apply(operator=row, operands=operands) if is_connective(node):
            yield f"{bullet}{_word(row)[lang]}{colon.strip()}"
            for each in operands:
                yield from _listed(each, spoken, lang, name, depth + 1)
        case _:
            yield bullet + safe(spoken.test(node)[lang])


def _word(row: Operator) -> Text:
    return row.heading or row.words(Kind.BOOLEAN)


def in_one_line(node: Node, spoken: Spoken, lang: Lang) -> str:
    """A condition in one sentence, for a cell of a table."""
    match node:
        case Constant():
            return say.ALWAYS[lang]
        case Apply(operands=(inner,)) if node.operator.truth is truths.negate and not is_connective(inner):
            return safe(spoken.test(inner, negated=True)[lang])
        case Apply(operator=row, operands=operands) if row.joint is not None:
            return row.joint[lang].join(_within(row, each, spoken, lang) for each in operands)
        case Apply(operator=row, operands=operands) if is_connective(node):
            members = say.COMMA[lang].join(in_one_line(each, spoken, lang) for each in operands)
            return f"{_word(row)[lang]}{_BRACKETS[lang].format(members)}"
    return safe(spoken.test(node)[lang])


def _within(row: Operator, node: Node, spoken: Spoken, lang: Lang) -> str:
    """A member of a joint condition, in brackets where it is joined otherwise itself."""
    told = in_one_line(node, spoken, lang)
    other = isinstance(node, Apply) and node.operator.joint is not None and node.operator is not row
    return _BRACKETS[lang].format(told).strip() if other else told
