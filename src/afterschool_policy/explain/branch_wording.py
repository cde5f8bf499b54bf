"""What a decision turns on, in the words of the vocabulary and of the table of operators."""

from __future__ import annotations

from collections.abc import Collection

from afterschool_policy.cache import Cache
from afterschool_policy.explain.basis import Basis
from afterschool_policy.explain.branches import Branch, Branches, Condition
from afterschool_policy.explain.wording import Wording
from afterschool_policy.language.operators import OPERATORS
from afterschool_policy.language.printer import print_expression
from afterschool_policy.language.tree import Apply, Constant, Fact, Node, Quantified, facts_of
from afterschool_policy.search.by_standing import ByStanding
from afterschool_policy.search.implicants import Implicant, Implicants, implicants_by
from afterschool_policy.search.open_matters import SignedTest
from afterschool_policy.semantics.question import Question, waits_for_its_day
from afterschool_policy.text import Text
from afterschool_policy.values.outcomes import Outcome
from afterschool_policy.values.truth import Truth
from afterschool_policy.values.types import BOOLEAN

_NOT_SO = Text("并非{condition}", "it is not so that {condition}")
_NOT_LISTED = Text("{label}为表中未列的其他情况", "{label} is something not listed")


def branches(basis: Basis) -> Branches:
    """What the decision on this basis turns on: a settled one on nothing."""
    if basis.verdict.outcome is not Outcome.UNDETERMINED:
        return Branches((), complete=True)
    kept = basis.question.once(_branches_found)
    return kept.of(basis.verdict, basis.facts.values, lambda: _worded(basis, basis.implicants, basis.missing))


def _branches_found(question: Question) -> ByStanding[Branches]:
    return ByStanding(question)


def branches_by(basis: Basis, open_: Collection[str]) -> Branches:
    """What the question comes to by facts that are open, whatever it comes to while nothing is known of them."""
    return _worded(basis, implicants_by(basis.question, basis.facts.values, open_), open_)


def _worded(basis: Basis, implicants: Implicants, missing: Collection[str]) -> Branches:
    found, complete = implicants.implicants, implicants.complete
    if basis.question.once(waits_for_its_day):
        # What stays open here is settled by another law, the one of the day.
        complete = complete and all(each.outcome is not Outcome.UNDETERMINED for each in found)
        found = tuple(each for each in found if each.outcome is not Outcome.UNDETERMINED)
    worder = _Worder(basis, missing)
    return Branches(tuple(map(worder.branch, found)), complete)


class _Worder:
    """Words conditions for one decision."""

    def __init__(self, basis: Basis, missing: Collection[str]) -> None:
        self._vocabulary = basis.question.edition.law.vocabulary
        # A fact that is to be looked into again is told as if nothing were known of it.
        known = {name: value for name, value in basis.facts.values.items() if name not in missing}
        self._unknown = {*basis.question.facts} - {*known}
        self._wording = Wording(basis.question.edition, known, supposing=True)
        self._conditions = Cache(self._condition)

    def branch(self, implicant: Implicant) -> Branch:
        """A branch with each of its conditions in words."""
        conditions = {literal: self._conditions[literal] for literal in implicant.conditions}
        further = tuple(conditions[literal] for literal in implicant.further)
        return Branch(tuple(conditions.values()), implicant.outcome, further)

    def _condition(self, literal: SignedTest) -> Condition:
        """A condition as rule files write it and in words, with the unknown facts that it reads."""
        facts = tuple(name for name in facts_of(literal.test) if name in self._unknown)
        expression = print_expression(literal.test if literal.holds else _contrary(literal.test))
        judged = any(self._vocabulary.facts[name].judgement for name in facts)
        return Condition(expression, facts, self._text(literal), judged)

    def _text(self, literal: SignedTest) -> Text:
        match literal.test:
            case Apply(operands=(Fact(name=name, type=type_), Constant(value=tuple() as codes))) if not literal.holds:
                enumeration = self._vocabulary.enumerations.get(type_.codes or "")
                if enumeration is not None and {*enumeration.codes} == {*codes}:
                    return _NOT_LISTED.format(label=self._wording.label(name))
            case Quantified() if not literal.holds:
                return _NOT_SO.format(condition=self._wording.test(literal.test))
        return self._wording.as_it_is(literal.test, Truth.TRUE if literal.holds else Truth.FALSE)


def _contrary(test: Node) -> Node:
    """The test that holds exactly where this one does not."""
    opposite = OPERATORS[test.symbol].negation if isinstance(test, Apply) else None
    if isinstance(test, Apply) and opposite is not None:
        return Apply(opposite, test.operands, test.type)
    return Apply("not", (test,), BOOLEAN)
