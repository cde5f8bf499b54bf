"""A policy folder, with the amendments over it, read into authored documents, with every fault of writing and shape."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from pydantic import BaseModel, RootModel

from afterschool_policy.authoring import files as policy_files
from afterschool_policy.authoring import models
from afterschool_policy.authoring.document import AuthoredDocument, M
from afterschool_policy.authoring.files import OutsideFolder, PolicyFiles
from afterschool_policy.authoring.lock_models import Lock
from afterschool_policy.authoring.overlay import each_once, is_ending, laid_over, succeeded
from afterschool_policy.authoring.shape import shape
from afterschool_policy.authoring.source_files import decoded, misnamed, problem_of
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
RuleDocument = AuthoredDocument[models.RuleEntry] | AuthoredDocument[models.RuleEnding]


class LedgerClause(NamedTuple):
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
    """All documents of a policy; it need not have entities, entailments or a calendar, nor a lock, nor further texts.

    `rules` are those that decide; `drafts` those marked as drafts, whether these decide or not, and `undrafted` the
    rules as they stand without them, which are what is released. `named` are the files that documents name, each with
    the place of its folder among the layers.
    """

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
    named: Sequence[tuple[int, str]] = ()
    undrafted: Sequence[AuthoredDocument[models.RuleEntry]] = ()
    drafts: Sequence[RuleDocument] = ()

    @property
    def drafted(self) -> tuple[str, ...]:
        """The ids of the rules that a draft changes, where drafts decide."""
        return () if self.drafts_set_aside else tuple(dict.fromkeys(each.model.rule for each in self.drafts))

    @property
    def drafts_set_aside(self) -> Sequence[RuleDocument]:
        """The drafts where they do not decide."""
        return self.drafts if self.rules is self.undrafted else ()

    @property
    def documents(self) -> Iterator[AuthoredDocument[BaseModel]]:
        """Every document that an officer writes, in the order of their files, the rules last."""
        yield from (self.instrument, self.ledger, self.vocabulary, self.register, self.decisions)
        yield from (each for each in (self.entities, self.entailments, self.calendar) if each is not None)
        yield from (text.ledger for text in self.texts)
        yield from self.rules

    @property
    def first_days(self) -> dict[str, date]:
        """The first days of the clauses, by id, where these are known."""
        own = self.instrument.model.in_force
        days = {
            segment.id: segment.entry.in_force or (segment.text.entry.in_force if segment.text is not None else own)
            for segment in self.segments
        }
        return {name: day for name, day in days.items() if day is not None}

    @property
    def segments(self) -> Iterator[LedgerClause]:
        """The clauses of all texts, the policy's own first."""
        for place, entry in enumerate(self.ledger.model.clauses):
            yield LedgerClause(entry.clause, entry, self.ledger, place, None)
        for text in self.texts:
            for place, entry in enumerate(text.ledger.model.clauses):
                yield LedgerClause(text.entry.prefix + entry.clause, entry, text.ledger, place, text)


Reading = Callable[[SourceFile], tuple[list[YamlNode], list[Diagnostic]]]
"""How the documents of a file are read: `read`, or what remembers what it gave for the same text."""


def load(
    files: PolicyFiles, reading: Reading = read, *, with_drafts: bool = False
) -> tuple[AuthoredPolicy | None, list[Diagnostic]]:
    """The policy in a folder and every fault in its files; None where a document that it needs cannot be read.

    What amendments write is laid over it; and, where drafts are to decide, the drafts of all of them over these.
    """
    reader = _PolicyReader(files, reading)
    reader.find_misnamed()
    instrument = reader.document(models.Instrument, policy_files.INSTRUMENT)
    vocabulary = reader.document(models.VocabularyFile, policy_files.FACTS)
    ledger = reader.document(models.LedgerFile, policy_files.LEDGER)
    register = reader.document(Register, policy_files.REGISTER)
    decisions = reader.document(models.DecisionsFile, policy_files.DECISIONS)
    entities = reader.optional(models.EntitiesFile, policy_files.ENTITIES)
    entailments = reader.optional(models.EntailmentsFile, policy_files.ENTAILMENTS)
    calendar = reader.optional(models.CalendarFile, policy_files.CALENDAR)
    lock = reader.topmost(Lock, policy_files.LOCK)
    source = None if instrument is None else reader.named_text(instrument.model.source, instrument.span("source"))
    texts = () if instrument is None else tuple(reader.further_texts(instrument))
    reader.find_unread()
    layers = [reader.rules_once(layer) for layer in files.layers]
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
            (),
            source,
            texts,
        )
        drafts = [document for layer in layers for document in layer if document.model.draft]
        standing = [[document for document in layer if not document.model.draft] for layer in layers]
        undrafted, faults = succeeded(standing, policy.first_days)
        rules = undrafted
        if with_drafts and drafts:
            rules, faults = succeeded([*standing, drafts], policy.first_days)
        return replace(policy, rules=rules, undrafted=undrafted, drafts=drafts, named=tuple(reader.named)), [
            *reader.faults,
            *faults,
        ]
    return None, reader.faults


