"""What a policy says against what was released of it: what changed, is gone, reaches back, or is not released yet.

Whoever decides anew with a released version, fact or reading gets what was decided then. So what can change a decision
stays as it was; what is new comes beside it, and a version of a rule from the day of the last release on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from types import NoneType

from afterschool_policy.authoring.amended import placed_changes
from afterschool_policy.authoring.files import INSTRUMENT, LOCK, PolicyFiles
from afterschool_policy.authoring.loader import AuthoredPolicy
from afterschool_policy.authoring.lock_models import Kind, Lock, Release, ReleasedItem
from afterschool_policy.authoring.models import (
    DatedChange,
    DecisionEntry,
    EntailmentEntry,
    EnumerationEntry,
    FactEntry,
    ReadingEntry,
)
from afterschool_policy.authoring.release import LAST_DAY, Releasable, is_digest, items_of, written_change
from afterschool_policy.diagnostics import Diagnostic
from afterschool_policy.law.model import Law, Rule
from afterschool_policy.positions import SourceFile, Span
from afterschool_policy.text import Text
from afterschool_policy.values.moments import read_day

_KINDS: Mapping[Kind, Text] = {
    "instrument": Text("文件", "document"),
    "texts": Text("所依据的文件", "further text"),
    "clauses": Text("条款", "clause"),
    "calendar": Text("日历", "part of the calendar"),
    "periods": Text("期间", "period"),
    "enumerations": Text("代码表", "enumeration"),
    "facts": Text("事实", "fact"),
    "entities": Text("实体", "entity"),
    "entailments": Text("事实间的包含关系", "entailment"),
    "readings": Text("解释", "reading"),
    "decisions": Text("事项", "decision"),
    "limits": Text("适用范围", "limit"),
    "rules": Text("规则版本", "version"),
}
_CODES: Mapping[Kind, str] = {
    "instrument": "released-instrument",
    "texts": "released-text",
    "clauses": "released-clause",
    "calendar": "released-calendar",
    "periods": "released-period",
    "enumerations": "released-codes",
    "facts": "released-fact",
    "entities": "released-entity",
    "entailments": "released-entailment",
    "readings": "released-reading",
    "decisions": "released-question",
    "limits": "released-limit",
    "rules": "released-changed",
}
"""How a change of each kind of thing is told."""

_KIND_OF: Mapping[type, Kind] = {
    ReadingEntry: "readings",
    EnumerationEntry: "enumerations",
    FactEntry: "facts",
    DecisionEntry: "decisions",
    EntailmentEntry: "entailments",
    NoneType: "clauses",
}
"""The kind of what can be amended, by its entry; those of clauses stand apart from them."""

_CODES_OF_PARTS = {"answers": "released-answers", "amounts": "released-output", "values": "released-output"}
"""Of a decision, how a change of these parts is told."""

_IN_ORDER = frozenset({"answers", "levels"})
"""The lists whose order means something: of two answers, and of two levels, the first prevails."""

_ONLY_AMONG_OTHERS = "level"
"""What can be said later of a text that stood alone: there was none above or below it."""
_SAID_LATER = {LAST_DAY: "to", _ONLY_AMONG_OTHERS: "level"}

_NONE = Text("没有", "none")
_SEMICOLON = Text("；", "; ")


def unlike_released(_: Law, authored: AuthoredPolicy) -> Iterator[Diagnostic]:
    """A diagnostic for each released item that is gone or has changed, by what of it has changed."""
    if authored.lock is None:
        return
    lock = authored.lock.model
    written = {(item.kind, item.name): item for item in items_of(authored)}
    for kind, entries in lock.released.items():
        for name, entry in entries.items():
            item = written.get((kind, name))
            if item is None:
                span = authored.lock.key_span("released", kind, name)
                yield Diagnostic.of("released-missing", span, what=_KINDS[kind], name=name)
            else:
                yield from _changes(item, entry, lock)


def retroactive_versions(law: Law, authored: AuthoredPolicy) -> Iterator[Diagnostic]:
    """A diagnostic for each new version of a released rule whose first day lies before the last release."""
    last = authored.lock.model.last if authored.lock is not None else None
    if last is None:
        return
    for rule, first in _new_versions(law, authored):
        if first < last.day:
            fields = {"name": rule.id, "version": str(rule.version), "first": str(first)}
            yield Diagnostic.of("version-retroactive", rule.span, **fields, **_of_the_last(last))


def retroactive_changes(_: Law, authored: AuthoredPolicy) -> Iterator[Diagnostic]:
    """A diagnostic for each new change of a released item that takes effect before the last release."""
    last = authored.lock.model.last if authored.lock is not None else None
    if authored.lock is None or last is None:
        return
    for each in (each for changes in placed_changes(authored) for each in changes):
        entry = authored.lock.model.released.get(_KIND_OF[type(each.entry)], {}).get(each.name)
        first = _first_day(each.change)
        if entry is None or first is None or first >= last.day:
            continue
        if written_change(each.change) not in entry.content.get("amended", ()):
            fields = {"name": each.name, "first": str(first), **_of_the_last(last)}
            yield Diagnostic.of("change-retroactive", each.document.key_span(*each.path, "effective"), **fields)


def _first_day(change: DatedChange) -> date | None:
    """The first day on which something is otherwise by a change."""
    days = change.effective
    ended = None if days.to is None or days.to == date.max else days.to + timedelta(days=1)
    return days.from_ or ended


def taking_effect_before(law: Law, authored: AuthoredPolicy, day: date) -> dict[str, date]:
    """The new versions of released rules that take effect before a day, by name, each with its first day."""
    return {rule.name: first for rule, first in _new_versions(law, authored) if first < day}


def unreleased(_: Law, authored: AuthoredPolicy) -> Iterator[Diagnostic]:
    """A warning for each kind of thing of which something is not released yet: while one amends, that is expected."""
    if authored.lock is None:
        return
    lock = authored.lock.model
    new: dict[Kind, list[tuple[Releasable, str]]] = {}
    for item in items_of(authored):
        entry = lock.released.get(item.kind, {}).get(item.name)
        new.setdefault(item.kind, []).extend((item, name) for name in _not_in(item, entry))
    for kind, found in new.items():
        for item, name in found[:1]:
            count = len(found)
            more = Text(f"等 {count} 项", f" and others, {count} in all,") if count > 1 else Text("", "")
            yield Diagnostic.of("not-released", item.span(), what=_KINDS[kind], name=name, more=more)


def _new_versions(law: Law, authored: AuthoredPolicy) -> Iterator[tuple[Rule, date]]:
    """The versions that are not released yet, of rules of which another one is, with their first days."""
    released = authored.lock.model.released.get("rules", {}) if authored.lock is not None else {}
    rules = {name.partition("@")[0] for name in released}
    for rule in law.rules:
        if rule.id in rules and rule.name not in released and not rule.draft and isinstance(rule.effective.first, date):
            yield rule, rule.effective.first


def _not_in(item: Releasable, entry: ReleasedItem | None) -> Iterator[str]:
    """The item by its name where it is not released, else whatever has joined its lists since."""
    if entry is None:
        yield item.name
        return
    for key, now in item.content.items():
        if isinstance(now, list):
            yield from (f"{item.name}: {each}" for each in now if each not in entry.content.get(key, ()))
        elif key in _SAID_LATER and now != entry.content.get(key):
            yield f"{item.name} ({_SAID_LATER[key]}: {now})"


def _changes(item: Releasable, entry: ReleasedItem, lock: Lock) -> Iterator[Diagnostic]:
    """A diagnostic for each code by which a change of an item is told, at the first place that has changed."""
    changed: dict[str, list[tuple[str, Text]]] = {}
    for key in (*item.content, *(key for key in entry.content if key not in item.content)):
        was, now = entry.content.get(key), item.content.get(key)
        if item.kind == "rules" and key == LAST_DAY:
            yield from _end(item, was, now, lock)
        elif (change := _change(key, was, now)) is not None:
            changed.setdefault(_CODES_OF_PARTS.get(key, _CODES[item.kind]), []).append((key, change))
    for code, parts in changed.items():
        changes = _SEMICOLON.join(change for _, change in parts)
        released = _when(lock.release_of(entry))
        yield Diagnostic.of(code, item.span(parts[0][0]), name=item.name, changes=changes, released=released)


def _end(
    item: Releasable, was: str | list[str] | None, now: str | list[str] | None, lock: Lock
) -> Iterator[Diagnostic]:
    """A diagnostic where another last day of a released version would change days before the last release."""
    ends = [day for day in (read_day(str(was)), read_day(str(now))) if day is not None]
    if was == now or lock.last is None or not ends or min(ends) >= _day_before(lock.last):
        return
    days = {"was": _NONE if was is None else str(was), "now": _NONE if now is None else str(now)}
    yield Diagnostic.of("released-end", item.span(LAST_DAY), name=item.name, **days, **_of_the_last(lock.last))


def _change(key: str, was: str | list[str] | None, now: str | list[str] | None) -> Text | None:
    """What has become of one key of an item; None where it is as it was, or has only grown."""
    if isinstance(now, list) or isinstance(was, list):
        before, after = [*(was or ())], [*(now or ())]
        if gone := [each for each in before if each not in after]:
            return Text(f"{key} 缺少 {'、'.join(gone)}", f"{key} lacks {', '.join(gone)}")
        if key in _IN_ORDER and before != [each for each in after if each in before]:
            return Text(*(f"{key}: {', '.join(before)} → {', '.join(after)}",) * 2)
        return None
    if was == now or (was is None and key == _ONLY_AMONG_OTHERS):
        return None
    if is_digest(was) and is_digest(now):
        return Text(key, key)
    return Text("{key}: {was} → {now}", "{key}: {was} → {now}").format(key=key, was=_words(was), now=_words(now))


def _words(value: str | None) -> Text | str:
    return _NONE if value is None else "…" if is_digest(value) else value


def _when(release: Release | None) -> Text:
    """When and by whom an item was released, where that is known."""
    if release is None:
        return Text("", "")
    return Text(f"（{release.day} 由{release.by}发布）", f" (released on {release.day} by {release.by})")


def _of_the_last(release: Release) -> dict[str, str]:
    return {"last": str(release.day), "by": release.by, "before": str(_day_before(release))}


def _day_before(release: Release) -> date:
    return release.day - timedelta(days=1) if release.day > date.min else release.day


def lock_missing(files: PolicyFiles) -> Iterator[Diagnostic]:
    """A warning where a policy has no lock: for who edits it alone, since a draft without one is no faulty policy."""
    if not any(LOCK in layer for layer in files.layers):
        yield Diagnostic.of("lock-missing", Span.whole(SourceFile((files.folder / INSTRUMENT).as_posix(), "")))
