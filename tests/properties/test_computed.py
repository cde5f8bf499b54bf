"""What generated functions compute is what the definition says, told or open, whatever is known."""

from dataclasses import replace

from hypothesis import event, given
from hypothesis import strategies as st

from afterschool_policy.engines.computed import GeneratedOutputs
from afterschool_policy.language.evaluate import value_of
from afterschool_policy.semantics.outputs import amounts_of, values_of
from afterschool_policy.semantics.question import outputs
from afterschool_policy.semantics.verdict import verdict_of
from afterschool_policy.values import truth
from tests.strategies import conditions, facts, few_tests, persons, rule_sets, tag_lists, yuan
from tests.support import code, law, list_of, number, question, shown, table, typed

TAGS = list_of(code("tags"))
DEFINED = st.sampled_from(("thing.charge", "thing.duty", "thing.charge * 2 + thing.total", "max(thing.duty, 3)"))
LISTS = st.one_of(tag_lists, st.sampled_from(("[early]", "[early, late]")))
HITS = st.sampled_from(("first", "sum", "least", "greatest"))


@st.composite
def scales(draw):
    """A table of its own rows, plain ones and ones that presume or have to be confirmed, with or without a rest."""
    conditions_of_rows = st.lists(conditions(1, few_tests), min_size=1, max_size=3, unique=True)
    rows = {when: draw(st.one_of(yuan(1), DEFINED)) for when in draw(conditions_of_rows)}
    return table(draw(HITS), rows, draw(st.one_of(st.none(), yuan(1))), number("yuan"), partial=True)


AMOUNTS = st.one_of(
    st.one_of(yuan(), DEFINED, persons().map("parameter.rate * ({})".format)).map(
        lambda written: typed(written, number("yuan"))
    ),
    scales(),
)
VALUES = LISTS.map(lambda written: typed(written, TAGS))


@st.composite
def computing_rules(draw):
    """Rules that override one another, of which most compute something."""

    def named(name, nodes):
        return tuple((f"{name}_{place}", node) for place, node in enumerate(nodes))

    def with_outputs(rule):
        amounts = (*rule.body.amounts, *named("amount", draw(st.lists(AMOUNTS, max_size=2))))
        return replace(
            rule, body=replace(rule.body, amounts=amounts, values=named("value", draw(st.lists(VALUES, max_size=2))))
        )

    return tuple(with_outputs(rule) for rule in draw(rule_sets(few_tests)))


@given(computing_rules(), st.one_of(facts(), facts(complete=True)))
def test_what_is_computed_is_what_the_definition_says(rules, known):
    put = question(law(rules))
    computing, told, every = GeneratedOutputs(put), 0, tuple(range(len(put.rules)))
    for places in (*((place,) for place in every), every, every[::2]):
        nodes = [node for place in places for node in outputs(put.rules[place])]
        for node, value in zip(nodes, computing(places)(known), strict=True):
            told += value is not None
            assert value is None or repr(value) == repr(value_of(node, known)), [shown(rule) for rule in rules]
    event("something computed" if told else "nothing computed")


@given(computing_rules(), st.one_of(facts(), facts(complete=True)))
def test_outputs_are_the_same_computed_or_walked(rules, known):
    put = question(law(rules))
    verdict = verdict_of(put, {atom: truth.of(value_of(atom, known)) for atom in put.atoms})
    computing = GeneratedOutputs(put)
    for of in (amounts_of, values_of):
        computed = list(of(verdict, known, computing))
        assert computed == list(of(verdict, known)), [shown(rule) for rule in rules]
        event("told" if any(each.value is not None for each in computed) else "open" if computed else "silent")
