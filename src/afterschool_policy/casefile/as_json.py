"""Takes findings; gives them as JSON values, for other systems to read."""

from __future__ import annotations

from collections.abc import Sequence

from afterschool_policy.casefile.entity import Entity
from afterschool_policy.casefile.findings import CaseFinding
from afterschool_policy.record.canonical import Json
from afterschool_policy.record.writing import plain


def as_json(holds: Sequence[CaseFinding], open_: Sequence[CaseFinding]) -> dict[str, Json]:
    """Every finding with its support, and what is open with what is missing."""
    return {"findings": [_finding(each) for each in holds], "open": [_finding(each) for each in open_]}


def _finding(found: CaseFinding) -> Json:
    decision = found.decision
    return {
        "question": found.question,
        "entity": _entity(found.entity),
        "outcome": found.outcome.value,
        "clauses": [each.clause for each in decision.citations],
        "amounts": {name: {"value": str(each.value), "unit": each.unit} for name, each in decision.amounts.items()},
        "values": {name: each if isinstance(each, str) else list(each) for name, each in decision.values.items()},
        "missing": list(decision.missing),
        "support": [
            {
                "entity": _entity(each.entity),
                "fact": each.fact,
                "value": plain(each.value),
                **({} if each.counted is None else {"counted": [_entity(one) for one in each.counted]}),
            }
            for each in found.support
        ],
    }


def _entity(entity: Entity | None) -> Json:
    return None if entity is None else {"type": entity.type, "id": entity.id}