class _PolicyReader:
    """The files of a policy and of the amendments over it as they are read.

    `faults` and `named`, the files that documents name, each with the place of its folder, fill as it goes.
    """

    def __init__(self, files: PolicyFiles, reading: Reading) -> None:
        self._layers = files.layers
        self._reading = reading
        self.faults: list[Diagnostic] = []
        self.named: list[tuple[int, str]] = []

    def find_misnamed(self) -> None:
        """Tell the files that would be passed over for their names, and the amendments that hold nothing."""
        for layer in self._layers:
            self.faults += [misnamed(layer.folder, name) for name in layer.misnamed]
        for amendment in self._layers[1:]:
            if amendment.is_empty:
                place = Span.whole(SourceFile(amendment.folder.as_posix(), ""))
                self.faults.append(Diagnostic("amendment-empty", place))

    def find_unread(self) -> None:
        """Tell the YAML files beside the documents that none of these names: whoever wrote them takes them for read."""
        for place, layer in enumerate(self._layers):
            for name in layer.others:
                if (place, name) not in self.named:
                    self.faults.append(Diagnostic("file-unread", Span.whole(_file(layer, name)), {"name": name}))

    def optional(self, model: type[M], name: str) -> AuthoredDocument[M] | None:
        """The one document of a file, where there is the file."""
        return self.document(model, name) if any(name in layer for layer in self._layers) else None

    def topmost(self, model: type[M], name: str) -> AuthoredDocument[M] | None:
        """The one document of a file in the last folder that has it."""
        holding = [layer for layer in self._layers if name in layer]
        node = self._node(holding[-1], name) if holding else None
        return None if node is None else self._shaped(model, node)

    def document(self, model: type[M], name: str) -> AuthoredDocument[M] | None:
        """The one document of a file, with what amendments write of it."""
        holding = [layer for layer in self._layers if name in layer] or [self._layers[0]]
        nodes = [self._node(layer, name) for layer in holding]
        whole: YamlNode | None = None
        for node in nodes:
            if whole is None or node is None:
                whole = whole or node
                continue
            whole, faults = laid_over(whole, node, name)
            self.faults += faults
        return None if whole is None else self._shaped(model, whole)

    def rules_once(self, layer: PolicyFiles) -> list[RuleDocument]:
        """The rules and endings of a folder, each version of a rule once."""
        documents, faults = each_once([*self.rules(layer)])
        self.faults += faults
        return documents

    def rules(self, layer: PolicyFiles) -> Iterator[RuleDocument]:
        """The rules and endings of all rule files of a folder, a document each."""
        for name in layer.rules:
            for node in self._nodes(layer, name):
                ending = self._shaped(models.RuleEnding, node) if is_ending(node) else None
                rule = None if is_ending(node) else self._shaped(models.RuleEntry, node)
                if (document := rule or ending) is not None:
                    yield document

    def _node(self, layer: PolicyFiles, name: str, named_at: Span | None = None) -> YamlNode | None:
        """The one document of a file of a folder, with the place that names it where another document does."""
        before = len(self.faults)
        nodes = self._nodes(layer, name, named_at)
        if len(nodes) != 1 and len(self.faults) == before:
            span = nodes[1].span if nodes else Span.whole(_file(layer, name))
            self.faults.append(Diagnostic("file-one-document", span))
        return nodes[0] if nodes else None

    def further_texts(self, instrument: AuthoredDocument[models.Instrument]) -> Iterator[AuthoredText]:
        """The texts that the policy lists beside its own, each with its ledger."""
        for name, entry in instrument.model.instruments.items():
            path = ("instruments", name)
            layer = self._naming(instrument.span(*path, "ledger"), entry.ledger)
            node = self._node(layer, entry.ledger, instrument.span(*path, "ledger"))
            ledger = None if node is None else self._shaped(models.TextLedger, node)
            source = self.named_text(entry.source, instrument.span(*path, "source"))
            if ledger is not None and source is not None:
                yield AuthoredText(name, entry, ledger, source)

    def named_text(self, name: str, named_at: Span) -> SourceFile | None:
        """A file that a document names, by its path from the folder of that document."""
        return self._text(self._naming(named_at, name), name, named_at)

    def _naming(self, named_at: Span, name: str) -> PolicyFiles:
        """The folder whose document names a file."""
        paths = [(layer.folder / policy_files.INSTRUMENT).as_posix() for layer in self._layers]
        place = paths.index(named_at.file.path)
        self.named.append((place, name))
        return self._layers[place]

    def _text(self, layer: PolicyFiles, name: str, named_at: Span | None = None) -> SourceFile | None:
        """A file as it is."""
        nothing = _file(layer, name)
        try:
            content = layer.read(name)
        except OutsideFolder:
            self.faults.append(Diagnostic("file-outside", named_at or Span.whole(nothing), {"name": name}))
            return None
        except OSError as error:
            self.faults.append(Diagnostic("file-unreadable", Span.whole(nothing), {"problem": problem_of(error)}))
            return None
        file, faults = decoded(nothing.path, content)
        self.faults += faults
        return None if faults else file

    def _nodes(self, layer: PolicyFiles, name: str, named_at: Span | None = None) -> list[YamlNode]:
        file = self._text(layer, name, named_at)
        nodes, faults = ([], []) if file is None else self._reading(file)
        self.faults += faults
        return nodes

    def _shaped(self, model: type[M], node: YamlNode) -> AuthoredDocument[M] | None:
        shaped, faults = shape(model, node)
        self.faults += faults
        return None if shaped is None else AuthoredDocument(shaped, node)


def _file(layer: PolicyFiles, name: str) -> SourceFile:
    """A file by its path, without its text."""
    return SourceFile((layer.folder / name).as_posix(), "")
