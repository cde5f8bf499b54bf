"""Takes the questions to ask next; gives them as sections: how many they are, the first, those that may follow."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from afterschool_policy.explain.document import Item, Section, Sections
from afterschool_policy.explain.render import phrases
from afterschool_policy.text import Text
from afterschool_policy.values.outcomes import OUTCOMES

if TYPE_CHECKING:
    from afterschool_policy.explain.next_questions import NextQuestion, NextQuestions

_HEADING = Text("接下来问什么", "What to ask next")
_ASKED = Text("所问事项：{question}", "The question: {question}")
_SETTLED = Text("结论已经确定（{label}），不需要再问。", "The outcome is settled ({label}): nothing has to be asked.")
_ENOUGH = Text(
    "无论怎样回答，再问 {most} 项就能得出结论，不可能更少。",
    "Whatever is answered, {most} more questions settle it, and no fewer are sure to.",
)
_ONE = Text("再问 1 项就能得出结论。", "One more question settles it.")
_AT_MOST = Text(
    "无论怎样回答，至多再问 {most} 项就能得出结论；最少要问 {fewest} 项，其间未能逐一查找。",
    "Whatever is answered, at most {most} more questions settle it; at least {fewest} are needed. "
    "What lies between was not all searched.",
)
_PARTS = Text(
    "各个事项分别计算；下面先列涉及事项最多的问题。",
    "Counted for each question by itself; what most of them turn on comes first.",
)
_FIRST = Text("首先问", "Ask first")
_THEN = Text("视回答情况再问", "Then, as the answers go")
_CHOICES = Text("可选：{choices}", "to choose from: {choices}")
_SETTLES = Text("答{answer}：结论为“{label}”", "{answer}: the outcome is “{label}”")
_GOES_ON = Text("答{answer}：还要继续问", "{answer}: more has to be asked")


def sections(plan: NextQuestions) -> Sections:
    """The questions from the first to the last."""
    return tuple(_sections(plan))


def _sections(plan: NextQuestions) -> Iterator[Section]:
    yield Section(_HEADING, (_ASKED.format(question=plan.question), _summed_up(plan)), level=1)
    if plan.questions:
        first, *others = plan.questions
        yield Section(_FIRST, items=(_item(first, leads=True),))
        if others:
            yield Section(_THEN, items=tuple(_item(each, leads=False) for each in others))


def _summed_up(plan: NextQuestions) -> Text:
    counts = {"most": str(plan.most), "fewest": str(plan.fewest)}
    if not plan.questions:
        return _SETTLED.format(label=OUTCOMES[plan.outcome].label)
    if len(plan.parts) > 1:
        return _PARTS
    if plan.fewest == plan.most:
        return _ONE if plan.most == 1 else _ENOUGH.format(**counts)
    return _AT_MOST.format(**counts)


def _item(question: NextQuestion, *, leads: bool) -> Item:
    person = phrases.JUDGEMENT if question.judgement else Text("", "")
    zh = f"{question.question.zh}{phrases.aside(person.zh, 'zh') if person.zh else ''}  [{question.fact}]"
    en = f"{question.question.en}{phrases.aside(person.en, 'en') if person.en else ''}  [{question.fact}]"
    return Item(Text(zh, en), tuple(_below(question, leads=leads)))


def _below(question: NextQuestion, *, leads: bool) -> Iterator[Item]:
    if question.choices:
        zh, en = (
            "、".join(each.label.zh for each in question.choices),
            ", ".join(each.label.en for each in question.choices),
        )
        yield Item(_CHOICES.format(choices=Text(zh, en)))
    for lead in question.leads if leads else ():
        if lead.outcome is None:
            yield Item(_GOES_ON.format(answer=lead.answer))
        else:
            yield Item(_SETTLES.format(answer=lead.answer, label=OUTCOMES[lead.outcome].label))
