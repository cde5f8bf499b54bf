"""A policy folder read into authored documents, with every fault of writing and shape."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pydantic import RootModel

from afterschool_policy.authoring import files as policy_files
from afterschool_policy.authoring import models
from afterschool_policy.authoring.document import AuthoredDocument, M
from afterschool_policy.authoring.files import OutsideFolder, PolicyFiles
from afterschool_policy.authoring.lock_models import Lock
from afterschool_policy.authoring.shape import shape
from afterschool_policy.authoring.source_files import decoded, misnamed
from afterschool_policy.authoring.yaml_reader import YamlNode, read
from afterschool_policy.diagnostics import Diagnostic
from afterschool_policy.positions import SourceFile, Span


class Register(RootModel[dict[models.ReadingNumber, models.ReadingEntry]]):
    """readings.yaml"""


@dataclass(frozen=True, slots=True)
class AuthoredText:
    """A further text of a policy: its id, its ledger and its words."""

    id: str
    entry: models.TextEntry
    ledger: AuthoredDocument[models.TextLedger]
    source: SourceFile


Ledger = AuthoredDocument[models.LedgerFile] | AuthoredDocument[models.TextLedger]


class Segment(NamedTuple):
    """A clause as it is written: its id, its place in its ledger, and the further text that it belongs to, if any."""

    id: str
    entry: models.ClauseEntry
    ledger: Ledger
    place: int
    text: AuthoredText | None

    def span(self, key: str = "clause") -> Span:
        """The place of one of its keys, or of the whole of it."""
        return self.ledger.key_span("clauses", self.place, key)


@dataclass(frozen=True, slots=True)
class AuthoredPolicy:
    """All documents of a policy; a policy need not have entities, entailments or a calendar, nor a lock, nor further texts."""

    instrument: AuthoredDocument[models.Instrument]
    vocabulary: AuthoredDocument[models.VocabularyFile]
    ledger: AuthoredDocument[models.LedgerFile]
    register: AuthoredDocument[Register]
    decisions: AuthoredDocument[models.DecisionsFile]
    entities: AuthoredDocument[models.EntitiesFile] | None
    entailments: AuthoredDocument[models.EntailmentsFile] | None
    calendar: AuthoredDocument[models.CalendarFile] | None
    lock: AuthoredDocument[Lock] | None
    rules: Sequence[AuthoredDocument[models.RuleEntry]]
    source: SourceFile
    texts: Sequence[AuthoredText] = ()

    @property
    def named_files(self) -> tuple[str, ...]:
        """The files that policy.yaml names."""
        model = self.instrument.model
        return (model.source, *(name for text in model.instruments.values() for name in (text.source, text.ledger)))

    @property
    def segments(self) -> Iterator[Segment]:
        """The clauses of all texts, the policy's own first."""
        for place, entry in enumerate(self.ledger.model.clauses):
            yield Segment(entry.clause, entry, self.ledger, place, None)
        for text in self.texts:
            for place, entry in enumerate(text.ledger.model.clauses):
                yield Segment(text.entry.prefix + entry.clause, entry, text.ledger, place, text)


def load(files: PolicyFiles) -> tuple[AuthoredPolicy | None, list[Diagnostic]]:
    """The policy in a folder and every fault in its files; None where a document that it needs cannot be read."""
    reader = _FolderReader(files)
    reader.find_misnamed()
    instrument = reader.document(models.Instrument, policy_files.INSTRUMENT)
    vocabulary = reader.document(models.VocabularyFile, policy_files.FACTS)
    ledger = reader.document(models.LedgerFile, policy_files.LEDGER)
    register = reader.document(Register, policy_files.REGISTER)
    decisions = reader.document(models.DecisionsFile, policy_files.DECISIONS)
    entities = reader.optional(models.EntitiesFile, policy_files.ENTITIES)
    entailments = reader.optional(models.EntailmentsFile, policy_files.ENTAILMENTS)
    calendar = reader.optional(models.CalendarFile, policy_files.CALENDAR)
    lock = reader.optional(Lock, policy_files.LOCK)
    source = None if instrument is None else reader.text(instrument.model.source, instrument.span("source"))
    texts = () if instrument is None else tuple(reader.further_texts(instrument))
    rules = tuple(reader.rules())
    if instrument and vocabulary and ledger and register and decisions and source:
        policy = AuthoredPolicy(
            instrument,
            vocabulary,
            ledger,
            register,
            decisions,
            entities,
            entailments,
            calendar,
            lock,
            rules,
            source,
            texts,
        )
        return policy, reader.faults
    return None, reader.faults


class _FolderReader:
    """The files of one folder as they are read; `faults` fills as it goes."""

    def __init__(self, files: PolicyFiles) -> None:
        self._files = files
        self.faults: list[Diagnostic] = []

    def find_misnamed(self) -> None:
        """Tell the files that would be passed over for their names."""
        self.faults += [misnamed(self._files.folder, name) for name in self._files.misnamed]

    def optional(self, model: type[M], name: str) -> AuthoredDocument[M] | None:
        """The one document of a file, where there is the file."""
        return self.document(model, name) if name in self._files else None

    def document(self, model: type[M], name: str, named_at: Span | None = None) -> AuthoredDocument[M] | None:
        """The one document of a file, with the place that names it where another document does."""
        before = len(self.faults)
        nodes = self._nodes(name, named_at)
        if len(nodes) != 1 and len(self.faults) == before:
            span = nodes[1].span if nodes else Span.whole(self._file(name))
            self.faults.append(Diagnostic("file-one-document", span))
        return self._shaped(model, nodes[0]) if nodes else None

    def rules(self) -> Iterator[AuthoredDocument[models.RuleEntry]]:
        """The rules of all rule files, a document each."""
        for name in self._files.rules:
            for node in self._nodes(name):
                if (document := self._shaped(models.RuleEntry, node)) is not None:
                    yield document

    def further_texts(self, instrument: AuthoredDocument[models.Instrument]) -> Iterator[AuthoredText]:
        """The texts that the policy lists beside its own, each with its ledger."""
        for name, entry in instrument.model.instruments.items():
            path = ("instruments", name)
            ledger = self.document(models.TextLedger, entry.ledger, instrument.span(*path, "ledger"))
            source = self.text(entry.source, instrument.span(*path, "source"))
            if ledger is not None and source is not None:
                yield AuthoredText(name, entry, ledger, source)

    def text(self, name: str, named_at: Span | None = None) -> SourceFile | None:
        """A file as it is, with the place that names it."""
        nothing = self._file(name)
        try:
            content = self._files.read(name)
        except OutsideFolder:
            self.faults.append(Diagnostic("file-outside", named_at or Span.whole(nothing), {"name": name}))
            return None
        except OSError as error:
            self.faults.append(Diagnostic("file-unreadable", Span.whole(nothing), {"problem": str(error)}))
            return None
        file, faults = decoded(nothing.path, content)
        self.faults += faults
        return None if faults else file

    def _file(self, name: str) -> SourceFile:
        """A file by its path, without its text."""
        return SourceFile((self._files.folder / name).as_posix(), "")

    def _nodes(self, name: str, named_at: Span | None = None) -> list[YamlNode]:
        file = self.text(name, named_at)
        nodes, faults = ([], []) if file is None else read(file)
        self.faults += faults
        return nodes

    def _shaped(self, model: type[M], node: YamlNode) -> AuthoredDocument[M] | None:
        shaped, faults = shape(model, node)
        self.faults += faults
        return None if shaped is None else AuthoredDocument(shaped, node)
