"""Decisions: every engine says the same, missing facts are told exactly, and more facts never contradict.

The laws, as `semantics.conclusion`, `semantics.verdict` and `search.missing` give them:

- where no fact is read twice: a decision with nothing missing stays as it is whatever facts are added, an open
  decision misses something, and a fact that is not missing changes no outcome when it is added;
- plain rules (no reason, nothing due, no encouragement, no general permission, nothing `confirmed` or `shown`): a
  settled outcome stays and misses nothing, but for a breach, which can become graver, and no fact that could turn the
  outcome is left out of `missing`; where no two tests read the same fact and completions differ, `missing` is exactly
  what brute force over all completions finds; where no fact is read twice, a decision is open exactly where completions
  differ, but for those that are breaches all.
"""

from itertools import product

from hypothesis import assume, given, note
from hypothesis import strategies as st

from afterschool_policy.engines.compiled import CompiledEngine
from afterschool_policy.engines.interpreter import WalkingEngine
from afterschool_policy.semantics.precedence import is_optional
from afterschool_policy.semantics.question import trees
from afterschool_policy.semantics.verdict import MAX_OPEN
from afterschool_policy.values.outcomes import OUTCOMES, Outcome
from tests.forms import on_every_form
from tests.met import meet, met
from tests.sampling import told_apart
from tests.strategies import (
    FACTS_OF_ONCE,
    FEW_FACTS,
    facts,
    few_tests,
    one_test_a_fact,
    read_once,
    rule_sets,
    single_tests,
)
from tests.support import TYPES, VOCABULARY, law, missing_facts, question, shown

WALKING = WalkingEngine()
MOST_COMPLETIONS = 300


def is_breach(outcome):
    return OUTCOMES[outcome].is_breach


def allowed_in_general(put):
    """Whether a rule allows something in general: it keeps nothing open, and may still speak once somebody asks."""
    return any(map(is_optional, put.rules))


def asked(rules):
    for each in rules:
        note(shown(each))
    return question(law(rules))


def decide(put, known):
    return WALKING.verdict(put, known)


def met_in(verdict):
    """Count what a verdict is a case of, and give it on."""
    meet("open" if verdict.outcome is Outcome.UNDETERMINED else "settled")
    if any(each.defeated_by is not None for each in verdict.rules):
        meet("a rule is defeated")
    return verdict


def missing(put, known):
    return set(missing_facts(put, decide(put, known), known))


def told(verdict):
    return [(each.conclusion.rule.id, each.outcome, each.decided, each.defeated_by) for each in verdict.rules]


def completions(put, known):
    """Every way to complete the facts with telling values."""
    of = told_apart([tree for rule in put.rules for tree in trees(rule)], VOCABULARY, most=4)
    names = [name for name in put.facts if name not in known and name in of]
    choices = [of[name] for name in names]
    size = 1
    for each in choices:
        size *= len(each)
    assume(size <= MOST_COMPLETIONS)
    for values in product(*choices):
        yield names, {**known, **dict(zip(names, values, strict=True))}


def turning(put, known):
    """The facts that alone, the others being as they may, turn the outcome; and all the outcomes there are."""
    turns: set[str] = set()
    outcomes = set()
    seen: dict[tuple[str, tuple[tuple[str, str], ...]], Outcome] = {}
    for names, whole in completions(put, known):
        outcome = decide(put, whole).outcome
        outcomes.add(outcome)
        for name in names:
            others = tuple(sorted((other, repr(value)) for other, value in whole.items() if other != name))
            if seen.setdefault((name, others), outcome) is not outcome:
                turns.add(name)
    return turns, outcomes


def same(compiled, walking):
    assert compiled.outcome is walking.outcome
    assert told(compiled) == told(walking)
    assert compiled.pending == walking.pending


@met("open", "settled")
@given(rule_sets(single_tests(), depth=2), facts())
def test_both_engines_agree(rules, known):
    put = asked(rules)
    same(CompiledEngine().functions(put)[1](known), met_in(decide(put, known)))


@on_every_form
def test_both_engines_agree_on_every_form_of_test(put, many):
    outline_of, verdict_of = CompiledEngine().functions(put)
    for known in many:
        same(verdict_of(known), decide(put, known))
        assert outline_of(known).findings == decide(put, known).findings


@met("open", "settled", "a rule is defeated")
@given(st.one_of(rule_sets(single_tests(), depth=2), rule_sets(few_tests)), st.one_of(facts(), facts(complete=True)))
def test_an_outline_is_the_verdict_in_short(rules, known):
    put = asked(rules)
    outline, verdict = CompiledEngine().functions(put)[0](known), met_in(decide(put, known))
    assert outline.outcome is verdict.outcome
    assert outline.findings == verdict.findings


@given(rule_sets(few_tests), st.lists(st.one_of(facts(FEW_FACTS), facts(FEW_FACTS, complete=True)), min_size=2))
def test_an_outline_does_not_depend_on_what_was_asked_before(rules, many):
    put, engine = asked(rules), CompiledEngine()
    for known in (*many, *reversed(many)):
        assert engine.functions(put)[0](known).findings == decide(put, known).findings


