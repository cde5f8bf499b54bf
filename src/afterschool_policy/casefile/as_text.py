"""What holds on a case file and what is open, as a document to read: question by question, entity by entity."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from afterschool_policy.casefile.entity import Entity
from afterschool_policy.casefile.findings import CaseFinding, Support
from afterschool_policy.explain import phrases
from afterschool_policy.explain.document import Document, Item, Section
from afterschool_policy.explain.render.as_text import as_text as text_of
from afterschool_policy.explain.wording import Wording
from afterschool_policy.law.model import Law
from afterschool_policy.text import Lang, Text
from afterschool_policy.values.outcomes import OUTCOMES
from afterschool_policy.vocabulary.model import FactSpec

_TOTAL = Text("{holds}项结论，{open}项尚不能确定。", "Findings: {holds}; undetermined: {open}.")
_HOLDS = Text("结论", "Findings")
_OPEN = Text("尚不能确定", "Undetermined")
_FILE = Text("整个案卷", "the file")
_CLAUSES = Text("依据{clauses}", "under {clauses}")
_COUNTED = Text("（按案卷现有的{count}份{label}计数）", " (counted over the {count} × {label} now in the file)")


def as_text(law: Law, holds: Sequence[CaseFinding], open_: Sequence[CaseFinding], lang: Lang) -> str:
    """The findings with the facts that they rest on, then what is open with the facts to be found out."""
    total = Section(_TOTAL.format(holds=str(len(holds)), open=str(len(open_))), level=2)
    sections = []
    for heading, findings, below in ((_HOLDS, holds, _grounds), (_OPEN, open_, _missing)):
        if findings:
            questions = []
            for question, group in groupby(findings, key=lambda finding: finding.decision.spec.question):
                items = tuple(Item((_answer(law, finding),), tuple(below(law, finding))) for finding in group)
                questions.append(Section(question, items=items, mark="●"))
            sections.append(Section(heading, parts=tuple(questions)))
    return text_of(Document((total, *sections)), lang)


def _name_of(law: Law, entity: Entity | None) -> Text:
    """An entity as people call it: its type and its id."""
    if entity is None:
        return _FILE
    return phrases.joined(law.entities[entity.type].label, phrases.plain(f" {entity.id}"))


def _answer(law: Law, finding: CaseFinding) -> Text:
    answer = phrases.joined(_name_of(law, finding.entity), phrases.COLON, finding.decision.explanation.headline)
    return phrases.labelled(OUTCOMES[finding.outcome].label, answer)


def _grounds(law: Law, finding: CaseFinding) -> Iterator[Item]:
    clauses = [law.clauses[citation.clause] for citation in finding.decision.citations]
    if clauses:
        yield Item((_CLAUSES.format(clauses=phrases.clauses_cited(clauses)),))
    wording = Wording(finding.decision.edition, finding.decision.facts.values)
    for name, amount in finding.decision.amounts.items():
        label = finding.decision.spec.amounts[name].label
        yield Item((label, phrases.COLON, wording.amount(amount)), mark="·")
    for support in finding.support:
        yield _fact(law, finding, support, wording)


def _spec(finding: CaseFinding, name: str) -> FactSpec:
    """A fact by its name, which in the law of the finding can be that of a record."""
    spec = finding.decision.edition.law.vocabulary.spec(name)
    assert spec is not None
    return spec


def _fact(law: Law, finding: CaseFinding, support: Support, wording: Wording) -> Item:
    spec = _spec(finding, support.fact)
    line = [spec.label, phrases.COLON, wording.value(support.value, spec.type)]
    if support.counted:
        label = law.entities[support.counted[0].type].label
        line.append(_COUNTED.format(count=str(len(support.counted)), label=label))
    if support.entity not in {None, finding.entity}:
        line.append(phrases.aside(_name_of(law, support.entity)))
    return Item(tuple(line), mark="·")


def _missing(law: Law, finding: CaseFinding) -> Iterator[Item]:
    for missing in finding.missing:
        line = [_spec(finding, missing.fact).question]
        if missing.entity not in {None, finding.entity}:
            line.append(phrases.aside(_name_of(law, missing.entity)))
        yield Item(tuple(line), mark="?")
