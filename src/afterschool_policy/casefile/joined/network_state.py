"""Takes a plan and what is held; gives the truths of its goals, kept up by a network as entities come and go."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from afterschool_policy.cache import Cache
from afterschool_policy.casefile.agenda import OF_FILE, OWN, Inquiry
from afterschool_policy.casefile.entity import Entity
from afterschool_policy.casefile.joined.plan import JOINED, JoinPlan, joins
from afterschool_policy.casefile.state import Holdings, Key
from afterschool_policy.engines.durable.parts import fault
from afterschool_policy.language.evaluate import truth_of
from afterschool_policy.language.printer import print_expression
from afterschool_policy.language.tree import Value
from afterschool_policy.semantics.verdict import Verdict, verdict_of
from afterschool_policy.text import Text
from afterschool_policy.values.truth import Truth

_MAX_VERDICTS = 20_000

_Place = tuple[str, Key]
"""A source with the entity that stands there: None for the file, and where a reference leads nowhere."""


class _Record(NamedTuple):
    """A truth that the network found of a goal, for one place, and the facts it was found by."""

    place: _Place
    goal: int
    truth: Truth
    numbers: tuple[int, ...]


class Following:
    """One inquiry over all entities that play a part in it."""

    def __init__(self, inquiry: Inquiry, plan: JoinPlan, holdings: Holdings, targets: Mapping[str, str]) -> None:
        self._inquiry = inquiry
        self._plan = plan
        self._holdings = holdings
        self._targets = targets
        self._asked = OWN if inquiry.type else OF_FILE
        self._session = plan.network.open()
        self._ids: dict[Entity, int] = {}
        self._put: dict[_Place, tuple[int, dict[str, int]]] = {}
        self._found: dict[tuple[_Place, int], set[_Record]] = {}
        self._by_number: dict[int, set[_Record]] = {}
        self._place_of: dict[int, _Place] = {}
        self._verdicts = Cache(self._settled, bound=_MAX_VERDICTS)
        for source in plan.sources:
            if source != self._asked:
                self.look_at(source, None)  # the file, or nobody

    def close(self) -> None:
        """Free what the network holds."""
        self._session.close()

    # ------------------------------------------------------------------------------------------------ following
    def parts_of(self, entity: Key) -> Iterator[str]:
        """The sources at which an entity can stand, besides that of the one that is asked."""
        for source in self._plan.sources:
            if source != self._asked:
                type_ = self._targets.get(source)
                if (entity.type if entity is not None else None) == type_:
                    yield source

    def look_at(self, source: str, entity: Key) -> None:
        """Let the network see what is held of an entity where it is referred to (None: of the file, or of nobody)."""
        holding = self._holdings.get(entity) if entity is not None or source == OF_FILE else None
        if entity is not None and holding is None:
            self._take_back((source, entity))
            return
        attributes = self._plan.of(source, holding.facts.values if holding is not None else {})
        attributes[f"{self._plan.sources[source]}{JOINED}"] = self._id(source, entity)
        self._see((source, entity), attributes)

    def look_at_asked(self, entity: Key, known: Mapping[str, Value]) -> None:
        """The same for the one that is asked, with the ids that it leads to and the truths that are computed."""
        holding = self._holdings.get(entity)
        if holding is None:
            self._take_back((self._asked, entity))
            return
        attributes = self._plan.of(self._asked, holding.facts.values) | self._plan.across_sources(known)
        for source, name in joins(self._plan.sources, self._asked):
            attributes[name] = self._id(source, self._at(entity, source))
        self._see((self._asked, entity), attributes)

    def _at(self, entity: Key, source: str) -> Key:
        """Who stands at a source, as seen from the one that is asked; None for nobody, and for the file."""
        holding = self._holdings.get(entity)
        if source not in self._targets or holding is None or source not in holding.refers:
            return None
        there = Entity(self._targets[source], holding.refers[source])
        return there if self._holdings.get(there) is not None else None

    def _id(self, source: str, entity: Key) -> int:
        if source == OF_FILE:
            return 1
        return 0 if entity is None else self._ids.setdefault(entity, len(self._ids) + 1)

    def _see(self, place: _Place, attributes: dict[str, int]) -> None:
        before = self._put.get(place)
        if before is not None and before[1] == attributes:
            return
        self._take_back(place)
        number, firings = self._session.put(attributes)
        self._put[place] = number, attributes
        self._place_of[number] = place
        for firing in firings:
            means = self._plan.means[firing.rule]
            facts = firing.facts
            anchor = self._place_of[facts[means.anchor]]
            record = _Record(anchor, means.goal, means.truth, tuple(facts.values()))
            self._found.setdefault((anchor, means.goal), set()).add(record)
            for each in record.numbers:
                self._by_number.setdefault(each, set()).add(record)

    def _take_back(self, place: _Place) -> None:
        """Withdraw a fact, and every truth that was found by it."""
        number, _ = self._put.pop(place, (0, {}))
        if not number:
            return
        self._session.retract(number)
        self._place_of.pop(number)
        for record in self._by_number.pop(number, ()):
            found = self._found[record.place, record.goal]
            found.discard(record)
            if not found:
                del self._found[record.place, record.goal]
            for each in record.numbers:
                if each != number:
                    self._by_number[each].discard(record)

    # ------------------------------------------------------------------------------------------------- answering
    def verdict(self, entity: Key) -> Verdict:
        """The verdict by the truths of the single tests, held against those of the parts that the network joined.

        Raises:
            EngineFault: where a test has no truth or two, or a part another than its tests give it.
        """
        places = [(source, self._at(entity, source)) for source in self._plan.sources if source != self._asked]
        places.append((self._asked, entity))
        count = len(self._inquiry.question.atoms)
        truths = tuple(self._truth(goal, places, single=True) for goal in range(count))
        verdict, wanted = self._verdicts[truths]
        for goal, truth in wanted.items():
            if self._truth(goal, places, single=False) is not truth:
                raise self._torn(goal)
        return verdict

    def _truth(self, goal: int, places: list[_Place], *, single: bool) -> Truth:
        found = {record.truth for place in places for record in self._found.get((place, goal), ())}
        if len(found) > 1 or (single and not found):
            raise self._torn(goal)
        return next(iter(found), Truth.UNKNOWN)

    def _settled(self, truths: tuple[Truth, ...]) -> tuple[Verdict, Mapping[int, Truth]]:
        by_atom = dict(zip(self._inquiry.question.atoms, truths, strict=True))
        wanted = {
            place: truth_of(tree, by_atom.__getitem__, presuming=presuming)
            for place, (tree, presuming) in enumerate(self._plan.goals)
            if place >= len(truths) and place in self._plan.told
        }
        return verdict_of(self._inquiry.question, by_atom), wanted

    def _torn(self, goal: int) -> Exception:
        written = print_expression(self._plan.goals[goal][0])
        return fault(
            Text(f"条件“{written}”的真值与各项事实不符", f"the network gave `{written}` a truth that its facts do not")
        )
