"""An example of facts under which something is so, as a check of a whole policy shows it.

The search gives facts values one by one and lets three-valued logic cut off every branch in which it can no longer be
so; what it finds is a real case. It has a bound on its steps.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from afterschool_policy.language.evaluate import Values
from afterschool_policy.language.printer import print_value
from afterschool_policy.language.tree import Node, Value, walk
from afterschool_policy.law.model import Law
from afterschool_policy.search.budget import Budget
from afterschool_policy.search.domains import Domains
from afterschool_policy.vocabulary.model import Vocabulary


def example(
    tests: Iterable[Node], law: Law, is_possible: Callable[[Mapping[str, Value]], bool], budget: Budget
) -> Mapping[str, Value] | None:
    """Facts that decide every test, under which it is still possible; None where there are none.

    Args:
        tests: the single tests on which it turns, those that narrow the search most first.
        law: the law of whose facts an example is made.
        is_possible: whether it can still be so by what is known.
        budget: what the search may do.

    Raises:
        BudgetSpentError: where it has done that.
    """
    every = tuple(tests)
    domains, size = Domains(every, law.vocabulary), sum(1 for test in every for _ in walk(test))
    names = domains.facts

    def extend(facts: Mapping[str, Value], place: int) -> Mapping[str, Value] | None:
        budget.check()
        budget.spend(size)
        if not is_possible(facts):
            return None
        if place == len(names):
            return facts
        if names[place] in facts:  # the others entail it
            return extend(facts, place + 1)
        values = domains.ways(names[place], Values(facts), budget)
        for _, more in law.entailments.agreeing(names[place], values, facts):
            found = extend(dict(more), place + 1)
            if found is not None:
                return found
        return None

    return extend({}, 0)


def described(facts: Mapping[str, Value], vocabulary: Vocabulary) -> str:
    """An example as a case file writes its facts."""
    specs = vocabulary.facts
    return ", ".join(f"{name}: {print_value(value, specs[name].type)}" for name, value in facts.items())
