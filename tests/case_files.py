"""A plain model of a case file: what holds, what each entity sees, and every question decided afresh.

It is written apart from the library's own room for case files, so that the two can be compared.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from random import Random

from afterschool_policy import Policy
from afterschool_policy.casefile.casefile import CaseFile
from afterschool_policy.casefile.findings import CaseFinding
from afterschool_policy.decision.decision import SingleDecision
from afterschool_policy.language.evaluate import value_of
from afterschool_policy.language.tree import Value, facts_of
from afterschool_policy.semantics.edition import link
from tests.sampling import samples

Place = tuple[str, str] | None
Answer = tuple[str, str, tuple[str, ...], str, str]
IDS = ("1", "2", "3")
SILENT = ("not_applicable", "undetermined")


def choices(policy: Policy) -> dict[str, list[Value]]:
    """Values of each fact that make a difference to some rule."""
    law = policy.law
    trees = [tree for rule in link(law, None, None, {}).rules for tree in rule.body.trees]
    trees += [tally.where for each in law.entities.values() for tally in each.counts]
    return {name: list(values) for name, values in samples(trees, law.vocabulary).items() if values}


def few(policy: Policy, known: Mapping[str, list[Value]], pick: Random) -> dict[str, list[Value]]:
    """Some facts of a large vocabulary, so that they meet: those of a question, some others, and what counts read."""
    tallies = [each for type_ in policy.law.entities.values() for each in type_.counts]
    wanted = {name for each in tallies for name in (each.fact, *facts_of(each.where))}
    spec = pick.choice([each for each in policy.decisions.values() if each.background is None])
    of_question = [each for each in policy.decide(spec.name, {}).basis.question.facts if each in known]
    some = {*wanted, *pick.sample(of_question, min(9, len(of_question))), *pick.sample(sorted(known), 3)}
    return {name: known[name] for name in sorted(some)}


class Model:
    """What was stated and not withdrawn."""

    def __init__(self, policy: Policy) -> None:
        self.policy = policy
        self.entities = policy.law.entities
        self.owner = {group: name for name, each in self.entities.items() for group in each.owns}
        self.facts: dict[Place, dict[str, Value]] = {None: {}}
        self.refers: dict[Place, dict[str, str]] = {None: {}}

    def allows(self, place: Place, fact: str) -> bool:
        """Whether a fact is of this entity, or of the file."""
        return self.owner.get(fact.partition(".")[0]) == (place[0] if place else None)

    def say(self, place: Place, name: str, value: Value | None) -> None:
        """State or withdraw a fact (with a dot) or a reference."""
        held = (self.facts if "." in name else self.refers).setdefault(place, {})
        if value is None:
            held.pop(name, None)
        else:
            held[name] = value

    def holds(self, place: Place, name: str) -> Value | None:
        return (self.facts if "." in name else self.refers).get(place, {}).get(name)

    def held(self) -> list[tuple[Place, str]]:
        """Everything that holds, by name."""
        return sorted(
            ((place, name) for of in (self.facts, self.refers) for place, held in of.items() for name in held),
            key=repr,
        )

    def places(self) -> Iterator[Place]:
        yield from (place for place in {**self.facts, **self.refers} if not place or self._is_there(place))

    def _is_there(self, place: Place) -> bool:
        return bool(self.facts.get(place) or self.refers.get(place))

    def own(self, place: Place) -> dict[str, Value]:
        """The facts of one entity, those that are counted included."""
        facts = dict(self.facts.get(place, {}))
        if place is None or not self._is_there(place):
            return facts
        for tally in self.entities[place[0]].counts:
            here = [
                each
                for each in self.places()
                if each and each[0] == tally.of and self.refers.get(each, {}).get(tally.through) == place[1]
            ]
            passing, open_ = set(), set()
            for each in here:
                key = each[1] if tally.distinct_by is None else self.refers[each].get(tally.distinct_by)
                passes = value_of(tally.where, self.facts.get(each, {}))
                if passes and key is not None:
                    passing.add(key)
                elif passes is not False:
                    open_.add(key)
            if here and open_ <= passing and tally.fact not in facts:
                facts[tally.fact] = len(passing)
        return facts

    def view(self, place: Place) -> dict[str, Value]:
        """What one entity sees."""
        seen = dict(self.facts[None])
        if place is not None:
            seen |= self.own(place)
            for name, type_ in self.entities[place[0]].refers.items():
                if (to := self.refers.get(place, {}).get(name)) is not None:
                    seen |= self.own((type_, to))
        return seen

    def answers(self) -> dict[tuple[str, Place], Answer]:
        """Every question on the agenda, decided afresh."""
        background = {group for each in self.policy.decisions.values() for group in each.background or ()}
        answers: dict[tuple[str, Place], Answer] = {}
        for place in self.places():
            view = self.view(place)
            nested: dict[str, dict[str, object]] = {}
            for name, value in view.items():
                nested.setdefault(name.partition(".")[0], {})[name.partition(".")[2]] = value
            for spec in self.policy.decisions.values():
                if spec.background is None and (place[0] if place else "") in (spec.for_each or ("",)):
                    decision = self.policy.decide(spec.name, nested)
                    if self._calls_for(decision, place, background):
                        answers[spec.name, place] = answer_of(decision)
        return answers

    def _calls_for(self, decision: SingleDecision, place: Place, background: set[str]) -> bool:
        """Whether the facts speak to the question: to one of its own, or to a doubt, with something to say of it."""
        question, facts = decision.basis.question, decision.facts
        seen = {group for group, type_ in self.owner.items()} - set(self._groups(place))
        visible = [each for each in (*question.facts, *question.sources) if each.partition(".")[0] not in seen]
        near = {each for each in visible if self._is_near(place, each, background)} or {*visible}
        spoken = {
            name
            for name in near & {*question.facts}
            if (name in facts.values and near & {*facts.given_behind(name)}) or name in facts.withdrawn
        }
        if spoken & {*question.own}:
            return True
        return bool(spoken) and str(decision.outcome) not in ("undetermined", "required")

    def _groups(self, place: Place) -> Iterator[str]:
        if place is not None:
            yield from self.entities[place[0]].owns
            for type_ in self.entities[place[0]].refers.values():
                yield from self.entities[type_].owns

    def _is_near(self, place: Place, fact: str, background: set[str]) -> bool:
        group = fact.partition(".")[0]
        return group not in background if place is None else group in self.owner


def answer_of(decision) -> Answer:
    """What is compared of a decision."""
    return (
        decision.name,
        str(decision.outcome),
        tuple(each.clause for each in decision.citations),
        repr(sorted(decision.amounts.items())),
        repr(sorted(decision.values.items())),
    )


def answers_of(findings: tuple[CaseFinding, ...]) -> dict[tuple[str, Place], Answer]:
    return {(each.question, each.entity): answer_of(each.decision) for each in findings}


def now(case: CaseFile) -> dict[tuple[str, Place], Answer]:
    """Everything that a case file tells at present: what holds, and what is open."""
    return answers_of(case.findings) | answers_of(case.open)


def applying(answers: Mapping[tuple[str, Place], Answer]) -> dict[tuple[str, Place], Answer]:
    """Without what does not apply."""
    return {key: answer for key, answer in answers.items() if answer[1] != "not_applicable"}


def document(place: Place, name: str, value: object) -> dict[str, object]:
    """One fact or reference, as a case file takes it."""
    group, dot, short = name.partition(".")
    inner = {group: {short: value}} if dot else {name: value}
    return inner if place is None else {place[0]: {place[1]: inner}}


def names(place: Place, name: str) -> dict[str, object]:
    """One fact or reference, as it is withdrawn."""
    group, dot, short = name.partition(".")
    if place is None:
        return {group: [short]}
    return {place[0]: {place[1]: {group: [short]} if dot else [name]}}


def random_place(model: Model, pick: Random) -> Place:
    return pick.choice([None, *((name, id_) for name in model.entities for id_ in IDS)])


def random_name(model: Model, place: Place, of_facts: Mapping[str, list[Value]], pick: Random) -> str | None:
    """A fact or a reference of the place; None where it has none."""
    facts = [name for name in of_facts if model.allows(place, name)]
    refers = list(model.entities[place[0]].refers) if place else []
    return pick.choice([*facts, *refers * (1 + len(facts) // 4)] or [None])


def step(case: CaseFile, model: Model, of_facts: Mapping[str, list[Value]], pick: Random) -> None:
    """One random call on both, and what the call tells compared with what it has changed."""
    before = model.answers()
    held = model.held()
    if held and pick.random() < 0.25:
        place, name = pick.choice(held)
        changes = case.retract(names(place, name))
        value = None
    else:
        place = random_place(model, pick)
        name = random_name(model, place, of_facts, pick)
        if name is None:
            return
        value = pick.choice(of_facts[name]) if "." in name else pick.choice(IDS)
        if model.holds(place, name) not in (None, value) or pick.random() < 0.3:
            changes = case.amend(document(place, name, value))
        else:
            changes = case.assert_facts(document(place, name, value))
    model.say(place, name, value)
    after = model.answers()
    assert now(case) == applying(after)
    assert_told(changes, before, after)


def assert_told(changes, before: Mapping, after: Mapping) -> None:
    """A call tells exactly what it has changed."""
    holding = {key for key, each in before.items() if each[1] not in SILENT}
    holds = {key for key, each in after.items() if each[1] not in SILENT}
    opened = {key for key, each in after.items() if each[1] == "undetermined"}
    was_open = {key for key, each in before.items() if each[1] == "undetermined"}
    assert set(answers_of(changes.new)) == holds - holding
    assert set(answers_of(changes.fallen)) == holding - holds
    assert set(answers_of(changes.changed)) == {key for key in holds & holding if before[key] != after[key]}
    assert set(answers_of(changes.open)) == opened - was_open - holding
    for each in (*changes.new, *changes.changed, *changes.open):
        assert answer_of(each.decision) == after[each.question, each.entity]
    for each in (*changes.changed, *changes.fallen):
        assert each.previous == before[each.question, each.entity][1]
