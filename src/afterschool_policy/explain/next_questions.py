"""The questions to ask next, and their document: how many they are, the first, those that may follow."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from afterschool_policy.explain import phrases
from afterschool_policy.explain.document import Document, Item, Section
from afterschool_policy.explain.render import write
from afterschool_policy.explain.render.formats import Format
from afterschool_policy.text import Counted, Lang, Text
from afterschool_policy.values.outcomes import OUTCOMES, Outcome
from afterschool_policy.values.types import Kind

_HEADING = Text("接下来问什么", "What to ask next")
_NO_USE = Text(
    "再问也得不出结论：不是缺少事实，而是政策还没有写完。",
    "No answer would settle it: what is lacking is not a fact, but a rule of a policy that is not finished.",
)
_SETTLED = Text("结论已经确定（{label}），不需要再问。", "The outcome is settled ({label}): nothing has to be asked.")
_ENOUGH = Text(
    "无论怎样回答，再问{most}项就能得出结论，不可能更少。",
    "Whatever is answered, {most} more questions settle it, and no fewer are sure to.",
)
_ONE = Text("再问1项就能得出结论。", "One more question settles it.")
_AT_MOST = Text(
    "无论怎样回答，至多再问{most}项就能得出结论；最少要问{fewest}项，其间未能逐一查找。",
    "Whatever is answered, at most {most} more questions settle it; {fewest} or more have to be asked. "
    "What lies between was not all searched.",
)
_PARTS = Text(
    "各个事项分别计算；下面先列涉及事项最多的问题。",
    "Counted for each question by itself; what most of them turn on comes first.",
)
_AMOUNT = Counted(
    "要算出“{label}”，至多再问{count}项。",
    "One more question at most tells the {label}.",
    "At most {count} more questions tell the {label}.",
)
_AMOUNT_TOLD = Text("“{label}”已经确定，不需要再问。", "The {label} is settled: nothing has to be asked.")
_FIRST = Text("首先问", "Ask first")
_THEN = Text("视回答情况再问", "Then, as the answers go")
_CHOICES = Text("可选：{choices}", "to choose from: {choices}")
_SETTLES = Text("答{answer}：结论为“{label}”", "{answer}: the outcome is “{label}”")
_GOES_ON = Text("答{answer}：还要继续问", "{answer}: more has to be asked")


class Choice(NamedTuple):
    """A code that may be answered.

    Attributes:
        code: The code, as facts hold it.
        label: The code in words.
    """

    code: str
    label: Text


class Lead(NamedTuple):
    """What follows from answers to the first question.

    Attributes:
        answer: The answers, in words.
        outcome: The outcome that they settle; None where more has to be asked.
    """

    answer: Text
    outcome: Outcome | None


class NextQuestion(NamedTuple):
    """A question to ask, with the fact that it is about.

    Attributes:
        fact: Dotted name, as in `reader.age`.
        label: The fact in words.
        question: The question in words.
        kind: Sort of value that answers it, as in `number` or `code`.
        unit: Unit of a number; None where it has none.
        choices: The codes to choose from.
        judgement: Whether the answer is for a person to determine.
        sensitive: Whether the answer is personal data.
        leads: What follows from each answer, where this is the first question.
    """

    fact: str
    label: Text
    question: Text
    kind: Kind
    unit: Text | None
    choices: tuple[Choice, ...]
    judgement: bool
    sensitive: bool
    leads: tuple[Lead, ...]


@dataclass(frozen=True, slots=True)
class NextQuestions:
    """What to ask to settle a decision, or one amount of it.

    Attributes:
        decision: Name of the question to settle.
        question: The same in words.
        outcome: The outcome as it is now.
        questions: The first question first, then those that may follow it; none for a settled decision.
        fewest: Fewer questions than these are not sure to be enough.
        most: This many questions are enough, whatever is answered.
        complete: Whether the plan is the shortest there is; `fewest` and `most` are then the same.
        parts: For an audit, the plan of each open part; their questions stand here together.
        amount: Label of the amount to settle, where one was asked for instead of the outcome.
    """

    decision: str
    question: Text
    outcome: Outcome
    questions: tuple[NextQuestion, ...]
    fewest: int
    most: int
    complete: bool
    parts: tuple[NextQuestions, ...] = ()
    amount: Text | None = None

    def explain(self, lang: Lang = "zh", format: Format = "text") -> str:  # noqa: A002  # as for a decision
        """The questions in words, in a language and format as for `Decision.explain`; `"html"` gives a fragment.

        Raises:
            InvalidRequest: For another language or format.
        """
        return write(self, lambda: document(self), lang, format)


def document(plan: NextQuestions) -> Document:
    """The questions from the first to the last."""
    return Document(tuple(_sections(plan)))


def _sections(plan: NextQuestions) -> Iterator[Section]:
    yield Section(_HEADING, ((phrases.ASKED.format(question=plan.question),), (_summed_up(plan),)), level=2)
    if plan.questions:
        first, *others = plan.questions
        yield Section(_FIRST, items=(_item(first, leads=True),))
        if others:
            yield Section(_THEN, items=tuple(_item(question, leads=False) for question in others))


def _summed_up(plan: NextQuestions) -> Text:
    if plan.amount is not None:
        label = plan.amount
        return _AMOUNT.format(plan.most, label=label) if plan.questions else _AMOUNT_TOLD.format(label=label)
    if not plan.questions and plan.outcome is Outcome.UNDETERMINED and not plan.parts:
        return _NO_USE
    if not plan.questions:
        return _SETTLED.format(label=OUTCOMES[plan.outcome].label)
    if len(plan.parts) > 1:
        return _PARTS
    counts = {"most": str(plan.most), "fewest": str(plan.fewest)}
    if plan.fewest == plan.most:
        return _ONE if plan.most == 1 else _ENOUGH.format(**counts)
    return _AT_MOST.format(**counts)


def _item(question: NextQuestion, *, leads: bool) -> Item:
    text = phrases.question(question.question, judgement=question.judgement)
    return Item((text, phrases.plain(f"  [{question.fact}]")), tuple(_below(question, leads=leads)), mark="·")


def _below(question: NextQuestion, *, leads: bool) -> Iterator[Item]:
    if question.choices:
        yield Item((_CHOICES.format(choices=phrases.listed(choice.label for choice in question.choices)),))
    for lead in question.leads if leads else ():
        label = OUTCOMES[lead.outcome].label if lead.outcome is not None else ""
        yield Item(((_SETTLES if label else _GOES_ON).format(answer=lead.answer, label=label),))
