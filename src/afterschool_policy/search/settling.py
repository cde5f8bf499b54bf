"""Which single facts settle an open question, whatever they turn out to be: what is worth collecting first.

Unlike a plan of questions (`search.question_plan`) it supposes that the fact becomes known, as a column that is filled
in is; that nothing can be found out about it is no answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress

from afterschool_policy.language.tree import Value
from afterschool_policy.search.budget import Budget, BudgetSpentError
from afterschool_policy.search.domains import domains_of
from afterschool_policy.search.what_if import WhatIf
from afterschool_policy.semantics.question import Question
from afterschool_policy.semantics.verdict import Verdict
from afterschool_policy.values.outcomes import Outcome

MAX_TRIES = 3_000
"""After so many tries, or the work of a search (`search.budget`), a fact is not said to settle anything."""


def settling(
    question: Question, verdict: Verdict, known: Mapping[str, Value], missing: Iterable[str]
) -> tuple[str, ...]:
    """The facts, of those `missing`, each of which alone settles an open question, whatever value it turns out to have.

    Where a search does not come to its end, or there may be more values than it tries, the fact is not among them.
    """
    if verdict.outcome is not Outcome.UNDETERMINED:
        return ()
    budget = Budget(MAX_TRIES)
    what_if, domains = WhatIf(question, known, budget), question.once(domains_of)

    def settles(name: str) -> bool:
        telling = domains.of(name, known, budget)
        possible = [value for value in telling.values if what_if.is_possible({name: value})]
        return bool(possible) and telling.complete and all(map(is_settled, ({name: value} for value in possible)))

    def is_settled(changed: Mapping[str, Value]) -> bool:
        budget.check()
        return what_if.verdict(changed).outcome is not Outcome.UNDETERMINED

    found: list[str] = []
    with suppress(BudgetSpentError):
        found.extend(name for name in sorted(missing) if settles(name))
    return tuple(found)
