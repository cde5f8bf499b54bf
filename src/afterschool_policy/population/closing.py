"""The facts of many rows closed over: entailments are taken once for all rows that agree in the facts that they tie."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from afterschool_policy.engines.columnar.atoms import alike_in_facts
from afterschool_policy.engines.columnar.columns import Coded, FactRows
from afterschool_policy.engines.columnar.numbering import Alike
from afterschool_policy.language.tree import Value
from afterschool_policy.population.given import of_values
from afterschool_policy.vocabulary.closure import Entailments
from afterschool_policy.vocabulary.entailment import Entailment


class ClosingInParts:
    """The entailments of a policy in parts that tie no fact in common: each is closed over by itself."""

    def __init__(self, entailments: Entailments) -> None:
        self._parts = [(facts, Entailments(tuple(part))) for facts, part in _apart(entailments.each)]

    def close(self, rows: FactRows, wanted: Collection[str]) -> FactRows:
        """The rows with all that follows for the facts that are wanted, and without what cannot all be true."""
        columns = dict(rows.columns)
        for facts, part in self._parts:
            told = rows.told(dict.fromkeys(name for each in part.each for name in each.read))
            if not told or facts.isdisjoint(wanted):
                continue
            alike = alike_in_facts(rows, told)
            given = [rows.facts(int(row), told) for row in alike.first]
            closed = [part.closure(each).values for each in given]
            for name in facts:
                values = [each.get(name) for each in closed]
                if values != [each.get(name) for each in given]:
                    columns[name] = _column(values, alike)
        return FactRows(columns, rows.count)


def _apart(entailments: Sequence[Entailment]) -> list[tuple[set[str], list[Entailment]]]:
    """Entailments by the facts that they tie, directly or through one another."""
    parts: list[tuple[set[str], list[Entailment]]] = []
    for entailment in entailments:
        facts, tied = set(entailment.facts), [entailment]
        for part in [part for part in parts if not part[0].isdisjoint(facts)]:
            parts.remove(part)
            facts |= part[0]
            tied = [*part[1], *tied]
        parts.append((facts, tied))
    place_of = {id(each): place for place, each in enumerate(entailments)}
    return [(facts, sorted(tied, key=lambda each: place_of[id(each)])) for facts, tied in parts]


def _column(values: Sequence[Value | None], alike: Alike) -> Coded:
    """The values of rows that are alike, for each of these rows."""
    distinct = of_values(values)
    return Coded(distinct.codes[alike.numbers], distinct.values)  # type: ignore[arg-type]  # values, as they came in
