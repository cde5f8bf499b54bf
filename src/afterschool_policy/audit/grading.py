"""How much two decisions on one question differ, by the table of grades."""

from __future__ import annotations

from collections.abc import Iterator

from afterschool_policy.decision.contract import Decision
from afterschool_policy.explain.render.as_text import shown_revision
from afterschool_policy.record.model import REASONS
from afterschool_policy.text import LANGUAGES
from afterschool_policy.values.grades import GRADES, Grade, gravest

_TOLD = frozenset({"outcome", *REASONS})
"""What a decision tells by the name under which a record holds it."""


def grade_of(before: Decision, after: Decision, least: Grade = Grade.REVISION) -> Grade:
    """The gravest difference, looked for no further than down to a grade; what is graver is found sooner."""
    if {*before.parts} != {*after.parts} or {*before.parts} != {before.name}:
        pairs = ((before.parts.get(name), after.parts.get(name)) for name in {*before.parts, *after.parts})
        return gravest(Grade.REASONS if a is None or b is None else grade_of(a, b, least) for a, b in pairs)
    for grade in GRADES:
        if _differ(before, after, grade):
            return grade
        if grade is least:
            break
    return Grade.NONE


def _differ(before: Decision, after: Decision, grade: Grade) -> bool:
    if grade is Grade.WORDING:
        return any(a != b for a, b in zip(_words(before), _words(after), strict=True))
    if grade is Grade.REVISION:
        return before.asked != after.asked
    told = (part for part in GRADES[grade].parts if part in _TOLD)
    return any(getattr(before, part) != getattr(after, part) for part in told)


def _words(decision: Decision) -> Iterator[str]:
    """Its explanations but for the name of the revision, with which they end."""
    for lang in LANGUAGES:
        yield decision.explain(lang).replace(shown_revision(decision.fingerprint), "")
