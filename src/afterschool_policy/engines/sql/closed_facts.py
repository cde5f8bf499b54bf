"""What the columns of a row entail, in SQL: layer by layer, each a table of one row over the one before.

The first layer reads the columns, each further one adds what follows from those before it (`vocabulary.closure`). Rows
whose facts contradict one another are told apart: what of them counts is not for a query to say.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from afterschool_policy.engines.sql import quoting
from afterschool_policy.engines.sql.expressions import NULL, Columns, SqlExpressions
from afterschool_policy.language.tree import Apply, Fact, Node, Value
from afterschool_policy.values import truth as truths
from afterschool_policy.values.types import Kind
from afterschool_policy.vocabulary.closure import Entailments
from afterschool_policy.vocabulary.entailment import Entailment

MAX_LAYERS = 12
"""So many entailments lead from one to the next at most."""

_TRUE, _FALSE = "TRUE", "FALSE"
_SAME = {True: operator.eq, False: operator.ne}


class Layers(NamedTuple):
    """The tables by which facts are closed over, and how a contradiction is told; without any, columns stay as is."""

    tables: tuple[Mapping[str, str], ...]
    columns: Columns
    contradiction: str | None
    fence: str = ""

    def source(self, indent: str) -> str:
        """The innermost table of them, inside those around it."""
        made = ""
        for number, layer in enumerate(self.tables):
            told = f",\n{indent}  ".join(f"{each} AS {quoting.name(fact)}" for fact, each in layer.items())
            made = (
                f"(SELECT\n{indent}  {told}{f'{chr(10)}{indent}FROM {made}' if made else ''}{self.fence}) AS f{number}"
            )
        return made


class Gift(NamedTuple):
    """A fact that an entailment gives a value where a test of it has a truth; what has to be so for it."""

    fact: str
    value: Node | bool
    where: tuple[tuple[Node, bool], ...]
    read: frozenset[str]


def gifts(entailment: Entailment) -> Iterator[Gift]:
    """What an entailment can give: its conclusion, and of its premises, where all others hold, the contrary of one."""
    premises = [(each, True) for each in (*entailment.during, *entailment.premises)]
    found = _made(entailment.conclusion, truth=True)
    if found is not None:
        yield Gift(*found, tuple(premises), frozenset(entailment.read) - {found[0]})
    for premise in entailment.premises:
        found = _made(premise, truth=False)
        if found is not None:
            others = tuple(each for each in premises if each[0] is not premise)
            yield Gift(*found, (*others, (entailment.conclusion, False)), frozenset(entailment.read) - {found[0]})


def _made(node: Node, *, truth: bool) -> tuple[str, Node | bool] | None:
    """The fact that a test tells of where it has a truth, and its value (as `closure._made`)."""
    match node:
        case Fact(name=name, type=type_) if type_.kind is Kind.BOOLEAN:
            return name, truth
        case Apply(operator=row, operands=(inner,)) if row.truth is truths.negate:
            return _made(inner, truth=not truth)
        case Apply(operator=row, operands=(Fact(name=name), other)) if row.apply is _SAME[truth]:
            return name, other
    return None


def entailable(entailments: Entailments, known: Mapping[str, Value], told: frozenset[str]) -> frozenset[str]:
    """The facts that rows can tell, where their columns tell some: what these entail, too."""
    given = [each for entailment in entailments.each for each in gifts(entailment)]
    found = {*told}
    while True:
        more = {
            each.fact
            for each in given
            if each.fact not in found and each.fact not in known and not each.read.isdisjoint(found)
        }
        if not more:
            return frozenset(found)
        found |= more


def layers(
    entailments: Entailments,
    known: Mapping[str, Value],
    columns: Mapping[str, str],
    needed: frozenset[str],
    expressions: Callable[[Columns], SqlExpressions],
) -> Layers:
    """The layers that tell the facts that are needed; `columns` are those of the table, by their facts."""
    facts = entailable(entailments, known, frozenset(columns))
    wanted = {*needed, *entailments.sources_of(needed)}
    tying = [each for each in entailments.each if not wanted.isdisjoint(each.read) and not facts.isdisjoint(each.read)]
    read = sorted(facts & (needed | {name for each in tying for name in each.read}))
    if not tying:
        return Layers((), columns.get, None)
    ever = expressions(lambda name: name if name in facts else None)
    given = [
        each
        for entailment in tying
        for each in gifts(entailment)
        if each.fact not in known and ever.all_of(each.where) != _FALSE
    ]
    tables: list[Mapping[str, str]] = [{name: columns[name] for name in read if name in columns}]
    changed = frozenset(tables[0])
    for number in range(1, _longest(given, changed) + 1):
        before, told = tables[-1], _told(number - 1, tables[-1])
        say = expressions(told)
        moved = {
            name: made
            for name in read
            if (made := _given(say, told(name), [each for each in given if each.fact == name and each.read & changed]))
        }
        if not moved:
            break
        tables.append({name: moved.get(name) or told(name) or NULL for name in read if name in before or name in moved})
        changed = frozenset(moved)
    last = _told(len(tables) - 1, tables[-1])
    return Layers(tuple(tables), last, _contradiction(expressions(last), tying))


def _told(number: int, table: Mapping[str, str]) -> Columns:
    def told(name: str) -> str | None:
        return f"f{number}.{quoting.name(name)}" if name in table else None

    return told


def _given(say: SqlExpressions, column: str | None, given: Sequence[Gift]) -> str | None:
    """A fact with what entailments give it; None where none can."""
    cases: list[str] = []
    for each in given:
        where = say.all_of(each.where)
        value = say.constant(each.value) if isinstance(each.value, bool) else say.value(each.value)
        if where != _FALSE and not value.startswith((NULL, f"CAST({NULL} ")):
            cases.append(f"WHEN {where} THEN {value}")
    if not cases:
        return None
    made = f"CASE {' '.join(dict.fromkeys(cases))} END"
    return made if column is None else f"COALESCE({column}, {made})"


def _contradiction(say: SqlExpressions, tying: Sequence[Entailment]) -> str | None:
    """Whether the facts of a row contradict one another."""
    each = [
        say.all_of(
            (*((node, True) for node in (*entailment.during, *entailment.premises)), (entailment.conclusion, False))
        )
        for entailment in tying
    ]
    told = [one for one in dict.fromkeys(each) if one != _FALSE]
    return "\n      OR ".join(told) or None


def _longest(given: Sequence[Gift], told: frozenset[str]) -> int:
    """So many entailments can lead from one to the next, each fact told once on the way."""
    leads: dict[str, set[str]] = {}
    for each in given:
        for name in each.read:
            leads.setdefault(name, set()).add(each.fact)

    def length(name: str, met: frozenset[str]) -> int:
        if len(met) > MAX_LAYERS:
            return 0
        return max((1 + length(after, met | {after}) for after in leads.get(name, set()) - met), default=0)

    return min(max((length(name, frozenset([name])) for name in told), default=0), MAX_LAYERS)
