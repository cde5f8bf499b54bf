"""The networks of a case file as its strategy: one for each question and type, fed with every change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from afterschool_policy.casefile.agenda import Agenda, DueInquiries, Inquiry
from afterschool_policy.casefile.entity import Subject
from afterschool_policy.casefile.held import EntityChange
from afterschool_policy.casefile.joined.network_state import NetworkState
from afterschool_policy.casefile.joined.plan import plan_of
from afterschool_policy.casefile.state import CaseState
from afterschool_policy.language.tree import Value
from afterschool_policy.semantics.verdict import Verdict


class Incremental:
    """The Rete network as the engine of a case file (see `casefile.strategies`).

    A network is built when its question first comes up. What an entity is to a question (its subject, referred to, the
    file) is a fact to its network, put again when it changes: the network finds what holds of the new combinations.
    """

    def __init__(self) -> None:
        self._networks: dict[tuple[str, str], NetworkState] = {}

    def begin(self, agenda: Agenda, state: CaseState) -> None:
        """Close every network; they are built anew as their questions come up."""
        for network in self._networks.values():
            network.close()
        self._networks.clear()
        self._state = state

    def follow(self, changes: Sequence[EntityChange], due: DueInquiries) -> None:
        """Show each network what changed of the entities that are referred to, then of those the question is about.

        The latter are shown with the ids that they lead to now, so that no verdict rests on older ones.
        """
        for change in changes:
            for network in self._networks.values():
                for source in network.sources_of(change.subject):
                    network.show(source, change.subject)
        for (_, subject), inquiry in due.items():
            shown = self._networks.get((inquiry.name, inquiry.type))
            if shown is not None:
                shown.show_subject(subject)

    def verdict(self, inquiry: Inquiry, subject: Subject, known: Mapping[str, Value]) -> Verdict:
        """The verdict by the truths that the network derived.

        Raises:
            EngineFault: where the network failed.
        """
        if inquiry.lists:  # a network for each number of records would be too many: the engine decides each by itself
            return inquiry.setting.verdict(known)
        key = (inquiry.name, inquiry.type)
        if key not in self._networks:
            self._networks[key] = self._started(inquiry)
        return self._networks[key].verdict(subject)

    def _started(self, inquiry: Inquiry) -> NetworkState:
        """A network that has seen everything that is held."""
        plan = plan_of(inquiry)
        network = NetworkState(inquiry, plan, self._state)
        for source, type_ in inquiry.targets.items():
            if source in plan.sources:
                for entity in self._state.of_type(type_):
                    network.show(source, entity)
        for subject in self._state.of_type(inquiry.type) if inquiry.type else (None,):
            network.show_subject(subject)
        return network
