"""The limits of the whole policy, from policy.yaml, as rules that stand over all others."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from afterschool_policy.authoring.document import AuthoredDocument
from afterschool_policy.authoring.models import Instrument, ScopeEntry
from afterschool_policy.compile.expressions import Expressions
from afterschool_policy.compile.references import unknown_names
from afterschool_policy.diagnostics import Diagnostic
from afterschool_policy.language.checker import Scope
from afterschool_policy.language.tree import Apply, Node
from afterschool_policy.law.model import Body, DecisionSpec, Effective, Rule
from afterschool_policy.text import Text
from afterschool_policy.values.outcomes import in_words_of
from afterschool_policy.values.types import BOOLEAN

MODALITY = "scope"


def limits_of(
    document: AuthoredDocument[Instrument],
    scope: Scope,
    clauses: Collection[str],
    decisions: Mapping[str, DecisionSpec],
) -> tuple[tuple[Rule, ...], list[Diagnostic]]:
    """A rule for each limit, and their faults."""
    builder = _LimitBuilder(document, scope, clauses, decisions)
    return tuple(builder.rules()), builder.faults


class _LimitBuilder:
    """The limits as they are built; `faults` fills as it goes."""

    def __init__(
        self,
        document: AuthoredDocument[Instrument],
        scope: Scope,
        clauses: Collection[str],
        decisions: Mapping[str, DecisionSpec],
    ) -> None:
        self.faults: list[Diagnostic] = []
        self._document = document
        self._clauses = clauses
        self._decisions = {name: spec for name, spec in decisions.items() if spec.background is None}
        self._expressions = Expressions(document, scope, self.faults)

    def rules(self) -> Iterator[Rule]:
        """The rules of the limits whose condition is sound."""
        for name, entry in self._document.model.scope.items():
            self._check_names("unknown-clause", entry.clauses, self._clauses, (name, "clauses"))
            self._check_names("unknown-decision", entry.except_, self._decisions, (name, "except"))
            self._check_names("unknown-decision", entry.over or [], self._decisions, (name, "over"))
            for decision in entry.over or self._decisions:
                spec = self._decisions.get(decision)
                if spec is not None and in_words_of(spec.answers, entry.outcome) is None:
                    span = self._document.span("scope", name, "outcome")
                    fields: dict[str, Text | str] = {"outcome": entry.outcome, "decision": decision}
                    self.faults.append(Diagnostic("outcome-not-listed", span, fields))
            holds = self._expressions.condition(entry.holds, ("scope", name, "holds"))
            if holds is not None:
                yield self._rule(name, entry, holds)

    def _check_names(self, code: str, names: list[str], known: Collection[str], path: tuple[str, str]) -> None:
        self.faults += unknown_names(self._document, code, names, known, ("scope", *path))

    def _rule(self, name: str, entry: ScopeEntry, holds: Node) -> Rule:
        """The rule that speaks where the limit is shown not to hold."""
        outside = Apply("shown", (Apply("not", (holds,), BOOLEAN),), BOOLEAN)
        return Rule(
            id=f"{MODALITY}-{name}",
            version=1,
            title=entry.title.text(),
            clauses=tuple(entry.clauses),
            modality=MODALITY,
            effective=Effective(None, None),
            body=Body(condition=outside, otherwise=entry.outcome),
            decisions=tuple(decision for decision in entry.over or self._decisions if decision not in entry.except_),
            span=self._document.key_span("scope", name),
        )
