"""The second engine: verdicts by the truths that a Rete network finds.

The network finds the truth of every single test and, from the same facts and without them, that of every part of every
rule. The verdict rests on the tests, as with every engine; the parts are held against it: where they differ, or a test
has not exactly one truth, there is no answer but a fault.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from functools import partial

from afterschool_policy.cache import Cache
from afterschool_policy.engines.durable.conditions import attribute_of
from afterschool_policy.engines.durable.network import Session
from afterschool_policy.engines.durable.plan import ALWAYS, NetworkPlan, plan_of
from afterschool_policy.engines.durable.ruleset import fault
from afterschool_policy.engines.protocol import OutlineOf, TraceOf, VerdictOf, traced_by
from afterschool_policy.language.evaluate import truth_of
from afterschool_policy.language.printer import print_expression
from afterschool_policy.language.tree import Value
from afterschool_policy.semantics.outputs import Computing, by_definition
from afterschool_policy.semantics.question import Question
from afterschool_policy.semantics.verdict import Verdict, Verdicts
from afterschool_policy.text import Text
from afterschool_policy.values.truth import Truth

_MAX_OPEN = 64
"""So many questions stay open in a thread; the one that was asked longest ago is closed for a new one."""

_Truths = tuple[Truth, ...]


class _ThreadSessions(threading.local):
    """The sessions of this thread by the identity of their plan, which is kept with them, so that it stays taken."""

    def __init__(self) -> None:
        self.by_plan: dict[int, tuple[NetworkPlan, tuple[Session, ...]]] = {}


class _VerdictsWithGoals:
    """A question's plan with its verdicts, by the truths of its tests."""

    def __init__(self, plan: NetworkPlan) -> None:
        self.plan = plan
        self._verdicts = Verdicts(plan.question)
        self.by_truths = Cache(self._of_truths)

    def _of_truths(self, truths: _Truths) -> tuple[Verdict, _Truths]:
        """The verdict for these truths, and the truths of all goals that follow from them."""
        by_atom = dict(zip(self.plan.question.atoms, truths, strict=True))
        goals = self.plan.goals
        wanted = tuple(truth_of(tree, by_atom.__getitem__, presuming=presuming) for tree, presuming in goals)
        return self._verdicts.verdict(truths), wanted


class DurableEngine:
    """The second engine. It may be shared between threads: each has sessions of its own, and so has a forked process.

    Two things are computed before anything crosses: the value of a computed term, and a test over the members of a
    list. What the network does not decide is what a rule's parts mean together (`semantics.conclusion`).
    """

    name = "durable"

    def __init__(self) -> None:
        self._by_question: Cache[int, _VerdictsWithGoals] = Cache()
        self._opened = _ThreadSessions()

    def __reduce__(self) -> tuple[type[DurableEngine], tuple[()]]:
        return type(self), ()

    def functions(self, question: Question) -> tuple[OutlineOf, VerdictOf]:
        """The verdict, which serves as outline, too."""
        return partial(self.verdict, question), partial(self.verdict, question)

    def tracing(self, question: Question) -> TraceOf:
        """The why as verdicts have it."""
        return traced_by(self.functions(question)[1])

    def computing(self, question: Question) -> Computing:  # the same for each
        """All amounts and values by the definition: the network decides tests alone."""
        return by_definition

    def verdict(self, question: Question, facts: Mapping[str, Value]) -> Verdict:
        """The verdict, by a network that is built on the question's first use in a thread.

        Raises:
            InvalidFacts: naming a fact whose value cannot cross exactly.
            EngineFault: where the network failed, or gave a goal no truth or two.
        """
        verdicts = self._by_question.get(id(question))
        if verdicts is None:
            # The plan keeps its question, so that the identity stays taken.
            verdicts = self._by_question.keep(id(question), _VerdictsWithGoals(plan_of(question)))
        truths = self._truths_of(verdicts.plan, facts)
        verdict, wanted = verdicts.by_truths[truths[: len(question.atoms)]]
        if truths != wanted:
            raise _goals_differ(verdicts.plan, truths, wanted)
        return verdict

    def _truths_of(self, plan: NetworkPlan, facts: Mapping[str, Value]) -> _Truths:
        """The truth of every goal as the network derived it."""
        attributes = {ALWAYS: 1, **plan.attributes.of(facts)}
        sessions = self._sessions(plan)
        try:
            truth_of_goal: list[Truth | None] = [None] * len(plan.goals)
            for stratum, session in zip(plan.strata, sessions, strict=True):
                entering = {attribute_of(goal): int(_known(truth_of_goal[goal])) for goal in stratum.enters}
                _, firings = session.put({**attributes, **entering})
                for firing in firings:
                    goal, truth = stratum.means[firing.rule]
                    if truth_of_goal[goal] not in (None, truth):
                        raise _not_one_truth(plan, goal)
                    truth_of_goal[goal] = truth
            for session in sessions:
                session.clear()
        except BaseException:
            self._close(plan)
            raise
        for goal in range(len(plan.question.atoms)):
            if truth_of_goal[goal] is None:
                raise _not_one_truth(plan, goal)
        return tuple(_known(truth) for truth in truth_of_goal)

    def _sessions(self, plan: NetworkPlan) -> tuple[Session, ...]:
        opened = self._opened.by_plan
        _, sessions = opened.pop(id(plan), (plan, None))
        if sessions is None or not all(session.is_usable for session in sessions):
            while len(opened) >= _MAX_OPEN:
                self._close(opened[next(iter(opened))][0])
            sessions = tuple(stratum.network.open() for stratum in plan.strata)
        opened[id(plan)] = plan, sessions
        return sessions

    def _close(self, plan: NetworkPlan) -> None:
        _, sessions = self._opened.by_plan.pop(id(plan), (plan, ()))
        for session in sessions:
            session.close()


def _known(truth: Truth | None) -> Truth:
    """A condition of which neither "true" nor "false" fired is unknown."""
    return Truth.UNKNOWN if truth is None else truth


def _not_one_truth(plan: NetworkPlan, goal: int) -> Exception:
    written = print_expression(plan.goals[goal][0])
    return fault(Text(f"条件“{written}”没有得出唯一的真值", f"the network gave `{written}` no truth, or two"))


def _goals_differ(plan: NetworkPlan, truths: Sequence[Truth], wanted: Sequence[Truth]) -> Exception:
    places = [place for place, pair in enumerate(zip(truths, wanted, strict=True)) if pair[0] is not pair[1]]
    written = print_expression(plan.goals[places[0]][0])
    was, should = truths[places[0]].name.lower(), wanted[places[0]].name.lower()
    return fault(
        Text(
            f"条件“{written}”由网络得出 {was}，由各项事实得出 {should}",
            f"`{written}` is {was} to the network and {should} by its single tests",
        )
    )
