"""What an answer rests on beside the facts that are known: told in the same breath, so that no headline hides it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from afterschool_policy.explain import phrases
from afterschool_policy.explain.basis import Basis
from afterschool_policy.explain.citations import readings
from afterschool_policy.explain.model import FactUsed, RuleExplained
from afterschool_policy.explain.summary import presumptions
from afterschool_policy.language.tree import facts_of
from afterschool_policy.law.unencoded import unencoded
from afterschool_policy.semantics.question import Question, trees
from afterschool_policy.text import Counted, Text, enumerated
from afterschool_policy.values.outcomes import Outcome
from afterschool_policy.values.types import Kind
from afterschool_policy.vocabulary.written import written_day

_MAY_CHANGE = Text("{facts}查明后可能改变结论", "{facts} could still change it")
_AND_OTHERS = Counted("{named}等{count}项事实", "{named}", "{named} and others, {count} facts in all,")
_NAMED_AT_MOST = 2
_KNOWN = Text("就已知事实而言，{on}", "on the facts known, {on}")
_LIKEWISE = Counted(
    "{presumed}，另有{count}种情况也是如此",
    "{presumed}, and so with 1 other doubt",
    "{presumed}, and so with {count} other doubts",
)
_READING = Text(
    "对{matter}，选用的理解是“{text}”，通常的理解是“{usual}”",
    "the matter of {matter} is read as chosen, “{text}”, and not in the usual way, “{usual}”",
)
_ALIKE = Text("由{count}条规则共同得出", "{count} rules lead to it")
_UNFINISHED = Counted(
    "政策尚未写完，还有{count}条有规范内容的条款没有规则，结论可能因此不全",
    "the policy is not finished, and as 1 operative clause has no rule yet, this may not be all",
    "the policy is not finished, and as {count} operative clauses have no rule yet, this may not be all",
)
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
    presumed = dict.fromkeys(
        each.text
        for rule in deciding
        for each in presumptions(rule)
        if not set(basis.missing).isdisjoint(each.facts)  # another would not have changed the outcome
    )
    open_ = [*_taken_for_granted([*presumed]), *_may_change(basis)] if settled else []
    if open_:
        yield _KNOWN.format(on=phrases.in_series(open_))
    for used in readings(basis):
        entry = basis.question.edition.reading(used.id)
        if used.chosen != entry.default:
            text, usual = (_inside(entry.choices[code]) for code in (used.chosen, entry.default))
            yield _READING.format(matter=phrases.quoted(entry.matter), text=text, usual=usual)
    if settled and len(deciding) > 1:
        yield _ALIKE.format(count=str(len(deciding)))
    yield from _determined(basis, facts)
    if basis.facts.contradictions:
        names = {name for found in basis.facts.contradictions for name in found.facts}
        specs = basis.question.edition.law.vocabulary.facts
        yield phrases.contradicted([specs[name].label for name in sorted(names)])
    if basis.facts.expired:
        yield phrases.OUTDATED
    if bare := basis.question.once(_unencoded):
        yield _UNFINISHED.format(bare)


def _unencoded(question: Question) -> int:
    """How many clauses the policy does not speak for yet."""
    return len(unencoded(question.edition.law))


def _taken_for_granted(presumed: Sequence[Text]) -> Iterator[Text]:
    """The first presumption, and how many more there are."""
    if len(presumed) == 1:
        yield presumed[0]
    elif presumed:
        yield _LIKEWISE.format(len(presumed) - 1, presumed=presumed[0])


def _may_change(basis: Basis) -> Iterator[Text]:
    """The first of the facts that could still change the outcome, and how many they are."""
    missing, specs = basis.missing, basis.question.edition.law.vocabulary.facts
    if not missing:
        return
    shown = [phrases.quoted(specs[name].label) for name in missing[:_NAMED_AT_MOST]]
    named = Text("".join(text.zh for text in shown), enumerated(shown).en)
    more = len(missing) > len(shown)
    yield _MAY_CHANGE.format(facts=_AND_OTHERS.format(len(missing), named=named) if more else named)


def _determined(basis: Basis, facts: Sequence[FactUsed]) -> Iterator[Text]:
    """Who determined what the deciding rules read and leave to somebody to judge, and until when it stands."""
    vouched = [fact for fact in facts if fact.evidence is not None]
    if not vouched:  # as mostly
        return
    specs = basis.question.edition.law.vocabulary.facts
    deciding = [rule for rule in basis.verdict.rules if rule.decided]
    read = {name for rule in deciding for tree in trees(rule.conclusion.linked) for name in facts_of(tree)}
    for fact in vouched:
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


def _inside(text: Text) -> Text:
    """A sentence as it stands in quotation marks inside another."""
    quoted = phrases.quoted(phrases.unended(text))
    return Text(quoted.zh[1:-1], quoted.en[1:-1])