@given(rule_sets(few_tests), st.lists(facts(FEW_FACTS), min_size=2, max_size=6))
def test_the_compiled_engine_remembers_no_facts(rules, many):
    put, engine = asked(rules), CompiledEngine()
    for known in (*many, *reversed(many)):
        assert told(engine.functions(put)[1](known)) == told(decide(put, known))


@met("more that is read")
@given(read_once(), facts(), st.data())
def test_with_nothing_missing_no_further_fact_changes_the_outcome(rules, known, data):
    put = asked(rules)
    assume(not missing(put, known))
    more = data.draw(facts())
    if more.keys() & set(put.facts):
        meet("more that is read")
    assert decide(put, {**more, **known}).outcome is decide(put, known).outcome


@met("open", "settled")
@given(read_once(), facts())
def test_an_open_decision_misses_something(rules, known):
    put = asked(rules)
    assert met_in(decide(put, known)).outcome is not Outcome.UNDETERMINED or missing(put, known)


@met("a rule is defeated", "more that is read")
@given(read_once(), st.one_of(facts(), facts(FACTS_OF_ONCE)), st.data())
def test_a_fact_that_is_not_missing_changes_no_outcome(rules, known, data):
    put = asked(rules)
    idle = tuple(name for name in TYPES if name not in known and name not in missing(put, known))
    more = data.draw(st.one_of(facts(idle), facts(tuple(name for name in idle if name in put.facts))))
    if more.keys() & set(put.facts):
        meet("more that is read")
    assert met_in(decide(put, {**known, **more})).outcome is decide(put, known).outcome


@met("breach", "other")
@given(rule_sets(few_tests, plain=True), facts(FEW_FACTS), st.data())
def test_among_plain_rules_a_settled_outcome_stays_and_misses_nothing(rules, known, data):
    put = asked(rules)
    before = decide(put, known)
    assume(before.outcome is not Outcome.UNDETERMINED and not allowed_in_general(put))
    meet("breach" if is_breach(before.outcome) else "other")
    could_be = missing(put, known)
    assert not could_be or is_breach(before.outcome)
    more = data.draw(facts(FEW_FACTS))
    after = decide(put, {**more, **known}).outcome
    assert after is before.outcome or (could_be & more.keys() and is_breach(after))


@met("a fact turns it")
@given(rule_sets(few_tests, plain=True, most=2), facts(FEW_FACTS))
def test_no_fact_that_could_turn_the_outcome_is_left_out_of_missing(rules, known):
    put = asked(rules)
    turns, _ = turning(put, known)
    if turns:
        meet("a fact turns it")
    assert turns <= missing(put, known)


@met("several facts")
@given(rule_sets(one_test_a_fact, plain=True), facts())
def test_missing_is_exact_where_no_two_tests_read_the_same_fact(rules, known):
    put = asked(rules)
    assume(len(decide(put, known).pending) <= MAX_OPEN)
    turns, outcomes = turning(put, known)
    assume(len(outcomes) > 1)
    meet("several facts" if len(turns) > 1 else "one fact")
    assert missing(put, known) == turns


@met("open", "settled")
@given(rule_sets(one_test_a_fact, plain=True), facts())
def test_a_settled_outcome_is_that_of_every_completion(rules, known):
    put = asked(rules)
    _, outcomes = turning(put, known)
    assume(not allowed_in_general(put))
    found = met_in(decide(put, known)).outcome
    breach = is_breach(found) and all(map(is_breach, outcomes))
    assert found is Outcome.UNDETERMINED or outcomes == {found} or breach


@met("open", "settled")
@given(read_once(plain=True), facts())
def test_a_decision_is_open_exactly_where_completions_differ(rules, known):
    put = asked(rules)
    _, outcomes = turning(put, known)
    assume(not allowed_in_general(put))
    found = met_in(decide(put, known)).outcome
    if len(outcomes) == 1:
        assert {found} == outcomes
    else:
        assert found is Outcome.UNDETERMINED or (is_breach(found) and all(map(is_breach, outcomes)))


@met("open", "settled", "a rule is defeated")
@given(rule_sets(few_tests), facts(FEW_FACTS), st.randoms(use_true_random=False))
def test_the_order_of_rules_does_not_matter(rules, known, random):
    shuffled = list(rules)
    random.shuffle(shuffled)
    one, other = met_in(decide(asked(rules), known)), decide(asked(shuffled), known)
    assert one.outcome is other.outcome
    assert missing(asked(rules), known) == missing(asked(shuffled), known)
    plain = [(name, outcome, decided, defeated is None) for name, outcome, decided, defeated in told(one)]
    assert sorted(plain) == sorted(
        (name, outcome, decided, lost is None) for name, outcome, decided, lost in told(other)
    )
