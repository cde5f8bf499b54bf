"""The findings of a case file as JSON values, for other systems to read."""

from __future__ import annotations

from collections.abc import Sequence

from afterschool_policy.casefile.entity import Entity
from afterschool_policy.casefile.findings import CaseFinding
from afterschool_policy.record.canonical import Json
from afterschool_policy.record.writing import plain


def as_json(holds: Sequence[CaseFinding], open_: Sequence[CaseFinding]) -> dict[str, Json]:
    """`{"findings": […], "open": […]}`: every finding with its support, and what is open with what is missing."""
    return {"findings": [_finding(finding) for finding in holds], "open": [_finding(finding) for finding in open_]}


def _finding(finding: CaseFinding) -> Json:
    decision = finding.decision
    return {
        "question": finding.question,
        "entity": _entity(finding.entity),
        "outcome": finding.outcome.value,
        "clauses": [citation.clause for citation in decision.citations],
        "amounts": {
            name: {"value": str(amount.value), "unit": amount.unit} for name, amount in decision.amounts.items()
        },
        "values": {name: value if isinstance(value, str) else list(value) for name, value in decision.values.items()},
        "missing": [{"entity": _entity(missing.entity), "fact": missing.fact} for missing in finding.missing],
        "support": [
            {
                "entity": _entity(support.entity),
                "fact": support.fact,
                "value": plain(support.value),
                **({} if support.counted is None else {"counted": [_entity(entity) for entity in support.counted]}),
            }
            for support in finding.support
        ],
    }


def _entity(entity: Entity | None) -> Json:
    return None if entity is None else {"type": entity.type, "id": entity.id}
