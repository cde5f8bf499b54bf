"""What is to be done next: whose it is, and how it is put to each kind of reader.

A step is found once. To those whose duty it is, it is put as theirs; to everybody else it is told whose it is, and whom
they may turn to.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from afterschool_policy.explain import phrases
from afterschool_policy.explain.model import MissingFact, NextStep, RuleExplained, StepKind
from afterschool_policy.law.modalities import MODALITIES
from afterschool_policy.law.model import Actor, Audience, DecisionSpec, Law
from afterschool_policy.text import Counted, Text, enumerated
from afterschool_policy.values.names import CodeId
from afterschool_policy.values.outcomes import Outcome
from afterschool_policy.values.truth import Truth

FIND_OUT_AT_MOST = 3
"""So many questions are told as a next step; the others are listed with what is missing."""


class _Voice(NamedTuple):
    """How a step is put: to nobody in particular, of others, to those whose it is."""

    plain: Text
    of: Text
    own: Text


_VOICES: Mapping[str, _Voice] = {
    "find_out": _Voice(
        Text("查明：{what}", "Find out: {what}"),
        Text("向{who}查明：{what}", "Find out from {who}: {what}"),
        Text("请{own}提供：{what}", "For {own} to tell: {what}"),
    ),
    "judge": _Voice(
        Text("须由人判断：{what}", "For a person to judge: {what}"),
        Text("由{who}判断：{what}", "For {who} to judge: {what}"),
        Text("请{own}判断：{what}", "For {own} to judge: {what}"),
    ),
    "do": _Voice(
        Text("应当办理：{what}", "To be done: {what}"),
        Text("由{who}办理：{what}", "For {who} to do: {what}"),
        Text("请{own}办理：{what}", "For {own} to do: {what}"),
    ),
    "see_to": _Voice(
        Text("应做到：{what}", "What must hold: {what}"),
        Text("由{who}做到：{what}", "For {who} to see to: {what}"),
        Text("请{own}做到：{what}", "For {own} to see to: {what}"),
    ),
    "stop": _Voice(
        Text("应当纠正违反下列规定的做法：{what}", "To be put right, as it is against this: {what}"),
        Text("由{who}纠正违反下列规定的做法：{what}", "For {who} to put right what is against this: {what}"),
        Text("请{own}纠正违反下列规定的做法：{what}", "For {own} to put right what is against this: {what}"),
    ),
    "refrain": _Voice(
        Text("不得这样做；已经这样做的，应当纠正", "Do not do this; where it was done, put it right"),
        Text(
            "{who}不得这样做；已经这样做的，应当纠正", "For {who}: not to do this; where it was done, to put it right"
        ),
        Text(
            "请{own}不要这样做；已经这样做的，请纠正", "For {own}: not to do this; where it was done, to put it right"
        ),
    ),
}
_MORE = Counted("还须查明{facts}", "Also to be found out: {facts}", "Also to be found out: {facts}")
_MORE_OF = Counted("还须查明{facts}等{count}项", "{facts}", "Also to be found out: {facts}, {count} in all")
_NAMED_AT_MOST = 3
_TURN_TO = Text("没有照办的，可以向{who}提出", "Where it is not done, turn to {who}")
_THE = Text("{who}", "the {who}")
_REASON_TO_JUDGE = Text(
    "没有做到“{title}”，所记录的理由是否成立", "whether the reason on record will do for not keeping this: {title}"
)


def next_steps(
    law: Law, spec: DecisionSpec, outcome: Outcome, rules: Sequence[RuleExplained], missing: Sequence[MissingFact]
) -> tuple[NextStep, ...]:
    """What is to be done, each step once; nothing where the outcome asks for nothing."""
    if outcome is Outcome.UNDETERMINED:
        return tuple(NextStep("find_out", fact.question, fact.supplied_by, about=fact.label) for fact in missing)
    deciding = [rule for rule in rules if rule.decided]
    return tuple(dict.fromkeys(step for rule in deciding for step in _steps(law, spec, outcome, rule)))


def _steps(law: Law, spec: DecisionSpec, outcome: Outcome, rule: RuleExplained) -> Iterator[NextStep]:
    clauses = tuple(clause.id for clause in rule.clauses)
    actors = tuple(actor.label for actor in rule.actors)
    match outcome:
        case Outcome.NEEDS_HUMAN_JUDGEMENT:
            referred = [step for step in rule.steps if step.role == "refer" and step.truth is Truth.TRUE]
            put = [(step.to, step.question) for step in referred if step.question is not None]
            departs = any(step.role == "recorded" and step.truth is Truth.TRUE for step in rule.steps)
            otherwise = _REASON_TO_JUDGE.format(title=rule.title) if departs else spec.question
            for to, question in put or [(None, otherwise)]:
                yield NextStep("judge", question, (to or law.instrument.interpreter,), clauses)
        case Outcome.REQUIRED:
            yield NextStep("do", rule.act or rule.title, actors, clauses)
        case Outcome.VIOLATED | Outcome.PROHIBITED if rule.act is not None:
            yield NextStep("do", rule.act, actors, clauses)
        case Outcome.VIOLATED | Outcome.PROHIBITED if "due" in MODALITIES[rule.modality].parts:
            yield NextStep("see_to", rule.title, actors, clauses)
        case Outcome.VIOLATED | Outcome.PROHIBITED:
            # A ban is told by its own words; what lies outside of a permission has none.
            kind: StepKind = "stop" if MODALITIES[rule.modality].clear is not None else "refrain"
            yield NextStep(kind, rule.title, tuple(actor.label for actor in rule.clauses[0].actors), clauses)


class Reader(NamedTuple):
    """Who reads: how they are addressed, whose duties are theirs, whom they turn to, and whether also to complain."""

    own: Text | None
    duties: frozenset[Text]
    turn_to: tuple[Text, ...]
    complains: bool


def reader_of(audience: Audience | None, actors: Mapping[CodeId, Actor]) -> Reader | None:
    """The reader of an audience; None where the answer is written for nobody in particular."""
    if audience is None:
        return None
    duties = frozenset(actors[code].label for code in audience.actors)
    complains = audience.depth == "answer"  # who is told more is concerned with more than their own case
    return Reader(audience.own, duties, tuple(actors[code].label for code in audience.turn_to), complains)


def told(steps: Sequence[NextStep], reader: Reader | None) -> tuple[Text, ...]:
    """The steps in sentences, as they are put to a reader; one's own come first."""
    acts = [step for step in steps if step.kind != "find_out"]
    shown = acts or steps[:FIND_OUT_AT_MOST]
    mine = [step for step in shown if _is_own(step, reader)]
    others = [step for step in shown if not _is_own(step, reader)]
    # Whoever else is to do what is the reader's own makes no difference to the reader.
    told_together = (*_together([step._replace(who=mine[0].who) for step in mine]), *_together(others))
    sentences = [*dict.fromkeys(_sentence(step, reader) for step in told_together)]
    if not acts:
        sentences += _further([step.about for step in steps[FIND_OUT_AT_MOST:] if step.about is not None])
    elif reader is not None and reader.complains:
        sentences += _complaint([step for step in others if step.kind != "judge"], reader)
    return tuple(sentences)


