"""What lies between two policies, as a document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from afterschool_policy.comparison.comparison import PolicyComparison
from afterschool_policy.comparison.given import as_written
from afterschool_policy.comparison.questions import Circumstances, QuestionChange, Witness
from afterschool_policy.comparison.rules import VersionChange
from afterschool_policy.decision.contract import Decision
from afterschool_policy.explain.document import Document, Item, Line, Section
from afterschool_policy.explain.phrases import COLON, joined, name
from afterschool_policy.explain.render.as_text import shown_revision
from afterschool_policy.policy import Policy
from afterschool_policy.text import Text
from afterschool_policy.values.grades import GRADES, Grade, reaches
from afterschool_policy.values.outcomes import OUTCOMES

_BETWEEN = Text("两份政策的不同", "What lies between the two policies")
_RULES = Text("规则的变化", "Rules")
_QUESTIONS = Text("对结论的影响", "Answers")
_SAME = Text("没有不同。", "They do not differ.")
_ADDED = Text("新增：", "added: ")
_REMOVED = Text("删去：", "removed: ")
_EXAMPLE = Text("{grade}，例如：", "{grade} differs, for example:")
_WORDING = Text("{grade}。", "{grade}.")
_NOTHING = Text(
    "没有找到不同的结论（试了{tried}组事实）。", "no difference was found ({tried} sets of facts were tried)"
)
_CANNOT = Text(
    "不会有不同的结论（{tried}组事实全部试过）。", "no answer can differ (all {tried} sets of facts were tried)"
)
_ONLY_REVISION = Text(
    "只有版本号不同：{old} → {new}；规则和各事项的结论、文字都相同。",
    "Only the revision differs: {old} → {new}; rules, answers and words are the same.",
)
_AS_OF, _BY = Text("所问之日：{day}", "day asked about: {day}"), Text("读法：{readings}", "readings: {readings}")
_NEW_QUESTION = Text("新增事项：", "added question: ")
_OLD_QUESTION = Text("删去事项：", "removed question: ")
_NO_DAY = Text("不限日期", "no day given")
_ON = Text("{day}", "on {day}")
_FACTS = Text("事实（{day}）：{facts}", "Facts ({day}): {facts}")
_BEFORE = Text("原来：{answer}", "Before: {answer}")
_AFTER = Text("现在：{answer}", "After: {answer}")
_UNCHANGED = Text(
    "其余{count}个事项：规则的含义和文字都没有变化。",
    "The other {count} questions: no rule means or says anything else.",
)


def document(comparison: PolicyComparison) -> Document:
    """The differences as a document."""
    if comparison.grade is Grade.NONE:
        return Document((Section(_SAME),))
    if comparison.grade is Grade.REVISION:
        old, new = (shown_revision(each.fingerprint) for each in (comparison.old, comparison.new))
        return Document((Section(_ONLY_REVISION.format(old=old, new=new)),))
    titles = {rule.name: rule.title for each in (comparison.old, comparison.new) for rule in each.rules}
    parts = [Section(_RULES, items=tuple(_rule(each, titles) for each in comparison.rules))] if comparison.rules else []
    items = [*_appeared(comparison), *(_question(comparison.new, each) for each in comparison.questions)]
    rest = comparison.asked - len(comparison.questions)
    if rest:
        items.append(Item((_UNCHANGED.format(count=str(rest)),)))
    parts.append(Section(_QUESTIONS, items=tuple(items)))
    return Document(
        (Section(_BETWEEN, (*_circumstances(comparison.circumstances),), level=2, parts=tuple(parts), inner=0),)
    )


def _circumstances(circumstances: Circumstances) -> Iterator[Line]:
    """Under what they were compared, where that was asked for."""
    if circumstances.as_of is not None:
        yield (_AS_OF.format(day=str(circumstances.as_of)),)
    if circumstances.readings:
        chosen = ", ".join(f"{name}={code}" for name, code in circumstances.readings.items())
        yield (_BY.format(readings=chosen),)


def _appeared(comparison: PolicyComparison) -> Iterator[Item]:
    """The questions that one of the policies alone has."""
    old, new = comparison.old.decisions, comparison.new.decisions
    yield from (Item((_NEW_QUESTION, spec.question, name(each))) for each, spec in new.items() if each not in old)
    yield from (Item((_OLD_QUESTION, spec.question, name(each))) for each, spec in old.items() if each not in new)


def _rule(change: VersionChange, titles: Mapping[str, Text]) -> Item:
    title = titles[change.name]
    if change.before is None or change.after is None:
        return Item((_ADDED if change.before is None else _REMOVED, title, name(change.name)))
    return Item((title, name(change.name)), tuple(Item((each.in_words,)) for each in change.parts))


def _question(new: Policy, change: QuestionChange) -> Item:
    found = [item for witness in change.witnesses for item in _witness(witness)]
    if change.rules and not reaches(change.grade, Grade.REASONS):
        found.insert(0, Item(((_CANNOT if change.all_tried else _NOTHING).format(tried=str(change.tried)),)))
    return Item((new.decisions[change.decision].question, name(change.decision)), tuple(found))


def _witness(witness: Witness) -> Iterator[Item]:
    day = _NO_DAY if witness.as_of is None else _ON.format(day=str(witness.as_of))
    facts = Item((_FACTS.format(day=day, facts=as_written(witness.facts)),))
    label = GRADES[witness.grade].label
    if witness.grade is Grade.WORDING:
        yield Item((_WORDING.format(grade=label),))
        return
    yield Item(
        (_EXAMPLE.format(grade=label),), (facts, _answer(_BEFORE, witness.before), _answer(_AFTER, witness.after))
    )


def _answer(words: Text, decision: Decision) -> Item:
    """The outcome with its reason, and below it what it comes to."""
    explanation = decision.explanation
    results = tuple(Item((joined(each.label, COLON, each.value),)) for each in explanation.outputs)
    return Item((words.format(answer=OUTCOMES[decision.outcome].label), COLON, explanation.reason), results)
