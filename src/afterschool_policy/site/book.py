"""The cross-references of a policy and its cases, which every generated page looks up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cached_property

from afterschool_policy.law.model import Actor, Clause, DecisionSpec, Reading, Rule
from afterschool_policy.policy import Policy
from afterschool_policy.semantics.edition import link
from afterschool_policy.semantics.listing import listed
from afterschool_policy.semantics.question import Question, question_of
from afterschool_policy.site.conditions import ConditionWords
from afterschool_policy.site.wording import NamedWording
from afterschool_policy.testing.cases import CaseResult
from afterschool_policy.text import Lang
from afterschool_policy.vocabulary.model import FactSpec


class Book:
    """One policy in one language, as its pages see it; `proposed` is what its drafts would make of it."""

    def __init__(
        self, policy: Policy, results: Sequence[CaseResult], lang: Lang, proposed: Policy | None = None
    ) -> None:
        self.law = listed(policy.law)
        self.proposed = listed(proposed.law) if proposed is not None else self.law
        self.lang = lang
        self.results = [result for result in results if result.decision is not None]
        self.edition = link(self.law, None, None, {})
        self._conditions: dict[tuple[date | None, bool], ConditionWords] = {}

    def conditions(self, rule: Rule) -> ConditionWords:
        """The words of the edition in which a rule stands: the latest, or that of its last day."""
        day, key = rule.effective.last, (rule.effective.last, rule.draft)
        if key not in self._conditions:
            law = self.proposed if rule.draft else self.law
            edition = self.edition if key == (None, False) else link(law, day, None, {})
            self._conditions[key] = ConditionWords(NamedWording(edition), self.lang, self.edition.definitions)
        return self._conditions[key]

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """The rules of the law, and behind them those that are proposed."""
        return (*self.law.rules, *(rule for rule in self.proposed.rules if rule.draft))

    @cached_property
    def proposed_ends(self) -> dict[str, date]:
        """The last days that a draft would give to versions of the law, by their names."""
        lasts = {rule.name: rule.effective.last for rule in self.law.rules}
        found = ((rule.name, rule.effective.last) for rule in self.proposed.rules if not rule.draft)
        return {name: last for name, last in found if last is not None and last != lasts[name]}

    @cached_property
    def rules_of_clause(self) -> dict[str, list[Rule]]:
        """The rules that encode each clause."""
        rules: dict[str, list[Rule]] = {}
        for rule in self.rules:
            for clause in self.law.clauses:
                if clause in rule.cited_clauses:
                    rules.setdefault(clause, []).append(rule)
        return rules

    @cached_property
    def results_of_clause(self) -> dict[str, list[CaseResult]]:
        """The cases whose outcome rests on each clause."""
        results: dict[str, list[CaseResult]] = {}
        for result in self.results:
            citations = result.decision.citations if result.decision is not None else ()
            for clause in dict.fromkeys(citation.clause for citation in citations):
                results.setdefault(clause, []).append(result)
        return results

    def results_of(self, decision: str) -> list[CaseResult]:
        """The cases of a decision."""
        return [result for result in self.results if result.case.decision == decision]

    def facts_of(self, group: str) -> list[FactSpec]:
        """The facts of a group."""
        return [spec for name, spec in self.law.vocabulary.facts.items() if name.split(".", 1)[0] == group]

    def short_names(self, group: str) -> list[str]:
        """The names of the facts of a group, without the group's."""
        return [spec.name.split(".", 1)[1] for spec in self.facts_of(group)]

    def suppliers_of(self, fact: FactSpec) -> list[Actor]:
        """Those who can supply a fact, the one to ask first in front."""
        return [self.law.actors[code] for code in fact.supplied_by]

    @cached_property
    def questions(self) -> dict[str, Question]:
        """Every decision with its rules of the latest edition."""
        return {name: question_of(self.edition, spec) for name, spec in self.law.decisions.items()}

    @cached_property
    def decisions_of_clause(self) -> dict[str, list[DecisionSpec]]:
        """The decisions whose rules encode each clause."""
        specs: dict[str, list[DecisionSpec]] = {}
        for name, spec in self.law.decisions.items():
            for clause in self.clauses_behind(name):
                specs.setdefault(clause, []).append(spec)
        return specs

    def clauses_behind(self, decision: str) -> list[str]:
        """The clauses of the rules that answer a question and of what rounds its amounts, in the order of the text."""
        cited = {clause for rule in self.law.rules if decision in rule.decisions for clause in rule.cited_clauses}
        cited |= self.law.decisions[decision].cited_clauses
        return [clause for clause in self.law.clauses if clause in cited]

    @cached_property
    def decisions_of_fact(self) -> dict[str, list[DecisionSpec]]:
        """The decisions that ask for each fact."""
        specs: dict[str, list[DecisionSpec]] = {}
        for name, question in self.questions.items():
            for fact in question.facts:
                specs.setdefault(fact, []).append(self.law.decisions[name])
        return specs

    def readings_of(self, clause: Clause) -> list[Reading]:
        """The readings that the ledger names for a clause, and those its rules rest on."""
        named = [
            *clause.readings,
            *(name for rule in self.rules_of_clause.get(clause.id, ()) for name in rule.readings),
        ]
        return [self.law.readings[name] for name in dict.fromkeys(named) if name in self.law.readings]
