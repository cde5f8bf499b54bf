"""The residual of a question: what is left of it where some facts are fixed, for rows that tell the others.

In words it is the condition on the open facts under which each outcome holds, in SQL a query that finds the rows: those
that `decide` decides so. Nothing of the rows is needed for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from afterschool_policy.diagnostics import Diagnostic, InvalidFacts, InvalidRequest
from afterschool_policy.diagnostics.requests import known_entry, known_name, stored_text
from afterschool_policy.engines.sql.closed_facts import entailable
from afterschool_policy.engines.sql.conditions import Conditions, impossible
from afterschool_policy.engines.sql.dialects import DIALECTS
from afterschool_policy.engines.sql.selection import CannotSayError, Selection
from afterschool_policy.explain.basis import Basis
from afterschool_policy.explain.branch_wording import branches_by
from afterschool_policy.explain.branches import Branch
from afterschool_policy.explain.render import write
from afterschool_policy.explain.render.formats import Format
from afterschool_policy.explain.residual_document import residual_document
from afterschool_policy.language.evaluate import Values
from afterschool_policy.language.reads import Reads
from afterschool_policy.language.tree import Value, facts_of, presumes
from afterschool_policy.population.column_names import facts_among
from afterschool_policy.search.budget import Budget, BudgetSpentError
from afterschool_policy.search.domains import Domains
from afterschool_policy.search.evaluation import Evaluation
from afterschool_policy.search.outcomes import outcome_diagram
from afterschool_policy.semantics.question import Question
from afterschool_policy.text import Lang, Text
from afterschool_policy.values.truth import Truth

_DIALECT, _OUTCOME = Text("SQL 方言", "dialect of SQL"), Text("结论", "outcome")


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
    _selection: Selection

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
        chosen = known_entry(dialect, DIALECTS, _DIALECT, "dialect")
        word = None if outcome is None else known_name(outcome, self.outcomes, _OUTCOME, "outcome")
        try:
            return self._selection.query(chosen, stored_text(table, "table"), word)
        except CannotSayError as error:
            fields = {"dialect": chosen.label, "facts": ", ".join(self._selection.read)}
            raise InvalidRequest(
                [Diagnostic.of("sql-part", part=part, why=why, **fields) for part, why in error.parts.items()]
            ) from error
        except BudgetSpentError as error:
            raise _too_many(self._selection) from error


def residual(basis: Basis, columns: Sequence[str] | None, names: Mapping[str, str]) -> Residual:
    """The residual of a question on known facts, for a table of these columns; without any, of all open facts.

    Raises:
        InvalidFacts: for a column that is called nearly as a fact.
        InvalidRequest: where the question has too many ways to turn out, or the known facts contradict one another.
    """
    question, known = basis.question, basis.facts.values
    if basis.facts.contradictions:
        facts = ", ".join(basis.facts.contradictions[0].facts)
        raise InvalidRequest([Diagnostic.of("residual-contradiction", facts=facts)])
    telling = _columns(question, known, columns, names)
    law = question.edition.law
    open_ = entailable(law.entailments, known, frozenset(telling))
    values = Values(known)
    truths = dict(_known_truths(question, values, open_))
    try:
        found = outcome_diagram(question, truths)
        cannot_be = impossible(found.diagrams, _ways(question, known, found.diagrams.places(found.standing)))
    except BudgetSpentError as error:
        raise InvalidRequest([Diagnostic.of("residual-ways", facts=", ".join(sorted(open_)))]) from error
    specs = law.vocabulary.facts
    selection = Selection(
        question.atoms,
        Conditions(found, cannot_be),
        law.entailments,
        known,
        telling,
        lambda name: name in specs and specs[name].whole,
    )
    told = branches_by(basis, open_.intersection(question.facts))
    read = {telling[name]: name for name in selection.read}
    return Residual(question.spec.name, basis.asked, told.branches, told.complete, read, selection.words, selection)


def _too_many(selection: Selection) -> InvalidRequest:
    return InvalidRequest([Diagnostic.of("residual-ways", facts=", ".join(selection.read))])


def _columns(
    question: Question, known: Mapping[str, Value], columns: Sequence[str] | None, names: Mapping[str, str]
) -> dict[str, str]:
    """The columns by the open facts that they tell."""
    law = question.edition.law
    open_ = [
        name for name in (*question.facts, *question.sources) if name not in known and _is_told_by_rows(question, name)
    ]
    if columns is None:
        mapped = {*names.values()}
        columns = [*names, *(name for name in open_ if name not in mapped)]
    told, wrong = facts_among(law.vocabulary, columns, names)
    if wrong:
        raise InvalidFacts(wrong)
    called = {fact: column for column, fact in told.items()}
    return {name: called[name] for name in open_ if name in called}


def _is_told_by_rows(question: Question, name: str) -> bool:
    """Whether a row may tell a fact: not the days on which it turns which rules are in force."""
    instrument = question.edition.law.instrument
    if name == instrument.as_of_fact:
        return not question.edition.periods and instrument.in_force is None
    return name != instrument.in_force_fact


def _known_truths(question: Question, values: Values, open_: frozenset[str]) -> Iterator[tuple[int, Truth]]:
    """The tests that are known, or stay unknown as no row tells of their facts."""
    partial = question.once(Evaluation).partial
    for place, atom in enumerate(question.atoms):
        truth = Truth.UNKNOWN if presumes(atom) else values.truth(atom)
        unknown = [name for name in facts_of(atom) if name not in values.facts]
        told = [name for name in unknown if name in open_]
        if not told:
            yield place, values.truth(atom)
        elif truth is not Truth.UNKNOWN or (len(told) < len(unknown) and not partial[place]):
            yield place, truth


def _ways(
    question: Question, known: Mapping[str, Value], places: Sequence[int]
) -> Iterator[tuple[Sequence[int], Sequence[Sequence[Truth]]]]:
    """How the tests that wait for one fact alone can turn out together, as far as all ways are known."""
    vocabulary, budget, reads = question.edition.law.vocabulary, Budget(), Reads()
    alone: dict[str, list[int]] = {}
    for place in places:
        unknown = [name for name in facts_of(question.atoms[place]) if name not in known]
        if len(unknown) == 1:
            alone.setdefault(unknown[0], []).append(place)
    for name, of_fact in alone.items():
        tests = [question.atoms[place] for place in of_fact]
        telling = Domains(tests, vocabulary, reads).of(name, known, budget)
        if len(of_fact) > 1 and telling.complete:
            each = [known, *({**known, name: value} for value in telling.values)]
            yield of_fact, [*dict.fromkeys(tuple(Values(one).truth(test) for test in tests) for one in each)]
