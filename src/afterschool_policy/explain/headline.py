"""What an answer rests on beside the facts that are known: told in the same breath, so that no headline hides it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from afterschool_policy.explain import phrases
from afterschool_policy.explain.basis import Basis
from afterschool_policy.explain.citations import readings
from afterschool_policy.explain.model import FactUsed, RuleExplained, Statement
from afterschool_policy.explain.statements import presumption
from afterschool_policy.language.tree import facts_of
from afterschool_policy.semantics.question import trees
from afterschool_policy.text import Counted, Text
from afterschool_policy.values.outcomes import Outcome
from afterschool_policy.values.types import Kind
from afterschool_policy.vocabulary.written import written_day

_MAY_CHANGE = Counted(
    "另有{count}项事实查明后可能改变结论",
    "1 more fact could still change it",
    "{count} more facts could still change it",
)
_KNOWN = Text("就已知事实而言，{on}", "on the facts known, {on}")
_LIKEWISE = Counted(
    "{presumed}，另有{count}种情况也是如此",
    "{presumed}, and so with 1 other doubt",
    "{presumed}, and so with {count} other doubts",
)
_READING = Text("“{matter}”没有采用通常的读法，而是：{text}", "“{matter}” is not read in the usual way but as: {text}")
_ALIKE = Text("由{count}条规则共同得出", "{count} rules lead to it")
_DETERMINED = Text("“{label}”依据{who}的认定", "{who} determined that {label}")
_DETERMINED_AS = Text("{label}（{value}）依据{who}的认定", "{who} determined the {label} ({value})")
_UNDATED = Text(
    "，有效期至{until}，没有给出所问之日，按仍然有效判断",
    " until {until}, and as no day was asked about, this is taken to stand",
)


def rests_on(basis: Basis, rules: Sequence[RuleExplained], facts: Sequence[FactUsed]) -> tuple[Text, ...]:
    """What the answer rests on, most weighty first; nothing where it follows from known facts alone."""
    return tuple(_parts(basis, rules, facts))


def _parts(basis: Basis, rules: Sequence[RuleExplained], facts: Sequence[FactUsed]) -> Iterator[Text]:
    deciding = [rule for rule in rules if rule.decided]
    settled = basis.verdict.outcome is not Outcome.UNDETERMINED
    presumed = dict.fromkeys(text for rule in deciding for text in _presumed(rule)) if settled else {}
    open_ = [*_taken_for_granted([*presumed]), *(_may_change(len(basis.missing)) if settled else ())]
    if open_:
        yield _KNOWN.format(on=phrases.in_series(open_))
    for used in readings(basis):
        entry = basis.question.edition.reading(used.id)
        if used.chosen != entry.default:
            yield _READING.format(matter=entry.matter, text=_without_stop(entry.choices[used.chosen]))
    if settled and len(deciding) > 1:
        yield _ALIKE.format(count=str(len(deciding)))
    yield from _determined(basis, facts)
    if basis.facts.contradictions:
        yield phrases.CONTRADICTED
    if basis.facts.expired:
        yield phrases.OUTDATED


def _taken_for_granted(presumed: Sequence[Text]) -> Iterator[Text]:
    """The first presumption, and how many more there are."""
    if len(presumed) == 1:
        yield presumed[0]
    elif presumed:
        yield _LIKEWISE.format(len(presumed) - 1, presumed=presumed[0])


def _may_change(missing: int) -> Iterator[Text]:
    if missing:
        yield _MAY_CHANGE.format(missing)


def _determined(basis: Basis, facts: Sequence[FactUsed]) -> Iterator[Text]:
    """Who determined what the deciding rules read and leave to somebody to judge, and until when it stands."""
    specs = basis.question.edition.law.vocabulary.facts
    deciding = [rule for rule in basis.verdict.rules if rule.decided]
    read = {name for rule in deciding for tree in trees(rule.conclusion.linked) for name in facts_of(tree)}
    for fact in facts:
        who = fact.evidence.asserted_by if fact.evidence is not None else None
        if fact.name in read and specs[fact.name].judgement and who is not None:
            words = _DETERMINED if specs[fact.name].type.kind is Kind.BOOLEAN else _DETERMINED_AS
            by = words.format(label=fact.label, value=fact.value, who=who)
            yield phrases.joined(by, _undated(fact)) if fact.undated else by
        elif fact.undated:
            yield phrases.joined(phrases.quoted(fact.label), _undated(fact))


def _undated(fact: FactUsed) -> Text:
    until = fact.evidence.until if fact.evidence is not None else None
    assert until is not None, fact.name
    return _UNDATED.format(until=written_day(until))


def _presumed(rule: RuleExplained) -> Iterator[Text]:
    """What the rule takes not to be so because nobody raised it, as far as its outcome rests on it."""
    for step in rule.steps:
        yield from _below(step.statement)


def _below(statement: Statement) -> Iterator[Text]:
    if statement.presumed and statement.decides:
        yield presumption(statement)
    for member in statement.members:
        yield from _below(member)


def _without_stop(text: Text) -> Text:
    return Text(text.zh.removesuffix("。"), text.en.removesuffix("."))
