"""The one table of grades: in what two answers to a question differ, the gravest first.

Replaying a record, comparing two policies and measuring what a change does all grade by it: by what a record says of an
answer, which a decision says by the same names.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from afterschool_policy.text import Text

_COUNTED = Text("{label}{count}项", "{label}: {count}")
_APART = Text("，", ", ")


class Grade(StrEnum):
    """How much two answers differ."""

    OUTCOME = "outcome"
    AMOUNT = "amount"
    REASONS = "reasons"
    WORDING = "wording"
    REVISION = "revision"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class GradeRow:
    """A grade: what it is called, what it means, the parts of an answer that make it, and the status of a command.

    A part that no grade names, such as what a record says of its own writing, makes no difference.
    """

    label: Text
    meaning: Text
    parts: tuple[str, ...]
    status: int


GRADES: dict[Grade, GradeRow] = {
    Grade.OUTCOME: GradeRow(Text("结论不同", "outcome"), Text("得出另一种结论", "another outcome"), ("outcome",), 1),
    Grade.AMOUNT: GradeRow(
        Text("数额不同", "amount"),
        Text("结论相同，金额、数量或者列出的内容不同", "the same outcome with another amount or value"),
        ("amounts", "values"),
        4,
    ),
    Grade.REASONS: GradeRow(
        Text("依据不同", "reasons"),
        Text(
            "依据的条款、规则、读法或者事实不同，或者尚需查明的事实不同",
            "it rests on other clauses, rules, readings or facts, or other facts are missing",
        ),
        ("citations", "missing", "readings", "values_missing", "facts", "determinations"),
        5,
    ),
    Grade.WORDING: GradeRow(
        Text("仅文字不同", "wording only"),
        Text(
            "只有说明的文字不同，或者不起决定作用的规则不同",
            "only the words of the explanation, or rules that do not decide",
        ),
        ("findings", "explanations"),
        6,
    ),
    Grade.REVISION: GradeRow(
        Text("仅版本不同", "revision only"),
        Text("只有政策的版本号不同，或者所问的日期、读法不同", "only the revision, or the day or readings asked about"),
        ("policy", "revision", "decision", "as_of", "chosen_readings", "clauses"),
        0,
    ),
    Grade.NONE: GradeRow(Text("完全相同", "the same"), Text("逐字相同", "to the letter"), (), 0),
}


def gravest(grades: Iterable[Grade]) -> Grade:
    """The gravest of some grades; without any there is no difference."""
    found = {*grades}
    return next((grade for grade in GRADES if grade in found), Grade.NONE)


def reaches(grade: Grade, least: Grade) -> bool:
    """Whether a grade is at least as grave as another."""
    order = [*GRADES]
    return order.index(grade) <= order.index(least)


def grade_of_part(part: str) -> Grade:
    """What a difference in a part of an answer comes to."""
    return next((grade for grade, row in GRADES.items() if part in row.parts), Grade.NONE)


def counted(counts: Mapping[Grade, int]) -> Text:
    """How many of each grade there are, in one line."""
    told = (_COUNTED.format(label=row.label, count=str(counts.get(grade, 0))) for grade, row in GRADES.items())
    return _APART.join(told)
