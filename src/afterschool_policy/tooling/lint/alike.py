"""What is told apart by name and by nothing else: rules that say the same, codes that every rule treats alike."""

from __future__ import annotations

from collections.abc import Iterator

from afterschool_policy.authoring.loader import AuthoredPolicy
from afterschool_policy.compile.unread import nodes_of
from afterschool_policy.diagnostics import Diagnostic
from afterschool_policy.language.tree import Apply, Constant, Node, walk
from afterschool_policy.law.model import Law, Rule
from afterschool_policy.text import Text, enumerated
from afterschool_policy.values.types import Kind, Type


def rules_repeated(law: Law, _: AuthoredPolicy) -> Iterator[Diagnostic]:
    """Advice on each rule that answers the same question as one before it, by the same parts, on the same days."""
    first: dict[object, Rule] = {}
    for rule in law.rules:
        if not rule.decisions or rule.body.silent:
            continue
        says = (frozenset(rule.decisions), rule.modality, rule.body, rule.alternatives, rule.effective)
        other = first.setdefault(says, rule)
        if other.id != rule.id:
            yield Diagnostic.of("rule-repeated", rule.span, name=rule.id, other=other.id, first=str(other.span))


def codes_alike(law: Law, authored: AuthoredPolicy) -> Iterator[Diagnostic]:
    """Advice on each closed enumeration of which two codes or more are named nowhere: they are all the same there."""
    named: dict[str, set[object]] = {}
    for tree in nodes_of(law):
        for node in walk(tree):
            for codes, values in _named(node, law):
                named.setdefault(codes, set()).update(values)
    for name, entry in law.vocabulary.enumerations.items():
        alike = [code for code in entry.codes if code not in named.get(name, set())]
        if len(alike) > 1 and not entry.open and name in named:
            span = authored.vocabulary.key_span("enumerations", name)
            listed = enumerated(Text(code, f"`{code}`") for code in alike)
            yield Diagnostic.of("codes-alike", span, name=name, codes=listed)


def _named(node: Node, law: Law) -> Iterator[tuple[str, tuple[object, ...]]]:
    """The codes that a node names, by their enumeration; all of them, where two facts are held against each other."""
    if isinstance(node, Constant) and (codes := _codes(node.type)):
        yield codes, node.value if isinstance(node.value, tuple) else (node.value,)
    if isinstance(node, Apply) and len(node.operands) > 1 and not any(isinstance(e, Constant) for e in node.operands):
        for operand in node.operands:
            if (codes := _codes(operand.type)) and codes in law.vocabulary.enumerations:
                yield codes, tuple(law.vocabulary.enumerations[codes].codes)


def _codes(type_: Type) -> str:
    inner = type_.item or type_
    return (inner.codes or "") if inner.kind is Kind.CODE else ""
