"""The actors of a policy, built from clauses.yaml, and the places that name one who is not among them."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TypeVar

from afterschool_policy.authoring.document import AuthoredDocument
from afterschool_policy.authoring.loader import AuthoredPolicy
from afterschool_policy.authoring.models import Instrument, LedgerFile, TextLedger, VocabularyFile
from afterschool_policy.compile.references import unknown_names
from afterschool_policy.diagnostics import Diagnostic
from afterschool_policy.law.model import Actor, Law

L = TypeVar("L", bound=TextLedger)
_CODE = "unknown-actor"


def actors_of(document: AuthoredDocument[LedgerFile]) -> dict[str, Actor]:
    """The actors by code."""
    return {code: Actor(code, label.text()) for code, label in document.model.actors.items()}


def unknown_actors(law: Law, authored: AuthoredPolicy) -> Iterator[Diagnostic]:
    """A diagnostic for each name of an actor that the ledger does not list: of clauses, of facts, of audiences."""
    yield from _of_clauses(authored.ledger, law.actors)
    for text in authored.texts:
        yield from _of_clauses(text.ledger, law.actors)
    yield from _of_facts(authored.vocabulary, law.actors)
    yield from _of_audiences(authored.instrument, law.actors)


def _of_clauses(document: AuthoredDocument[L], known: Collection[str]) -> Iterator[Diagnostic]:
    for place, entry in enumerate(document.model.clauses):
        yield from unknown_names(document, _CODE, entry.actors, known, ("clauses", place, "actors"))


def _of_facts(document: AuthoredDocument[VocabularyFile], known: Collection[str]) -> Iterator[Diagnostic]:
    for name, group in document.model.groups.items():
        path = ("groups", name)
        yield from unknown_names(document, _CODE, group.supplied_by, known, (*path, "supplied_by"))
        for short, entry in group.facts.items():
            yield from unknown_names(
                document, _CODE, entry.supplied_by or [], known, (*path, "facts", short, "supplied_by")
            )


def _of_audiences(document: AuthoredDocument[Instrument], known: Collection[str]) -> Iterator[Diagnostic]:
    for name, entry in document.model.audiences.items():
        yield from unknown_names(document, _CODE, entry.actors, known, ("audiences", name, "actors"))
        yield from unknown_names(document, _CODE, entry.turn_to, known, ("audiences", name, "turn_to"))
