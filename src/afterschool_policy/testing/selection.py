"""Which cases and histories are run: those of some questions, rules, clauses or names, or those that failed last time.

What is left out by one is left out; of several questions (rules, clauses, names) one that fits is enough. A rule or a
clause stands for the questions that it bears on: a case that it no longer decides is the very case to be run.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from afterschool_policy.diagnostics import Diagnostic, InvalidRequest, suggestion
from afterschool_policy.diagnostics.requests import unknown_request
from afterschool_policy.law.model import Law, Rule
from afterschool_policy.testing.bearing import decisions_by_rule
from afterschool_policy.testing.cases import LoadedCase
from afterschool_policy.testing.histories import LoadedHistory
from afterschool_policy.testing.last_failed import key_of
from afterschool_policy.text import Text

_DECISION, _RULE, _CLAUSE = Text("事项", "decision"), Text("规则", "rule"), Text("条款", "clause")


@dataclass(frozen=True, slots=True)
class Selection:
    """What is asked for; nothing asks for all. `failed` are the keys of those that failed last time, if these are."""

    decisions: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    clauses: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    failed: frozenset[str] | None = None

    @property
    def narrows(self) -> bool:
        """Whether anything is asked for that concerns some rules alone."""
        return bool(self.decisions or self.rules or self.clauses)


@dataclass(frozen=True, slots=True)
class Selected:
    """What is run, and the rules that it is about, by id@version; None for all.

    `left_out` counts what is on the rules in draft where the law decides, and on the law where drafts do.
    """

    cases: tuple[LoadedCase, ...]
    histories: tuple[LoadedHistory, ...]
    rules: frozenset[str] | None
    left_out: int = 0


def selected(
    law: Law, wanted: Selection, cases: Sequence[LoadedCase], histories: Sequence[LoadedHistory], place: Path
) -> Selected:
    """What is asked for of the cases and histories found at a place: of those on drafts where drafts decide, else of
    the others.

    Raises:
        InvalidRequest: for a question, rule or clause that there is not, and where nothing is left to run, with why and
            with the names that are near.
    """
    if not cases and not histories:
        raise InvalidRequest([Diagnostic.of("cases-none", path=place.as_posix())])
    unknown = [*_unknown(law, wanted)]
    if unknown:
        raise InvalidRequest(unknown)
    found, drafts = len(cases) + len(histories), bool(law.drafts)
    cases = [each for each in cases if each.with_drafts is drafts]
    histories = [each for each in histories if each.with_drafts is drafts]
    left_out = found - len(cases) - len(histories)
    if left_out == found:
        raise InvalidRequest([Diagnostic.of("cases-unmarked" if drafts else "cases-on-drafts", count=str(found))])
    bearing = decisions_by_rule(law) if wanted.narrows else {}
    rules = [*_rules(law, wanted, bearing)]
    decisions = _decisions(law, wanted, rules, bearing) if wanted.narrows else None
    chosen = Selected(
        tuple(each for each in cases if _fits(each, {each.decision}, decisions, wanted)),
        tuple(each for each in histories if _fits(each, each.questions, decisions, wanted)),
        frozenset(rule.name for rule in rules) if wanted.narrows else None,
        left_out,
    )
    if not chosen.cases and not chosen.histories:
        raise InvalidRequest([_nothing(wanted, [*cases, *histories])])
    return chosen


def _unknown(law: Law, wanted: Selection) -> Iterator[Diagnostic]:
    every = (*law.limits, *law.rules)
    rules = {rule.id: None for rule in every} | {rule.name: None for rule in every}
    kinds = (
        (_DECISION, wanted.decisions, law.decisions, "decision"),
        (_RULE, wanted.rules, rules, "rule"),
        (_CLAUSE, wanted.clauses, law.clauses, "clause"),
    )
    for what, names, known, argument in kinds:
        yield from (unknown_request(what, name, known, argument) for name in names if name not in known)


def _rules(law: Law, wanted: Selection, bearing: Mapping[str, set[str]]) -> Iterator[Rule]:
    """The rules that fit each kind of what is asked for."""
    for rule in (*law.limits, *law.rules) if wanted.narrows else ():
        if (
            _meets(wanted.decisions, bearing[rule.name])
            and _meets(wanted.rules, {rule.id, rule.name})
            and _meets(wanted.clauses, rule.cited_clauses)
        ):
            yield rule


def _decisions(law: Law, wanted: Selection, rules: Iterable[Rule], bearing: Mapping[str, set[str]]) -> set[str]:
    """The questions that these rules bear on, and among them those asked for; an audit has no rules of its own."""
    found = {name for rule in rules for name in bearing[rule.name]}
    if not wanted.decisions:
        return found
    audits = {name for name in wanted.decisions if law.decisions[name].background is not None}
    return found.intersection(wanted.decisions) | (set() if wanted.rules or wanted.clauses else audits)


def _meets(wanted: Sequence[str], of: Collection[str]) -> bool:
    return not wanted or not set(wanted).isdisjoint(of)


def _fits(
    each: LoadedCase | LoadedHistory, asked: Collection[str], decisions: set[str] | None, wanted: Selection
) -> bool:
    return (
        (decisions is None or not decisions.isdisjoint(asked))
        and (not wanted.names or any(name.casefold() in each.name.casefold() for name in wanted.names))
        and (wanted.failed is None or key_of(each) in wanted.failed)
    )


def _nothing(wanted: Selection, found: Sequence[LoadedCase | LoadedHistory]) -> Diagnostic:
    """Why nothing is left of what was found."""
    if wanted.failed is not None and not any(key_of(each) in wanted.failed for each in found):
        return Diagnostic.of("cases-none-failed")
    asked = {
        "--decision": wanted.decisions, "--rule": wanted.rules, "--clause": wanted.clauses, "--name": wanted.names,
        "--failed": () if wanted.failed is None else ("",),
    }  # fmt: skip
    filters = " ".join(f"{option} {name}".strip() for option, names in asked.items() for name in names)
    hint = suggestion(wanted.names[0], [each.name for each in found]) if wanted.names else Text("", "")
    return Diagnostic.of("cases-unmatched", filters=filters, count=str(len(found)), suggestion=hint)
