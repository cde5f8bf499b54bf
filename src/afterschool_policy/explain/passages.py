"""The clauses cited where they stand in the text, each sentence with its neighbours."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from afterschool_policy.law.model import Clause

_ENDS = ("。", "！", "？", ".", "!", "?")


@dataclass(frozen=True, slots=True)
class Segment:
    """A clause in a passage; `cited` where the decision rests on it, else it is there to be read with it."""

    clause: Clause
    cited: bool


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of the text under one heading, by paragraph, in its own order."""

    heading: tuple[str, ...]
    paragraphs: tuple[tuple[Segment, ...], ...]


def passages(ledger: Sequence[Clause], cited: Collection[str]) -> tuple[Passage, ...]:
    """Every sentence that holds a cited clause, with the one before it and the one after it under the same heading."""
    stretches: list[Passage] = []
    for (_, heading), clauses in groupby(ledger, key=lambda clause: (clause.instrument, clause.heading)):
        sentences = list(_sentences(clauses))
        near = [
            any(clause.id in cited for sentence in sentences[max(place - 1, 0) : place + 2] for clause in sentence)
            for place in range(len(sentences))
        ]
        for shown, stretch in groupby(zip(near, sentences, strict=True), key=lambda pair: pair[0]):
            if shown:
                segments = [Segment(clause, clause.id in cited) for _, sentence in stretch for clause in sentence]
                lines = groupby(segments, key=lambda segment: segment.clause.line)
                stretches.append(Passage(heading, tuple(tuple(line) for _, line in lines)))
    return tuple(stretches)


def _sentences(clauses: Iterator[Clause]) -> Iterator[tuple[Clause, ...]]:
    """The clauses of one heading by sentence; the heading itself is none."""
    sentence: list[Clause] = []
    for clause in clauses:
        if clause.heading and clause.quote == clause.heading[-1]:
            continue
        sentence.append(clause)
        if clause.quote.endswith(_ENDS):
            yield tuple(sentence)
            sentence = []
    if sentence:
        yield tuple(sentence)
