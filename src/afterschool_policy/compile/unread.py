"""What a policy says and nothing reads: facts of the vocabulary, and readings, definitions, parameters and outputs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from afterschool_policy.authoring.loader import AuthoredPolicy
from afterschool_policy.diagnostics import Diagnostic
from afterschool_policy.language.tree import Derived, Node, Parameter, facts_of, walk
from afterschool_policy.law.model import Law, OutputSpec
from afterschool_policy.law.unencoded import unanswered
from afterschool_policy.text import Text
from afterschool_policy.vocabulary.model import parts_of
from afterschool_policy.vocabulary.series import period_in

_DEFINITION, _PARAMETER = Text("推导事实", "the derived fact"), Text("参数", "the parameter")
_READING = Text("解释", "the reading")
_AMOUNT, _VALUE = Text("数额", "the amount"), Text("清单或者代码", "the value")


def unread_facts(law: Law, authored: AuthoredPolicy) -> Iterator[Diagnostic]:
    """A diagnostic for each fact that nothing reads and no reason is given for, and for each reason that is not so."""
    read = {law.instrument.in_force_fact, law.instrument.as_of_fact}
    read |= {name for node in nodes_of(law) for name in facts_of(node)}
    read |= {name for name, records in law.vocabulary.records.items() if records.complete in read}
    read |= {told[0] for name in read if (told := period_in(name)) is not None}
    for name, spec in law.vocabulary.facts.items():
        if period_in(name) is not None:
            continue
        group, short = parts_of(name)
        place = ("groups", group, "facts", short)
        if name not in read and spec.no_effect is None and not _in_drafts(authored, name):
            yield Diagnostic.of("fact-unread", authored.vocabulary.key_span(*place), name=name)
        elif name in read and spec.no_effect is not None:
            yield Diagnostic.of("fact-read", authored.vocabulary.key_span(*place, "no_effect"), name=name)


def unused_names(law: Law, authored: AuthoredPolicy) -> Iterator[Diagnostic]:
    """A warning for each reading, definition, parameter, amount and value that is declared and not used."""
    named = {reading for rule in law.rules for reading in rule.readings}
    for reading in law.readings:
        if reading not in named and not _in_drafts(authored, reading):
            yield Diagnostic.of("name-unused", authored.register.key_span(reading), what=_READING, name=reading)
    used = {part.name for node in nodes_of(law) for part in walk(node) if isinstance(part, Derived | Parameter)}
    for document in authored.rules:
        rule = document.model
        alone = rule.define is not None and rule.decision is None  # answers no question by itself
        for key, what, name in (
            ("define", _DEFINITION, rule.define if alone else None),
            ("parameter", _PARAMETER, rule.parameter),
        ):
            if name is not None and name not in used and not _in_drafts(authored, name):
                yield Diagnostic.of("name-unused", document.span(key), what=what, name=name)
    bare = unanswered(law)
    for decision, spec in ((name, spec) for name, spec in law.decisions.items() if name not in bare):
        bodies = [body for rule in law.rules if decision in rule.decisions for body in rule.bodies]
        outputs: tuple[tuple[str, Text, Mapping[str, OutputSpec]], ...] = (
            ("amounts", _AMOUNT, spec.amounts),
            ("values", _VALUE, spec.values),
        )
        for part, what, declared in outputs:
            computed = {name for body in bodies for name, _ in getattr(body, part)}
            for name in declared:
                if name not in computed and not _in_drafts(authored, name):
                    span = authored.decisions.key_span("decisions", decision, part, name)
                    yield Diagnostic.of("name-unused", span, what=what, name=name)


def _in_drafts(authored: AuthoredPolicy, name: str) -> bool:
    """Whether a draft that does not decide uses a name: it is there for the day on which the draft is law."""
    return any(draft.mentions(name) or draft.mentions(f"parameter.{name}") for draft in authored.drafts_set_aside)


def nodes_of(law: Law) -> Iterator[Node]:
    """Every tree of the policy, of every version and reading: whatever can read a fact, a definition, a parameter."""
    for rule in (*law.limits, *law.rules):
        for body in rule.bodies:
            yield from body.trees
            if body.reason is not None:
                yield body.reason
    yield from (node for entailment in law.entailments.each for node in (*entailment.premises, entailment.conclusion))
    yield from (tally.where for type_ in law.entities.values() for tally in type_.counts)
