"""Whether the versions of a rule follow one another, and whether released ones are what they were."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from afterschool_policy.authoring.loader import AuthoredPolicy
from afterschool_policy.authoring.release import digest_of
from afterschool_policy.diagnostics import Diagnostic
from afterschool_policy.law.model import Law, Rule


def histories(law: Law) -> dict[str, list[Rule]]:
    """The versions of each rule by its id, in the order in which they are written."""
    versions_of: dict[str, list[Rule]] = {}
    for rule in law.rules:
        versions_of.setdefault(rule.id, []).append(rule)
    return {name: sorted(versions, key=_in_file_order) for name, versions in versions_of.items()}


def _in_file_order(rule: Rule) -> tuple[str, int]:
    return (rule.span.file.path, rule.span.line) if rule.span else ("", 0)


def disordered(law: Law, _: AuthoredPolicy) -> Iterator[Diagnostic]:
    """A diagnostic for each version out of its number or its days."""
    for versions in histories(law).values():
        for place, rule in enumerate(versions, 1):
            if rule.version != place:
                yield Diagnostic.of(
                    "version-order", rule.span, name=rule.id, given=str(rule.version), wanted=str(place)
                )
            first, last = rule.effective.first, rule.effective.last
            if isinstance(first, date) and last is not None and last < first:
                yield Diagnostic.of("effective-order", rule.span, name=rule.id)
        for earlier, later in pairwise(versions):
            yield from _succession(earlier, later)


def _succession(earlier: Rule, later: Rule) -> Iterator[Diagnostic]:
    fields = {"name": later.id, "earlier": str(earlier.version), "later": str(later.version)}
    first, last = later.effective.first, earlier.effective.last
    if last is None or not isinstance(first, date) or first <= last:
        yield Diagnostic("effective-overlap", later.span, fields)
    elif first > last + timedelta(days=1) and not later.effective.gap:
        yield Diagnostic("effective-gap", later.span, fields)


def unlike_released(_: Law, authored: AuthoredPolicy) -> Iterator[Diagnostic]:
    """A diagnostic for each released version that is gone or changed, and for each that is not released yet."""
    if authored.lock is None:
        return
    released = authored.lock.model.root
    written = {document.model.name: document for document in authored.rules}
    for name, digest in released.items():
        document = written.get(name)
        if document is None:
            yield Diagnostic.of("released-missing", authored.lock.key_span(name), name=name)
        elif digest_of(document.model) != digest:
            yield Diagnostic.of("released-changed", document.key_span("rule"), name=name)
    for name, document in written.items():
        if name not in released:
            yield Diagnostic.of("not-released", document.key_span("rule"), name=name)
