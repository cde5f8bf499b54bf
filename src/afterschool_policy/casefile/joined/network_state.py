"""The network of one inquiry over a case file: its truths, kept current as entities come and go."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from afterschool_policy.cache import Cache
from afterschool_policy.casefile.agenda import OF_FILE, OWN, Inquiry
from afterschool_policy.casefile.entity import Entity, Subject
from afterschool_policy.casefile.joined.plan import JOINED, JoinPlan, joins
from afterschool_policy.casefile.state import CaseState
from afterschool_policy.engines.durable.parts import fault
from afterschool_policy.language.evaluate import truth_of
from afterschool_policy.language.printer import print_expression
from afterschool_policy.semantics.verdict import Verdict, verdict_of
from afterschool_policy.text import Text
from afterschool_policy.values.truth import Truth

_MAX_VERDICTS = 20_000

_Place = tuple[str, Subject]
"""A source with the entity that stands there: None for the file, and where a reference leads nowhere."""


class _Derivation(NamedTuple):
    """The truth of a goal for one place, as the network derived it, and the numbers of the facts it rests on."""

    place: _Place
    goal: int
    truth: Truth
    numbers: tuple[int, ...]


class NetworkState:
    """One inquiry over all entities that play a part in it."""

    def __init__(self, inquiry: Inquiry, plan: JoinPlan, state: CaseState) -> None:
        self._inquiry = inquiry
        self._plan = plan
        self._state = state
        self._own = OWN if inquiry.type else OF_FILE
        self._session = plan.network.open()
        self._ids: dict[Entity, int] = {}
        self._facts: dict[_Place, tuple[int, dict[str, int]]] = {}
        self._derivations: dict[tuple[_Place, int], set[_Derivation]] = {}
        self._by_number: dict[int, set[_Derivation]] = {}
        self._place_of: dict[int, _Place] = {}
        self._verdicts = Cache(self._settled, bound=_MAX_VERDICTS)
        for source in plan.sources:
            if source != self._own:
                self.show(source, None)  # the file, or nobody

    def close(self) -> None:
        """Free what the network holds."""
        self._session.close()

    def sources_of(self, subject: Subject) -> Iterator[str]:
        """The sources at which a subject can stand, besides that of the one the question is about."""
        type_ = subject.type if subject is not None else None
        yield from (
            source
            for source in self._plan.sources
            if source != self._own and self._inquiry.targets.get(source) == type_
        )

    def show(self, source: str, subject: Subject) -> None:
        """Let the network see what is held of an entity where it is referred to (None: of the file, or of nobody)."""
        held = self._state.get(subject) if subject is not None or source == OF_FILE else None
        if subject is not None and held is None:
            self._retract((source, subject))
            return
        attributes = self._plan.attributes_of(source, held.facts.values if held is not None else {})
        attributes[f"{self._plan.sources[source]}{JOINED}"] = self._id(source, subject)
        self._put((source, subject), attributes)

    def show_subject(self, subject: Subject) -> None:
        """The same for the one the question is about, with the ids it leads to and the truths that are computed."""
        held = self._state.get(subject)
        if held is None:
            self._retract((self._own, subject))
            return
        known, _ = self._inquiry.known_to(subject, self._state)
        attributes = self._plan.attributes_of(self._own, held.facts.values) | self._plan.across_sources(known.values)
        for source, name in joins(self._plan.sources, self._own):
            attributes[name] = self._id(source, self._owner(source, subject))
        self._put((self._own, subject), attributes)

    def _owner(self, source: str, subject: Subject) -> Subject:
        """The entity at a source, as the one the question is about refers to it; None for nobody, and for the file."""
        owner = self._inquiry.owner(source, subject, self._state)
        return owner if self._state.get(owner) is not None else None

    def _id(self, source: str, subject: Subject) -> int:
        if source == OF_FILE:
            return 1
        return 0 if subject is None else self._ids.setdefault(subject, len(self._ids) + 1)

    def _put(self, place: _Place, attributes: dict[str, int]) -> None:
        before = self._facts.get(place)
        if before is not None and before[1] == attributes:
            return
        self._retract(place)
        number, firings = self._session.put(attributes)
        self._facts[place] = number, attributes
        self._place_of[number] = place
        for firing in firings:
            established = self._plan.rule_truths[firing.rule]
            anchor = self._place_of[firing.facts[established.anchor]]
            derivation = _Derivation(anchor, established.goal, established.truth, tuple(firing.facts.values()))
            self._derivations.setdefault((anchor, established.goal), set()).add(derivation)
            for fact in derivation.numbers:
                self._by_number.setdefault(fact, set()).add(derivation)

    def _retract(self, place: _Place) -> None:
        """Withdraw a fact, and every truth that rests on it."""
        number, _ = self._facts.pop(place, (0, {}))
        if not number:
            return
        self._session.retract(number)
        self._place_of.pop(number)
        for derivation in self._by_number.pop(number, ()):
            derivations = self._derivations[derivation.place, derivation.goal]
            derivations.discard(derivation)
            if not derivations:
                del self._derivations[derivation.place, derivation.goal]
            for other in derivation.numbers:
                if other != number:
                    self._by_number[other].discard(derivation)

    def verdict(self, subject: Subject) -> Verdict:
        """The verdict by the truths of the single tests, held against those of the parts that the network joined.

        Raises:
            EngineFault: where a test has no truth or two, or a part another than its tests give it.
        """
        places = [(source, self._owner(source, subject)) for source in self._plan.sources if source != self._own]
        places.append((self._own, subject))
        count = len(self._inquiry.question.atoms)
        truths = tuple(self._truth(goal, places, single=True) for goal in range(count))
        verdict, expected = self._verdicts[truths]
        for goal, truth in expected.items():
            if self._truth(goal, places, single=False) is not truth:
                raise self._contradiction(goal)
        return verdict

    def _truth(self, goal: int, places: list[_Place], *, single: bool) -> Truth:
        truths = {derivation.truth for place in places for derivation in self._derivations.get((place, goal), ())}
        if len(truths) > 1 or (single and not truths):
            raise self._contradiction(goal)
        return next(iter(truths), Truth.UNKNOWN)

    def _settled(self, truths: tuple[Truth, ...]) -> tuple[Verdict, Mapping[int, Truth]]:
        """The verdict by the truths of the single tests, and the truths that the joined parts then have to have."""
        by_atom = dict(zip(self._inquiry.question.atoms, truths, strict=True))
        expected = {
            place: truth_of(tree, by_atom.__getitem__, presuming=presuming)
            for place, (tree, presuming) in enumerate(self._plan.goals)
            if place >= len(truths) and place in self._plan.decided
        }
        return verdict_of(self._inquiry.question, by_atom), expected

    def _contradiction(self, goal: int) -> Exception:
        written = print_expression(self._plan.goals[goal][0])
        return fault(
            Text(f"条件“{written}”的真值与各项事实不符", f"the network gave `{written}` a truth that its facts do not")
        )