def _further(labels: Sequence[Text]) -> Iterator[Text]:
    """The facts to be found out beside those that are asked for."""
    if labels:
        named = [phrases.quoted(label) for label in labels[:_NAMED_AT_MOST]]
        facts = Text("".join(text.zh for text in named), phrases.listed(named).en)
        yield (_MORE if len(labels) <= _NAMED_AT_MOST else _MORE_OF).format(len(labels), facts=facts)


def _complaint(steps: Sequence[NextStep], reader: Reader) -> Iterator[Text]:
    """To whom a reader can turn where others do not do what is theirs: the first who is not one of them."""
    due = {who for step in steps for who in step.who}
    above = next((who for who in reader.turn_to if who not in due), None)
    if steps and above is not None:
        yield _TURN_TO.format(who=_named([above]))


def _together(steps: Sequence[NextStep]) -> list[NextStep]:
    """Steps of one kind that are for the same people as one step."""
    alike: dict[tuple[StepKind, tuple[Text, ...]], dict[Text, None]] = {}
    for step in steps:
        alike.setdefault((step.kind, step.who), {})[step.what] = None
    return [
        NextStep(kind, (phrases.in_turn if kind in ("find_out", "judge") else phrases.in_series)(whats), who)
        for (kind, who), whats in alike.items()
    ]


def _is_own(step: NextStep, reader: Reader | None) -> bool:
    return reader is not None and reader.own is not None and not reader.duties.isdisjoint(step.who)


def _sentence(step: NextStep, reader: Reader | None) -> Text:
    voice = _VOICES[step.kind]
    if reader is not None and reader.own is not None and _is_own(step, reader):
        said = voice.own.format(own=reader.own, what=step.what)
    elif step.who:
        said = voice.of.format(who=_named(step.who), what=step.what)
    else:
        said = voice.plain.format(what=step.what)
    return said


def _named(who: Sequence[Text]) -> Text:
    """Actors by name, in English with their article, which an officer may have written already."""
    return enumerated([name if name.en.startswith("the ") else _THE.format(who=name) for name in who])
