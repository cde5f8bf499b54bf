"""The faults that only the whole policy shows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from datetime import date, timedelta
from graphlib import CycleError, TopologicalSorter
from itertools import chain, islice, pairwise, product

from afterschool_policy.authoring.document import AuthoredDocument
from afterschool_policy.authoring.loader import AuthoredPolicy, Ledger
from afterschool_policy.authoring.models import RuleEntry
from afterschool_policy.compile.actors import unknown_actors
from afterschool_policy.compile.conflicts import unordered_conflicts
from afterschool_policy.compile.endless_amounts import endless_amounts
from afterschool_policy.compile.instruments import beyond_clauses, listed_twice
from afterschool_policy.compile.labels import missing_negations, unreadable_labels
from afterschool_policy.compile.languages import missing_languages, unwritten_phrases
from afterschool_policy.compile.levels import lower_first
from afterschool_policy.compile.modality import outcome_faults
from afterschool_policy.compile.named_elsewhere import (
    misplaced_days,
    misplaced_lines,
    unknown_elsewhere,
    unwritten_units,
)
from afterschool_policy.compile.not_in_force import names_not_in_force
from afterschool_policy.compile.periods import periods_of
from afterschool_policy.compile.released import retroactive_changes, retroactive_versions, unlike_released, unreleased
from afterschool_policy.compile.sentences import misplaced_parameters, spelled_values
from afterschool_policy.compile.table_faults import table_faults
from afterschool_policy.compile.unread import unread_facts, unused_names
from afterschool_policy.diagnostics import Diagnostic, suggestion
from afterschool_policy.law.eras import law_on
from afterschool_policy.law.extent import MOST_LEVELS, MOST_PARTS, names_in_definitions, rules_beyond_bounds
from afterschool_policy.law.model import Alternative, Law, Rule
from afterschool_policy.law.unencoded import unanswered, unencoded
from afterschool_policy.positions import Edit, Span, text_at
from afterschool_policy.text import Text

_NO_BREAK = Text("没有中断的版本", "a version before which there is no break")
_NO_GAP = Text(
    "删去它；确有中断的，检查前一版本的 to 和这一版本的 from。",
    "Remove it; where a break is meant, check the earlier `to` and this `from`.",
)
_NO_ORDER = Text(
    "删去它；两条规则回答同一事项时才有先后，也可以检查两者的 decision。",
    "Remove it: only rules of one question have an order; or check the `decision` of both.",
)


def at_once(law: Law, authored: AuthoredPolicy) -> list[Diagnostic]:
    """The faults of the whole that are seen at once, in a policy that has other faults, too."""
    return [fault for find_faults in _PASSES for fault in find_faults(law, authored)]


def by_search(law: Law, authored: AuthoredPolicy) -> list[Diagnostic]:
    """The faults of a policy that has no others: what nothing covers, and what conflicts."""
    return [fault for find_faults in _PASSES_IF_SOUND for fault in find_faults(law, authored)]


def misquoted(law: Law, authored: AuthoredPolicy) -> Iterator[Diagnostic]:
    """A diagnostic for the first quote that leaves its text: joined, the quotes are the text without white space."""
    yield from _misquoted(law.source, authored.ledger)
    for text in authored.texts:
        yield from _misquoted(text.source.text, text.ledger)


def _misquoted(source: str, ledger: Ledger) -> Iterator[Diagnostic]:
    rest = "".join(source.split())
    clauses = ledger.model.clauses
    for place, entry in enumerate(clauses):
        quote = "".join(entry.quote.split())
        if not rest.startswith(quote):
            span = ledger.span("clauses", place, "quote")
            yield Diagnostic.of("quote-differs", span, name=entry.clause, expected=rest[: len(quote)])
            return
        rest = rest[len(quote) :]
    if rest:
        last, span = clauses[-1], ledger.span("clauses", len(clauses) - 1, "quote")
        yield Diagnostic.of("quote-differs", span, name=last.clause, expected=last.quote + rest[:40])


def _unanswered(law: Law, authored: AuthoredPolicy) -> Iterator[Diagnostic]:
    """A diagnostic for each question that no rule answers."""
    for name in unanswered(law):
        yield Diagnostic.of("decision-without-rules", authored.decisions.key_span("decisions", name), name=name)


def _uncovered(law: Law, authored: AuthoredPolicy) -> Iterator[Diagnostic]:
    """A diagnostic for each operative clause that nothing encodes, and for each rule on one that is not operative."""
    bare = frozenset(unencoded(law))
    for segment in authored.segments:
        if segment.id in bare:
            yield Diagnostic.of("clause-without-rule", segment.span(), name=segment.id)
    documents = _documents(authored)
    for rule in law.rules:
        for place, name in enumerate(rule.clauses):
            if name in law.clauses and not law.clauses[name].operative and not _tells_of(rule.note, name):
                span = documents[rule.name].span("clauses", place)
                yield Diagnostic.of("clause-not-operative", span, name=name)


def _drafts(_: Law, authored: AuthoredPolicy) -> Iterator[Diagnostic]:
    """A diagnostic for each rule that is proposed, whether drafts decide or not."""
    for document in authored.drafts:
        yield Diagnostic.of("rule-draft", document.key_span("draft"), name=document.model.rule)


def _tells_of(note: Text | None, clause: str) -> bool:
    """Whether a note names a clause."""
    named = re.compile(rf"(?<![A-Za-z0-9.-]){re.escape(clause)}(?![A-Za-z0-9])")
    return note is not None and any(named.search(words) for words in (note.zh, note.en))


def _unlisted_then(law: Law, _: AuthoredPolicy) -> Iterator[Diagnostic]:
    """A diagnostic for each outcome that a rule can come to on days on which its question does not list it."""
    told: set[tuple[str, str, str]] = set()
    for period in periods_of(law):
        then = law_on(law, period.first or date.min).decisions
        for rule in period.rules:
            for fault in outcome_faults(rule, [then[name] for name in rule.decisions if name in then]):
                key = (rule.name, str(fault.fields["outcome"]), str(fault.fields["decision"]))
                if key not in told:
                    told.add(key)
                    yield fault


def _histories(law: Law, authored: AuthoredPolicy) -> dict[str, list[Rule]]:
    """The versions of each rule by its id, in the order in which they are written, those of amendments last."""
    versions_of: dict[str, list[Rule]] = {}
    for rule in law.rules:
        versions_of.setdefault(rule.id, []).append(rule)
    places: dict[Span | None, int] = {each.key_span("rule"): at for at, each in enumerate(authored.rules)}
    return {name: sorted(each, key=lambda rule: places.get(rule.span, 0)) for name, each in versions_of.items()}


def _documents(authored: AuthoredPolicy) -> dict[str, AuthoredDocument[RuleEntry]]:
    return {document.model.name: document for document in authored.rules}


def _disordered(law: Law, authored: AuthoredPolicy) -> Iterator[Diagnostic]:
    """A diagnostic for each version out of its number or its days."""
    documents = _documents(authored)
    for versions in _histories(law, authored).values():
        for place, rule in enumerate(versions, 1):
            if rule.version != place:
                fields = {"name": rule.id, "given": str(rule.version), "wanted": str(place)}
                mending = Edit(documents[rule.name].span("version"), str(place))
                yield Diagnostic("version-order", rule.span, fields, mending=mending)
            first, last = rule.effective.first, rule.effective.last
            first = law.instrument.in_force if first == "in_force" else first
            if first is not None and last is not None and last < first:
                yield Diagnostic.of("effective-order", documents[rule.name].span("effective", "to"), name=rule.id)
        for earlier, later in pairwise(versions):
            yield from _succession(earlier, later, documents[earlier.name])


def _succession(earlier: Rule, later: Rule, document: AuthoredDocument[RuleEntry]) -> Iterator[Diagnostic]:
    fields = {"name": later.id, "earlier": str(earlier.version), "later": str(later.version)}
    first, last = later.effective.first, earlier.effective.last
    if last is None or not isinstance(first, date) or first <= last:
        mending = _end_before(document, first) if last is None and isinstance(first, date) else None
        yield Diagnostic("effective-overlap", later.span, fields, mending=mending)
    elif _leave_a_break(earlier, later) and not later.effective.gap:
        yield Diagnostic("effective-gap", later.span, fields)


def _end_before(document: AuthoredDocument[RuleEntry], first: date) -> Edit | None:
    """The last day of a version, on the day before the next one begins, written after its first day."""
    begins = document.model.effective.from_
    if isinstance(begins, date) and begins >= first:
        return None
    key, value = document.key_span("effective", "from"), document.span("effective", "from")
    after = Span(value.file, value.end_line, value.end_column, value.end_line, value.end_column)
    above = document.span("effective")
    line_end = "\n" + " " * (key.column - 1)
    is_flow = text_at(Span(above.file, above.line, above.column, above.line, above.column + 1)) == "{"
    return Edit(after, f"{', ' if is_flow else line_end}to: {first - timedelta(days=1)}")


def _leave_a_break(earlier: Rule, later: Rule) -> bool:
    first, last = later.effective.first, earlier.effective.last
    return isinstance(first, date) and last is not None and first - last > timedelta(days=1)


def _idle_gaps(law: Law, authored: AuthoredPolicy) -> Iterator[Diagnostic]:
    """A diagnostic for each break that is called intended where there is none."""
    documents = _documents(authored)
    for versions in _histories(law, authored).values():
        for earlier, later in zip((None, *versions), versions, strict=False):
            if later.effective.gap and (earlier is None or not _leave_a_break(earlier, later)):
                span = documents[later.name].key_span("effective", "gap")
                yield Diagnostic.of("part-not-allowed", span, part="gap", where=_NO_BREAK, instead=_NO_GAP)


def _stated_twice(law: Law, _: AuthoredPolicy) -> Iterator[Diagnostic]:
    first: dict[object, Rule] = {}
    for rule in law.rules:
        if rule.define is not None:
            yield from _unless_first(first, Text("事实", "definition"), rule.define, rule)
        if rule.parameter is not None:
            yield from _unless_first(first, Text("参数", "parameter"), rule.parameter, rule)


def _amounts_stated_twice(law: Law, _: AuthoredPolicy) -> Iterator[Diagnostic]:
    for decision, spec in law.decisions.items():
        first: dict[object, Rule] = {}
        for rule in law.rules:
            for name, _node in rule.body.amounts if decision in rule.decisions else ():
                if name in spec.amounts and spec.amounts[name].total is None:
                    yield from _unless_first(first, Text("金额", "the amount"), name, rule)


def _unless_first(first: dict[object, Rule], what: Text, name: str, rule: Rule) -> Iterator[Diagnostic]:
    """A diagnostic where another rule than this one has stated the same."""
    other = first.setdefault((what, name), rule)
    if other.id != rule.id:
        fault = Diagnostic.of("duplicate-definition", rule.span, what=what, name=name, first=str(other.span))
        yield fault.with_place(other.span)


def _cyclic_derivation(law: Law, _: AuthoredPolicy) -> Iterator[Diagnostic]:
    if cycle := _cycle(names_in_definitions(law)):
        asked = {name for name in law.decisions if f"outcome({name})" in cycle}
        rules = (rule for rule in law.rules if rule.define in cycle or not asked.isdisjoint(rule.decisions))
        code = "cyclic-question" if asked else "cyclic-derivation"
        yield Diagnostic.of(code, next((rule.span for rule in rules), None), cycle=" → ".join(cycle))


def _vast_rules(law: Law, _: AuthoredPolicy) -> Iterator[Diagnostic]:
    """A diagnostic for each rule that is too large once its definitions are written out, where these have an end."""
    with suppress(CycleError):
        for rule in rules_beyond_bounds(law):
            parts, levels = f"{MOST_PARTS:,}", str(MOST_LEVELS)
            yield Diagnostic.of("rule-too-large", rule.span, name=rule.id, parts=parts, levels=levels)


def _misdirected_overrides(law: Law, authored: AuthoredPolicy) -> Iterator[Diagnostic]:
    versions_of, documents = _histories(law, authored), _documents(authored)
    for rule in chain.from_iterable(versions_of.values()):
        document = documents[rule.name]
        for path, override in document.model.every_override:
            other, at = override.rule, document.span(*path, "rule")
            if other not in versions_of:
                yield Diagnostic.of("unknown-rule", at, name=other, suggestion=suggestion(other, versions_of))
            elif rule.decisions and not any(set(rule.decisions) & set(each.decisions) for each in versions_of[other]):
                where = Text(f"与“{other}”没有共同事项的规则", f"a rule that shares no question with `{other}`")
                yield Diagnostic.of("part-not-allowed", at, part="overrides", where=where, instead=_NO_ORDER)
    for graph in _orders(law):
        if cycle := _cycle(graph):
            span = next((versions_of[name][0].span for name in cycle if name in versions_of), None)
            yield Diagnostic.of("cyclic-override", span, cycle=" → ".join(cycle))
            return


def _orders(law: Law) -> Iterator[Mapping[str, set[str]]]:
    """Which rules give way to which, by their ids, under each choice of the readings that change that."""
    codes: dict[str, dict[str | None, None]] = {}
    for each in (each for rule in law.rules for each in rule.alternatives if each.reorders):
        codes.setdefault(each.reading, {None: None}).setdefault(each.code)
    choices = product(*codes.values())
    for choice in islice(choices, MAX_ORDERS):
        chosen = dict(zip(codes, choice, strict=True))
        yield _order(law, lambda each, chosen=chosen: chosen.get(each.reading) == each.code)  # type: ignore[misc]  # bound now
    if next(choices, None) is not None:  # of so many, whatever gives way in any of them does so in all
        graph = _order(law, lambda _: False)
        for rule in law.rules:
            graph[rule.id].update(name for each in rule.alternatives for name, _ in each.overrides)
        yield graph


def _order(law: Law, is_chosen: Callable[[Alternative], bool]) -> dict[str, set[str]]:
    """Which rules give way to which, by their ids, in these readings."""
    graph: dict[str, set[str]] = {}
    for rule in law.rules:
        ordered = rule
        for each in filter(is_chosen, rule.alternatives):
            ordered = each.order_of(ordered)
        graph.setdefault(rule.id, set()).update(name for name, _ in ordered.overrides)
    return graph


def _cycle(graph: Mapping[str, set[str]]) -> list[str]:
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        cycle: list[str] = error.args[1]
        return cycle
    return []


MAX_ORDERS = 1_000
"""Under so many choices of readings at most it is looked whether rules give way to one another in a circle."""

_Pass = Callable[[Law, AuthoredPolicy], Iterator[Diagnostic]]
_PASSES: tuple[_Pass, ...] = (
    misquoted,
    _disordered,
    _idle_gaps,
    _stated_twice,
    _amounts_stated_twice,
    _cyclic_derivation,
    _vast_rules,
    _misdirected_overrides,
    names_not_in_force,
    unlike_released,
    retroactive_versions,
    retroactive_changes,
    unreleased,
    _drafts,
    missing_languages,
    misplaced_parameters,
    unknown_actors,
    unknown_elsewhere,
    misplaced_days,
    listed_twice,
    beyond_clauses,
    lower_first,
)
_PASSES_IF_SOUND: tuple[_Pass, ...] = (
    _unlisted_then,
    _unanswered,
    _uncovered,
    unwritten_phrases,
    unread_facts,
    unused_names,
    unordered_conflicts,
    table_faults,
    endless_amounts,
    spelled_values,
    unwritten_units,
    misplaced_lines,
    unreadable_labels,
    missing_negations,
)
