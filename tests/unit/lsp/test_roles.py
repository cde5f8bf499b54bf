"""Every code and name in the authored models is known for what it names: a new key cannot be forgotten here."""

from collections.abc import Iterator
from typing import get_args, get_origin

from pydantic import BaseModel

from afterschool_policy.authoring import history_models, models
from afterschool_policy.authoring.loader import Register
from afterschool_policy.lsp.slots import (
    SlotForm,
    below_key,
    is_model,
    keys_of,
    literals,
    members,
    role_of_key,
    role_of_value,
)

ROOTS = (
    models.Instrument, models.LedgerFile, models.TextLedger, models.VocabularyFile, Register, models.DecisionsFile,
    models.EntitiesFile, models.EntailmentsFile, models.CalendarFile, models.RuleEntry, models.RuleEnding,
    models.CasesFile, history_models.HistoriesFile,
)  # fmt: skip
WORDS_OF_THEIR_OWN = {
    "Instrument.id", "Instrument.number", "Instrument.source", "TextEntry.number", "TextEntry.source",
    "TextEntry.ledger", "TextEntry.prefix", "ClauseEntry.heading", "ClauseEntry.quote", "ClauseEntry.also",
    "ClauseChange.quote", "Case.facts_file", "History.facts_file", "PeriodEntry.from", "CountEntry.each",
    "UnitEntry.en_one", "UnitEntry.zh_before", "UnitEntry.zh_noun", "Call.retract.*", "EntailmentsFile (keys)",
    "EntityEntry.refers (keys)", "Instrument.audiences (keys)",
    *(f"HistoryExpectation.{key}.* (keys)" for key in ("findings", "open", "new", "changed", "fallen")),
}  # fmt: skip
"""What names nothing: ids of the whole, file names, numbers of documents, text, and what only its own mapping knows."""


def test_every_name_is_known_for_what_it_names():
    assert sorted(set(unknown())) == []


def unknown() -> Iterator[str]:
    waiting, seen = list(ROOTS), set[type[BaseModel]]()
    while waiting:
        model = waiting.pop()
        if model in seen:
            continue
        seen.add(model)
        for key in keys_of(model):
            form = below_key(SlotForm(model, model.__name__), key) if key != "root" else None
            if form is None:
                form = SlotForm(model.model_fields["root"].annotation, model.__name__)
            for place, found in _parts(form):
                if isinstance(found, type):
                    waiting.append(found)
                elif place not in WORDS_OF_THEIR_OWN and place.rpartition(".")[2] not in ("zh", "en"):
                    yield place


def _parts(form: SlotForm) -> Iterator[tuple[str, type[BaseModel] | None]]:
    """The models below a form, and the places in it of names that nobody knows."""
    for type_, _ in members(form.type):
        if is_model(type_):
            yield form.place, type_
        elif get_origin(type_) is list:
            yield from _parts(SlotForm(get_args(type_)[0], form.model, form.key))
        elif get_origin(type_) is dict:
            key, value = get_args(type_)
            if key is str or role_of_key(form) is None:
                yield from [] if role_of_key(form) is not None else [(f"{form.place} (keys)", None)]
            yield from _parts(form.below(value))
        elif type_ is str and role_of_value(form) is None and not literals(form):
            yield form.place, None
