"""The phrases of an authored document, each with its place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from afterschool_policy.authoring.document import AuthoredDocument, M
from afterschool_policy.authoring.models import UNWRITTEN, Bilingual, Sentence
from afterschool_policy.authoring.parts import parts_of
from afterschool_policy.authoring.yaml_reader import KeyPath
from afterschool_policy.positions import Span
from afterschool_policy.text import LANGUAGES, Lang


@dataclass(frozen=True, slots=True)
class Phrase:
    """The words of one language at a path; `is_sentence` where they may tell the value of a parameter."""

    path: KeyPath
    lang: Lang
    words: str
    is_sentence: bool
    _place: Callable[[KeyPath, int, int], Span]

    def span(self, start: int, end: int) -> Span:
        """The place of some of its words, by offsets."""
        return self._place(self.path, start, end)


def lacking(document: AuthoredDocument[M], languages: Iterable[Lang]) -> Iterator[tuple[KeyPath, Lang]]:
    """The path of each phrase of a document that lacks one of some languages, with that language."""
    for path, phrase in parts_of(document.model):
        if isinstance(phrase, Bilingual):
            yield from ((path, lang) for lang in languages if not phrase.written(lang))


def unwritten(document: AuthoredDocument[M]) -> Iterator[Phrase]:
    """Each phrase of a document that is still to be written."""
    return (phrase for phrase in phrases_of(document) if phrase.words == UNWRITTEN[phrase.lang])


def phrases_of(document: AuthoredDocument[M]) -> Iterator[Phrase]:
    """Every phrase of a document, in the order of its keys."""
    for path, phrase in parts_of(document.model):
        if isinstance(phrase, Bilingual):
            for lang in LANGUAGES:
                is_sentence = isinstance(phrase, Sentence)
                if words := phrase.written(lang):
                    yield Phrase((*path, lang), lang, words, is_sentence, document.span_within)
