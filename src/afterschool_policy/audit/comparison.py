"""A record and the decision made again from it held side by side, part by part and rule by rule."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import cast

from afterschool_policy.audit.replay import Discrepancy, Replay, RuleChange
from afterschool_policy.decision.contract import Decision
from afterschool_policy.diagnostics import Diagnostic, InvalidRequest
from afterschool_policy.explain.render.as_text import shown_revision
from afterschool_policy.record.canonical import digest, sha256
from afterschool_policy.record.model import REASONS, SCHEMA, Record, RecordedAnswer
from afterschool_policy.text import LANGUAGES
from afterschool_policy.values.outcomes import Outcome

# What a record says of its own writing is no part of the decision, and so is which engine decided: where that is not
# installed, the default one decides again.
_REASKED = ("as_of", "chosen_readings")
_ASKED = frozenset({"policy", "revision", "decision", "clauses", *_REASKED})
_COMPARED = _ASKED | {"outcome", "parts", "explanations", *REASONS}
_FACTS = frozenset({"facts", "determinations"})


def compare(record: Mapping[str, object], decision: Decision) -> Replay:
    """Record and decision side by side; what a masked record leaves out is not compared.

    The record has passed `record.gate`.

    Raises:
        InvalidRequest: where the record's findings are none.
    """
    again = decision.record()
    try:
        changes = tuple(_changes(cast(Record, record), again))
    except ValueError as error:  # a finding of a word that is no outcome
        raise InvalidRequest([Diagnostic.of("record-shape", problem=f"findings: {error}")]) from error
    whole = record.get("schema") == SCHEMA and not record.get("erased")
    compared = _COMPARED | _FACTS if whole else _COMPARED
    # What was asked stands in the explanation: where that is another day, the words are others for it alone.
    asked_otherwise = any(record.get(part) != again.get(part) for part in _REASKED)
    if asked_otherwise or _only_revision_reads_otherwise(record, decision, again["revision"]):
        compared -= {"explanations"}
    discrepancies = tuple(
        Discrepancy(part, record[part], value)
        for part, value in again.items()
        if part in record and part in compared and record[part] != value
    )
    return Replay(decision, digest(record) == record.get("digest"), discrepancies, changes)


def _only_revision_reads_otherwise(record: Mapping[str, object], decision: Decision, now: str) -> bool:
    """Whether the explanations are those recorded but for the name of the revision, which they end with."""
    revision = str(record["revision"])
    return revision != now and record.get("explanations") == {
        lang: sha256(decision.explain(lang).replace(shown_revision(now), shown_revision(revision)).encode())
        for lang in LANGUAGES
    }


def _changes(record: Record, again: Record) -> Iterator[RuleChange]:
    before, after = _results(record), _results(again)
    for key in dict.fromkeys((*after, *before)):
        if before and before.get(key) != after.get(key):
            yield RuleChange(*key, before.get(key), after.get(key))


def _results(record: Record) -> dict[tuple[str, str], tuple[str, Outcome, bool]]:
    """What each rule came to, by the question and the rule's id without its version."""
    answers: Mapping[str, RecordedAnswer] = record.get("parts") or {record["decision"]: record}
    return {
        (question, finding["rule"].partition("@")[0]): (
            finding["rule"], Outcome(finding["outcome"]), finding["decided"],
        )
        for question, answer in answers.items()
        for finding in answer.get("findings") or ()
    }  # fmt: skip
