"""Cases as the rows of a table, and what a table tells of each held to what `decide` tells."""

from collections.abc import Mapping, Sequence
from datetime import date
from random import Random

from afterschool_policy import InvalidFacts, Policy
from tests.conformance.million import some_facts, telling
from tests.sampling import samples

OUTLINE = ("outcome", "findings")
PARTS = (*OUTLINE, "missing", "amounts", "values", "citations")


def plain(facts: Mapping[str, Mapping[str, object]]) -> dict[str, dict[str, object]]:
    """Facts without what supports them, which a table does not hold."""
    return {group: {name: _value(each) for name, each in inner.items()} for group, inner in facts.items()}


def _value(given: object) -> object:
    return given["value"] if isinstance(given, Mapping) and "value" in given else given


def by_column(many: Sequence[Mapping[str, Mapping[str, object]]]) -> dict[str, list[object]]:
    """Facts of many cases, group by group, as columns beside one that numbers the rows."""
    flat = [
        {f"{group}.{name}": value for group, inner in facts.items() for name, value in inner.items()} for facts in many
    ]
    names = dict.fromkeys(name for each in flat for name in each)
    return {"number": [*range(len(many))], **{name: [each.get(name) for each in flat] for name in names}}


def held_to_decide(
    policy: Policy, decision: str, table: object, many: Sequence[object], parts: Sequence[str] = PARTS, **how: object
) -> None:
    """Hold these parts of every row to the decision on its facts."""
    told = policy.over(table, on_error="collect", **how)
    answers = told.decide(decision)
    assert len(answers) == len(many)
    for row, facts in enumerate(many):
        try:
            wanted = policy.decide(decision, facts, **how)
        except InvalidFacts as refused:
            assert row in told.rejects.rows, facts
            assert {fault.code for fault in told.rejects.of(row)} == {fault.code for fault in refused.diagnostics}
            continue
        for part in parts:
            assert getattr(answers, part)[row] == getattr(wanted, part), (part, facts)
        assert answers.decided_rules[row] == tuple(each.rule for each in wanted.findings if each.decided)


def random_rows(
    source: Random, policy: Policy, decision: str, count: int
) -> tuple[list[dict[str, dict[str, object]]], dict[str, object]]:
    """Random typed rows that make a difference to a question, and a random way to ask it."""
    question = policy._decider.settings.question(policy.decisions[decision], None, None, {})
    values = telling(question)
    tied = samples(policy.law.entailments.tests_on(question.facts), policy.law.vocabulary)
    day = policy.law.instrument.as_of_fact
    many = []
    for _ in range(count):
        drawn = some_facts(source, question, {**tied, **values} if source.random() < 0.5 else values)
        outside = source.random() < 0.1  # else most rows would lie outside the scope of the policy
        facts = {name: value for name, value in drawn.items() if outside or name not in question.limiting}
        many.append(nested({name: value for name, value in facts.items() if name != day}))
    chosen = source.sample(sorted(policy.readings), min(2, len(policy.readings))) if source.random() < 0.5 else []
    readings = {name: source.choice(sorted(policy.readings[name].choices)) for name in chosen}
    as_of = source.choice((None, None, date(2021, 11, 1), date(2024, 2, 29)))
    if as_of is None and source.random() < 0.5:
        group, name = day.split(".")
        for each in many:
            each.setdefault(group, {})[name] = source.choice((None, date(2021, 11, 1), date(2019, 1, 1)))
    return many, {"as_of": as_of, "readings": readings or None}


def nested(facts: Mapping[str, object]) -> dict[str, dict[str, object]]:
    """Facts by dotted name as facts group by group."""
    found: dict[str, dict[str, object]] = {}
    for name, value in facts.items():
        group, short = name.split(".", 1)
        found.setdefault(group, {})[short] = value
    return found
