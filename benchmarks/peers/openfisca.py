"""Rules decided by OpenFisca-Core: a variable for each fact and rule, one person in a simulation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce
from operator import and_, or_
from typing import Any

from benchmarks.contender import Ready, Row
from benchmarks.workload.conditions import (
    COMPARISONS,
    All,
    Compare,
    Condition,
    Either,
    Equals,
    In,
    Is,
    Not,
    Number,
    Shares,
    Times,
)
from benchmarks.workload.records import KINDS, Fresh
from benchmarks.workload.rules import ALL_SANCTIONS, UNKNOWN, Pairs, Rule

PERIOD = "2026-09"
BITS = {code: 1 << place for place, code in enumerate(ALL_SANCTIONS)}
OPEN = 2
"""It has no null: a yes-or-no fact that may be unknown is a number, 0 no, 1 yes, 2 unknown; a list is a bit mask."""


def write(rules: tuple[Rule, ...]) -> tuple[Rule, ...]:
    """The rules themselves: its language is Python."""
    return rules


@dataclass(frozen=True, slots=True)
class _Meaning:
    """What a condition means as arrays of `numpy`; `enums` are the facts that are codes."""

    numpy: Any
    enums: Mapping[str, Any]

    def value(self, node: Condition, of: Any, period: Any) -> Any:
        match node:
            case Is(fact):
                return of(fact, period)
            case Not(inner):
                return self.numpy.logical_not(self.value(inner, of, period))
            case Equals(fact, code):
                return of(fact, period) == self.enums[fact][code]
            case In(fact, codes):
                allowed = self.numpy.zeros(len(self.enums[fact]), bool)
                allowed[[self.enums[fact][code].index for code in codes]] = True
                return allowed[self.numpy.asarray(of(fact, period))]
            case Shares(fact, codes):
                return (of(fact, period) & sum(BITS[code] for code in codes)) != 0
            case Compare(symbol, left, right):
                return COMPARISONS[symbol](self.number(left, of, period), self.number(right, of, period))
            case All(parts):
                return reduce(and_, [self.value(each, of, period) for each in parts])
            case Either(parts):
                return reduce(or_, [self.value(each, of, period) for each in parts])

    def number(self, number: Number, of: Any, period: Any) -> Any:
        match number:
            case str():
                return of(number, period)
            case Times(fact, by):
                return of(fact, period) * by
        return number

    def formula(self, rule: Rule) -> Any:
        def formula(person: Any, period: Any, parameters: Any) -> Any:
            if rule.open is not None:
                return person(rule.open, period)
            return self.value(rule.condition, person, period).astype(int)

        return formula


def _system(rules: tuple[Rule, ...]) -> tuple[Any, dict[str, Any]]:
    """A system with a variable for each fact and each rule, and the facts that are codes."""
    import numpy
    from openfisca_core import entities, periods, taxbenefitsystems, variables
    from openfisca_core.indexed_enums import Enum

    person = entities.Entity("person", "persons", "", "")
    system = taxbenefitsystems.TaxBenefitSystem([person])
    shared = {"entity": person, "definition_period": periods.DateUnit.MONTH}
    enums: dict[str, Any] = {}

    def add(name: str, **more: Any) -> None:
        system.add_variable(type(name, (variables.Variable,), shared | more))

    for name, kind in KINDS.items():
        if name == "hardship" or kind is list:
            add(name, value_type=int)
        elif isinstance(kind, tuple):
            enums[name] = Enum(f"enum_{name}", {code: code for code in kind})
            add(name, value_type=Enum, possible_values=enums[name], default_value=next(iter(enums[name])))
        else:
            add(name, value_type=kind)
    meaning = _Meaning(numpy, enums)
    for rule in rules:
        add(rule.id, value_type=int, formula=meaning.formula(rule))
    return system, enums


def _load(rules: tuple[Rule, ...], *, trace: bool) -> Ready:
    import numpy
    from openfisca_core.indexed_enums import EnumArray
    from openfisca_core.simulations import SimulationBuilder

    system, enums = _system(rules)
    index = {
        name: {each.value: numpy.array([each.index], numpy.uint8) for each in enum} for name, enum in enums.items()
    }

    def column(name: str, given: Any) -> Any:
        if name == "hardship":
            return numpy.array([OPEN if given is None else int(given)], numpy.int32)
        if isinstance(given, list):
            return numpy.array([sum(BITS[code] for code in given)], numpy.int32)
        return EnumArray(index[name][given], enums[name]) if name in enums else numpy.array([given])

    def simulate(record: Fresh) -> tuple[Pairs, Any]:
        simulation = SimulationBuilder().build_default_simulation(system, 1)
        simulation.trace = trace
        for name, given in record.items():
            simulation.set_input(name, PERIOD, column(name, given))
        found = ((rule, simulation.calculate(rule.id, PERIOD)[0]) for rule in rules)
        return [(rule.id, _word(rule, code)) for rule, code in found], simulation

    if not trace:
        return Ready(lambda record: simulate(record)[0])

    def explained(record: Fresh) -> tuple[Pairs, list[str]]:
        pairs, simulation = simulate(record)
        return pairs, simulation.tracer.computation_log.lines(aggregate=False)

    return Ready(explained, lambda answer: answer[0])


def _word(rule: Rule, code: int) -> str:
    return UNKNOWN if code == OPEN else rule.held if code else rule.failed


def load(rules: tuple[Rule, ...]) -> Ready:
    """The outcomes."""
    return _load(rules, trace=False)


def load_traced(rules: tuple[Rule, ...]) -> Ready:
    """The outcomes with its log of what was computed from what."""
    return _load(rules, trace=True)


ROWS = (Row("outcomes", write, load), Row("trace", write, load_traced))
