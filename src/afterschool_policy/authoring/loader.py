"""A policy folder read into authored documents, with every fault of writing and shape."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import RootModel

from afterschool_policy.authoring import models
from afterschool_policy.authoring.document import AuthoredDocument, M
from afterschool_policy.authoring.shape import shape
from afterschool_policy.authoring.yaml_reader import YamlNode, read
from afterschool_policy.diagnostics import Diagnostic
from afterschool_policy.positions import SourceFile, Span

LOCK = "lock.yaml"
ENTITIES = "entities.yaml"
ENTAILMENTS = "entailments.yaml"


class Register(RootModel[dict[models.ReadingNumber, models.ReadingEntry]]):
    """readings.yaml"""


class Lock(RootModel[dict[str, str]]):
    """lock.yaml: the digest of every released version, by `rule@version`"""


@dataclass(frozen=True, slots=True)
class AuthoredPolicy:
    """All documents of a policy; a policy need not have entities or entailments, nor a lock."""

    instrument: AuthoredDocument[models.Instrument]
    vocabulary: AuthoredDocument[models.VocabularyFile]
    ledger: AuthoredDocument[models.LedgerFile]
    register: AuthoredDocument[Register]
    decisions: AuthoredDocument[models.DecisionsFile]
    entities: AuthoredDocument[models.EntitiesFile] | None
    entailments: AuthoredDocument[models.EntailmentsFile] | None
    lock: AuthoredDocument[Lock] | None
    rules: Sequence[AuthoredDocument[models.RuleEntry]]
    source: SourceFile


def load(folder: Path) -> tuple[AuthoredPolicy | None, list[Diagnostic]]:
    """The policy in a folder and every fault in its files; None where a document that it needs cannot be read."""
    reader = _FolderReader(folder)
    instrument = reader.document(models.Instrument, "policy.yaml")
    vocabulary = reader.document(models.VocabularyFile, "facts.yaml")
    ledger = reader.document(models.LedgerFile, "clauses.yaml")
    register = reader.document(Register, "readings.yaml")
    decisions = reader.document(models.DecisionsFile, "decisions.yaml")
    entities = reader.document(models.EntitiesFile, ENTITIES) if (folder / ENTITIES).exists() else None
    entailments = reader.document(models.EntailmentsFile, ENTAILMENTS) if (folder / ENTAILMENTS).exists() else None
    lock = reader.document(Lock, LOCK) if (folder / LOCK).exists() else None
    source = None if instrument is None else reader.text(instrument.model.source)
    rules = tuple(reader.rules())
    if instrument and vocabulary and ledger and register and decisions and source:
        policy = AuthoredPolicy(
            instrument, vocabulary, ledger, register, decisions, entities, entailments, lock, rules, source
        )
        return policy, reader.faults
    return None, reader.faults


class _FolderReader:
    """The files of one folder as they are read; `faults` fills as it goes."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.faults: list[Diagnostic] = []

    def document(self, model: type[M], name: str) -> AuthoredDocument[M] | None:
        """The one document of a file."""
        before = len(self.faults)
        nodes = self._nodes(name)
        if len(nodes) != 1 and len(self.faults) == before:
            span = nodes[1].span if nodes else Span.whole(SourceFile((self._folder / name).as_posix(), ""))
            self.faults.append(Diagnostic("file-one-document", span))
        return self._shaped(model, nodes[0]) if nodes else None

    def rules(self) -> Iterator[AuthoredDocument[models.RuleEntry]]:
        """The rules of all rule files, a document each."""
        for path in sorted((self._folder / "rules").rglob("*.y*ml")):
            for node in self._nodes(path.relative_to(self._folder).as_posix()):
                if (document := self._shaped(models.RuleEntry, node)) is not None:
                    yield document

    def text(self, name: str) -> SourceFile | None:
        """A file as it is."""
        path = self._folder / name
        shown = path.as_posix()
        try:
            return SourceFile(shown, path.read_text(encoding="utf-8-sig"))
        except (OSError, UnicodeDecodeError) as error:
            fields = {"problem": str(error)}
            self.faults.append(Diagnostic("file-unreadable", Span.whole(SourceFile(shown, "")), fields))
            return None

    def _nodes(self, name: str) -> list[YamlNode]:
        file = self.text(name)
        nodes, faults = ([], []) if file is None else read(file)
        self.faults += faults
        return nodes

    def _shaped(self, model: type[M], node: YamlNode) -> AuthoredDocument[M] | None:
        shaped, faults = shape(model, node)
        self.faults += faults
        return None if shaped is None else AuthoredDocument(shaped, node)
