"""What is wrong with the tables of a policy: rows that hold together, cases in which none does, rows whose turn never
comes, bands that do not rise.

Of what can happen an example is shown. The search has a bound for each table, and says where it ended early.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from itertools import combinations

from afterschool_policy.authoring.loader import AuthoredPolicy
from afterschool_policy.compile.calendar import calendar_of
from afterschool_policy.compile.covered_rows import CoveredRows
from afterschool_policy.compile.scope import scope_of
from afterschool_policy.compile.written_tables import Place, own_parts, tables_of_truths
from afterschool_policy.diagnostics import Diagnostic
from afterschool_policy.language.evaluate import row_truth, value_of
from afterschool_policy.language.printer import print_value
from afterschool_policy.language.tree import Apply, Node, Row, Table, Value, atoms_of
from afterschool_policy.law.eras import what_facts_can_be
from afterschool_policy.law.model import Law
from afterschool_policy.search.budget import Budget, BudgetSpentError
from afterschool_policy.search.examples import described, example
from afterschool_policy.semantics.edition import Edition, link
from afterschool_policy.text import Text
from afterschool_policy.values.truth import Truth

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
    truths = {name: [*tables_of_truths(document, scope)] for name, document in documents.items()}
    latest = link(law, None, None, {})
    seen: set[tuple[str, Node, object]] = set()
    faulty: set[tuple[str, Node]] = set()
    covered = CoveredRows(law)
    for edition in [period.edition for period in latest.periods] or [latest]:
        for rule in edition.current:
            written = ((path, edition.linker.node(table)) for path, table in truths.get(rule.name, ()))
            for number, (path, node) in enumerate((*own_parts(rule, edition), *written)):
                key = (rule.name, node)
                if rule.name not in documents or key in faulty or (*key, what_facts_can_be(edition.law)) in seen:
                    continue
                seen.add((*key, what_facts_can_be(edition.law)))
                place = Place(rule, documents[rule.name].key_span(*path))
                for fault in _of_node(place, node, number, edition, covered):
                    faulty.add(key)
                    yield fault
    yield from covered.faults()


def _of_node(place: Place, node: Node, number: int, edition: Edition, covered: CoveredRows) -> Iterator[Diagnostic]:
    if isinstance(node, Table):
        yield from _of_table(place, node, edition.law, partial(covered.look, place, node, number, edition))
    elif isinstance(node, Apply) and node.symbol == "portion":
        yield from _falling(place, node)


def _of_table(place: Place, table: Table, law: Law, covered: Callable[[Budget], None]) -> Iterator[Diagnostic]:
    budget = Budget(MAX_STEPS)
    try:
        if table.hit.disjoint or table.hit.agreeing:
            yield from _overlaps(place, table, law, budget)
        if table.otherwise is None and table.hit.empty is None and table.hit.written:
            yield from _gaps(place, table, law, budget)
        if table.hit.by_order and table.hit.written:
            covered(budget)
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
        if (name := place.rule.define or place.rule.parameter) is not None:
            yield Diagnostic.of("table-gap-defined", place.span, name=name)
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
