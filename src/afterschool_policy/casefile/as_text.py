"""Takes a law with findings and what is open; gives them for a person to read, question by question."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from afterschool_policy.casefile.entity import Entity
from afterschool_policy.casefile.findings import CaseFinding, Support
from afterschool_policy.explain.wording import Wording
from afterschool_policy.law.model import Law
from afterschool_policy.text import Lang, Text
from afterschool_policy.values.outcomes import OUTCOMES
from afterschool_policy.values.types import Kind, Type
from afterschool_policy.values.units import Unit

_TOTAL = Text("{holds} 项结论，{open} 项尚不能确定。", "Findings: {holds}; undetermined: {open}.")
_HOLDS = Text("结论：", "Findings:")
_OPEN = Text("尚不能确定：", "Undetermined:")
_FILE = Text("整个案卷", "the file")
_ANSWER = Text("  【{outcome}】{entity}：{answer}", "  [{outcome}] {entity}: {answer}")
_CLAUSES = Text("    依据条款 {clauses}", "    under {clauses}")
_FACT = Text("    · {label}：{value}{owner}", "    · {label}: {value}{owner}")
_OWNER = Text("（{entity}）", " ({entity})")
_COUNTED = Text("（按案卷现有的 {count} 份{label}计数）", " (counted over the {count} × {label} now in the file)")
_MISSING = Text("    ? {question}", "    ? {question}")


def as_text(law: Law, holds: Sequence[CaseFinding], open_: Sequence[CaseFinding], lang: Lang) -> str:
    """The findings with the facts that they rest on, then what is open with the facts to be found out."""
    lines = [_TOTAL.format(holds=str(len(holds)), open=str(len(open_)))[lang]]
    for heading, found, told in ((_HOLDS, holds, _grounds), (_OPEN, open_, _missing)):
        if found:
            lines += ["", heading[lang]]
        for question, group in groupby(found, key=lambda each: each.question):
            lines.append(f"● {law.decisions[question].question[lang]}")
            for each in group:
                lines += [_answer(law, each)[lang], *(line[lang] for line in told(law, each))]
    return "\n".join(lines) + "\n"


def name_of(law: Law, entity: Entity | None) -> Text:
    """An entity as people call it: its type and its id."""
    if entity is None:
        return _FILE
    label = law.entities[entity.type].label
    return Text(f"{label.zh} {entity.id}", f"{label.en} {entity.id}")


def _answer(law: Law, found: CaseFinding) -> Text:
    explanation = found.decision.explanation
    outcome = OUTCOMES[found.outcome].label
    return _ANSWER.format(outcome=outcome, entity=name_of(law, found.entity), answer=explanation.answer)


def _grounds(law: Law, found: CaseFinding) -> Iterator[Text]:
    clauses = [each.clause for each in found.decision.citations]
    if clauses:
        yield _CLAUSES.format(clauses=Text("、".join(clauses), ", ".join(clauses)))
    wording = Wording(found.decision.edition, found.decision.facts.values)
    for name, amount in found.decision.amounts.items():
        label = law.decisions[found.question].amounts[name].label
        value = wording.value(amount.value, Type(Kind.NUMBER, unit=Unit.parse(amount.unit)))
        yield _FACT.format(owner="", label=label, value=value)
    for each in found.support:
        yield _fact(law, found, each, wording)


def _fact(law: Law, found: CaseFinding, support: Support, wording: Wording) -> Text:
    spec = law.vocabulary.facts[support.fact]
    value = wording.value(support.value, spec.type)
    if support.counted:
        label = law.entities[support.counted[0].type].label
        counted = _COUNTED.format(count=str(len(support.counted)), label=label)
        value = Text(value.zh + counted.zh, value.en + counted.en)
    if support.entity in (None, found.entity):
        return _FACT.format(owner="", label=spec.label, value=value)
    owner = _OWNER.format(entity=name_of(law, support.entity))
    return _FACT.format(owner=owner, label=spec.label, value=value)


def _missing(law: Law, found: CaseFinding) -> Iterator[Text]:
    for name in found.decision.missing:
        yield _MISSING.format(question=law.vocabulary.facts[name].question)
