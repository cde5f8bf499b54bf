"""What a rule computes while some facts are unknown: told only where it is the same however they turn out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import reduce

from afterschool_policy.language.evaluate import has_no_value, row_truth, standing, value_of
from afterschool_policy.language.ranges import ANYTHING, Range, added, hull
from afterschool_policy.language.tree import Apply, Derived, Fact, Node, Row, Table, Value, children, unknown_in, walk
from afterschool_policy.law.number_ranges import range_of_fact
from afterschool_policy.semantics.pending import open_atoms, pending_atoms
from afterschool_policy.semantics.verdict import RuleVerdict, Verdict
from afterschool_policy.values import truth as truths
from afterschool_policy.values.truth import Truth
from afterschool_policy.values.types import Kind
from afterschool_policy.vocabulary.model import Vocabulary


@dataclass(frozen=True, slots=True)
class Output:
    """What one rule computes under one name: its value, None where that is open, and for a number its range.

    `missing` are the unknown facts that could still change it, or whether the rule speaks of it at all; of a value
    that is told, those on which something is presumed.
    """

    name: str
    rule: RuleVerdict
    node: Node
    value: Value | None
    range: Range
    missing: tuple[str, ...]


def amounts_of(verdict: Verdict, known: Mapping[str, Value], vocabulary: Vocabulary) -> Iterator[Output]:
    """The amounts of every rule that speaks, or may still speak; not of one that is presumed to be silent."""
    for rule in verdict.rules:
        if speaks(rule) is not Truth.FALSE:
            yield from _outputs(rule, rule.conclusion.body.amounts, verdict, known, vocabulary)


def values_of(verdict: Verdict, known: Mapping[str, Value], vocabulary: Vocabulary) -> Iterator[Output]:
    """The lists and codes of every rule that speaks, or may still speak."""
    for rule in verdict.rules:
        yield from _outputs(rule, rule.conclusion.body.values, verdict, known, vocabulary)


def _outputs(
    rule: RuleVerdict,
    computed: tuple[tuple[str, Node], ...],
    verdict: Verdict,
    known: Mapping[str, Value],
    vocabulary: Vocabulary,
) -> Iterator[Output]:
    if not computed or rule.defeated_by is not None or rule.conclusion.may_speak is Truth.FALSE:
        return
    whether = tuple(_whether_it_speaks(rule, verdict, known))
    for name, node in computed:
        if has_no_value(node, known):
            continue
        range_ = range_of(node, known, vocabulary)
        missing = (*whether, *_open_facts(node, known, vocabulary), *_presumed_facts(node, known))
        value = value_of(node, known)
        if value is None and range_.only is not None:
            value = range_.only
        told = value if speaks(rule) is Truth.TRUE else None
        yield Output(name, rule, node, told, range_, tuple(sorted(set(missing))))


def speaks(rule: RuleVerdict) -> Truth:
    """Whether a rule speaks, unless another takes its place."""
    return Truth.UNKNOWN if rule.threatened_by else rule.conclusion.speaks


def range_of(node: Node, known: Mapping[str, Value], vocabulary: Vocabulary) -> Range:
    """The least and the greatest that a term can be, by what is known and what the vocabulary allows."""
    value = value_of(node, known)
    if isinstance(value, int | Decimal | Fraction) and not isinstance(value, bool):
        return Range(Fraction(value), Fraction(value))
    match node:
        case Fact(name=name) if node.type.kind is Kind.NUMBER:
            return range_of_fact(vocabulary.facts[name])
        case Derived(body=body) if body is not None:
            return range_of(body, known, vocabulary)
        case Apply(operator=row, operands=operands) if row.range_ is not None and row.is_total(len(operands)):
            return row.range_(*(range_of(operand, known, vocabulary) for operand in operands))
        case Table() if node.type.kind is Kind.NUMBER:
            return _range_of_rows(node, known, vocabulary)
    return ANYTHING


def _range_of_rows(node: Table, known: Mapping[str, Value], vocabulary: Vocabulary) -> Range:
    """The range of a table: of the rows that can give its value, or of what those that can hold make together."""
    if node.hit.completes:
        return _range_of_complete(node, known, vocabulary)
    if node.hit.combine is None:
        return hull(*(range_of(row.value, known, vocabulary) for row in standing(node, known)[0]))
    truths_of_rows = [(row, row_truth(row, known)) for row in node.rows]
    held = [range_of(row.value, known, vocabulary) for row, holds in truths_of_rows if holds is Truth.TRUE]
    open_ = [range_of(row.value, known, vocabulary) for row, holds in truths_of_rows if holds is Truth.UNKNOWN]
    if not node.hit.adds:
        rest = () if node.otherwise is None else (range_of(node.otherwise.value, known, vocabulary),)
        return hull(*held, *open_, *rest)
    nought = Range(Fraction(0), Fraction(0))
    return reduce(added, [*held, *(hull(nought, each) for each in open_)], nought)


def _range_of_complete(node: Table, known: Mapping[str, Value], vocabulary: Vocabulary) -> Range:
    """The range of what may leave something out: more of what is not below nought makes a sum greater, and more of
    anything an extreme more extreme.
    """
    (row,) = node.rows
    low, high = range_of(row.value, known, vocabulary)
    if row_truth(row, known) is Truth.TRUE or not isinstance(row.value, Table):
        return Range(low, high)
    if row.value.hit.adds:
        each = [range_of(of_one.value, {}, vocabulary) for of_one in row.value.rows]
        return Range(low if each and all(one.low is not None and one.low >= 0 for one in each) else None, None)
    return Range(None, high) if row.value.policy == "least" else Range(low, None)


def _open_facts(node: Node, known: Mapping[str, Value], vocabulary: Vocabulary) -> Iterator[str]:
    """The unknown facts below a term, but not those below a part that comes to one number whatever they are."""
    if range_of(node, known, vocabulary).only is not None or value_of(node, known) is not None:
        return
    if isinstance(node, Fact):
        yield node.name
    below = children(node)
    if isinstance(node, Table):
        rows = standing(node, known)[0] if node.hit.combine is None else node.every_row
        live = [row for row in rows if row_truth(row, known) is not Truth.FALSE]
        yield from (name for row in live for name in _open_in_row(row, known))
        below = tuple(row.value for row in live)
    for child in below:
        yield from _open_facts(child, known, vocabulary)


def _presumed_facts(node: Node, known: Mapping[str, Value]) -> Iterator[str]:
    """The unknown facts on which it is only presumed whether a row of a table holds."""
    for part in walk(node):
        for row in part.rows if isinstance(part, Table) else ():
            if row_truth(row, known) is not Truth.UNKNOWN is row_truth(row, known, presuming=False):
                yield from _open_in_row(row, known)


def _open_in_row(row: Row, known: Mapping[str, Value]) -> Iterator[str]:
    """The unknown facts on which it turns whether a row of a table holds."""
    if row_truth(row, known, presuming=False) is Truth.UNKNOWN:
        for atom in open_atoms(row.when, lambda atom: truths.of(value_of(atom, known))):
            yield from unknown_in(atom, known)


def _whether_it_speaks(rule: RuleVerdict, verdict: Verdict, known: Mapping[str, Value]) -> Iterator[str]:
    """The unknown facts on which it turns whether the rule speaks, or another takes its place."""
    standing = [rule]
    for below in standing:  # which grows by those that take the place of its members
        name = below.conclusion.rule.id
        standing += (
            each
            for each in verdict.rules
            if each.defeated_by is None
            and each not in standing
            and any(overridden == name for overridden, _ in each.conclusion.rule.overrides)
        )
    for each in standing:
        for atom in pending_atoms(each.conclusion, lambda said: (0, said[1]), verdict.of_atom, is_open=False):
            yield from unknown_in(atom, known)
