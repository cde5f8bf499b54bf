"""Branches in words: conditions on the missing facts of an open decision, each with the outcome that it brings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import NamedTuple

from afterschool_policy.explain import phrases
from afterschool_policy.explain.document import Item, Line, Section
from afterschool_policy.text import Text
from afterschool_policy.values.outcomes import OUTCOMES, Outcome

HEADING = Text("结论取决于什么", "What it turns on")
_INCOMPLETE = Text(
    "情形较多，以上没有列全；没有列出的，查明有关事实后再判断。",
    "There are more cases than were searched: others than these are to be decided once the facts are known.",
)
_NOT_SEARCHED = Text(
    "各种情形未能逐一列出；查明有关事实后再判断。",
    "The cases could not be listed one by one: it is to be decided once the facts are known.",
)
_MANY = Text(
    "有{count}种情形，这里不逐一列出；先查明下列事实中的一部分，情形就会减少。",
    "There are {count} cases, too many to list here; there will be fewer once some of the facts below are known.",
)
_IF = Text("{conditions}的，{outcome}", "{outcome} if {conditions}")
_EVERY = Text("无论查明的结果如何，均为“{outcome}”", "{outcome}, whatever is found out")
_ANY = Text("有下列情形之一的，{outcome}", "{outcome} in any of these cases")
_ALL = Text("下列各项同时成立", "all of these hold")
_NONE = Text("没有上列情形", "none of the cases above holds")
_AND = Text("，且", " and ")
_STILL_OPEN = Text("仍不能确定", "still undetermined")

SHORT = 3
"""So many branches or conditions at most are told in a sentence; more of them stand in a list."""

MOST_LINES = 40
"""A list of more lines than this is of no use to a reader."""

LONG = 6
"""Where the last outcome has more conditions than this, it is told as what is left."""

LONGEST = 120
"""A sentence of so many characters at most, in Chinese, is short enough to stand among others."""


class Condition(NamedTuple):
    """Something that has to hold of the missing facts.

    Attributes:
        expression: The test, as rule files write it.
        facts: Dotted names of the facts that it reads.
        text: The condition in words.
        judgement: Whether it is for a person to determine.
    """

    expression: str
    facts: tuple[str, ...]
    text: Text
    judgement: bool


class Branch(NamedTuple):
    """Conditions under which a decision comes to an outcome, once the missing facts are known.

    Attributes:
        conditions: What has to hold, all of it and no more; nothing where every way comes to this outcome.
        outcome: What the decision comes to; undetermined where the rules leave it open even then.
        further: Those of the conditions that are left where none of the branches before this one holds.
    """

    conditions: tuple[Condition, ...]
    outcome: Outcome
    further: tuple[Condition, ...]

    @property
    def text(self) -> Text:
        """The branch as a sentence."""
        if not self.conditions:
            return _EVERY.format(outcome=self.label)
        return _IF.format(conditions=_AND.join(each.text for each in self.conditions), outcome=self.label)

    @property
    def label(self) -> Text:
        """The outcome in a word."""
        return OUTCOMES[self.outcome].label if self.outcome is not Outcome.UNDETERMINED else _STILL_OPEN


@dataclass(frozen=True)
class Branches:
    """The branches of one question; `complete` says that they hold every way."""

    branches: tuple[Branch, ...]
    complete: bool

    @property
    def sentence(self) -> Text | None:
        """All branches in a sentence; None where they are too many or too long for one."""
        few = len(self.branches) <= SHORT and all(len(branch.conditions) < SHORT for branch in self.branches)
        if not self.branches or not self.complete or not few:
            return None
        sentence = phrases.in_series(branch.text for branch in self.branches)
        return sentence if len(sentence.zh) <= LONGEST else None

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """The branches as a list, to the last."""
        note = () if self.complete else (Item((_INCOMPLETE if self.branches else _NOT_SEARCHED,)),)
        return (*_items(self.branches, complete=self.complete), *note)

    @property
    def is_told(self) -> bool:
        """Whether an explanation lists the branches: not where they are more than a reader can use."""
        return _lines(self.items) <= MOST_LINES

    @property
    def section(self) -> Section:
        """The branches as they stand in an explanation, under their heading."""
        many = Item((_MANY.format(count=str(len(self.branches))),))
        return Section(HEADING, items=self.items if self.is_told else (many,))


def _items(branches: Sequence[Branch], *, complete: bool) -> Iterator[Item]:
    """The branches, those of one outcome together; the last outcome is what is left, where it takes long to tell."""
    cases = [(branch, _case(branch, first=not place)) for place, branch in enumerate(branches)]
    for _, alike in groupby(cases, key=lambda case: case[0].outcome):
        (branch, case), *more = group = [*alike]
        is_rest = complete and branch.outcome is branches[-1].outcome is not branches[0].outcome
        if is_rest and sum(len(each.conditions) for each, _ in group) > LONG:
            yield Item((_IF.format(conditions=_NONE, outcome=branch.label),), mark="·")
        elif more:
            every = (case, *(case for _, case in more))
            yield Item((_ANY.format(outcome=branch.label),), tuple(map(_Case.item, every)), mark="·")
        else:
            whole = _IF.format(conditions=case.conditions, outcome=branch.label) if branch.conditions else branch.text
            yield case._replace(conditions=whole).item()


def _lines(items: Sequence[Item]) -> int:
    return sum(1 + _lines(item.below) for item in items)


class _Case(NamedTuple):
    """What has to hold for a branch, what is said beside it, and what belongs below it."""

    conditions: Text
    beside: Line
    below: tuple[Item, ...]

    def item(self) -> Item:
        return Item((self.conditions, *self.beside), self.below, mark="·")


def _case(branch: Branch, *, first: bool) -> _Case:
    """What the branches before it have told is not told again, where that spares more than it costs."""
    shorter = not first and len(branch.conditions) - len(branch.further) > 1
    conditions = branch.further if shorter else branch.conditions
    lead = (_NONE,) if shorter else ()
    if len(conditions) > SHORT:
        below = tuple(_Case(each.text, _beside([each]), ()).item() for each in conditions)
        return _Case(_AND.join((*lead, _ALL)), (), below)
    return _Case(_AND.join((*lead, *(each.text for each in conditions))), _beside(conditions), ())


def _beside(conditions: Sequence[Condition]) -> Line:
    """That a person has to determine something of it, and the names of the facts to be found out."""
    judged = (phrases.aside(phrases.JUDGEMENT),) if any(each.judgement for each in conditions) else ()
    facts = dict.fromkeys(fact for each in conditions for fact in each.facts)
    return (*judged, phrases.name(", ".join(facts))) if facts else judged
