"""The table of what can be got wrong in a rule as a whole, and every way in which a rule can be wrong by one fault."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from afterschool_policy.language.connectives import FALSE, TRUE
from afterschool_policy.language.printer import print_expression
from afterschool_policy.language.tree import Constant, Node
from afterschool_policy.law.modalities import MODALITIES, WRITTEN, Modality
from afterschool_policy.law.model import Body, Law, Rule
from afterschool_policy.testing.authored_parts import AuthoredPart, Path, parts_of, with_part
from afterschool_policy.testing.mutants.in_trees import TREE_FAULTS, contrary_of, faults_in
from afterschool_policy.text import Text
from afterschool_policy.values.outcomes import in_words_of
from afterschool_policy.values.types import Kind


class FaultyRule(NamedTuple):
    """A rule with one fault in it; None where it is no longer there.

    `part` is the path of keys to the faulty part of its file, `place` where the fault is in that, in words, `was` and
    `now` what stands there. `done` says what was done.
    """

    rule: Rule | None
    part: Path
    place: Text
    was: str
    now: str
    fault: str = ""
    done: Text = Text("", "")


@dataclass(frozen=True, slots=True)
class RuleFault:
    """One row: what is done, in words, and the rules that it makes of one rule."""

    name: str
    done: Text
    of: Callable[[Law, Rule], Iterator[FaultyRule]]


_CASES = {"unless": Text("例外", "the exception"), "refer": Text("留待判断的事项", "the referral")}
_RULE, _NOTHING = Text("整条规则", "the whole rule"), Text("", "")


def deleted(_: Law, rule: Rule) -> Iterator[FaultyRule]:
    """No rule at all."""
    yield FaultyRule(None, (), _RULE, "", "")


def exception_dropped(_: Law, rule: Rule) -> Iterator[FaultyRule]:
    """The rule without one of its exceptions, or of the matters that it leaves to a person."""
    for part in _cases(rule):
        yield _with(rule, part, FALSE)


def exception_always(_: Law, rule: Rule) -> Iterator[FaultyRule]:
    """The rule with an exception that always holds, or a matter that it always leaves to a person."""
    for part in _cases(rule):
        if not isinstance(part.tree, Constant):
            yield _with(rule, part, TRUE)


def reading_dropped(_: Law, rule: Rule) -> Iterator[FaultyRule]:
    """The rule without what it is in another reading."""
    for place, each in enumerate(rule.alternatives):
        others = (*rule.alternatives[:place], *rule.alternatives[place + 1 :])
        yield FaultyRule(replace(rule, alternatives=others), ("readings", each.reading, each.code), _NOTHING, "", "")


def otherwise_bound(law: Law, rule: Rule) -> Iterator[FaultyRule]:
    """The rule as one of another modality with which its questions have words for what it comes to."""
    known = {_effect(law, rule, MODALITIES[rule.modality])}
    for modality in WRITTEN if None not in known else ():
        effect = _effect(law, rule, modality)
        if effect is not None and effect not in known and _has_parts(rule, modality):
            known.add(effect)
            changed = replace(rule, modality=modality.name)
            yield FaultyRule(changed, ("modality",), _NOTHING, rule.modality, modality.name)


RULE_FAULTS = (
    RuleFault("deleted", Text("删去", "deleted"), deleted),
    RuleFault("exception-dropped", Text("从不适用", "never taken"), exception_dropped),
    RuleFault("exception-always", Text("总是适用", "always taken"), exception_always),
    RuleFault("reading-dropped", Text("删去", "dropped"), reading_dropped),
    RuleFault("modality", Text("约束换了", "binding otherwise"), otherwise_bound),
)
"""Every fault of a whole rule. To add one, add a row."""

FAULTS = {row.name: row.done for row in (*RULE_FAULTS, *TREE_FAULTS)}
"""Every fault by its name, with what is done."""
_NEGATED = "negated"  # a whole condition is turned round as each of several is


def faulty(law: Law, rule: Rule) -> Iterator[FaultyRule]:
    """The rule in every way in which it can be wrong by one fault, each once."""
    found: list[Rule | None] = [rule]
    for each in _faulty(law, rule):
        if each.rule not in found:
            found.append(each.rule)
            yield each


def _faulty(law: Law, rule: Rule) -> Iterator[FaultyRule]:
    for row in RULE_FAULTS:
        yield from (each._replace(fault=row.name, done=row.done) for each in row.of(law, rule))
    for part in _parts(rule):
        if part.tree.type.kind is Kind.BOOLEAN and not isinstance(part.tree, Constant):
            tree, place, was, now = contrary_of(part.tree)
            changed = with_tree(rule, part.path, tree)
            yield FaultyRule(changed, part.path, place, was, now, _NEGATED, FAULTS[_NEGATED])
        for fault, (tree, place, was, now) in faults_in(part.tree):
            yield FaultyRule(with_tree(rule, part.path, tree), part.path, place, was, now, fault.name, fault.done)


def with_tree(rule: Rule, path: Path, tree: Node) -> Rule:
    """A rule with another tree in the part at a path of its file."""
    if path[0] != "readings":
        return replace(rule, body=with_part(rule.body, path, tree))
    _, reading, code, *below = path
    return replace(
        rule,
        alternatives=tuple(
            replace(each, body=with_part(each.body, tuple(below), tree))
            if (each.reading, each.code) == (reading, code)
            else each
            for each in rule.alternatives
        ),
    )


def _parts(rule: Rule) -> Iterator[AuthoredPart]:
    """Its parts in every reading; those of another reading that it replaces."""
    yield from parts_of(rule.body)
    for each in rule.alternatives:
        yield from parts_of(each.over(Body()), ("readings", each.reading, each.code))


def _cases(rule: Rule) -> Iterator[AuthoredPart]:
    return (part for part in _parts(rule) if part.role in _CASES)


def _with(rule: Rule, part: AuthoredPart, tree: Node) -> FaultyRule:
    return FaultyRule(with_tree(rule, part.path, tree), part.path, _CASES[part.role], print_expression(part.tree), "")


def _effect(law: Law, rule: Rule, modality: Modality) -> tuple[object, ...] | None:
    """What the truths of its condition come to in its questions; None where one of them has no word for it."""
    if not rule.decisions or not modality.written or modality.when_true is None:
        return None
    tests = rule.body.condition is not None
    outcomes = (modality.when_true, modality.when_false, modality.when_unknown) if tests else (modality.when_true,)
    words = [in_words_of(law.decisions[name].answers, each) for name in rule.decisions for each in outcomes if each]
    return (*words, modality.bites) if None not in words else None


def _has_parts(rule: Rule, modality: Modality) -> bool:
    """Whether a rule of this modality may have the parts that the rule has."""
    bodies = (rule.body, *(each.over(rule.body) for each in rule.alternatives))
    tested = all(body.condition is not None or body.silent for body in bodies)
    return (tested or not modality.condition_needed) and all(
        part in modality.parts for body in bodies for part in ("due", "reason", "otherwise") if getattr(body, part)
    )
