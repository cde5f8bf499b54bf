"""How a residual comes about: the facts that rows tell, the tests that stay open, and all that they can come to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from afterschool_policy.diagnostics import Diagnostic, InvalidFacts, InvalidRequest
from afterschool_policy.diagnostics.requests import known_entry
from afterschool_policy.engines.sql.closed_facts import entailable
from afterschool_policy.engines.sql.conditions import OutcomeConditions, impossible
from afterschool_policy.engines.sql.dialects import DIALECTS
from afterschool_policy.engines.sql.selection import CannotSayError, RowQuery
from afterschool_policy.explain.basis import Basis
from afterschool_policy.explain.branch_wording import branches_by
from afterschool_policy.language.evaluate import Values
from afterschool_policy.language.reads import Reads
from afterschool_policy.language.tree import Value, facts_of, presumes
from afterschool_policy.population.column_names import facts_among
from afterschool_policy.population.residual import Residual
from afterschool_policy.search.budget import Budget, BudgetSpentError
from afterschool_policy.search.domains import Domains
from afterschool_policy.search.evaluation import Evaluation
from afterschool_policy.search.outcomes import outcome_diagram
from afterschool_policy.semantics.question import Question
from afterschool_policy.text import Text
from afterschool_policy.values.truth import Truth

_DIALECT = Text("SQL 方言", "dialect of SQL")


def residual_of(basis: Basis, columns: Sequence[str] | None, names: Mapping[str, str]) -> Residual:
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
    selection = RowQuery(
        question.atoms,
        OutcomeConditions(found, cannot_be),
        law.entailments,
        known,
        telling,
        lambda name: name in specs and specs[name].whole,
    )
    told = branches_by(basis, open_.intersection(question.facts))
    read = {telling[name]: name for name in selection.read}
    query = partial(_query, selection)
    return Residual(question.spec.name, basis.asked, told.branches, told.complete, read, selection.words, query)


def _query(selection: RowQuery, dialect: str, table: str, outcome: str | None) -> str:
    chosen = known_entry(dialect, DIALECTS, _DIALECT, "dialect")
    try:
        return selection.query(chosen, table, outcome)
    except CannotSayError as error:
        fields = {"dialect": chosen.label, "facts": ", ".join(selection.read)}
        parts = (Diagnostic.of("sql-part", part=part, why=why, **fields) for part, why in error.parts.items())
        raise InvalidRequest([*parts]) from error
    except BudgetSpentError as error:
        raise InvalidRequest([Diagnostic.of("residual-ways", facts=", ".join(selection.read))]) from error


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
