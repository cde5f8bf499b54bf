"""The residual of a question: what is left of it where some facts are fixed, for rows that tell the others.

In words it is the condition on the open facts under which each outcome holds, in SQL a query that finds the rows: those
that `decide` decides so. Nothing of the rows is needed for it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from afterschool_policy.diagnostics.requests import known_name, stored_text
from afterschool_policy.explain.branches import Branch
from afterschool_policy.explain.render import write
from afterschool_policy.explain.render.formats import Format
from afterschool_policy.explain.residual_document import residual_document
from afterschool_policy.text import Lang, Text

_OUTCOME = Text("结论", "outcome")


class _Told(NamedTuple):
    """What is written of a residual as JSON."""

    decision: str
    question: Text
    branches: tuple[Branch, ...]
    complete: bool
    columns: Mapping[str, str]


@dataclass(frozen=True)
class Residual:
    """What is left of a question where some facts are fixed.

    Attributes:
        decision: Name of the question.
        question: The question in words.
        branches: Conditions on the open facts with the outcome that they bring, once these are known.
        complete: Whether the branches hold every way in which the open facts can turn out.
        columns: The columns of a table that tell the facts on which it turns, with these facts.
        outcomes: What rows can come to; `contradictory` and `left_to_decide` are those that a query sets apart.
    """

    decision: str
    question: Text
    branches: tuple[Branch, ...]
    complete: bool
    columns: Mapping[str, str]
    outcomes: tuple[str, ...]
    _query: Callable[[str, str, str | None], str]

    def explain(
        self,
        lang: Lang = "zh",
        format: Format = "text",  # noqa: A002  # as for a decision
        *,
        outcome: str | None = None,
    ) -> str:
        """The conditions in words.

        Args:
            lang: As for `Decision.explain`.
            format: As for `Decision.explain`; `"html"` gives a fragment.
            outcome: One of `outcomes`, whose conditions alone are told.

        Raises:
            InvalidRequest: For another language, format or outcome.
        """
        word = None if outcome is None else known_name(outcome, self.outcomes, _OUTCOME, "outcome")
        branches = tuple(each for each in self.branches if word in (None, each.outcome))
        told = _Told(self.decision, self.question, branches, self.complete, self.columns)
        return write(told, lambda: residual_document(self.question, branches, complete=self.complete), lang, format)

    def sql(self, dialect: str, *, table: str, outcome: str | None = None) -> str:
        """A query over a table whose columns tell the open facts.

        Args:
            dialect: `"duckdb"`, `"postgresql"` or `"sqlite"`.
            table: The name of the table; what stands before a dot in it is its schema.
            outcome: One of `outcomes`: then only the rows that come to it; else every row, with what it comes to in a
                column `outcome`.

        Raises:
            InvalidRequest: For another dialect or outcome, and where the dialect has no exact words for a part.
        """
        word = None if outcome is None else known_name(outcome, self.outcomes, _OUTCOME, "outcome")
        return self._query(dialect, stored_text(table, "table"), word)
