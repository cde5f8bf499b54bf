"""The query that tells what the rows of a table come to, or selects those that come to one outcome."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from math import inf
from typing import NamedTuple

from afterschool_policy.cache import Cache
from afterschool_policy.engines.sql import quoting
from afterschool_policy.engines.sql.closed_facts import Layers, layers
from afterschool_policy.engines.sql.conditions import Formula, OutcomeConditions
from afterschool_policy.engines.sql.dialects import Dialect
from afterschool_policy.engines.sql.expressions import NULL, Columns, SqlExpressions
from afterschool_policy.engines.sql.unsayable import UnsayableError
from afterschool_policy.language.printer import print_expression
from afterschool_policy.language.tree import Node, Value, facts_of
from afterschool_policy.search.budget import BudgetSpentError
from afterschool_policy.search.outcomes import WhenTold
from afterschool_policy.semantics.verdict import MAX_SHARED
from afterschool_policy.text import Text
from afterschool_policy.values.outcomes import Outcome
from afterschool_policy.vocabulary.closure import Entailments

ROW = "t"
"""What a row of the table is called in a query."""

OUTCOME = "outcome"
"""The column that tells what a row comes to."""

_NOWHERE = "FALSE"
_LINE = "\n    "


class Apart(StrEnum):
    """What is told of rows that a query does not decide.

    Attributes:
        CONTRADICTORY: Their facts contradict one another.
        LEFT: More tests are open than are tried, and might agree: they are left to a decision.
    """

    CONTRADICTORY = "contradictory"
    LEFT = "left_to_decide"


class CannotSayError(Exception):
    """The parts that a dialect cannot say, as rules write them, each with the reason."""

    def __init__(self, parts: Mapping[str, Text]) -> None:
        super().__init__(", ".join(parts))
        self.parts = parts


@dataclass(frozen=True)
class RowQuery:
    """A question put to rows whose `columns` tell facts; all else is `known`, or unknown in every row."""

    tests: tuple[Node, ...]
    conditions: OutcomeConditions
    entailments: Entailments
    known: Mapping[str, Value]
    columns: Mapping[str, str]
    whole: Callable[[str], bool]

    @property
    def words(self) -> tuple[str, ...]:
        """What a query can tell of a row."""
        return (*self.conditions.outcomes, *Apart)

    @cached_property
    def needed(self) -> frozenset[str]:
        """The facts on which it turns what a row comes to."""
        return frozenset(name for place in self.conditions.places for name in facts_of(self.tests[place]))

    @cached_property
    def read(self) -> tuple[str, ...]:
        """The facts that columns tell of it, directly or by what they entail."""
        telling = {*self.needed, *self.entailments.sources_of(self.needed)}
        return tuple(name for name in self.columns if name in telling)

    def query(self, dialect: Dialect, table: str, outcome: str | None = None) -> str:
        """The query: every row with what it comes to, or the rows of one outcome.

        Raises:
            CannotSayError: with all parts that the dialect has no exact words for.
            BudgetSpentError: where it takes too many conditions.
        """
        written = _Query(self, dialect, table)
        return written.every_row() if outcome is None else written.rows_of(outcome)


class _Part(NamedTuple):
    """Where a formula holds, and not more tests than a few are open, or more; None for any number of them."""

    formula: Formula
    few: bool | None = None


def _length(parts: Sequence[_Part] | None) -> float:
    """How long it takes to say some parts; None where it takes too long."""
    return inf if parts is None else sum(len(cube) for part in parts for cube in part.formula.cubes)


class _Query:
    """The writing of one query."""

    def __init__(self, selection: RowQuery, dialect: Dialect, table: str) -> None:
        self._of, self._dialect = selection, dialect
        self._conditions = selection.conditions
        self._table = ".".join(map(quoting.name, table.split(".")))
        self._unsayable: dict[str, Text] = {}
        self._layers = self._closed()
        self._say = self._expressions(self._layers.columns)
        self._test: Cache[int, str] = Cache(self._written)

    def every_row(self) -> str:
        """Each row with its outcome: that which takes longest to say is what is left."""
        told = {outcome: self._parts_or_none(outcome) for outcome in self._conditions.outcomes}
        rest = max(told, key=lambda outcome: (_length(told[outcome]), outcome))
        parts: dict[str, list[_Part]] = {Apart.LEFT: self._left()}
        for outcome in (each for each in told if each is not rest):
            parts[outcome] = told[outcome] or self._parts(outcome)
        cases: list[tuple[str | None, str]] = [(self._layers.contradiction, Apart.CONTRADICTORY)]
        cases += [(self._where(each, "      "), word) for word, each in parts.items()]
        self._check()
        lines = [f"WHEN {where}\n      THEN {quoting.text(word)}" for where, word in cases if where is not None]
        made = f"CASE\n    {_LINE.join([*lines, f'ELSE {quoting.text(rest)}'])}\n  END" if lines else quoting.text(rest)
        if self._layers.tables:
            made = f"(SELECT {made}\n  FROM {self._layers.source('    ')})"
        return f"SELECT {ROW}.*,\n  {made} AS {quoting.name(OUTCOME)}\nFROM {self._table} AS {ROW}"

    def rows_of(self, word: str) -> str:
        """The rows of which one word is told."""
        contradiction = self._layers.contradiction
        if word == Apart.CONTRADICTORY:
            where = contradiction or _NOWHERE
        else:
            parts = self._left() if word == Apart.LEFT else self._parts(Outcome(word))
            where = self._where(parts, "    " if self._layers.tables else "  ") or _NOWHERE
            if contradiction is not None:
                where = f"NOT COALESCE(({contradiction}), FALSE)\n    AND ({where})"
        self._check()
        if self._layers.tables:
            where = f"EXISTS (\n  SELECT 1\n  FROM {self._layers.source('    ')}\n  WHERE {where})"
        return f"SELECT {ROW}.*\nFROM {self._table} AS {ROW}\nWHERE {where}"

    def _parts(self, outcome: Outcome) -> list[_Part]:
        always, of_few = self._conditions.always(outcome), self._conditions.of_few(outcome)
        return [_Part(always), *([_Part(of_few, few=True)] if of_few.cubes else [])]

    def _parts_or_none(self, outcome: Outcome) -> list[_Part] | None:
        try:
            return self._parts(outcome)
        except BudgetSpentError:
            return None

    def _left(self) -> list[_Part]:
        left, of_few = self._conditions.told(WhenTold.LEFT), self._conditions.told(WhenTold.OF_FEW)
        return [*([_Part(left)] if left.cubes else []), *([_Part(of_few, few=False)] if of_few.cubes else [])]

    def _where(self, parts: Sequence[_Part], indent: str) -> str | None:
        """Where one of some parts holds; None for nowhere."""
        each = [self._part(part, indent) for part in parts if part.formula.cubes or part.formula.contrary]
        return f"\n{indent}OR ".join(each) or None

    def _part(self, part: _Part, indent: str) -> str:
        where = part.formula.written(self._test.__getitem__, indent)
        if part.few is None:
            return where
        return f"(({where})\n{indent}AND {self._open} {'<=' if part.few else '>'} {MAX_SHARED})"

    @property
    def _open(self) -> str:
        """How many tests are open that are tried."""
        found = self._conditions.found
        each = (f"CASE WHEN {self._test[place]} IS NULL THEN 1 ELSE 0 END" for place in found.counted)
        return f"({' + '.join([*each, str(found.open_)])})"

    def _written(self, place: int) -> str:
        """A test; what cannot be said is kept, so that all of it is told."""
        test = self._of.tests[place]
        try:
            return self._say.test(test)
        except UnsayableError as error:
            self._unsayable.setdefault(print_expression(test), error.reason)
            return NULL

    def _closed(self) -> Layers:
        of = self._of
        columns = {fact: f"{ROW}.{quoting.name(called)}" for fact, called in of.columns.items()}
        try:
            closed = layers(of.entailments, of.known, columns, of.needed, self._expressions)
        except UnsayableError as error:
            raise CannotSayError({"entailments.yaml": error.reason}) from error
        return closed._replace(fence=self._dialect.fence)

    def _expressions(self, columns: Columns) -> SqlExpressions:
        return SqlExpressions(self._dialect, columns, self._of.whole, self._of.known)

    def _check(self) -> None:
        if self._unsayable:
            raise CannotSayError(self._unsayable)
