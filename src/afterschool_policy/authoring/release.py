"""What a release fixes of a policy, and the lock file that keeps it.

Fixed is what can change a decision. Words (titles, labels, questions, answers, notes) are not, nor are comments, line
breaks and the order of keys. The lock keeps every item as it was released, in words where it is short and by a digest
where it is long, so that a change can be told: what was released, and what it is now.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel

from afterschool_policy.authoring.amended import clause_changes, written_parts
from afterschool_policy.authoring.document import AuthoredDocument
from afterschool_policy.authoring.files import LOCK
from afterschool_policy.authoring.loader import AuthoredPolicy
from afterschool_policy.authoring.lock_models import Content, Kind, Lock, Release, ReleasedItem
from afterschool_policy.authoring.models import AmountEntry, Bilingual, DatedChange, DefaultReading, RuleEntry
from afterschool_policy.authoring.yaml_reader import KeyPath
from afterschool_policy.diagnostics import Diagnostic, InvalidRequest
from afterschool_policy.positions import Span

LAST_DAY = "effective.to"
"""Of a version of a rule the one key that may still be written once it is released: when it ends."""

_AMENDED = ("amended",)
_KINDS: tuple[Kind, ...] = get_args(Kind)
_LONGEST = 80
"""Of what is longer, the lock keeps a digest."""
_DIGEST = "sha256:"

_HEAD = """\
# 已发布的内容：凡改动会影响以前的决定的，一律不得改动，须另立新版本；文字不在此列。由 afterschool-policy lock 写入。
# What was released. Nothing of it that could change a decision of the past ever changes: an amendment is a new version.
# Words are not part of it. Written by afterschool-policy lock.
"""


@dataclass(frozen=True, slots=True)
class Releasable:
    """One thing that a release fixes. `path` leads to it within its document, and `named_at` there to its name."""

    kind: Kind
    name: str
    content: Content
    document: AuthoredDocument[Any]
    path: KeyPath
    named_at: str | None = None

    def span(self, key: str | None = None) -> Span:
        """The place of one of the keys of its content, or of its name."""
        below = self.named_at if key is None else key
        return self.document.key_span(*self.path, *(below.split(".") if below is not None else ()))


def items_of(authored: AuthoredPolicy) -> Iterator[Releasable]:
    """Everything of a policy that a release fixes, kind by kind."""
    yield from _of_the_text(authored)
    yield from _of_the_vocabulary(authored)
    yield from _of_the_questions(authored)
    for document in authored.undrafted:
        yield Releasable("rules", document.model.name, _content_of_rule(document.model), document, (), "rule")


def is_digest(written: str | None) -> bool:
    """Whether what is kept of a value is its digest and not the value."""
    return written is not None and written.startswith(_DIGEST)


def release(authored: AuthoredPolicy, folder: Path, *, by: str, day: date) -> tuple[Lock, Lock]:
    """Release everything that is not released yet: the lock before and now.

    Where there is nothing new the lock file stays as it is.

    Args:
        authored: the policy as it was checked; what lies in the folder by now is not read again.
        folder: where the lock file is written: that of the policy, or of the last amendment over it.
        by: who releases.
        day: the day of the release.

    Raises:
        InvalidRequest: where the day lies before that of the release before.
    """
    lock = authored.lock.model if authored.lock is not None else Lock()
    if lock.last is not None and day < lock.last.day:
        raise InvalidRequest([Diagnostic.of("release-day", given=str(day), last=str(lock.last.day))])
    after = _with_all(lock, authored, Release(day=day, by=by))
    if authored.lock is not None and after.released == lock.released:
        return lock, lock
    (folder / LOCK).write_text(_text(after), encoding="utf-8", newline="\n")
    return lock, after


def _with_all(lock: Lock, authored: AuthoredPolicy, new: Release) -> Lock:
    """The lock with every item of a policy in it; what is there already keeps the number of its release."""
    number = len(lock.releases) + 1
    released: dict[Kind, dict[str, ReleasedItem]] = {kind: dict(items) for kind, items in lock.released.items()}
    for item in items_of(authored):
        entries = released.setdefault(item.kind, {})
        before = entries.get(item.name)
        entries[item.name] = ReleasedItem(release=before.release if before else number, content=item.content)
    return Lock(releases=[*lock.releases, new], released=released)


def _text(lock: Lock) -> str:
    """The file: a line for each release and each item, in an order that nothing but a change changes."""
    lines = ["releases:", *(f"  - {_json(each.model_dump(mode='json'))}" for each in lock.releases), "released:"]
    for kind in _KINDS:
        if entries := lock.released.get(kind):
            lines += (
                f"  {kind}:",
                *(f"    {_json(name)}: {_json(entries[name].model_dump())}" for name in sorted(entries)),
            )
    return _HEAD + "\n".join(lines) + "\n"


# ------------------------------------------------------------------------------------------ what can change a decision
def _of_the_text(authored: AuthoredPolicy) -> Iterator[Releasable]:
    instrument = authored.instrument
    model = instrument.model
    keys = ("in_force", "in_force_fact", "as_of_fact", "level", "prevails", "month_end")
    yield Releasable("instrument", model.id, {**_content(model, keys), "levels": [*model.levels]}, instrument, (), "id")
    for name, text in model.instruments.items():
        yield Releasable(
            "texts", name, _content(text, ("level", "in_force", "prevails")), instrument, ("instruments", name)
        )
    for name, limit in model.scope.items():
        yield Releasable("limits", name, _content(limit), instrument, ("scope", name))
    changes = clause_changes(authored)
    for segment in authored.segments:
        content = {
            **_content(segment.entry, ("quote", "in_force")),
            **_amended(change for _, change in changes.get(segment.id, ())),
        }
        yield Releasable("clauses", segment.id, content, segment.ledger, ("clauses", segment.place), "clause")
    if (calendar := authored.calendar) is not None:
        for place, part in enumerate(calendar.model.years):
            content = _content(part, ("covers", "holidays", "workdays"))
            yield Releasable("calendar", str(part.covers.from_), content, calendar, ("years", place), "covers")
        for name, period in calendar.model.periods.items():
            yield Releasable("periods", name, _content(period), calendar, ("periods", name))


def _of_the_vocabulary(authored: AuthoredPolicy) -> Iterator[Releasable]:
    document = authored.vocabulary
    for name, enumeration in document.model.enumerations.items():
        content: Content = {**_content(enumeration, but=("codes", *_AMENDED)), "codes": [*enumeration.codes]}
        content |= _amended(enumeration.amended)
        yield Releasable("enumerations", name, content, document, ("enumerations", name))
    free = ("sensitive", "changeable", "supplied_by", *_AMENDED)
    for group, entry in document.model.groups.items():
        for name, fact in entry.facts.items():
            path = ("groups", group, "facts", name)
            content = {**_content(fact, but=free), **_amended(fact.amended)}
            yield Releasable("facts", f"{group}.{name}", content, document, path)
    if (entities := authored.entities) is not None:
        for name, entity in entities.model.root.items():
            content = {"owns": entity.owns, "refers": _listed(entity.refers), "counts": _listed(entity.counts)}
            content |= {"lists": _listed(entity.lists)} if entity.lists else {}
            yield Releasable("entities", name, content, entities, (name,))
    if (entailments := authored.entailments) is not None:
        for name, entailment in entailments.model.root.items():
            content = {**_content(entailment, but=_AMENDED), **_amended(entailment.amended)}
            yield Releasable("entailments", name, content, entailments, (name,))


def _of_the_questions(authored: AuthoredPolicy) -> Iterator[Releasable]:
    for name, reading in authored.register.model.root.items():
        content: Content = {"default.code": reading.default.code, "alternatives": [*reading.alternatives]}
        content |= _amended(reading.amended)
        yield Releasable("readings", name, content, authored.register, (name,))
    for name, decision in authored.decisions.model.decisions.items():
        content = {
            "answers": [*decision.answers],
            "amounts": _listed({amount: _of_amount(entry) for amount, entry in decision.amounts.items()}),
            "values": _listed({value: entry.codes or "" for value, entry in decision.values.items()}),
            **_content(decision, but=("section", "answers", "amounts", "values", *_AMENDED)),
            **_amended(decision.amended),
        }
        yield Releasable("decisions", name, content, authored.decisions, ("decisions", name))


def written_change(change: DatedChange) -> str:
    """A change in a line, without its words: what it writes of lists by name, with null for what it takes away."""
    days = change.effective
    told = [f"{key} {day}" for key, day in (("from", days.from_), ("to", days.to)) if day is not None]
    parts = {part: _of_part(getattr(change, part)) for part in written_parts(change)}
    return " ".join((*told, _written(days.clauses), *([_written(parts)] if parts else ())))


def _of_part(part: object) -> object:
    if isinstance(part, DefaultReading):
        return part.code
    if isinstance(part, Bilingual):
        return ""
    return {str(key): words and "" for key, words in part.items()} if isinstance(part, dict) else _plain(part)


def _amended(changes: Iterable[DatedChange]) -> Content:
    """The changes of a thing, as a list that others may join."""
    written = [written_change(change) for change in changes]
    return {"amended": [*written]} if written else {}


def _of_amount(entry: AmountEntry) -> object:
    """The unit of an amount, and where there is more of it all that changes what is reported."""
    return entry if entry.total is not None or entry.rounding is not None else entry.unit


def _content_of_rule(rule: RuleEntry) -> Content:
    ends: Content = {LAST_DAY: str(rule.effective.to)} if rule.effective.to is not None else {}
    return {
        "effective.from": str(rule.effective.from_),
        **ends,
        **_content(rule, but=("rule", "version", "effective")),
    }


def _content(part: BaseModel, only: Collection[str] | None = None, but: Collection[str] = ()) -> Content:
    """Of a part, or of some of its fields, what remains without words, written down by key."""
    names = [name for name in type(part).model_fields if (only is None or name in only) and name not in but]
    return {key: _written(value) for key, value in _without_words(part, names).items()}


def _without_words(part: BaseModel, names: Collection[str]) -> dict[str, Any]:
    """Fields of a part as far as they say something, by the keys they are written with, and without their words."""
    values = ((type(part).model_fields[name], name, getattr(part, name)) for name in names)
    return {
        field.alias or name: _plain(value)
        for field, name, value in values
        if not isinstance(value, Bilingual) and (field.is_required() or value != _default(type(part), name))
    }


@cache
def _default(model: type[BaseModel], name: str) -> object:
    """What a field is where it is not written; pydantic looks at its factory anew each time."""
    return model.model_fields[name].get_default(call_default_factory=True)


def _plain(value: object) -> object:
    match value:
        case BaseModel():
            return _without_words(value, [*type(value).model_fields])
        case dict():
            return {key: _plain(below) for key, below in value.items() if not isinstance(below, Bilingual)}
        case list():
            return [_plain(below) for below in value]
        case bool() | int() | None:
            return value
    return str(value)


def _listed(entries: Mapping[str, object]) -> list[str]:
    """What a mapping declares, entry by entry, so that another one may join them."""
    return [f"{name}: {_written(_plain(entry))}".removesuffix(": ") for name, entry in entries.items()]


def _written(value: object) -> str:
    """A value in a line, by its digest where that would be long."""
    text = value if isinstance(value, str) else _names(value) or _json(value)
    return text if len(text) <= _LONGEST else _DIGEST + hashlib.sha256(text.encode()).hexdigest()


def _names(value: object) -> str:
    """A list of names as officers write it; empty where it is none."""
    if isinstance(value, list) and all(isinstance(each, str) and "," not in each for each in value):
        return f"[{', '.join(value)}]"
    return ""


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
