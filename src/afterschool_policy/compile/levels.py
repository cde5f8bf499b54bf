"""The levels of texts: what of a lower one loosens a higher one, and which of two of a level prevails."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import TypeVar

from afterschool_policy.authoring.document import AuthoredDocument
from afterschool_policy.authoring.loader import AuthoredPolicy
from afterschool_policy.authoring.models import RuleEntry
from afterschool_policy.authoring.yaml_reader import KeyPath
from afterschool_policy.diagnostics import Diagnostic
from afterschool_policy.law.modalities import MODALITIES
from afterschool_policy.law.model import Alternative, Law, Rule
from afterschool_policy.text import Text
from afterschool_policy.values.outcomes import OUTCOMES, Outcome

_LATER_PREVAILS = Text("同一层级的文件，后施行的优先", "of texts of one level, the later one prevails")
_OVERRIDES = Text("优先于", "prevails over")
_EXCEPTS = Text("例外排除了", "makes an exception to")
_REPLACES = Text("取代了", "takes the place of")
_ENDS = Text("终止了", "ends")

_Document = AuthoredDocument[RuleEntry]
Part = TypeVar("Part", Rule, Alternative)


def later_first(law: Law) -> Law:
    """The law in which each rule of a text that prevails over earlier ones of its level overrides what it contradicts.

    Only a permission and a ban contradict one another, and an order that the rules state themselves stands.
    """
    versions_of: dict[str, list[Rule]] = {}
    for rule in law.rules:
        versions_of.setdefault(rule.id, []).append(rule)
    rules = tuple(_prevailing(law, rule, versions_of) for rule in law.rules) if law.instruments else law.rules
    return replace(law, rules=rules)


def _prevailing(law: Law, rule: Rule, versions_of: Mapping[str, Sequence[Rule]]) -> Rule:
    for name, versions in versions_of.items():
        clauses = _by_which_later(law, rule, versions)
        if clauses and not any(each.rule_order(rule.id) for each in versions) and not rule.rule_order(name):
            others = tuple(_over(each, name, clauses) if each.reorders else each for each in rule.alternatives)
            rule = replace(_over(rule, name, clauses), alternatives=others)
    return rule


def _over(part: Part, name: str, clauses: tuple[str, ...]) -> Part:
    """A rule, or a reading of it, before which another gives way by these clauses, where it does not already."""
    if any(name == other for other, _ in part.overrides):
        return part
    return replace(part, overrides=(*part.overrides, (name, _LATER_PREVAILS)), bases=(*part.bases, (name, clauses)))


def _by_which_later(law: Law, rule: Rule, others: Sequence[Rule]) -> tuple[str, ...]:
    """The clauses by which a rule prevails over another in all its versions, as that of a later text of the level."""
    for text in law.texts_of(rule.clauses):
        earlier = all(
            older.rank == text.rank and older is not text and _is_before(older.first, text.first)
            for other in others
            for older in law.texts_of(other.clauses)
        )
        if text.prevails and earlier and any(contradict(rule, other) for other in others):
            return text.prevails
    return ()


def _is_before(one: date | None, other: date | None) -> bool:
    return one is not None and other is not None and one < other


def contradict(one: Rule, other: Rule) -> bool:
    """Whether of two rules of one question one permits and the other forbids."""
    shared = set(one.decisions) & set(other.decisions)
    return bool(shared) and any(
        permits.modality in PERMITTING and can_prohibit(forbids) for permits, forbids in ((one, other), (other, one))
    )


PERMITTING = frozenset({"may", "delegation", "encouraged"})


def can_prohibit(rule: Rule) -> bool:
    """Whether a rule forbids anything: a ban, or a permission that is the only basis."""
    return rule.modality == "must_not" or rule.body.otherwise is Outcome.PROHIBITED


def is_binding(rule: Rule) -> bool:
    """Whether a rule is a ban or a duty: what is against it is a breach."""
    row = MODALITIES.get(rule.modality)
    return row is not None and any(
        outcome is not None and OUTCOMES[outcome].is_breach for outcome in (row.when_true, row.when_false)
    )


def lower_first(law: Law, authored: AuthoredPolicy) -> Iterator[Diagnostic]:
    """A diagnostic for each part of a lower text that takes force from a ban, a duty or a number of a higher one.

    It may where a clause of the higher text, or of another as high, says so.
    """
    rules = {rule.name: rule for rule in law.rules}
    versions_of: dict[str, list[_Document]] = {}
    for document in authored.rules:
        versions_of.setdefault(document.model.rule, []).append(document)
    for document in authored.rules:
        rule = rules[document.model.name]
        for path, override in document.model.every_override:
            others = [rules[each.model.name] for each in versions_of.get(override.rule, ())]
            yield from _by_precedence(law, rule, others, document, (path, override.clauses))
        if is_binding(rule):
            yield from _by_exception(law, rule, document)
        if _is_to_be_kept(rule) and not _ends_with_its_clauses(law, rule):
            yield from _by_ending(law, rule, document)
    for versions in versions_of.values():
        for earlier, later in pairwise(versions):
            yield from _by_succession(law, rules[earlier.model.name], rules[later.model.name], later)


def _by_precedence(
    law: Law, rule: Rule, others: Sequence[Rule], document: _Document, written: tuple[KeyPath, Sequence[str]]
) -> Iterator[Diagnostic]:
    path, basis = written
    allowed = law.rank_of((*rule.clauses, *basis))
    higher = [each for each in others if is_binding(each) and law.rank_of(each.clauses) < allowed]
    if higher and law.clauses.keys() >= set(basis):  # a clause that is not there is told by itself
        yield _loosened(document, (*path, "rule"), _OVERRIDES, higher[0])


def _by_exception(law: Law, rule: Rule, document: _Document) -> Iterator[Diagnostic]:
    for place, exemption in enumerate(document.model.unless or ()):
        if law.rank_of(exemption.clauses) > law.rank_of(rule.clauses):
            yield _loosened(document, ("unless", place, "clauses"), _EXCEPTS, rule)


def _by_ending(law: Law, rule: Rule, document: _Document) -> Iterator[Diagnostic]:
    clauses = rule.effective.ended_by
    if clauses and law.rank_of(clauses) > law.rank_of(rule.clauses):
        yield _loosened(document, ("effective", "ended_by"), _ENDS, rule)


def _by_succession(law: Law, earlier: Rule, later: Rule, document: _Document) -> Iterator[Diagnostic]:
    is_lower = law.rank_of(later.clauses) > law.rank_of(earlier.clauses)
    if is_lower and _is_to_be_kept(earlier) and not _ends_with_its_clauses(law, earlier):
        yield _loosened(document, ("clauses",), _REPLACES, earlier)


def _is_to_be_kept(rule: Rule) -> bool:
    """Whether a lower text cannot put something else in the place of a rule: what binds, and what others read."""
    return is_binding(rule) or rule.define is not None or rule.parameter is not None


def _ends_with_its_clauses(law: Law, rule: Rule) -> bool:
    """Whether a version ends because its own clauses have."""
    lasts = (law.clauses[clause].last for clause in rule.clauses if clause in law.clauses)
    return all(last is not None and last == rule.effective.last for last in lasts)


def _loosened(document: _Document, path: KeyPath, what: Text, other: Rule) -> Diagnostic:
    name, span = document.model.rule, document.span(*path)
    fault = Diagnostic.of("lower-loosens", span, name=name, what=what, other=other.name, first=str(other.span))
    return fault.with_place(other.span)
