"""Rules decided by durable_rules through its documented Python language."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from itertools import count
from operator import and_, or_
from typing import Any

from benchmarks.contender import Ready, Row
from benchmarks.workload.conditions import Compare, Condition, Equals, In, Is, Not, Shares, Times, conjunctions
from benchmarks.workload.records import Fresh
from benchmarks.workload.rules import UNKNOWN, Pairs, Rule

_NAMES = (f"rules{number}" for number in count())


def write(rules: tuple[Rule, ...]) -> tuple[Rule, ...]:
    """The rules themselves: its language is Python."""
    return rules


def load(rules: tuple[Rule, ...]) -> Ready:
    """A ruleset with a rule for each conjunction; a decision asserts the record and retracts it."""
    from durable import lang

    holding: set[str] = set()
    name = next(_NAMES)

    def fires(rule_id: str) -> Callable[[Any], None]:
        return lambda _context: holding.add(rule_id)

    with lang.ruleset(name):
        # A record that no rule matches would be an error.
        lang.when_all(+lang.m.seen)(lambda _context: None)
        for rule in rules:
            if rule.open is not None:
                lang.when_all(+getattr(lang.m, f"{rule.open}_missing"))(fires(f"{rule.id}?"))
            for parts in conjunctions(rule.condition):
                lang.when_all(reduce(and_, [_test(part, lang) for part in parts]))(fires(rule.id))

    def outcome(rule: Rule) -> str:
        if rule.open is not None and f"{rule.id}?" in holding:
            return UNKNOWN
        return rule.held if rule.id in holding else rule.failed

    def decide(record: Fresh) -> Pairs:
        holding.clear()
        fact = {key: value for key, value in record.items() if value is not None}
        if len(fact) < len(record):
            fact["hardship_missing"] = 1
        fact["seen"] = 1
        # Its language compares a fact with a number only, so what compares two facts is computed here.
        fact["minutes"] = record["session_end"] - record["session_start"]
        fact["margin"] = record["teachers"] * 30 - record["students"]
        lang.assert_fact(name, fact)
        lang.retract_fact(name, fact)
        return [(rule.id, outcome(rule)) for rule in rules]

    return Ready(decide)


def _test(part: Condition, lang: Any) -> Any:
    match part:
        case Is(fact):
            return getattr(lang.m, fact) == True  # noqa: E712  # overloaded: it writes a test
        case Not(Is(fact)):
            return getattr(lang.m, fact) == False  # noqa: E712
        case Equals(fact, code):
            return getattr(lang.m, fact) == code
        case In(fact, codes):
            return reduce(or_, [getattr(lang.m, fact) == code for code in codes])
        case Shares(fact, codes):
            return getattr(lang.m, fact).anyItem(reduce(or_, [lang.item == code for code in codes]))
        case Compare(">=", Times()):
            return lang.m.margin >= 0
        case Compare("<", str(), str()):
            return lang.m.minutes > 0
        case Compare(">", str() as fact, int() as number):
            return getattr(lang.m, fact) > number
        case Compare(">=", str() as fact, int() as number):
            return getattr(lang.m, fact) >= number
        case Compare("<=", str() as fact, int() as number):
            return getattr(lang.m, fact) <= number
    raise AssertionError(part)


ROWS = (Row("outcomes", write, load),)
