"""The entailments of a policy, built from entailments.yaml."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from afterschool_policy.authoring.amended import EntailmentVersion, versions_of
from afterschool_policy.authoring.document import AuthoredDocument
from afterschool_policy.authoring.models import EntailmentEntry, EntailmentsFile
from afterschool_policy.authoring.yaml_reader import KeyPath
from afterschool_policy.compile.expressions import Expressions
from afterschool_policy.compile.references import unknown_names
from afterschool_policy.diagnostics import Diagnostic
from afterschool_policy.language.checker import Scope
from afterschool_policy.language.printer import print_expression
from afterschool_policy.language.tree import Apply, Constant, Derived, Fact, Given, Node, OverTime, Parameter, walk
from afterschool_policy.values import truth as truths
from afterschool_policy.values.types import BOOLEAN, DATE
from afterschool_policy.vocabulary.closure import Entailments
from afterschool_policy.vocabulary.entailment import Entailment


def entailments_of(
    document: AuthoredDocument[EntailmentsFile] | None, scope: Scope, clauses: Collection[str], as_of_fact: str
) -> tuple[Entailments, list[Diagnostic]]:
    """The entailments in the order they are written, and their faults.

    They say what facts mean in every reading: so they read facts, and nothing that a rule states. One that is amended
    stands once for each of its versions, with the days on which that holds.
    """
    if document is None:
        return Entailments(), []
    builder = _EntailmentBuilder(document, scope, clauses, as_of_fact)
    entailments = [each for name, entry in document.model.root.items() for each in builder.entailments(name, entry)]
    return Entailments(tuple(entailments)), builder.faults


class _EntailmentBuilder:
    """The entailments of one file as they are built; `faults` fills as it goes."""

    def __init__(
        self, document: AuthoredDocument[EntailmentsFile], scope: Scope, clauses: Collection[str], as_of_fact: str
    ) -> None:
        self.faults: list[Diagnostic] = []
        self._document = document
        self._scope = scope
        self._clauses = clauses
        self._day = Fact(as_of_fact, DATE)
        self._expressions = Expressions(document, scope, self.faults)

    def entailments(self, name: str, entry: EntailmentEntry) -> Iterator[Entailment]:
        """One for each conclusion of each version of an entry."""
        self.faults += unknown_names(self._document, "unknown-clause", entry.clauses, self._clauses, (name, "clauses"))
        for version in versions_of(entry):
            yield from self._of_version(name, version)

    def _of_version(self, name: str, version: EntailmentVersion) -> Iterator[Entailment]:
        entry, during = version.entry, tuple(self._during(version))
        premises = tuple(self._premises(name, version))
        written = [entry.then] if isinstance(entry.then, str) else entry.then
        for place, text in enumerate(written):
            key = (name, *version.path_of("then"))
            path = key if isinstance(entry.then, str) else (*key, place)
            conclusion = self._expressions.expression(text, path, BOOLEAN)
            if conclusion is not None and self._reads_facts_alone(conclusion, path):
                reason = entry.reason.text()
                yield Entailment(name, premises, conclusion, tuple(entry.clauses), reason, during)

    def _during(self, version: EntailmentVersion) -> Iterator[Node]:
        """The tests on the day, where a version does not hold on every day."""
        if version.first is not None:
            yield Apply(">=", (self._day, Constant(version.first, DATE)), BOOLEAN)
        if version.last is not None:
            yield Apply("<=", (self._day, Constant(version.last, DATE)), BOOLEAN)

    def _premises(self, name: str, version: EntailmentVersion) -> Iterator[Node]:
        facts, entry = self._scope.facts, version.entry
        given, when = (name, *version.path_of("given")), (name, *version.path_of("when"))
        self.faults += unknown_names(self._document, "unknown-fact", entry.given, facts, given)
        yield from (Given((Fact(fact, facts[fact]),)) for fact in entry.given if fact in facts)
        condition = self._expressions.condition(entry.when, when)
        if condition is not None and self._reads_facts_alone(condition, when):
            yield from _members(condition)

    def _reads_facts_alone(self, node: Node, path: KeyPath) -> bool:
        """Whether a condition reads nothing that a rule states or a day decides; what it does read is a fault."""
        stated = dict.fromkeys(part for part in walk(node) if isinstance(part, Derived | Parameter | OverTime))
        for part in stated:
            written = print_expression(part)
            self.faults.append(Diagnostic.of("entailment-reads", self._document.span(*path), name=written))
        return not stated


def _members(node: Node) -> Iterator[Node]:
    """The tests that a condition asks for all of: each is a premise of its own."""
    if isinstance(node, Apply) and node.operator.truth is truths.all_of:
        for operand in node.operands:
            yield from _members(operand)
    else:
        yield node
