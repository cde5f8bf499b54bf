"""A law written out for as many records as there are: what is said of each member of a household, said of every one.

The facts of a record then are facts like any other (`household.members[2].income`), what is made of all of them is an
`and`, an `or` or a table, and nothing after this pass knows of lists of records. Where it is not known whether a record
is left out, what one more could change stays open: a sum, a count, an extreme; an `any` that holds, and an `all` that
does not, are settled.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from afterschool_policy.language.connectives import TRUE, all_of, any_of, not_
from afterschool_policy.language.gatherings import GATHERINGS, POSITION
from afterschool_policy.language.tree import (
    Apply,
    Constant,
    Derived,
    Fact,
    Gathered,
    Node,
    Row,
    Table,
    Value,
    rebuilt,
)
from afterschool_policy.law.model import Era, Law, Rule
from afterschool_policy.law.rewriting import rewritten
from afterschool_policy.values.types import BOOLEAN, NUMBER
from afterschool_policy.vocabulary.model import FactSpec, RecordList, Vocabulary, group_of, parts_of
from afterschool_policy.vocabulary.records import place_in_list, record_spec, said_of_record

Counts = tuple[tuple[str, int], ...]
"""How many records each list has, by its name."""


def counts_in(lists: Iterable[str], values: Mapping[str, Value]) -> Counts:
    """How many records each of these lists has, as far as that is among the values."""
    given = ((name, values.get(name)) for name in lists)
    return tuple((name, count) for name, count in given if isinstance(count, int))


def written_out(law: Law, counts: Mapping[str, int]) -> Law:
    """The law for so many records of each list; the law itself where it has no such list."""
    records = law.vocabulary.records
    if not records:
        return law
    writer = _RecordWriter(law.vocabulary, {name: range(counts.get(name, 0)) for name in records})
    return replace(
        law,
        vocabulary=_vocabulary(law.vocabulary, writer.places),
        rules=tuple(each for rule in law.rules for each in writer.rules(rule)),
        limits=tuple(each for rule in law.limits for each in writer.rules(rule)),
        eras=tuple(_era(era, law.vocabulary, writer.places) for era in law.eras),
    )


def with_one_record(law: Law) -> Law:
    """The law as if each list had one record, whose facts keep their names: what a check of all of it looks at."""
    if not law.vocabulary.records:
        return law
    writer = _RecordWriter(law.vocabulary, dict.fromkeys(law.vocabulary.records, (None,)))
    facts = {**law.vocabulary.facts}
    for records in law.vocabulary.records.values():
        facts |= records.fields
    return replace(
        law,
        vocabulary=replace(law.vocabulary, facts=facts),
        rules=tuple(each for rule in law.rules for each in writer.rules(rule)),
    )


def trees_written_out(law: Law, counts: Mapping[str, int]) -> Callable[[Node, int | None], Node]:
    """How a tree reads for so many records of each list, at the place of one where it is said of one."""
    records = law.vocabulary.records
    return _RecordWriter(law.vocabulary, {name: range(counts.get(name, 0)) for name in records}).node


def _vocabulary(vocabulary: Vocabulary, places: Mapping[str, Sequence[int | None]]) -> Vocabulary:
    fields = {field: spec for each in vocabulary.records.values() for field, spec in each.fields.items()}
    return replace(vocabulary, facts={**vocabulary.facts, **_of_records(vocabulary, fields, places)})


def _era(era: Era, vocabulary: Vocabulary, places: Mapping[str, Sequence[int | None]]) -> Era:
    return replace(era, facts={**era.facts, **_of_records(vocabulary, era.facts, places)})


def _of_records(
    vocabulary: Vocabulary, specs: Mapping[str, FactSpec], places: Mapping[str, Sequence[int | None]]
) -> dict[str, FactSpec]:
    """Those of some facts that each record of a list has, as each record has them."""
    facts: dict[str, FactSpec] = {}
    for name, records in vocabulary.records.items():
        for place in places[name]:
            for field in records.fields:
                if field in specs:
                    one = record_spec(records, place or 0, specs[field])
                    facts[one.name] = one
    return facts


class _RecordWriter:
    """Writes trees and rules out for the records at some places; at None a record's facts keep their names."""

    def __init__(self, vocabulary: Vocabulary, places: Mapping[str, Sequence[int | None]]) -> None:
        self.places = places
        self._members = vocabulary.members

    def rules(self, rule: Rule) -> Iterator[Rule]:
        """The rule; one that defines a fact of a record, once for each."""
        records = self._members.get(group_of(rule.define)) if rule.define is not None else None
        if records is None or rule.define is None:
            yield self._rule(rule, None)
            return
        for place in self.places[records.name]:
            written = self._rule(rule, place)
            if place is None:
                yield written
            else:
                define = records.of_member(place, rule.define)
                label = None if rule.label is None else said_of_record(records, place, rule.label)
                negation = None if rule.negation is None else said_of_record(records, place, rule.negation)
                yield replace(written, id=f"{rule.id}[{place}]", define=define, label=label, negation=negation)

    def _rule(self, rule: Rule, place: int | None) -> Rule:
        return rewritten(rule, lambda node: self.node(node, place))

    def node(self, node: Node, place: int | None) -> Node:
        """A tree with the record at a place in mind, and all that is made of several written out."""
        match node:
            case Gathered() if GATHERINGS[node.function].placed:
                return self._place_among(node, place)
            case Gathered():
                return self._gathered(node)
            case Fact(name=name) | Derived(name=name) if group_of(name) in self._members and place is not None:
                records = self._members[group_of(name)]
                if isinstance(node, Fact) and parts_of(name)[1] == POSITION and name not in records.fields:
                    return self._place_in_list(records, place)
                return replace(node, name=records.of_member(place, name))
        return rebuilt(node, lambda child: self.node(child, place))

    def _gathered(self, node: Gathered) -> Node:
        row, whole = GATHERINGS[node.function], Apply("confirmed", (node.complete,), BOOLEAN)
        rows = [self._row(node, place) for place in self.places[node.records]]
        if row.joins == "or":
            return any_of(*(all_of(each.when, each.value) for each in rows), not_(whole))
        if row.joins == "and":
            return all_of(*(any_of(not_(each.when), each.value) for each in rows), whole)
        assert row.policy is not None, row.name
        return _complete(whole, Table(row.policy, tuple(rows), None, node.type))

    def _place_in_list(self, records: RecordList, place: int) -> Node:
        """The place of a record in its list: one that is left out can stand before it."""
        whole = Apply("confirmed", (Fact(records.complete, BOOLEAN),), BOOLEAN)
        made = Table("first", (Row(TRUE, Constant(place + 1, NUMBER)),), None, NUMBER)
        return replace(_complete(whole, made), label=place_in_list(records, place))

    def _place_among(self, node: Gathered, place: int | None) -> Node:
        """The place of a record among those of whom a test holds; nought where it does not hold of itself."""
        records, among = self._members[node.member], self._row(node, place).when
        if place is None:
            here: Node = Fact(f"{node.member}.{POSITION}", NUMBER)
        else:
            before = [self._row(node, other) for other in self.places[node.records][:place]]
            counted = Table("sum", (*before, Row(TRUE, Constant(1, NUMBER))), None, NUMBER)
            here = _complete(Apply("confirmed", (node.complete,), BOOLEAN), counted)
        label = place_in_list(records, place or 0, among=node.where is not None)
        return Table("first", (Row(among, here),), Row(TRUE, Constant(0, NUMBER)), NUMBER, label=label)

    def _row(self, node: Gathered, place: int | None) -> Row:
        when = TRUE if node.where is None else self.node(node.where, place)
        return Row(when, Constant(1, NUMBER) if node.term is None else self.node(node.term, place))


def _complete(whole: Node, made: Table) -> Table:
    """What is made of the records of a list, where none is left out."""
    return Table("complete", (Row(whole, made),), None, made.type, partial=True)
