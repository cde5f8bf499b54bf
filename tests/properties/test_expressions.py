"""Expressions: what is printed reads back as the same, and the generated tests agree with the definition."""

from hypothesis import given, target
from hypothesis import strategies as st

from afterschool_policy.engines.generate import Generated
from afterschool_policy.language.evaluate import value_of
from afterschool_policy.language.printer import print_expression
from afterschool_policy.language.tree import atoms_of, facts_of
from afterschool_policy.law.model import Body
from afterschool_policy.semantics.edition import link
from afterschool_policy.semantics.question import question_of
from afterschool_policy.values import truth
from tests.forms import on_every_form
from tests.strategies import conditions, facts, yuan
from tests.support import law, number, rule, typed


@given(conditions())
def test_a_printed_condition_reads_back_as_the_same(written):
    tree = typed(written)
    assert typed(print_expression(tree)) == tree


@given(yuan())
def test_a_printed_amount_reads_back_as_the_same(written):
    tree = typed(written, number("yuan"))
    assert typed(print_expression(tree), number("yuan")) == tree


@given(conditions())
def test_printing_what_was_read_back_changes_nothing_more(written):
    printed = print_expression(typed(written))
    assert print_expression(typed(printed)) == printed


def linked(written):
    made = law([rule("a-rule", "must", Body(condition=typed(written)))])
    asked = question_of(link(made, None, None, {}), made.decisions["ask"])
    condition = asked.rules[0].body.condition
    assert condition is not None
    return condition, asked


def by_definition(asked, known):
    return tuple(truth.of(value_of(atom, known)) for atom in asked.atoms)


@on_every_form
def test_every_form_of_generated_test_agrees_with_the_definition(put, many):
    made = Generated(put)
    for known in many:
        assert made.verdict(known).truths == by_definition(put, known), known


@given(conditions(), facts())
def test_the_generated_tests_agree_with_the_definition(written, known):
    _, asked = linked(written)
    assert Generated(asked).verdict(known).truths == by_definition(asked, known)


@given(conditions(plain=True), facts(), st.data())
def test_a_known_truth_stays_however_many_facts_are_added(written, known, data):
    condition, _ = linked(written)
    names = facts_of(condition)
    target(float(len(names)))
    before = value_of(condition, known)
    more = data.draw(facts(names)) if names else {}
    after = value_of(condition, {**more, **known})
    assert before is None or after is before


@given(conditions(), facts())
def test_facts_that_a_condition_does_not_read_do_not_change_it(written, known):
    condition, _ = linked(written)
    read = {name: value for name, value in known.items() if name in facts_of(condition)}
    assert value_of(condition, known) == value_of(condition, read)


@given(conditions())
def test_the_atoms_of_a_condition_are_single_tests(written):
    condition, _ = linked(written)
    for atom in atoms_of(condition):
        assert list(atoms_of(atom)) == [atom]
