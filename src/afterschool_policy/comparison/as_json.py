"""What lies between two policies, as a document of JSON."""

from __future__ import annotations

from afterschool_policy.comparison.comparison import PolicyComparison
from afterschool_policy.comparison.given import as_plain
from afterschool_policy.comparison.questions import QuestionChange, Witness
from afterschool_policy.comparison.rules import VersionChange

Json = dict[str, object]


def as_json(comparison: PolicyComparison) -> Json:
    """The comparison with every example, its answers as `Decision.to_dict` gives them."""
    day = comparison.circumstances.as_of
    return {
        "old": comparison.old.fingerprint,
        "new": comparison.new.fingerprint,
        "as_of": None if day is None else day.isoformat(),
        "readings": dict(comparison.circumstances.readings),
        "grade": comparison.grade,
        "settled": comparison.is_settled,
        "rules": [*map(_rule, comparison.rules)],
        "questions": [*map(_question, comparison.questions)],
    }


def _rule(change: VersionChange) -> Json:
    what = "added" if change.before is None else "removed" if change.after is None else "changed"
    return {"rule": change.name, "change": what, "parts": [each.to_dict() for each in change.parts]}


def _question(change: QuestionChange) -> Json:
    return {
        "decision": change.decision,
        "grade": change.grade,
        "rules": [*change.rules],
        "tried": change.tried,
        "all_tried": change.all_tried,
        "witnesses": [*map(_witness, change.witnesses)],
    }


def _witness(witness: Witness) -> Json:
    return {
        "grade": witness.grade,
        "as_of": None if witness.as_of is None else witness.as_of.isoformat(),
        "facts": as_plain(witness.facts),
        "before": witness.before.to_dict(),
        "after": witness.after.to_dict(),
    }
