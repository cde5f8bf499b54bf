"""The files of a policy as an editor has them: read by the policy's reader, each once for each text of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import PurePath

from pydantic import BaseModel

from afterschool_policy.authoring import files, models
from afterschool_policy.authoring.history_models import HistoriesFile
from afterschool_policy.authoring.loader import Register
from afterschool_policy.authoring.yaml_reader import MappingNode, SequenceNode, YamlNode, read
from afterschool_policy.cache import Cache
from afterschool_policy.diagnostics import Diagnostic
from afterschool_policy.lsp.mentions import Mention, mentions
from afterschool_policy.lsp.slots import SlotForm
from afterschool_policy.positions import SourceFile
from afterschool_policy.testing.documents import CASE_FILES, CASES

_DOCUMENTS: dict[str, type[BaseModel]] = {
    files.INSTRUMENT: models.Instrument,
    files.FACTS: models.VocabularyFile,
    files.LEDGER: models.LedgerFile,
    files.REGISTER: Register,
    files.DECISIONS: models.DecisionsFile,
    files.ENTITIES: models.EntitiesFile,
    files.ENTAILMENTS: models.EntailmentsFile,
    files.CALENDAR: models.CalendarFile,
}


@dataclass(frozen=True, slots=True)
class Page:
    """A file with its documents and the names in them.

    `name` is its path below the policy's folder or that of an amendment; empty for a file of cases or facts.
    """

    name: str
    file: SourceFile
    documents: tuple[YamlNode, ...]
    faults: tuple[Diagnostic, ...]
    mentions: tuple[Mention, ...]


class Pages:
    """The pages that were read. Of a file that cannot be read just now, the names are those that it had before."""

    def __init__(self) -> None:
        self._read: Cache[SourceFile, tuple[list[YamlNode], list[Diagnostic]]] = Cache(read)
        self._pages: Cache[tuple[str, SourceFile], Page] = Cache()
        self._readable: dict[str, Page] = {}

    def reading(self, file: SourceFile) -> tuple[list[YamlNode], list[Diagnostic]]:
        """The documents of a file and its faults, as `read` gives them."""
        nodes, faults = self._read[file]
        return [*nodes], [*faults]

    def page(self, name: str, file: SourceFile) -> Page:
        """A file as it is written now."""
        key = name, file
        page = self._pages.get(key)
        if page is None:
            nodes, faults = self._read[file]
            found = tuple(each for node in nodes for each in mentions(form_of(name, node), node))
            page = self._pages.keep(key, Page(name, file, tuple(nodes), tuple(faults), found))
        if not page.faults:
            self._readable[file.path] = page
        return page

    def known(self, name: str, file: SourceFile) -> Page:
        """A file with the names that it had when it could last be read."""
        page = self.page(name, file)
        if not page.faults or (before := self._readable.get(file.path)) is None:
            return page
        return replace(page, mentions=before.mentions)


def form_of(name: str, document: YamlNode) -> SlotForm:
    """The shape of a document of a file of this name; a document of cases or facts shows it by its keys."""
    return next(_forms(name, document))


def _forms(name: str, document: YamlNode) -> Iterator[SlotForm]:
    if name in _DOCUMENTS:
        yield _form(_DOCUMENTS[name])
    if name and PurePath(name).parts[0] == files.RULES:
        yield SlotForm(models.RuleEntry | models.RuleEnding)
    keys = {key.value for key, _ in document.entries} if isinstance(document, MappingNode) else set()
    if name and isinstance(document, MappingNode) and isinstance(document.get("clauses"), SequenceNode):
        yield _form(models.TextLedger)
    if CASE_FILES in keys:
        yield _form(HistoriesFile)
    if not keys or not keys.isdisjoint((CASES, *models.CasesFile.model_fields)):
        yield _form(models.CasesFile)
    yield SlotForm(dict[str, dict[str, object]], models.Case.__name__, "facts")


def _form(model: type[BaseModel]) -> SlotForm:
    return SlotForm(model, model.__name__)
