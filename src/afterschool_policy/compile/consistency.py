"""Takes a law and what it was authored from; gives every fault that only the whole shows.

Quotes against the text, versions against each other, cycles, coverage both ways, and unordered conflicts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise

from afterschool_policy.authoring.loader import AuthoredPolicy
from afterschool_policy.authoring.release import digest_of, name_of
from afterschool_policy.authoring.yaml_reader import find_key
from afterschool_policy.compile.conflicts import conflicts
from afterschool_policy.compile.ledger import misquoted
from afterschool_policy.diagnostics import Diagnostic, suggestion
from afterschool_policy.language.tree import Derived, walk
from afterschool_policy.law.model import Body, Law, Rule
from afterschool_policy.positions import Span
from afterschool_policy.semantics.edition import link
from afterschool_policy.text import Text


def consistency(law: Law, authored: AuthoredPolicy, *, sound: bool) -> list[Diagnostic]:
    """Every fault of the whole. Coverage and conflicts only where all rules are `sound` and nothing else is wrong.

    A rule that could not be read covers nothing yet, and what it leaves bare would be told a second time.
    """
    found: list[Diagnostic] = []
    if authored.ledger is not None:
        found += misquoted(authored.ledger, law.source)
    histories = _histories(law.rules)
    for versions in histories.values():
        found += _versions(versions)
    found += _stated_once(law.rules)
    found += _amounts_once(law)
    found += _derivations(law.rules)
    found += _overrides(histories)
    found += _released(authored)
    if sound and not any(each.is_error for each in found):
        found += _answered(law, authored)
        found += _coverage(law, authored)
        found += conflicts(link(law, None, None, {}))
    return found


def _histories(rules: Iterable[Rule]) -> dict[str, list[Rule]]:
    histories: dict[str, list[Rule]] = {}
    for rule in rules:
        histories.setdefault(rule.id, []).append(rule)
    return {name: sorted(versions, key=_in_file_order) for name, versions in histories.items()}


def _in_file_order(rule: Rule) -> tuple[str, int]:
    return (rule.span.file.path, rule.span.line) if rule.span else ("", 0)


# ----------------------------------------------------------------------------------------------- versions
def _versions(versions: list[Rule]) -> Iterator[Diagnostic]:
    for place, rule in enumerate(versions, 1):
        if rule.version != place:
            fields = {"name": rule.id, "given": str(rule.version), "wanted": str(place)}
            yield Diagnostic("version-order", rule.span, fields)
        first, last = rule.effective.first, rule.effective.last
        if isinstance(first, date) and last is not None and last < first:
            yield Diagnostic("effective-order", rule.span, {"name": rule.id})
    for earlier, later in pairwise(versions):
        yield from _sequence(earlier, later)


def _sequence(earlier: Rule, later: Rule) -> Iterator[Diagnostic]:
    fields = {"name": later.id, "earlier": str(earlier.version), "later": str(later.version)}
    first, last = later.effective.first, earlier.effective.last
    if last is None or not isinstance(first, date) or first <= last:
        yield Diagnostic("effective-overlap", later.span, fields)
    elif first > last + timedelta(days=1) and not later.effective.gap:
        yield Diagnostic("effective-gap", later.span, fields)


# ---------------------------------------------------------------------------------------------- one statement
def _stated_once(rules: Iterable[Rule]) -> Iterator[Diagnostic]:
    first: dict[str, Rule] = {}
    for rule in rules:
        for what, name in (("definition", rule.define), ("parameter", rule.parameter)):
            if name is None:
                continue
            other = first.setdefault(f"{what} {name}", rule)
            if other.id != rule.id:
                yield _stated_twice(Text("事实" if what == "definition" else "参数", what), name, rule, other)


def _amounts_once(law: Law) -> Iterator[Diagnostic]:
    for decision in law.decisions:
        first: dict[str, Rule] = {}
        for rule in law.rules:
            if decision not in rule.decisions:
                continue
            for name, _ in rule.body.amounts:
                other = first.setdefault(name, rule)
                if other.id != rule.id:
                    yield _stated_twice(Text("金额", "the amount"), name, rule, other)


def _stated_twice(what: Text, name: str, rule: Rule, other: Rule) -> Diagnostic:
    return Diagnostic("duplicate-definition", rule.span, {"what": what, "name": name, "first": str(other.span)})


# ------------------------------------------------------------------------------------------------------ cycles
def _derivations(rules: Iterable[Rule]) -> Iterator[Diagnostic]:
    rules = [rule for rule in rules if rule.define is not None]
    bodies = {rule.define or "": [rule.body, *(each.body for each in rule.alternatives)] for rule in rules}
    graph = {name: {each for body in found for each in _derived_in(body)} for name, found in bodies.items()}
    if cycle := _cycle(graph):
        span = next(rule.span for rule in rules if rule.define in cycle)
        yield Diagnostic("cyclic-derivation", span, {"cycle": " → ".join(cycle)})


def _derived_in(body: Body) -> Iterator[str]:
    if body.value is not None:
        yield from (node.name for node in walk(body.value) if isinstance(node, Derived))


def _overrides(histories: Mapping[str, list[Rule]]) -> Iterator[Diagnostic]:
    graph: dict[str, set[str]] = {}
    for name, versions in histories.items():
        for rule in versions:
            for other, _ in rule.overrides:
                graph.setdefault(name, set()).add(other)
                if other not in histories:
                    hint = suggestion(other, histories)
                    yield Diagnostic.of("unknown-rule", rule.span, name=other, suggestion=hint)
    if cycle := _cycle(graph):
        span = next((histories[name][0].span for name in cycle if name in histories), None)
        yield Diagnostic("cyclic-override", span, {"cycle": " → ".join(cycle)})


def _cycle(graph: Mapping[str, set[str]]) -> list[str]:
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        cycle: list[str] = error.args[1]
        return cycle
    return []


# ---------------------------------------------------------------------------------------------------- releases
def _released(authored: AuthoredPolicy) -> Iterator[Diagnostic]:
    """A released version that is gone or changed, and a version that is not released yet."""
    if authored.lock is None:
        return
    written = {name_of(each.model): each for each in authored.rules}
    for name, digest in authored.lock.model.root.items():
        document = written.get(name)
        if document is None:
            yield Diagnostic("released-missing", find_key(authored.lock.node, (name,)), {"name": name})
        elif digest_of(document.model) != digest:
            yield Diagnostic("released-changed", find_key(document.node, ("rule",)), {"name": name})
    for name, document in written.items():
        if name not in authored.lock.model.root:
            yield Diagnostic("not-released", find_key(document.node, ("rule",)), {"name": name})


# ---------------------------------------------------------------------------------------------------- coverage
def _answered(law: Law, authored: AuthoredPolicy) -> Iterator[Diagnostic]:
    answered = {decision for rule in law.rules for decision in rule.decisions}
    if authored.decisions is None:
        return
    for name, spec in law.decisions.items():
        if name not in answered and spec.background is None:
            at = find_key(authored.decisions.node, ("decisions", name))
            yield Diagnostic("decision-without-rules", at, {"name": name})


def _coverage(law: Law, authored: AuthoredPolicy) -> Iterator[Diagnostic]:
    cited = {clause for rule in law.rules for clause in cited_clauses(rule)}
    for place, clause in enumerate(law.clauses.values()):
        if clause.operative and clause.id not in cited:
            yield Diagnostic("clause-without-rule", _clause_span(authored, place), {"name": clause.id})
    for rule in law.rules:
        for name in rule.clauses:
            if name in law.clauses and not law.clauses[name].operative and rule.note is None:
                yield Diagnostic("clause-not-operative", rule.span, {"name": name})


def cited_clauses(rule: Rule) -> set[str]:
    """Every clause that a rule encodes: its own and those of its exceptions."""
    bodies = [rule.body, *(each.body for each in rule.alternatives)]
    return {*rule.clauses, *(clause for body in bodies for each in body.unless for clause in each.clauses)}


def _clause_span(authored: AuthoredPolicy, place: int) -> Span | None:
    if authored.ledger is None:
        return None
    return find_key(authored.ledger.node, ("clauses", place, "clause"))
