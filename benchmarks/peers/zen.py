"""Rules decided by zen-engine: one compiled expression, or a decision table with its trace."""

from __future__ import annotations

from typing import Any

from benchmarks.contender import Ready, Row
from benchmarks.workload.conditions import Compare, Condition, Equals, In, Is, Not, conjunctions
from benchmarks.workload.infix import Dialect, choice, expression
from benchmarks.workload.records import Fresh
from benchmarks.workload.rules import UNKNOWN, Pairs, Rule

DIALECT = Dialect(
    conjunction=" and ",
    disjunction=" or ",
    negation="not ({0})",
    member="{0} in {1}",
    shares="some({0}, # in {1})",
    quote="'",
)
ANY_FACT = "*"
"""The column of a decision table that belongs to no single fact."""


# ------------------------------------------------------------------------------------------------- one expression
def write_expression(rules: tuple[Rule, ...]) -> tuple[list[str], str]:
    """The ids, and one expression that gives the list of all outcomes."""
    return [rule.id for rule in rules], f"[{', '.join(choice(rule, DIALECT) for rule in rules)}]"


def load_expression(written: tuple[list[str], str]) -> Ready:
    """The compiled expression."""
    import zen

    ids, text = written
    evaluate = zen.compile_expression(text).evaluate

    def decide(record: Fresh) -> Pairs:
        return list(zip(ids, evaluate(record), strict=True))

    return Ready(decide)


# ------------------------------------------------------------------------------------------------- decision table
def write_table(rules: tuple[Rule, ...]) -> tuple[dict[str, str], dict[str, Any]]:
    """The outcomes where no row matches, and a table that collects every row that does: a row for each conjunction."""
    rows: list[dict[str, str]] = []
    facts: dict[str, None] = {}
    for rule in rules:
        if rule.open is not None:
            rows.append({"_id": f"{rule.id}?", "rule": f"'{rule.id}'", "outcome": f"'{UNKNOWN}'", rule.open: "null"})
        for place, parts in enumerate(conjunctions(rule.condition)):
            row = {"_id": f"{rule.id}_{place}", "rule": f"'{rule.id}'", "outcome": f"'{rule.held}'"}
            for part in parts:
                fact, cell = _cell(part)
                row[fact] = f"{row[fact]} and {cell}" if fact in row else cell
                facts[fact] = None
            rows.append(row)
    table = {
        "hitPolicy": "collect",
        "inputs": [{"id": fact, "name": fact} | ({} if fact == ANY_FACT else {"field": fact}) for fact in facts],
        "outputs": [{"id": name, "name": name, "field": name} for name in ("rule", "outcome")],
        "rules": rows,
    }
    nodes = [
        {"id": "in", "type": "inputNode", "name": "in", "position": {"x": 0, "y": 0}},
        {"id": "t", "type": "decisionTableNode", "name": "t", "position": {"x": 1, "y": 0}, "content": table},
        {"id": "out", "type": "outputNode", "name": "out", "position": {"x": 2, "y": 0}},
    ]
    edges = [
        {"id": "e1", "sourceId": "in", "targetId": "t", "type": "edge"},
        {"id": "e2", "sourceId": "t", "targetId": "out", "type": "edge"},
    ]
    document = {"contentType": "application/vnd.gorules.decision", "nodes": nodes, "edges": edges}
    return {rule.id: rule.failed for rule in rules}, document


def _cell(part: Condition) -> tuple[str, str]:
    """The column of a test and what is written in its cell."""
    match part:
        case Is(fact):
            return fact, "true"
        case Not(Is(fact)):
            return fact, "false"
        case Equals(fact, code):
            return fact, DIALECT.text(code)
        case In(fact, codes):
            return fact, ", ".join(map(DIALECT.text, codes))
        case Compare(symbol, str() as fact, int() as number):
            return fact, f"{symbol} {number}"
    return ANY_FACT, expression(part, DIALECT)


def _load_table(written: tuple[dict[str, str], dict[str, Any]], *, trace: bool) -> Ready:
    import zen

    otherwise, document = written
    evaluate = zen.ZenEngine({"loader": {"type": "static", "content": {"table": document}}}).evaluate

    def pairs(answer: Any) -> Pairs:
        found = dict(otherwise)
        for each in answer["result"]:
            found[each["rule"]] = each["outcome"]
        return list(found.items())

    if trace:
        return Ready(lambda record: evaluate("table", record, {"trace": True}), pairs)
    return Ready(lambda record: pairs(evaluate("table", record)))


def load_table(written: tuple[dict[str, str], dict[str, Any]]) -> Ready:
    """The table, its rows read into outcomes."""
    return _load_table(written, trace=False)


def load_table_traced(written: tuple[dict[str, str], dict[str, Any]]) -> Ready:
    """The table with its trace: the rows that matched and the facts they read."""
    return _load_table(written, trace=True)


ROWS = (
    Row("expression", write_expression, load_expression),
    Row("table", write_table, load_table),
    Row("table-trace", write_table, load_table_traced),
)
