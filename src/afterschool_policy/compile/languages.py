"""Phrases that lack a language which the policy declares, or are still to be written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from afterschool_policy.authoring.loader import AuthoredPolicy
from afterschool_policy.authoring.phrases import lacking, unwritten
from afterschool_policy.diagnostics import Diagnostic
from afterschool_policy.law.model import Law
from afterschool_policy.text import Lang, Text

_NAMES: Mapping[Lang, Text] = {"zh": Text("中文", "Chinese"), "en": Text("英文", "English")}


def missing_languages(_: Law, authored: AuthoredPolicy) -> Iterator[Diagnostic]:
    """A diagnostic for each phrase that is not written in all the languages of the policy."""
    for document in authored.documents:
        for path, lang in lacking(document, authored.instrument.model.languages):
            yield Diagnostic.of("language-missing", document.key_span(*path), language=_NAMES[lang], key=lang)


def unwritten_phrases(_: Law, authored: AuthoredPolicy) -> Iterator[Diagnostic]:
    """A warning for each phrase that stands as it was put into a new policy."""
    for document in authored.documents:
        for phrase in unwritten(document):
            yield Diagnostic.of("phrase-unwritten", phrase.span(0, len(phrase.words)))
