"""Takes the changes of a case file; gives verdicts by networks that follow them, one for each question and type."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from afterschool_policy.casefile.agenda import Agenda, Inquiry, Pairs, known_to
from afterschool_policy.casefile.joined.network_state import Following
from afterschool_policy.casefile.joined.plan import plan_of
from afterschool_policy.casefile.state import Holdings, Key, Touched
from afterschool_policy.language.tree import Value
from afterschool_policy.semantics.verdict import Verdict
from afterschool_policy.vocabulary.entities import Entities


class Joined:
    """The Rete network as the engine of a case file (see `casefile.answers`).

    A network is built when its question first comes up. What an entity is to a question (asked, referred to, the
    file) is a fact to its network, put again when it changes: the network finds what holds of the new combinations.
    """

    def __init__(self, entities: Entities) -> None:
        self._entities = entities
        self._following: dict[tuple[str, str], Following] = {}

    def begin(self, agenda: Agenda, holdings: Holdings) -> None:
        """Let go of every network; they are built anew as their questions come up."""
        for each in self._following.values():
            each.close()
        self._following.clear()
        self._agenda = agenda
        self._holdings = holdings

    def follow(self, touched: Sequence[Touched], pairs: Pairs) -> None:
        """Show each network what changed of the entities that are referred to, then of those that are asked.

        Whoever is asked is shown first, with the ids that it leads to now: a verdict never rests on an older sight.
        """
        for each in touched:
            for following in self._following.values():
                for source in following.parts_of(each.entity):
                    following.look_at(source, each.entity)
        for (_, key), inquiry in pairs.items():
            at_work = self._following.get((inquiry.name, inquiry.type))
            if at_work is not None:
                self._show(at_work, inquiry, key)

    def verdict(self, inquiry: Inquiry, entity: Key, known: Mapping[str, Value]) -> Verdict:
        """The verdict that the network's truths give.

        Raises:
            EngineFault: where the network did not do what it has to do.
        """
        key = (inquiry.name, inquiry.type)
        if key not in self._following:
            self._following[key] = self._started(inquiry)
        return self._following[key].verdict(entity)

    def _started(self, inquiry: Inquiry) -> Following:
        """A network that has seen everything that is held."""
        plan = plan_of(inquiry)
        following = Following(inquiry, plan, self._holdings, self._targets(inquiry))
        for source, type_ in self._targets(inquiry).items():
            if source in plan.sources:
                for each in self._holdings.of_type(type_):
                    following.look_at(source, each)
        for key in self._holdings.of_type(inquiry.type) if inquiry.type else (None,):
            self._show(following, inquiry, key)
        return following

    def _show(self, following: Following, inquiry: Inquiry, key: Key) -> None:
        known, _ = known_to(inquiry, key, self._holdings, self._targets(inquiry))
        following.look_at_asked(key, known)

    def _targets(self, inquiry: Inquiry) -> Mapping[str, str]:
        return self._entities[inquiry.type].refers if inquiry.type else {}
