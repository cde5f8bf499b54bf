"""The faults that only the whole policy shows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from itertools import chain

from afterschool_policy.authoring.loader import AuthoredPolicy
from afterschool_policy.compile.conflicts import unordered_conflicts
from afterschool_policy.compile.coverage import misquoted, unanswered, uncovered
from afterschool_policy.compile.versions import disordered, histories, unlike_released
from afterschool_policy.diagnostics import Diagnostic, suggestion
from afterschool_policy.language.tree import Derived, walk
from afterschool_policy.law.model import Law, Rule
from afterschool_policy.text import Text


def consistency(law: Law, authored: AuthoredPolicy, *, sound: bool) -> list[Diagnostic]:
    """Every fault of the whole. Coverage and conflicts only where all rules are `sound` and nothing else is wrong.

    A rule that could not be read covers nothing yet, and what it leaves bare would be reported a second time.
    """
    faults = [fault for find_faults in _PASSES for fault in find_faults(law, authored)]
    if sound and not any(fault.is_error for fault in faults):
        faults += (fault for find_faults in _PASSES_IF_SOUND for fault in find_faults(law, authored))
    return faults


def _stated_twice(law: Law, _: AuthoredPolicy) -> Iterator[Diagnostic]:
    first: dict[object, Rule] = {}
    for rule in law.rules:
        if rule.define is not None:
            yield from _unless_first(first, Text("事实", "definition"), rule.define, rule)
        if rule.parameter is not None:
            yield from _unless_first(first, Text("参数", "parameter"), rule.parameter, rule)


def _amounts_stated_twice(law: Law, _: AuthoredPolicy) -> Iterator[Diagnostic]:
    for decision in law.decisions:
        first: dict[object, Rule] = {}
        for rule in law.rules:
            for name, _node in rule.body.amounts if decision in rule.decisions else ():
                yield from _unless_first(first, Text("金额", "the amount"), name, rule)


def _unless_first(first: dict[object, Rule], what: Text, name: str, rule: Rule) -> Iterator[Diagnostic]:
    """A diagnostic where another rule than this one has stated the same."""
    other = first.setdefault((what, name), rule)
    if other.id != rule.id:
        yield Diagnostic.of("duplicate-definition", rule.span, what=what, name=name, first=str(other.span))


def _cyclic_derivation(law: Law, _: AuthoredPolicy) -> Iterator[Diagnostic]:
    graph = {rule.define: set(_derived_in(rule)) for rule in law.rules if rule.define is not None}
    if cycle := _cycle(graph):
        span = next(rule.span for rule in law.rules if rule.define in cycle)
        yield Diagnostic.of("cyclic-derivation", span, cycle=" → ".join(cycle))


def _derived_in(rule: Rule) -> Iterator[str]:
    for body in rule.bodies:
        if body.value is not None:
            yield from (node.name for node in walk(body.value) if isinstance(node, Derived))


def _misdirected_overrides(law: Law, _: AuthoredPolicy) -> Iterator[Diagnostic]:
    versions_of = histories(law)
    graph: dict[str, set[str]] = {}
    for rule in chain.from_iterable(versions_of.values()):
        for other, _basis in rule.overrides:
            graph.setdefault(rule.id, set()).add(other)
            if other not in versions_of:
                yield Diagnostic.of("unknown-rule", rule.span, name=other, suggestion=suggestion(other, versions_of))
    if cycle := _cycle(graph):
        span = next((versions_of[name][0].span for name in cycle if name in versions_of), None)
        yield Diagnostic.of("cyclic-override", span, cycle=" → ".join(cycle))


def _cycle(graph: Mapping[str, set[str]]) -> list[str]:
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        cycle: list[str] = error.args[1]
        return cycle
    return []


_Pass = Callable[[Law, AuthoredPolicy], Iterator[Diagnostic]]
_PASSES: tuple[_Pass, ...] = (
    misquoted,
    disordered,
    _stated_twice,
    _amounts_stated_twice,
    _cyclic_derivation,
    _misdirected_overrides,
    unlike_released,
)
_PASSES_IF_SOUND: tuple[_Pass, ...] = (unanswered, uncovered, unordered_conflicts)
