"""Which facts tell apart what is told of rows that have one verdict: what matters of the others is in the verdict."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np

from afterschool_policy.engines.columnar.columns import FactRows
from afterschool_policy.engines.columnar.numbering import Alike, Numbers, alike_in
from afterschool_policy.language.evaluate import truth_of
from afterschool_policy.language.tree import Node, atoms_of, facts_of
from afterschool_policy.semantics.question import Question, trees
from afterschool_policy.semantics.speakers import Speaker, Speakers
from afterschool_policy.semantics.verdict import Verdict
from afterschool_policy.values.truth import Truth

Reads = Callable[[Question, Verdict], frozenset[str]]
"""The facts on which something that is told of a verdict can still turn."""


def of_missing(question: Question, verdict: Verdict) -> frozenset[str]:
    """Those of the open tests, of which a known one can still matter, and what ties them to others.

    None where no test is open that could change the outcome.
    """
    if not verdict.pending:
        return frozenset()
    names = set(_read(_open_tests(question, verdict)))
    return frozenset(names.union(question.edition.law.entailments.sources_of(names)))


def of_amounts(_question: Question, verdict: Verdict) -> frozenset[str]:
    """Those of the amounts of rules that speak or may, and of the tests on which that turns."""
    return _of_speakers(Speakers.of(verdict).amounts)


def of_values(_question: Question, verdict: Verdict) -> frozenset[str]:
    """The same of codes and lists."""
    return _of_speakers(Speakers.of(verdict).values)


READS: Mapping[str, Reads] = {
    "missing": of_missing,
    "settled_by": of_missing,
    "amounts": of_amounts,
    "values": of_values,
    "readings": of_amounts,  # those of the rules that decide, which the verdict tells, and of those that tell an amount
}
"""The parts of a decision that turn on some facts alone, and on which: every other part turns on all."""


def _of_speakers(speakers: Sequence[Speaker]) -> frozenset[str]:
    waiting = {name for each in speakers for name in each.waits}
    nodes = (node for each in speakers for node in (*each.others, *(spoken.node for spoken in each.computes)))
    return frozenset(waiting.union(_read(nodes)))


def _open_tests(question: Question, verdict: Verdict) -> Iterable[Node]:
    each = dict.fromkeys(tree for rule in question.rules for tree in trees(rule))
    open_ = (tree for tree in each if truth_of(tree, verdict.of_atom, presuming=False) is Truth.UNKNOWN)
    return (atom for tree in open_ for atom in atoms_of(tree) if verdict.of_atom(atom) is Truth.UNKNOWN)


def _read(nodes: Iterable[Node]) -> Iterable[str]:
    return (name for node in nodes for name in facts_of(node))


def alike_where_read(rows: FactRows, numbers: Numbers, reads: list[frozenset[str]]) -> Alike:
    """Rows of one number that agree in the facts that are read for that number."""
    parts = [(numbers, len(reads))]
    for name in rows.told(dict.fromkeys(name for each in reads for name in each)):
        read = np.array([name in each for each in reads], np.bool_)[numbers]
        column = rows.columns[name].coded
        parts.append((np.where(read, column.codes + 1, 0), len(column.values) + 1))
    return alike_in(parts, rows.count)


def all_reads(question: Question) -> tuple[str, ...]:
    """All that a question can turn on: the facts of its rules, those that tell of these, and the day."""
    instrument = question.edition.law.instrument
    return tuple(dict.fromkeys((*question.facts, *question.sources, instrument.as_of_fact, instrument.in_force_fact)))
