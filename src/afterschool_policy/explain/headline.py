"""What an answer rests on beside the facts that are known: told in the same breath, so that no headline hides it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from afterschool_policy.explain import phrases
from afterschool_policy.explain.basis import Basis
from afterschool_policy.explain.citations import readings
from afterschool_policy.explain.model import FactUsed, RuleExplained, Statement
from afterschool_policy.text import Text
from afterschool_policy.values.outcomes import Outcome

_KNOWN = Text("以上就已知事实而言", "This is so on the facts known")
_MAY_CHANGE = Text("另有{count}项事实查明后可能改变结论", "{facts} could still change it")
_ONE_FACT, _FACTS = Text("", "1 more fact"), Text("", "{count} more facts")
_PRESUMED_MORE = Text("另有{count}处也按没有人提出对待", "{count} more doubts that nobody raised are taken not to be so")
_READING = Text("“{matter}”没有采用通常的读法，而是：{text}", "“{matter}” is not read in the usual way but as: {text}")
_ALIKE = Text("由{count}条规则共同得出（条款{clauses}）", "{count} rules lead to it (clauses {clauses})")
_DETERMINED = Text("“{label}”由{who}认定", "that {label} was determined by {who}")
_DETERMINED_AS = Text("“{label}”（{value}）由{who}认定", "the {label} ({value}) was determined by {who}")
_UNDATED = Text(
    "“{label}”的认定有截止日期，没有给出所问之日，按仍然有效判断",
    "the determination of “{label}” ends on a day, and as no day was asked about, it is taken to stand",
)
_CONTRADICTED = Text("有互相矛盾的事实，按未知对待", "facts that contradict one another are taken as unknown")
_EXPIRED = Text("有已过期的认定，按未知对待", "determinations that have expired are taken as unknown")


def rests_on(
    basis: Basis, rules: Sequence[RuleExplained], facts: Sequence[FactUsed], judged: Sequence[FactUsed]
) -> tuple[Text, ...]:
    """What the answer rests on, most weighty first; nothing where it follows from known facts alone.

    `judged` are the facts behind the deciding rules that somebody had to determine.
    """
    return tuple(_parts(basis, rules, facts, judged))


def _parts(
    basis: Basis, rules: Sequence[RuleExplained], facts: Sequence[FactUsed], judged: Sequence[FactUsed]
) -> Iterator[Text]:
    deciding = [rule for rule in rules if rule.decided]
    settled = basis.verdict.outcome is not Outcome.UNDETERMINED
    presumed = dict.fromkeys(text for rule in deciding for text in _presumed(rule)) if settled else {}
    if settled and (presumed or basis.missing):
        yield _KNOWN
    if presumed:
        yield next(iter(presumed))
        if len(presumed) > 1:
            yield _PRESUMED_MORE.format(count=str(len(presumed) - 1))
    if settled and basis.missing:
        count = str(len(basis.missing))
        yield _MAY_CHANGE.format(count=count, facts=(_ONE_FACT if count == "1" else _FACTS).format(count=count))
    for used in readings(basis):
        entry = basis.question.edition.reading(used.id)
        if used.chosen != entry.default:
            yield _READING.format(matter=entry.matter, text=_without_stop(entry.choices[used.chosen]))
    if settled and len(deciding) > 1:
        clauses = dict.fromkeys(clause.id for rule in deciding for clause in rule.clauses)
        ids = phrases.series(map(phrases.plain, clauses))
        yield _ALIKE.format(count=str(len(deciding)), clauses=ids)
    for fact in judged:
        assert fact.evidence is not None
        words = _DETERMINED if fact.is_boolean else _DETERMINED_AS
        yield words.format(label=fact.label, value=fact.value, who=fact.evidence.asserted_by or "")
    yield from (_UNDATED.format(label=fact.label) for fact in facts if fact.undated)
    if basis.facts.contradictions:
        yield _CONTRADICTED
    if basis.facts.expired:
        yield _EXPIRED


def _presumed(rule: RuleExplained) -> Iterator[Text]:
    """What the rule takes not to be so because nobody raised it, as far as its outcome rests on it."""
    for step in rule.steps:
        yield from _below(step.statement)


def _below(statement: Statement) -> Iterator[Text]:
    if statement.presumed and statement.decides:
        yield statement.text
    for member in statement.members:
        yield from _below(member)


def _without_stop(text: Text) -> Text:
    return Text(text.zh.removesuffix("。"), text.en.removesuffix("."))
