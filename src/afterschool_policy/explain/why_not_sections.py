"""Takes the answer to “why not otherwise”; gives it as sections, in the words of a letter to whoever asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from afterschool_policy.explain.document import Item, Section, Sections
from afterschool_policy.explain.render import phrases
from afterschool_policy.text import Lang, Text
from afterschool_policy.values.outcomes import OUTCOMES

if TYPE_CHECKING:
    from afterschool_policy.explain.model import Statement, Step
    from afterschool_policy.explain.why_not import Obstacle, Remedy, WhyNot

_LANGS: tuple[Lang, Lang] = ("zh", "en")

_IN_PARTS = Text("逐项说明", "Question by question")
_EACH_PART = Text(
    "各个事项分别说明；一项事实同时关系几个事项的，改变之后须重新判断。",
    "Each question is told for itself; where a fact bears on several, they are to be decided again after a change.",
)
_WHY_NOT = Text("为什么不是“{label}”", "Why not “{label}”?")
_ASKED = Text("所问事项：{question}", "The question: {question}")
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
    "没有办法：有关各方能够改变的事实无论怎样改变，都得不出“{label}”。",
    "Nothing would: whatever anybody could change, it does not become “{label}”.",
)
_NO_RULE = Text("现行规则中没有一条会得出这一结论。", "No rule in force comes to this outcome.")
_NOT_FOUND = Text("没有找到办法，但未能查遍所有情形。", "None was found, but not every possibility was searched.")
_PERSON = Text("其中“{label}”须由人认定", "“{label}” is for a person to determine")
_UNCHANGEABLE = Text("无法改变的事实：{facts}", "facts that nobody can change: {facts}")
_STANDS = {
    "against": Text("{says}", "{says}"),
    "open": Text("尚不能确定", "not settled yet"),
    "silent": Text("未能适用", "does not come to bear"),
    "defeated": Text("让位于规则 {rule}", "gives way to rule {rule}"),
}


def sections(answer: WhyNot) -> Sections:
    """The answer from its heading to what would bring the outcome."""
    return tuple(_sections(answer))


def _sections(answer: WhyNot) -> Iterator[Section]:
    label = OUTCOMES[answer.wanted].label
    words = {"label": label, "answer": answer.answer, "now": OUTCOMES[answer.now].label}
    said = (_SAME if answer.same else _NOW).format(**words)
    yield Section(_WHY_NOT.format(label=label), (_ASKED.format(question=answer.question), said), level=1)
    if answer.same:
        return
    if answer.parts:
        yield Section(_IN_PARTS, (_EACH_PART,))
        for part in answer.parts:
            first, *rest = _sections(part)
            yield replace(first, heading=part.question, sentences=first.sentences[1:], level=2)
            yield from (replace(each, level=3) for each in rest)
        return
    fast = [each for each in answer.obstacles if each.fast]
    silent = [each for each in answer.obstacles if each.stands == "silent"]
    others = [each for each in answer.obstacles if each not in silent]
    groups = [(_FAST, fast)] if fast else [(_IN_THE_WAY, others), (_OTHER_ROADS, silent)]
    yield from (Section(heading, items=tuple(map(_obstacle, each))) for heading, each in groups if each)
    items = tuple(Item(_THEN.format(text=each.text, label=label), tuple(_persons(each))) for each in answer.remedies)
    yield Section(_OTHERWISE.format(label=label), tuple(_summed_up(answer, label)), items, numbered=True)


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


def _persons(remedy: Remedy) -> Iterator[Item]:
    for change in remedy.changes:
        if change.judgement and change.now is not None:  # where it is still to be determined, the supposition says so
            yield Item(_PERSON.format(label=change.label))


def _obstacle(obstacle: Obstacle) -> Item:
    rule = obstacle.rule
    stands = _STANDS[obstacle.stands].format(says=rule.says, rule=rule.defeated_by or "")
    below = [
        Item(Text(f"{phrases.CLAUSE.zh} {each.id}", f"{phrases.CLAUSE.en} {each.id}"), quote=each.quote)
        for each in rule.clauses
    ]
    below += map(_step, obstacle.steps)
    if obstacle.unchangeable:
        zh, en = ([each[lang] for each in obstacle.unchangeable] for lang in _LANGS)
        below.append(Item(_UNCHANGEABLE.format(facts=Text("；".join(zh), "; ".join(en)))))
    return Item(Text(f"{rule.title.zh}：{stands.zh}", f"{rule.title.en}: {stands.en}"), tuple(below))


def _step(step: Step) -> Item:
    zh, en = (phrases.truth_of_step(step.role, step.truth, lang) for lang in _LANGS)
    text = Text(f"{step.label.zh}（{zh}）", f"{step.label.en} ({en})")
    return Item(text, tuple(map(_statement, step.statement.members)))


def _statement(statement: Statement) -> Item:
    sign = phrases.SIGNS[statement.truth]
    return Item(
        Text(f"{sign} {statement.text.zh}", f"{sign} {statement.text.en}"), tuple(map(_statement, statement.members))
    )
