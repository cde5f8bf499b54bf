"""Why a decision is not otherwise: what stands in the way, what would bring another outcome, and their document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from afterschool_policy.diagnostics.requests import known_name
from afterschool_policy.explain import phrases
from afterschool_policy.explain.document import Document, Item, Section
from afterschool_policy.explain.explanation_document import statement_item
from afterschool_policy.explain.model import RuleExplained, Step
from afterschool_policy.explain.render import write
from afterschool_policy.explain.render.formats import Format
from afterschool_policy.text import Lang, Text
from afterschool_policy.values.later import LATER
from afterschool_policy.values.outcomes import OUTCOMES, Outcome


class Stand(StrEnum):
    """How a rule stands in the way of an outcome.

    Attributes:
        AGAINST: It comes to something stronger.
        OPEN: It is not settled, and could come to something stronger, or to the outcome itself.
        SILENT: It could bring the outcome, and does not here.
        DEFEATED: It comes to the outcome, and another rule prevails over it.
    """

    AGAINST = "against"
    OPEN = "open"
    SILENT = "silent"
    DEFEATED = "defeated"


_IN_PARTS = Text("逐项说明", "Question by question")
_EACH_PART = Text(
    "各个事项分别说明；一项事实同时关系几个事项的，改变之后须重新判断。",
    "Each question is told for itself; where a fact bears on several, they are to be decided again after a change.",
)
_WHY_NOT = Text("为什么不是“{label}”", "Why not “{label}”?")
_SAME = Text("结论就是“{label}”：{answer}", "The outcome is “{label}” as it is: {answer}")
_NOW = Text("现在的结论是“{now}”；“{label}”是指：{answer}", "It is “{now}” now; “{label}” would mean: {answer}")
_IN_THE_WAY = Text("与该结论不合的规则", "What stands in its way")
_FAST = Text("无论怎样改变都绕不开的规则", "What stands fast, whatever is changed")
_OTHER_ROADS = Text("本可得出该结论、但在此未能适用的规则", "Rules that could bring it and do not come to bear here")
_OTHERWISE = Text("怎样才会得出“{label}”", "What would make it “{label}”")
_THEN = Text("{text}，结论即为“{label}”。", "It would be “{label}” {text}.")
_EACH = Text(
    "以下每一项都是最少的改变，均已重新判断核实：",
    "Each of these is a smallest change, and was checked by deciding again.",
)
_MORE = Text("可能还有其他办法，未能逐一查找。", "There may be other ways; not all of them were searched for.")
_NONE = Text(
    "没有办法：凡可以建议有关各方改变的，无论怎样改变，都得不出“{label}”。",
    "Nothing would: whatever anybody could be advised to change, it does not become “{label}”.",
)
_NO_RULE = Text("现行规则中没有一条会得出这一结论。", "No rule in force comes to this outcome.")
_NOT_FOUND = Text("没有找到办法，但未能查遍所有情形。", "None was found, but not every possibility was searched.")
_LIST = Text(
    "“{label}”名单上多一条或者少一条的情形，不在所查之列。",
    "One more {label}, or one fewer, is not among the changes that were tried.",
)
_PERSON = Text("其中“{label}”须由人认定", "“{label}” is for a person to determine")
_UNCHANGEABLE = Text("不能建议改变的事实：{facts}", "facts that nobody can be advised to change: {facts}")
_STANDS = {
    Stand.AGAINST: Text("{says}", "{says}"),
    Stand.OPEN: Text("尚不能确定", "not settled yet"),
    Stand.SILENT: Text("未能适用", "does not come to bear"),
    Stand.DEFEATED: phrases.DEFEATED,
}


class Obstacle(NamedTuple):
    """A rule in the way: how it stands, with the tests on which that rests.

    Attributes:
        rule: The rule as explained: title, norm, outcome, clauses with their quotes.
        stands: How it stands in the way.
        steps: The parts of the rule with the tests that decide them.
        fast: Whether the rule cannot be avoided, whatever anybody changes.
        unchangeable: Labels of the facts that nobody can be advised to change and that it rests on.
    """

    rule: RuleExplained
    stands: Stand
    steps: tuple[Step, ...]
    fast: bool
    unchangeable: tuple[Text, ...]


class Change(NamedTuple):
    """One fact that would be otherwise: what it is now, and what it would have to be.

    Attributes:
        fact: Dotted name, as in `reader.age`.
        label: The fact in words.
        now: Its value in words; None where that is unknown.
        to: The value, in words, with which the question was decided again.
        text: Every value that would do, in words.
        judgement: Whether the fact is for a person to determine.
    """

    fact: str
    label: Text
    now: Text | None
    to: Text
    text: Text
    judgement: bool


class Remedy(NamedTuple):
    """A smallest set of changes that brings the outcome.

    Attributes:
        changes: The facts that would be otherwise, all of them together.
        text: The whole supposition, “if … and …”; where nothing but time has to pass, “from … on”.
    """

    changes: tuple[Change, ...]
    text: Text


@dataclass(frozen=True, slots=True)
class WhyNot:
    """Why a decision is not otherwise.

    Attributes:
        decision: Name of the question.
        question: The question in words.
        now: The outcome that the decision came to.
        wanted: The outcome that was asked about.
        answer: What the wanted outcome would mean, in words.
        obstacles: The rules in the way.
        remedies: The smallest sets of changes that bring the wanted outcome, each checked by deciding again.
        complete: Whether there are no other smallest changes; else the search ended before it had tried all.
        parts: For an audit, the same question by question; obstacles and remedies stand there.
        lists: Labels of the lists of records that it reads: none of the changes adds a record or takes one off.
    """

    decision: str
    question: Text
    now: Outcome
    wanted: Outcome
    answer: Text
    obstacles: tuple[Obstacle, ...]
    remedies: tuple[Remedy, ...]
    complete: bool
    parts: tuple[WhyNot, ...] = ()
    lists: tuple[Text, ...] = field(default=(), metadata=LATER)

    @property
    def same(self) -> bool:
        """Whether the outcome asked about is the one that the decision came to."""
        return self.now is self.wanted

    def explain(self, lang: Lang = "zh", format: Format = "text") -> str:  # noqa: A002  # as for a decision
        """The answer in words, in a language and format as for `Decision.explain`; `"html"` gives a fragment.

        Raises:
            InvalidRequest: For another language or format.
        """
        return write(self, lambda: document(self), lang, format)


def checked(wanted: str, possible: Sequence[Outcome]) -> Outcome:
    """The outcome that is asked about; raises InvalidRequest where the question has no such answer."""
    return Outcome(known_name(wanted, possible, Text("这一结论", "outcome"), "outcome"))


def document(answer: WhyNot) -> Document:
    """The answer from its heading to what would bring the outcome, in the words of a letter to whoever asked."""
    return Document(tuple(_sections(answer)))


def _sections(answer: WhyNot) -> Iterator[Section]:
    label = OUTCOMES[answer.wanted].label
    words = {"label": label, "answer": answer.answer, "now": OUTCOMES[answer.now].label}
    outcome = (_SAME if answer.same else _NOW).format(**words)
    question = phrases.ASKED.format(question=answer.question)
    yield Section(_WHY_NOT.format(label=label), ((question,), (outcome,)), level=2)
    if answer.same:
        return
    if answer.parts:
        yield Section(_IN_PARTS, ((_EACH_PART,),))
        for part in answer.parts:
            first, *rest = _sections(part)
            yield first._replace(heading=part.question, sentences=first.sentences[1:], level=3)
            yield from (section._replace(level=4) for section in rest)
        return
    fast = [obstacle for obstacle in answer.obstacles if obstacle.fast]
    silent = [obstacle for obstacle in answer.obstacles if obstacle.stands is Stand.SILENT]
    others = [obstacle for obstacle in answer.obstacles if obstacle not in silent]
    groups = [(_FAST, fast)] if fast else [(_IN_THE_WAY, others), (_OTHER_ROADS, silent)]
    yield from (Section(heading, items=tuple(map(_obstacle, group))) for heading, group in groups if group)
    items = tuple(
        Item((_THEN.format(text=remedy.text, label=label),), tuple(_persons(remedy))) for remedy in answer.remedies
    )
    sentences = tuple((sentence,) for sentence in _summed_up(answer, label))
    yield Section(_OTHERWISE.format(label=label), sentences, items, numbered=True)


def _summed_up(answer: WhyNot, label: Text) -> Iterator[Text]:
    if answer.remedies:
        yield _EACH
        if not answer.complete:
            yield _MORE
    elif not answer.complete:
        yield _NOT_FOUND
    else:
        yield _NONE.format(label=label)
        if not answer.obstacles:
            yield _NO_RULE
    yield from (_LIST.format(label=each) for each in answer.lists)


def _persons(remedy: Remedy) -> Iterator[Item]:
    for change in remedy.changes:
        if change.judgement and change.now is not None:  # where it is still to be determined, the supposition says so
            yield Item((_PERSON.format(label=change.label),))


def _obstacle(obstacle: Obstacle) -> Item:
    rule = obstacle.rule
    stands = _STANDS[obstacle.stands].format(says=rule.says, rule=rule.defeated_by or "")
    if obstacle.stands is Stand.DEFEATED and rule.by_which is not None:
        stands = phrases.joined(stands, rule.by_which)
    below = [
        Item((phrases.CLAUSE, phrases.plain(" "), clause.named, phrases.quote(clause.quote))) for clause in rule.clauses
    ]
    below += map(_step, obstacle.steps)
    if obstacle.unchangeable:
        below.append(Item((_UNCHANGEABLE.format(facts=phrases.in_series(obstacle.unchangeable)),)))
    return Item((rule.title, phrases.COLON, stands), tuple(below), mark="·")


def _step(step: Step) -> Item:
    truth = phrases.aside(step.found)
    return Item((step.label, truth), tuple(map(statement_item, step.statement.members)))
