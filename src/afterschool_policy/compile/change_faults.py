"""What is wrong with the changes of what has no versions: days, what they write, and the clauses by which they do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from types import NoneType

from afterschool_policy.authoring.amended import PlacedChange, on_day, placed_changes, written_parts
from afterschool_policy.authoring.loader import AuthoredPolicy
from afterschool_policy.authoring.models import ClauseChange, EntailmentEntry, FactEntry
from afterschool_policy.authoring.yaml_reader import KeyPath
from afterschool_policy.compile.references import unknown_names
from afterschool_policy.diagnostics import Diagnostic, suggestion
from afterschool_policy.text import Text

_END = Text("只有 to、没有 from 的修改", "a change with `to` and without `from`")
_END_ALONE = Text(
    "只写 to 的，是整项到这一天为止，不另写内容；要改内容的，写 from。",
    "`to` alone ends the whole and writes nothing: to change something, write `from`.",
)
_NEVER_ENDS = Text("不能整项废止的内容", "what does not end as a whole")
_AMEND_IT = Text(
    "代码、答复和其他读法逐个以 null 去掉（from 写去掉之日）；事项则废止它的各条规则。",
    "Take codes, answers and alternatives away one by one, by null from a day; of a question end the rules.",
)
_ENDABLE = (FactEntry, EntailmentEntry, NoneType)
_DAY = timedelta(days=1)


def change_faults(authored: AuthoredPolicy) -> list[Diagnostic]:
    """A diagnostic for each fault of a change."""
    clauses = {segment.id: segment.entry.quote for segment in authored.segments}
    return [
        fault
        for changes in placed_changes(authored)
        for before, each in zip((None, *changes), changes, strict=False)
        for fault in (
            *_of_days(each, clauses),
            *_of_order(before, each),
            *_too_early(each, authored.first_days),
            *_of_parts(each),
            *_of_words(each, clauses),
        )
    ]


def _of_days(placed: PlacedChange, clauses: Mapping[str, str]) -> Iterator[Diagnostic]:
    """A change that takes effect on no day, or ends what does not end, and clauses that there are not."""
    name, document, path, change, entry = placed
    days, at = change.effective, (*path, "effective")
    yield from unknown_names(document, "unknown-clause", days.clauses, clauses, (*at, "clauses"))
    if days.from_ is None and days.to is None:
        yield Diagnostic.of("change-without-day", document.key_span(*at), name=name)
    elif days.from_ is None:
        yield from (_idle(placed, (part,), _END, _END_ALONE) for part in sorted(written_parts(change)))
        if not isinstance(entry, _ENDABLE):
            yield _idle(placed, ("effective", "to"), _NEVER_ENDS, _AMEND_IT)
    elif days.to is not None and days.to < days.from_:
        yield Diagnostic.of("effective-order", document.span(*at, "to"), name=name)


def _of_order(before: PlacedChange | None, placed: PlacedChange) -> Iterator[Diagnostic]:
    """A change that does not come after the one before it."""
    if before is None:
        return
    days, earlier = placed.change.effective, before.change.effective
    first, last = days.from_ or days.to, earlier.from_ or earlier.to
    if first is not None and last is not None and (first <= last or earlier.from_ is None):
        key = "from" if days.from_ is not None else "to"
        fields = {"name": placed.name, "first": str(first), "before": str(last)}
        yield Diagnostic.of("change-order", placed.document.span(*placed.path, "effective", key), **fields)


def _too_early(placed: PlacedChange, first_days: Mapping[str, date]) -> Iterator[Diagnostic]:
    """A change before the first day of a clause that makes it."""
    first = placed.change.effective.from_
    for place, clause in enumerate(placed.change.effective.clauses):
        begins = first_days.get(clause)
        if first is not None and begins is not None and first < begins:
            span = placed.document.span(*placed.path, "effective", "clauses", place)
            fields = {"name": placed.name, "clause": clause, "first": str(first), "begins": str(begins)}
            yield Diagnostic.of("change-too-early", span, **fields)


def _of_parts(placed: PlacedChange) -> Iterator[Diagnostic]:
    """A change of nothing, what it takes away that is not there, and answers that change places."""
    name, document, path, change, entry = placed
    first, parts = change.effective.from_, written_parts(change)
    if first is None:
        return
    if not parts:
        yield Diagnostic.of("change-of-nothing", document.key_span(*path, "effective", "from"), name=name)
    earlier = None if entry is None or first == date.min else on_day(entry, first - _DAY)
    for part in sorted(parts):
        now, was = getattr(change, part), getattr(earlier, part, None)
        if not (isinstance(now, dict) and isinstance(was, dict)):
            continue
        for key in (key for key, words in now.items() if words is None and key not in was):
            span, known = document.key_span(*path, part, str(key)), tuple(map(str, was))
            yield Diagnostic.of("change-takes-nothing", span, name=name, key=str(key), allowed=known)
        if part == "answers" and [key for key in now if key in was] != [key for key in was if key in now]:
            yield Diagnostic.of("change-of-order", document.key_span(*path, part), name=name)


def _of_words(placed: PlacedChange, clauses: Mapping[str, str]) -> Iterator[Diagnostic]:
    """A clause that there is not, or new words of it that stand in none of the clauses that give them."""
    name, document, path, change, _ = placed
    if not isinstance(change, ClauseChange):
        return
    if name not in clauses:
        yield Diagnostic.of("unknown-clause", document.key_span(*path), name=name, suggestion=suggestion(name, clauses))
    given = (clauses[each] for each in change.effective.clauses if each in clauses)
    if change.quote is not None and not any(_bare(change.quote) in _bare(words) for words in given):
        named = ", ".join(change.effective.clauses)
        yield Diagnostic.of("change-quote", document.span(*path, "quote"), name=name, clauses=named)


def _bare(words: str) -> str:
    return "".join(words.split())


def _idle(placed: PlacedChange, path: KeyPath, where: Text, instead: Text) -> Diagnostic:
    span = placed.document.key_span(*placed.path, *path)
    return Diagnostic.of("part-not-allowed", span, part=str(path[-1]), where=where, instead=instead)
