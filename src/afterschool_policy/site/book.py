"""Takes a policy with the results of its cases; gives what every generated page looks up: who cites whom, and where."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property

from afterschool_policy.law.model import Clause, DecisionSpec, Reading, Rule
from afterschool_policy.policy import Policy
from afterschool_policy.semantics.edition import Edition, link
from afterschool_policy.semantics.question import Question, ask
from afterschool_policy.site.markup import anchor_of, code, safe
from afterschool_policy.site.markup import link as to
from afterschool_policy.site.words import Spoken
from afterschool_policy.testing.cases import Result
from afterschool_policy.text import Lang
from afterschool_policy.values.outcomes import OUTCOMES, Outcome
from afterschool_policy.vocabulary.model import group_of

ROOT = "policy"


class Book:
    """One policy in one language, as its pages see it."""

    def __init__(self, policy: Policy, results: Sequence[Result], lang: Lang) -> None:
        self.policy = policy
        self.law = policy.law
        self.lang = lang
        self.results = [each for each in results if each.decision is not None]
        self.edition = link(self.law, None, None, {})
        self._editions: dict[object, Edition] = {None: self.edition}
        self._spoken: dict[int, Spoken] = {}

    # ------------------------------------------------------------------------------------------------ places
    @staticmethod
    def clause_page(name: str) -> str:
        """The path of a clause's page."""
        return f"{ROOT}/clauses/{name}.md"

    @staticmethod
    def decision_page(name: str) -> str:
        """The path of a decision's page."""
        return f"{ROOT}/decisions/{name}.md"

    @staticmethod
    def reading_page(name: str) -> str:
        """The path of a reading's page."""
        return f"{ROOT}/readings/{name}.md"

    @staticmethod
    def group_page(name: str) -> str:
        """The path of the page of a group of facts."""
        return f"{ROOT}/facts/{name}.md"

    def to_clause(self, name: str, page: str) -> str:
        """A link that shows the clause's number."""
        return to(safe(name), self.clause_page(name), page=page)

    def to_clauses(self, names: Iterable[str], page: str) -> str:
        """Links to several clauses, one after the other."""
        return " ".join(self.to_clause(each, page) for each in names)

    def to_decision(self, spec: DecisionSpec, page: str) -> str:
        """A link that shows the question."""
        return to(safe(spec.question[self.lang]), self.decision_page(spec.name), page=page)

    def to_rule(self, rule: Rule, page: str, shown: str | None = None) -> str:
        """A link to the rule on the page of the first clause it encodes."""
        label = safe(rule.title[self.lang]) if shown is None else shown
        return to(label, self.clause_page(rule.clauses[0]), page=page, anchor=anchor_of(rule.name))

    def to_reading(self, entry: Reading, page: str) -> str:
        """A link that shows the reading's id, with its matter."""
        shown = to(code(entry.id), self.reading_page(entry.id), page=page)
        return f"{shown} {safe(entry.matter[self.lang])}"

    def to_fact(self, name: str, page: str) -> str:
        """A link that shows the fact's dotted name."""
        return to(code(name), self.group_page(group_of(name)), page=page, anchor=anchor_of(name))

    def to_derived(self, name: str, label: str, page: str) -> str:
        """A link from a derived fact to the rule that defines it."""
        rule = self.edition.definitions.get(name)
        return safe(label) if rule is None else self.to_rule(rule, page, safe(label))

    # ------------------------------------------------------------------------------------------------- words
    def spoken(self, rule: Rule | None = None) -> Spoken:
        """The wording by the edition in which a rule stands: the latest, or that of its last day."""
        day = rule.effective.last if rule is not None else None
        edition = self._editions.get(day)
        if edition is None:
            edition = self._editions[day] = link(self.law, day, None, {})
        return self._spoken.setdefault(id(edition), Spoken(edition))

    def outcome(self, outcome: Outcome) -> str:
        """An outcome by its label and its code."""
        return f"{OUTCOMES[outcome].label[self.lang]} {code(outcome.value)}"

    # ----------------------------------------------------------------------------------------------- look-ups
    @cached_property
    def rules_of_clause(self) -> dict[str, list[Rule]]:
        """The rules that encode each clause."""
        found: dict[str, list[Rule]] = {}
        for rule in self.law.rules:
            for clause in self.law.clauses:
                if clause in rule.cited_clauses:
                    found.setdefault(clause, []).append(rule)
        return found

    @cached_property
    def results_of_clause(self) -> dict[str, list[Result]]:
        """The cases whose outcome rests on each clause."""
        found: dict[str, list[Result]] = {}
        for result in self.results:
            citations = result.decision.citations if result.decision is not None else ()
            for clause in dict.fromkeys(each.clause for each in citations):
                found.setdefault(clause, []).append(result)
        return found

    def results_of(self, decision: str) -> list[Result]:
        """The cases of a decision."""
        return [each for each in self.results if each.case.decision == decision]

    @cached_property
    def questions(self) -> dict[str, Question]:
        """Every decision with its rules of the latest edition."""
        return {name: ask(self.edition, spec) for name, spec in self.law.decisions.items()}

    @cached_property
    def decisions_of_clause(self) -> dict[str, list[DecisionSpec]]:
        """The decisions whose rules encode each clause."""
        found: dict[str, list[DecisionSpec]] = {}
        for name, spec in self.law.decisions.items():
            for clause in self.clauses_behind(name):
                found.setdefault(clause, []).append(spec)
        return found

    def clauses_behind(self, decision: str) -> list[str]:
        """The clauses of the rules that answer a question, in the order of the text."""
        cited = {clause for rule in self.law.rules if decision in rule.decisions for clause in rule.cited_clauses}
        return [clause for clause in self.law.clauses if clause in cited]

    @cached_property
    def decisions_of_fact(self) -> dict[str, list[DecisionSpec]]:
        """The decisions that ask for each fact."""
        found: dict[str, list[DecisionSpec]] = {}
        for name, question in self.questions.items():
            for fact in question.facts:
                found.setdefault(fact, []).append(self.law.decisions[name])
        return found

    def readings_of(self, clause: Clause) -> list[Reading]:
        """The readings that the ledger names for a clause, and those its rules rest on."""
        named = [
            *clause.readings,
            *(name for rule in self.rules_of_clause.get(clause.id, ()) for name in rule.readings),
        ]
        return [self.law.readings[name] for name in dict.fromkeys(named) if name in self.law.readings]
