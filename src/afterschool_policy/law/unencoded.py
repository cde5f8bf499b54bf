"""What a policy does not say yet: the clauses that nothing encodes, and the questions that no rule answers."""

from __future__ import annotations

from afterschool_policy.law.model import Law
from afterschool_policy.values.names import ClauseId, CodeId


def unencoded(law: Law) -> tuple[ClauseId, ...]:
    """The operative clauses by which nothing in the policy goes, in their order."""
    cited = {clause for rule in (*law.limits, *law.rules) for clause in rule.cited_clauses}
    cited |= {clause for spec in law.decisions.values() for clause in spec.cited_clauses}
    cited |= {clause for entailment in law.entailments.each for clause in entailment.clauses}
    cited |= {clause for text in law.instruments.values() for clause in text.prevails}
    cited |= {clause for era in law.eras for clause in era.by}
    return tuple(name for name, clause in law.clauses.items() if clause.operative and name not in cited)


def unanswered(law: Law) -> tuple[CodeId, ...]:
    """The questions that no version of any rule answers; an audit needs none of its own."""
    return tuple(name for name in law.decisions if is_unanswered(law, name))


def is_unanswered(law: Law, name: CodeId) -> bool:
    """Whether no version of any rule answers a question that is no audit."""
    return law.decisions[name].background is None and not any(name in rule.decisions for rule in law.rules)
