"""What would settle an open decision: the facts each of which is enough by itself."""

from __future__ import annotations

from afterschool_policy.decision.contract import Decision
from afterschool_policy.decision.decision import SingleDecision
from afterschool_policy.search.settling import settling
from afterschool_policy.values.outcomes import Outcome


def settled_by(decision: Decision) -> tuple[str, ...]:
    """The missing facts each of which alone settles an open decision; an audit, where it settles every open part.

    Facts that contradict one another have to be checked first: then no further one settles it.
    """
    if decision.outcome is not Outcome.UNDETERMINED or decision.contradictions:
        return ()
    open_ = [
        part.basis
        for part in decision.parts.values()
        if isinstance(part, SingleDecision) and part.outcome is Outcome.UNDETERMINED
    ]
    each = [{*settling(basis.question, basis.verdict, basis.facts.values, basis.missing)} for basis in open_]
    return tuple(sorted(set.intersection(*each))) if each else ()
