"""What is wrong with the tables of a policy: rows that hold together, cases in which none does, bands that do not rise.

Whatever is found comes with an example. The search has a bound for each table, and says where it ended early.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import NamedTuple

from afterschool_policy.authoring.document import AuthoredDocument
from afterschool_policy.authoring.loader import AuthoredPolicy
from afterschool_policy.authoring.models import CasesTable, CodesTable, RuleEntry
from afterschool_policy.authoring.yaml_reader import KeyPath
from afterschool_policy.compile.calendar import calendar_of
from afterschool_policy.compile.expressions import Expressions
from afterschool_policy.compile.scope import scope_of
from afterschool_policy.compile.tables import Computations
from afterschool_policy.diagnostics import Diagnostic
from afterschool_policy.language.checker import Scope
from afterschool_policy.language.evaluate import row_truth, value_of
from afterschool_policy.language.printer import print_value
from afterschool_policy.language.tree import Apply, Derived, Node, Row, Table, Value, atoms_of, children
from afterschool_policy.law.model import Law, Rule
from afterschool_policy.positions import Span
from afterschool_policy.search.budget import Budget, BudgetSpentError
from afterschool_policy.search.examples import described, example
from afterschool_policy.semantics.edition import Edition, link
from afterschool_policy.text import Text
from afterschool_policy.values.truth import Truth
from afterschool_policy.values.types import BOOLEAN

MAX_STEPS = 20_000
"""So many steps at most for all searches of one table."""

_AND_DIFFER = Text("，而值不相同", ", and give different values")
_NOTHING = Text("", "")


def table_faults(law: Law, authored: AuthoredPolicy) -> Iterator[Diagnostic]:
    """A diagnostic for each table that overlaps, leaves a gap or does not rise, in any edition and reading."""
    documents = {document.model.name: document for document in authored.rules}
    month_end, calendar = authored.instrument.model.month_end, calendar_of(authored.calendar)[0]
    scope, _ = scope_of(
        law.vocabulary, authored.rules, month_end=month_end, calendar=calendar, as_of=law.instrument.as_of_fact
    )
    truths = {name: [*_tables_of_truths(document, scope)] for name, document in documents.items()}
    latest = link(law, None, None, {})
    seen: set[tuple[str, Node]] = set()
    for edition in [period.edition for period in latest.periods] or [latest]:
        for rule in edition.current:
            written = ((path, edition.linker.node(table)) for path, table in truths.get(rule.name, ()))
            for path, node in (*_own_parts(rule, edition), *written):
                if rule.name not in documents or (rule.name, node) in seen:
                    continue
                seen.add((rule.name, node))
                place = Place(rule, documents[rule.name].key_span(*path))
                if isinstance(node, Table):
                    yield from _of_table(place, node, law)
                elif isinstance(node, Apply) and node.symbol == "portion":
                    yield from _falling(place, node)


class Place(NamedTuple):
    """The rule that writes a table, and where."""

    rule: Rule
    span: Span


def _own_parts(rule: Rule, edition: Edition) -> Iterator[tuple[KeyPath, Node]]:
    """The tables and portions that a rule or a reading of it writes, with the key they stand under.

    Those of definitions belong to the rules that define.
    """
    readings = [(("readings", each.reading, each.code), each.body) for each in rule.alternatives]
    open_: list[tuple[KeyPath, Node]] = []
    for above, written in (((), rule.body), *readings):
        body = edition.linker.body(written)
        outputs = (("amounts", body.amounts), ("values", body.values))
        open_ += (((*above, part, name), node) for part, each in outputs for name, node in each)
        open_ += [] if body.value is None else [((*above, "value"), body.value)]
    for path, node in open_:  # which grows by what is below its members
        if isinstance(node, Table) or (isinstance(node, Apply) and node.symbol == "portion"):
            yield path, node
        if not isinstance(node, Derived):
            open_ += ((path, child) for child in children(node))


def _tables_of_truths(document: AuthoredDocument[RuleEntry], scope: Scope) -> Iterator[tuple[KeyPath, Table]]:
    """The tables of truths that a definition writes, in any reading of it: in the law they are conditions."""
    rule = document.model
    if rule.define is None or scope.derived[rule.define] != BOOLEAN:
        return
    expressions = Expressions(document, scope, [])
    written: list[tuple[KeyPath, object]] = [(("value",), rule.value)]
    for reading, alternatives in rule.readings.items():
        written += ((("readings", reading, code, "value"), parts.value) for code, parts in (alternatives or {}).items())
    for path, value in written:
        if isinstance(value, CasesTable | CodesTable):
            made = Computations(
                expressions, lambda text, at: expressions.expression(text, at, BOOLEAN), BOOLEAN, _unread
            )
            made.node(value, path)
            yield from made.truths


def _unread(_clauses: list[str], _path: KeyPath) -> None:
    """The clauses of rows were looked up where the rule was built."""


def _of_table(place: Place, table: Table, law: Law) -> Iterator[Diagnostic]:
    budget = Budget(MAX_STEPS)
    try:
        if table.hit.disjoint or table.hit.agreeing:
            yield from _overlaps(place, table, law, budget)
        if table.otherwise is None and table.hit.empty is None and table.hit.written:
            yield from _gaps(place, table, law, budget)
    except BudgetSpentError:
        yield Diagnostic.of("tables-not-searched", place.span, name=place.rule.id)


def _overlaps(place: Place, table: Table, law: Law, budget: Budget) -> Iterator[Diagnostic]:
    for (one, row), (other, below) in combinations(enumerate(table.rows, 1), 2):
        pair = (row, below)
        tests = [atom for each in pair for atom in atoms_of(each.when)]
        if table.hit.agreeing:
            if value_of(row.value, {}) == value_of(below.value, {}) is not None:
                continue
            tests += [each.value for each in pair]

        def both(facts: Mapping[str, Value], pair: tuple[Row, Row] = pair) -> bool:
            if any(row_truth(each, facts) is Truth.FALSE for each in pair):
                return False
            values = [value_of(each.value, facts) for each in pair]
            return table.hit.disjoint or None in values or values[0] != values[1]

        facts = example(tests, law, both, budget)
        if facts is not None:
            differing = _AND_DIFFER if table.hit.agreeing else _NOTHING
            witness = described(facts, law.vocabulary)
            fields = {"name": place.rule.id, "one": str(one), "other": str(other), "witness": witness}
            yield Diagnostic.of("table-overlap", place.span, differing=differing, **fields)
            return


def _gaps(place: Place, table: Table, law: Law, budget: Budget) -> Iterator[Diagnostic]:
    if table.partial:
        if place.rule.define is not None:
            yield Diagnostic.of("table-gap-defined", place.span, name=place.rule.define)
        return
    tests = [atom for row in table.rows for atom in atoms_of(row.when)]
    facts = example(
        tests, law, lambda known: all(row_truth(row, known) is not Truth.TRUE for row in table.rows), budget
    )
    if facts is not None:
        witness = described(facts, law.vocabulary)
        yield Diagnostic.of("table-gap", place.span, name=place.rule.id, witness=witness)


def _falling(place: Place, portion: Apply) -> Iterator[Diagnostic]:
    _, low, high = portion.operands
    begins, ends = value_of(low, {}), value_of(high, {})
    if begins is not None and ends is not None and not begins < ends:  # type: ignore[operator]  # two numbers
        fields = {"low": print_value(begins, low.type), "high": print_value(ends, high.type)}
        yield Diagnostic.of("band-order", place.span, name=place.rule.id, **fields)
