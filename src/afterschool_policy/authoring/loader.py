"""Takes a policy folder; gives its documents as authored models with their trees, and every fault of shape."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

from pydantic import BaseModel, RootModel

from afterschool_policy.authoring.entity_models import EntitiesFile
from afterschool_policy.authoring.models import (
    DecisionsFile,
    Instrument,
    LedgerFile,
    ReadingEntry,
    RuleEntry,
    VocabularyFile,
)
from afterschool_policy.authoring.shape import shape
from afterschool_policy.authoring.yaml_reader import YamlNode, read
from afterschool_policy.diagnostics import Diagnostic
from afterschool_policy.positions import SourceFile, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

M = TypeVar("M", bound=BaseModel)
LOCK = "lock.yaml"
ENTITIES = "entities.yaml"


class Register(RootModel[dict[str, ReadingEntry]]):
    """readings.yaml"""


class Lock(RootModel[dict[str, str]]):
    """lock.yaml: the digest of every released version, by `rule@version`"""


@dataclass(frozen=True, slots=True)
class AuthoredDocument(Generic[M]):
    """An authored model with the tree it was read from, for the places of its parts."""

    model: M
    node: YamlNode


@dataclass(slots=True)
class AuthoredPolicy:
    """All documents of a policy; None for one that could not be read."""

    instrument: AuthoredDocument[Instrument] | None = None
    vocabulary: AuthoredDocument[VocabularyFile] | None = None
    ledger: AuthoredDocument[LedgerFile] | None = None
    register: AuthoredDocument[Register] | None = None
    decisions: AuthoredDocument[DecisionsFile] | None = None
    entities: AuthoredDocument[EntitiesFile] | None = None
    rules: list[AuthoredDocument[RuleEntry]] = field(default_factory=list)
    lock: AuthoredDocument[Lock] | None = None
    source: SourceFile | None = None
    diagnostics: list[Diagnostic] = field(default_factory=list)


def load(folder: Path) -> AuthoredPolicy:
    """Everything in a policy folder; faults are collected, so that one run tells them all."""
    policy = AuthoredPolicy()
    policy.instrument = _single(Instrument, folder, "policy.yaml", policy.diagnostics)
    policy.vocabulary = _single(VocabularyFile, folder, "facts.yaml", policy.diagnostics)
    policy.ledger = _single(LedgerFile, folder, "clauses.yaml", policy.diagnostics)
    policy.register = _single(Register, folder, "readings.yaml", policy.diagnostics)
    policy.decisions = _single(DecisionsFile, folder, "decisions.yaml", policy.diagnostics)
    if (folder / ENTITIES).exists():
        policy.entities = _single(EntitiesFile, folder, ENTITIES, policy.diagnostics)
    if (folder / LOCK).exists():
        policy.lock = _single(Lock, folder, LOCK, policy.diagnostics)
    if policy.instrument is not None:
        policy.source = _text(folder, policy.instrument.model.source, policy.diagnostics)
    for path in sorted((folder / "rules").rglob("*.y*ml")):
        for document in _documents(folder, path.relative_to(folder).as_posix(), policy.diagnostics):
            model, faults = shape(RuleEntry, document)
            policy.diagnostics += faults
            if model is not None:
                policy.rules.append(AuthoredDocument(model, document))
    return policy


def _single(model: type[M], folder: Path, name: str, faults: list[Diagnostic]) -> AuthoredDocument[M] | None:
    before = len(faults)
    documents = list(_documents(folder, name, faults))
    if len(documents) != 1 and len(faults) == before:
        span = documents[1].span if documents else Span.whole(SourceFile((folder / name).as_posix(), ""))
        faults.append(Diagnostic("file-one-document", span))
    if not documents:
        return None
    made, found = shape(model, documents[0])
    faults += found
    return None if made is None else AuthoredDocument(made, documents[0])


def _documents(folder: Path, name: str, faults: list[Diagnostic]) -> Iterator[YamlNode]:
    file = _text(folder, name, faults)
    if file is not None:
        documents, found = read(file)
        faults += found
        yield from documents


def _text(folder: Path, name: str, faults: list[Diagnostic]) -> SourceFile | None:
    path = folder / name
    shown = path.as_posix()
    try:
        return SourceFile(shown, path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        faults.append(Diagnostic("file-unreadable", Span.whole(SourceFile(shown, "")), {"problem": str(error)}))
        return None
