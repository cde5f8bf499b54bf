"""Which model a document spells: by the name of its file in a policy folder, else by the keys that tell it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePath

from pydantic import BaseModel

from afterschool_policy.authoring import files, models
from afterschool_policy.authoring.history_models import HistoriesFile
from afterschool_policy.authoring.loader import Register
from afterschool_policy.authoring.yaml_reader import MappingNode, YamlNode

_BY_NAME: Mapping[str, type[BaseModel]] = {
    files.INSTRUMENT: models.Instrument,
    files.FACTS: models.VocabularyFile,
    files.LEDGER: models.LedgerFile,
    files.REGISTER: Register,
    files.DECISIONS: models.DecisionsFile,
    files.ENTITIES: models.EntitiesFile,
    files.ENTAILMENTS: models.EntailmentsFile,
    files.CALENDAR: models.CalendarFile,
}
_BY_KEYS: Mapping[frozenset[str], type[BaseModel]] = {
    frozenset({"rule", "ends"}): models.RuleEnding,
    frozenset({"rule"}): models.RuleEntry,
    frozenset({"cases", "decision"}): models.CasesFile,
    frozenset({"case_files"}): HistoriesFile,
    frozenset({"clauses"}): models.TextLedger,
}
"""In the order in which they are tried."""


def kind_of(path: str, document: YamlNode) -> type[BaseModel] | None:
    """The model of a document in the file at a path; None for facts, which have the keys that a policy gives them."""
    named = _BY_NAME.get(PurePath(path).name)
    if named is not None or not isinstance(document, MappingNode):
        return named
    keys = {key.value for key, _ in document.entries}
    return next((model for telling, model in _BY_KEYS.items() if telling <= keys), None)
