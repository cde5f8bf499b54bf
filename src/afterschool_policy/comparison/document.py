"""What lies between two policies, as a document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from afterschool_policy.comparison.given import as_written
from afterschool_policy.comparison.questions import Grade, QuestionChange, Witness
from afterschool_policy.comparison.rules import VersionChange
from afterschool_policy.decision.contract import Decision
from afterschool_policy.explain.document import Document, Item, Section
from afterschool_policy.explain.phrases import COLON, joined, name
from afterschool_policy.policy import Policy
from afterschool_policy.text import Text
from afterschool_policy.values.outcomes import OUTCOMES

_BETWEEN = Text("两份政策的不同", "What lies between the two policies")
_RULES = Text("规则的变化", "Rules")
_QUESTIONS = Text("对结论的影响", "Answers")
_SAME = Text("没有不同。", "They do not differ.")
_ADDED = Text("新增：", "added: ")
_REMOVED = Text("删去：", "removed: ")
_PART = Text("{part}：{before} → {after}", "{part}: {before} → {after}")
_NONE = Text("无", "none")
_GRADES = {
    Grade.OUTCOME: Text("结论不同，例如：", "the outcome differs, for example:"),
    Grade.RESULTS: Text("计算结果不同，例如：", "an amount or value differs, for example:"),
    Grade.REASONS: Text(
        "依据或者尚待查明的事实不同，例如：", "what it rests on, or what is missing, differs, for example:"
    ),
}
_NOTHING = Text(
    "没有找到不同的结论（试了{tried}组事实）。", "no difference was found ({tried} sets of facts were tried)"
)
_CANNOT = Text(
    "在默认的读法下不会有不同的结论（{tried}组事实全部试过）。",
    "under the default readings no answer can differ (all {tried} sets of facts were tried)",
)
_NO_DAY = Text("不限日期", "no day given")
_ON = Text("{day}", "on {day}")
_FACTS = Text("事实（{day}）：{facts}", "Facts ({day}): {facts}")
_BEFORE = Text("原来：{answer}", "Before: {answer}")
_AFTER = Text("现在：{answer}", "After: {answer}")
_UNCHANGED = Text(
    "其余{count}个事项：规则的含义没有变化。", "The other {count} questions: no rule means anything else."
)


def document(new: Policy, rules: Sequence[VersionChange], questions: Sequence[QuestionChange], asked: int) -> Document:
    """The differences as a document; `asked` is how many questions were compared."""
    if not rules and not questions:
        return Document((Section(_SAME),))
    parts = [Section(_RULES, items=tuple(map(_rule, rules)))] if rules else []
    items = [_question(new, each) for each in questions]
    rest = asked - len(questions)
    if rest:
        items.append(Item((_UNCHANGED.format(count=str(rest)),)))
    parts.append(Section(_QUESTIONS, items=tuple(items)))
    return Document((Section(_BETWEEN, level=2, parts=tuple(parts), inner=0),))


def _rule(change: VersionChange) -> Item:
    rule = change.after or change.before
    assert rule is not None, change.name
    if change.before is None or change.after is None:
        return Item((_ADDED if change.before is None else _REMOVED, rule.title, name(rule.name)))
    told = [
        _PART.format(part=each.part, before=each.before or _NONE, after=each.after or _NONE) for each in change.parts
    ]
    return Item((rule.title, name(rule.name)), tuple(Item((each,)) for each in told))


def _question(new: Policy, change: QuestionChange) -> Item:
    found = [item for witness in change.witnesses for item in _witness(witness)]
    if not found:
        found = [Item(((_CANNOT if change.all_tried else _NOTHING).format(tried=str(change.tried)),))]
    return Item((new.decisions[change.decision].question, name(change.decision)), tuple(found))


def _witness(witness: Witness) -> Iterator[Item]:
    day = _NO_DAY if witness.as_of is None else _ON.format(day=str(witness.as_of))
    facts = Item((_FACTS.format(day=day, facts=as_written(witness.facts)),))
    yield Item((_GRADES[witness.grade],), (facts, _answer(_BEFORE, witness.before), _answer(_AFTER, witness.after)))


def _answer(words: Text, decision: Decision) -> Item:
    """The outcome with its reason, and below it what it comes to."""
    explanation = decision.explanation
    results = tuple(Item((joined(each.label, COLON, each.value),)) for each in explanation.outputs)
    return Item((words.format(answer=OUTCOMES[decision.outcome].label), COLON, explanation.reason), results)
