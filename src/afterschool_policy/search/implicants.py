"""What an open decision turns on: the fewest conditions on its missing facts, each with the outcome they bring.

The ways in which the missing facts can turn out are followed, matter by matter, until the outcome is settled; then each
way is told with no more conditions than keep it apart from the ways of other outcomes (`search.cubes`): an implicant of
its outcome. So the implicants together hold every way, and where two of them meet they agree. That a fact stays unknown
is no way of its own, but that a reason is not on record is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from afterschool_policy.cache import Cache
from afterschool_policy.language.tree import (
    Fact,
    Given,
    Known,
    Node,
    Presuming,
    Table,
    Value,
    atoms_of,
    is_presuming,
    walk,
)
from afterschool_policy.search.alternatives import Alternatives
from afterschool_policy.search.budget import Budget, BudgetSpentError
from afterschool_policy.search.cubes import Cells, Cube, minimal_cover
from afterschool_policy.search.domains import Domains
from afterschool_policy.search.evaluation import Evaluation, Truths
from afterschool_policy.search.open_matters import (
    Matter,
    SignedTest,
    compared_in,
    matter_of_comparison,
    matter_of_fact,
    matter_of_test,
)
from afterschool_policy.search.what_if import WhatIf
from afterschool_policy.semantics.pending import unknown_in, waited_for
from afterschool_policy.semantics.question import Question, trees
from afterschool_policy.semantics.verdict import Verdict, Verdicts
from afterschool_policy.values.outcomes import Outcome
from afterschool_policy.values.truth import Truth
from afterschool_policy.values.types import Kind

MAX_TRIES = 2_000
"""After so many tries, or the work of a search (`search.budget`), the search ends, and says so."""

MAX_MATTERS = 200
"""With so many matters turned out a way is not followed further."""

MAX_CELLS = 12
"""A list whose tests can come out in more ways is told test by test."""


@dataclass(frozen=True, slots=True)
class Implicant:
    """Conditions on the missing facts with the outcome that they bring; none, where every way brings it.

    `further` are those of them that are left to be told where none of the implicants before it holds.
    """

    conditions: tuple[SignedTest, ...]
    outcome: Outcome
    further: tuple[SignedTest, ...]


@dataclass(frozen=True, slots=True)
class Implicants:
    """The implicants, outcome by outcome, those with few conditions first; `complete` says that they hold every way."""

    implicants: tuple[Implicant, ...]
    complete: bool


def implicants_of(
    question: Question, verdict: Verdict, known: Mapping[str, Value], missing: Iterable[str]
) -> Implicants:
    """The implicants of an open question by the facts that are `missing` of it; a settled one turns on nothing."""
    if verdict.outcome is not Outcome.UNDETERMINED:
        return Implicants((), True)
    return _ImplicantSearch(question, known, frozenset(missing)).implicants()


def implicants_by(question: Question, known: Mapping[str, Value], open_: Iterable[str]) -> Implicants:
    """The implicants of a question by facts that are open, whatever it comes to while nothing is known of them."""
    return _ImplicantSearch(question, known, frozenset(open_)).implicants()


class _ImplicantSearch:
    """The search for the implicants of one question."""

    def __init__(self, question: Question, known: Mapping[str, Value], missing: frozenset[str]) -> None:
        self._question = question
        self._known = known
        self._budget = Budget(MAX_TRIES)
        self._what_if = WhatIf(question, known, Budget(0))  # what it is asked of a fact is asked once
        self._alternatives = Alternatives(question, known, budget=self._budget)
        self._verdicts = question.once(Verdicts)
        self._evaluation = question.once(Evaluation)
        self._values = self._evaluation.values(known)
        self._of_facts = Cache(self._of_fact)
        self._found_out = tuple(self._truths_found_out())
        self._told = {place for place, atom in enumerate(question.atoms) if _is_told(atom, known, missing)}
        self._presumed = sorted(self._told & {*_presumed_in(question)})
        self._matters: list[Matter] = []
        self._matter_of: dict[int, int] = {}
        self._ways: dict[Outcome | None, list[Cube]] = {}

    def _truths_found_out(self) -> Iterator[Truth]:
        """The truth of each test now; but of every fact that a test needs at all, it is known that it will be known."""
        reasons = {rule.reason_recorded for rule in self._question.rules}
        for atom, truth in zip(self._question.atoms, self._evaluation.truths(self._values), strict=True):
            will_be_known = isinstance(atom, Known | Given) and atom not in reasons
            yield Truth.TRUE if will_be_known and truth is Truth.UNKNOWN else truth

    def implicants(self) -> Implicants:
        """The ways first, then the few conditions that tell them apart."""
        self._follow({})
        weight = self._question.spec.answers.weight
        cubes = {outcome: self._cubes(outcome) for outcome in self._ways if outcome is not None}
        found: list[Implicant] = []
        gone: dict[int, Cells] = {}  # where no implicant so far holds, these matters are not in these cells
        for outcome in sorted(cubes, key=lambda each: (sum(map(len, cubes[each])), -weight(each))):
            for cube in cubes[outcome]:
                further = self._beyond(cube, gone)
                found.append(Implicant(self._literals(cube), outcome, self._literals(further)))
                if len(further) == 1:
                    ((number, cells),) = further.items()
                    gone[number] = gone.get(number, frozenset()) | cells
        return Implicants(tuple(found), None not in self._ways)

    def _cubes(self, outcome: Outcome) -> list[Cube]:
        """The ways to an outcome, in few and wide cubes, those with the fewest conditions first."""
        others = [way for other, ways in self._ways.items() if other is not outcome for way in ways]
        cover = minimal_cover(self._ways[outcome], others, self._matters)
        return sorted(cover, key=lambda cube: (len(cube), sorted(cube)))

    def _beyond(self, cube: Cube, gone: Cube) -> Cube:
        """What a cube asks for that does not follow from what is gone."""
        return {
            number: cells
            for number, cells in cube.items()
            if len(cells | gone.get(number, frozenset())) < len(self._matters[number].cells)
        }

    def _literals(self, cube: Cube) -> tuple[SignedTest, ...]:
        return tuple(each for number in sorted(cube) for each in self._matters[number].told(cube[number]))

    def _follow(self, chosen: Mapping[int, int]) -> None:
        """Every way from here: `chosen` tells the cell of each matter that has turned out."""
        way: Cube = {number: frozenset({cell}) for number, cell in chosen.items()}
        try:
            verdict, number = self._turned_out(chosen)
        except BudgetSpentError:
            self._ways.setdefault(None, []).append(way)  # it could bring anything, so no implicant may hold it
            return
        if number is None:
            self._ways.setdefault(verdict.outcome, []).append(way)
            return
        for cell in range(len(self._matters[number].cells)):
            if self._is_possible(chosen, number, cell):
                self._follow({**chosen, number: cell})

    def _turned_out(self, chosen: Mapping[int, int]) -> tuple[Verdict, int | None]:
        """The verdict where these matters have turned out, and the number of one that it waits for, if any."""
        if len(chosen) > MAX_MATTERS:
            raise BudgetSpentError
        self._budget.check()
        verdict = self._verdicts.verdict(self._truths(chosen))
        self._budget.spend(verdict.rounds * self._evaluation.size, tries=0)
        return verdict, next(self._open(verdict, chosen), None)

    def _truths(self, chosen: Mapping[int, int]) -> tuple[Truth, ...]:
        """The truth of each test, as far as it has turned out."""
        self._budget.spend(len(self._found_out))
        came_to = list(self._found_out)
        for number, cell in chosen.items():
            for place, truth in self._matters[number].cells[cell].truths.items():
                if truth is not Truth.UNKNOWN:
                    came_to[place] = truth
        return tuple(came_to)

    def _is_possible(self, chosen: Mapping[int, int], number: int, cell: int) -> bool:
        """Whether facts do not rule out that a matter turns out so, beside those that have turned out."""
        fact = self._matters[number].fact
        if fact is None:
            return True
        others = {
            matter.fact.name: matter.cells[place].values[0]
            for other, place in chosen.items()
            if (matter := self._matters[other]).fact is not None and len(matter.cells[place].values) == 1
        }
        values = self._matters[number].cells[cell].values
        self._budget.spend(len(values) * self._question.edition.law.entailments.size, tries=0)
        return any(self._what_if.is_possible({**others, fact.name: value}) for value in values)

    def _open(self, verdict: Verdict, chosen: Mapping[int, int]) -> Iterator[int]:
        """The matters that the outcome waits for, and those of which it presumes what may turn out otherwise."""
        pending = (self._question.places.get(id(atom)) for atom in verdict.pending)
        waiting = (self._matter(place) for place in pending if place in self._told)
        yield from (number for number in waiting if number not in chosen)
        for place in self._presumed:
            if verdict.truths[place] is Truth.UNKNOWN and (number := self._matter(place)) not in chosen:
                cells = range(len(self._matters[number].cells))
                ways = ({**chosen, number: cell} for cell in cells if self._is_possible(chosen, number, cell))
                if any(self._outcome(way) is not verdict.outcome for way in ways):
                    yield number

    def _outcome(self, chosen: Mapping[int, int]) -> Outcome:
        outcome, rounds = self._verdicts.outcome_and_rounds(self._truths(chosen))
        self._budget.spend(rounds * self._evaluation.size, tries=0)
        return outcome

    def _matter(self, place: int) -> int:
        """The number of the matter that a test belongs to; it is made when it is first met."""
        if place not in self._matter_of:
            matter = self._made(place)
            self._matter_of.update(dict.fromkeys(matter.tests, len(self._matters)))
            self._matters.append(matter)
        return self._matter_of[place]

    def _made(self, place: int) -> Matter:
        atoms = self._question.atoms
        fact = self._alone(atoms[place])
        matter = self._of_facts[fact] if fact is not None else None
        if matter is not None:
            return matter
        compared = compared_in(atoms[place])
        if compared is None:
            return matter_of_test(place, atoms[place])
        tests = {each: atom for each, atom in enumerate(atoms) if compared_in(atom) == compared}
        return matter_of_comparison(compared, tests)

    def _of_fact(self, fact: Fact) -> Matter | None:
        """A fact as a matter; None where not every way in which its tests can come out is known, or these are many."""
        atoms, now = self._question.atoms, self._known.get(fact.name)
        tests = {place: atoms[place] for place in self._what_if.places(fact.name) if self._alone(atoms[place]) == fact}
        telling = Domains(tests.values(), self._question.edition.law.vocabulary).of(
            fact.name, self._known, self._budget
        )
        if not telling.complete or fact.type.kind is Kind.MAPPING:
            return None
        unknown = (place for place, truth in enumerate(self._found_out) if truth is Truth.UNKNOWN)
        entailed = [place for place in unknown if fact.name not in self._evaluation.facts[place]]
        # The other values tell nothing more of the fact's own tests, but they may of what it entails.
        others = (*self._alternatives.of(fact.name), *((now,) if now is not None else ()))
        values = list({repr(value): value for value in (*telling.values, *others)}.values())
        possible = [value for value in values if self._what_if.is_possible({fact.name: value})] or values
        tried: list[tuple[Value, Truths]] = []
        for value in possible:
            self._budget.charge(self._evaluation.weight(fact.name))
            tried.append((value, self._what_if.truths({fact.name: value})))
        matter = matter_of_fact(fact, tests, entailed, tried)
        return matter if fact.type.kind is not Kind.LIST or len(matter.cells) <= MAX_CELLS else None

    def _alone(self, test: Node) -> Fact | None:
        """The fact that a test waits for, where it is the only one."""
        unknown = waited_for(test, self._values)
        if isinstance(test, Known | Given) or len(unknown) != 1:
            return None
        return next(node for node in walk(test) if isinstance(node, Fact) and node.name == unknown[0])


def _is_told(test: Node, known: Mapping[str, Value], missing: frozenset[str]) -> bool:
    """Whether a test can be among what the outcome turns on: of one by rows not all that they read need matter."""
    names = unknown_in(test, known)
    if any(isinstance(node, Table) for node in walk(test)):
        return not missing.isdisjoint(names)
    return names != () and missing.issuperset(names)


def _presumed_in(question: Question) -> Iterator[int]:
    """The tests of which something is presumed until it turns out: doubts, and the limits of the policy."""
    for rule in question.rules:
        for node in (node for tree in trees(rule) for node in walk(tree)):
            if rule.is_limit or isinstance(node, Presuming) or is_presuming(node):
                tests = atoms_of(node.known if isinstance(node, Presuming) else node)
                yield from (place for atom in tests if (place := question.places.get(id(atom))) is not None)
