"""The answers of a question: its outcomes from strongest to weakest, each with its sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from afterschool_policy.text import Text
from afterschool_policy.values.outcomes import OUTCOMES, Outcome, in_words_of


@dataclass(frozen=True, slots=True, eq=False)
class Answers(Mapping[Outcome, Text]):
    """The sentences by outcome, as a mapping that knows which outcome prevails.

    A breach prevails over whatever is none, since a question for a person beside it does not undo it; among breaches,
    and among all others, the sentence written first prevails. A rule can come to an outcome for which the question has
    another word (see `in_words_of`). The word and the weight of every outcome are tables, because deciding asks for
    them all the time.
    """

    sentences: Mapping[Outcome, Text]
    _words: Mapping[Outcome, Outcome] = field(init=False, repr=False)
    _weights: Mapping[Outcome, int] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        ordered = sorted(self.sentences, key=lambda outcome: not OUTCOMES[outcome].is_breach)
        weights = {outcome: len(ordered) - place for place, outcome in enumerate(ordered)}
        words = {outcome: in_words_of(self.sentences, outcome) or outcome for outcome in Outcome}
        object.__setattr__(self, "_words", words)
        object.__setattr__(self, "_weights", {outcome: weights.get(word, 0) for outcome, word in words.items()})

    def __getitem__(self, outcome: Outcome) -> Text:
        return self.sentences[outcome]

    def __iter__(self) -> Iterator[Outcome]:
        return iter(self.sentences)

    def __len__(self) -> int:
        return len(self.sentences)

    def word(self, outcome: Outcome) -> Outcome:
        """The outcome as the question names it; itself where the question has no word for it."""
        return self._words[outcome]

    def weight(self, outcome: Outcome) -> int:
        """How strong an outcome is: the higher weight prevails; 0 for what the question does not list."""
        return self._weights[outcome]

    def strongest(self, outcomes: Iterable[Outcome]) -> Outcome:
        """The outcome that prevails over the others, the first of equals; `not_applicable` where there is none."""
        return max(outcomes, key=self._weights.__getitem__, default=Outcome.NOT_APPLICABLE)
