"""Rules decided by datalogic-py: JsonLogic in Rust, one compiled rule that returns every outcome."""

from __future__ import annotations

import json
from typing import Any

from benchmarks.contender import Ready, Row
from benchmarks.workload.conditions import All, Compare, Condition, Either, Equals, In, Is, Not, Number, Shares, Times
from benchmarks.workload.records import Fresh
from benchmarks.workload.rules import UNKNOWN, Pairs, Rule

Logic = Any


def _logic(node: Condition) -> Logic:
    match node:
        case Is(fact):
            return {"var": fact}
        case Not(of):
            return {"!": [_logic(of)]}
        case Equals(fact, code):
            return {"==": [{"var": fact}, code]}
        case In(fact, codes):
            return {"in": [{"var": fact}, list(codes)]}
        case Shares(fact, codes):
            return {"some": [{"var": fact}, {"in": [{"var": ""}, list(codes)]}]}
        case Compare(symbol, left, right):
            return {symbol: [_number(left), _number(right)]}
        case All(parts):
            return {"and": [_logic(each) for each in parts]}
        case Either(parts):
            return {"or": [_logic(each) for each in parts]}


def _number(number: Number) -> Logic:
    match number:
        case str():
            return {"var": number}
        case Times(fact, by):
            return {"*": [{"var": fact}, by]}
    return number


def _outcome(rule: Rule) -> Logic:
    written = {"if": [_logic(rule.condition), rule.held, rule.failed]}
    if rule.open is None:
        return written
    # With "==" instead, false counts as equal to null here.
    return {"if": [{"===": [{"var": rule.open}, None]}, UNKNOWN, written]}


def write(rules: tuple[Rule, ...]) -> tuple[list[str], list[Logic]]:
    """The ids, and one list of expressions."""
    return [rule.id for rule in rules], [_outcome(rule) for rule in rules]


def load(written: tuple[list[str], list[Logic]]) -> Ready:
    """One compiled rule in one session, as its own benchmarks use it."""
    import datalogic_py

    ids, logic = written
    engine = datalogic_py.Engine()
    compiled = engine.compile(logic)
    evaluate = engine.session().evaluate

    def decide(record: Fresh) -> Pairs:
        return list(zip(ids, evaluate(compiled, record), strict=True))

    return Ready(decide)


def load_traced(written: tuple[list[str], list[Logic]]) -> Ready:
    """The same with its trace of every step; it has none for a compiled rule, so each call compiles the text again."""
    import datalogic_py

    ids, logic = written
    engine = datalogic_py.Engine()
    whole = json.dumps(logic)

    def decide(record: Fresh) -> Any:
        return json.loads(engine.evaluate_with_trace(whole, json.dumps(record)))

    def pairs(traced: Any) -> Pairs:
        return list(zip(ids, traced["result"], strict=True))

    return Ready(decide, pairs)


ROWS = (Row("outcomes", write, load), Row("trace", write, load_traced))
