"""Why not, and what to ask next: what the searches find is what brute force over every combination finds.

- The smallest sets of changes are exactly the minimal ones of all that bring the outcome, by whatever facts but those
  of the limits (nobody is advised to stand outside them), each changed as it can be, one way or either; a search that
  was cut says so and gives some of them.
- Every value that is said to do as well does, whichever of theirs the other facts have.
- The fewest questions are as many as the shortest of all plans needs for its longest branch.
- A selection that meets all demands is a smallest one.
"""

from dataclasses import replace
from itertools import combinations, islice, product

from hypothesis import assume, event, given, note
from hypothesis import strategies as st

from afterschool_policy.engines.interpreter import WalkingEngine
from afterschool_policy.search.alternatives import Alternatives
from afterschool_policy.search.budget import Budget
from afterschool_policy.search.hitting_sets import smallest
from afterschool_policy.search.missing import presumed_facts
from afterschool_policy.search.question_plan import question_plan
from afterschool_policy.search.remedies import smallest_changes
from afterschool_policy.values.outcomes import Outcome
from afterschool_policy.vocabulary.model import Changeable
from tests.met import meet, met
from tests.sampling import told_apart
from tests.strategies import FEW_FACTS, facts, few_tests, rule_sets, single_tests
from tests.support import ANSWERS, VOCABULARY, goes, law, missing_facts, question, shown

WALKING = WalkingEngine()
MOST_WAYS = 150


ORDERED = ("thing.people", "thing.start")
ways = st.fixed_dictionaries(
    {name: st.sampled_from(Changeable) for name in ORDERED},
    optional=dict.fromkeys(("thing.sound", "thing.ready", "thing.kind"), st.just(Changeable.NEVER)),
)

ordered_tests = st.sampled_from(("thing.people > 2", "thing.start < 18:00", "thing.start >= 9:30", "thing.sound"))


def asked(rules, changeable=None):
    for each in rules:
        note(shown(each))
    specs = {
        name: replace(spec, changeable=(changeable or {}).get(name, Changeable.FREELY))
        for name, spec in VOCABULARY.facts.items()
    }
    return question(replace(law(rules), vocabulary=replace(VOCABULARY, facts=specs)))


class Brute:
    """Every combination of values, one for each way in which the tests of a fact can turn out (each reads one fact)."""

    def __init__(self, put, known=None):
        self.put = put
        self.outcomes = {}
        self.lengths = {}
        self.values = told_apart(put.atoms, VOCABULARY, possible=changes_of(put, known or {}))

    def outcome(self, known):
        key = tuple(sorted((name, repr(value)) for name, value in known.items()))
        if key not in self.outcomes:
            self.outcomes[key] = WALKING.verdict(self.put, known).outcome
        return self.outcomes[key]

    def remedies(self, known, wanted):
        free = [name for name in self.values if name not in self.put.limiting]
        found = []
        for count in range(1, len(free) + 1):
            for names in map(frozenset, combinations(free, count)):
                if not any(each <= names for each in found) and self.brings(names, known, wanted):
                    found.append(names)
        return {*found}

    def brings(self, names, known, wanted):
        choices = product(*(self.values[name] for name in names))
        return any(self.outcome({**known, **dict(zip(names, each, strict=True))}) is wanted for each in choices)

    def fewest(self, known, left, presumed):
        """The longest branch of the shortest plan; None where no plan settles it."""
        key = (frozenset((name, repr(value)) for name, value in known.items()), left)
        if key not in self.lengths:
            self.lengths[key] = self._fewest(known, left, presumed)
        return self.lengths[key]

    def _fewest(self, known, left, presumed):
        if self.outcome(known) is not Outcome.UNDETERMINED:
            return 0
        lengths = []
        for name in left:
            after = [{**known, name: value} for value in self.values[name]]
            after += [known] if name in presumed else []
            branches = [self.fewest(each, left - {name}, presumed) for each in after]
            if None not in branches:
                lengths.append(1 + max(branches))
        return min(lengths, default=None)


def changes_of(put, known):
    """What tells the values that a fact can be changed to, or found to have."""
    specs = put.edition.law.vocabulary.facts
    return lambda name, value: name not in known or goes(specs[name].changeable, known[name], value)


def within_reach(put, known):
    """The outcomes that other facts bring, each changed as it can be."""
    values = told_apart(put.atoms, VOCABULARY, most=4, possible=changes_of(put, known))
    tried = [name for name in values if name not in put.limiting and values[name]]
    ways = product(*(values[name] for name in tried))
    completed = ({**known, **dict(zip(tried, way, strict=True))} for way in islice(ways, MOST_WAYS))
    found = {WALKING.verdict(put, each).outcome for each in completed}
    return [each for each in ANSWERS if each in found]


def other_outcome(data, put, known):
    """An outcome to ask for: one within reach where there is one, and any other now and then."""
    now = WALKING.verdict(put, known).outcome
    reached = within_reach(put, known) if data.draw(st.integers(0, 7)) else ANSWERS
    others = [each for each in reached if each is not now]
    return data.draw(st.sampled_from(others or [each for each in ANSWERS if each is not now]))


def plain(known, put):
    return {name: value for name, value in known.items() if name in put.facts}


def as_brute_force_finds(put, known, wanted):
    """The smallest changes, held against those that brute force finds."""
    found = smallest_changes(put, known, wanted)
    expected = Brute(put, known).remedies(known, wanted)
    sets = {frozenset(way.values) for way in found.sets}
    assert sets <= expected
    if found.complete:
        assert sets == expected
    else:  # only a search that grows too long is cut
        assert len(expected) > 3
    assert [len(way.values) for way in found.sets] == sorted(len(way.values) for way in found.sets)
    return found.sets


@met("found", "out of reach")
@given(rule_sets(few_tests), facts(FEW_FACTS), ways, st.data())
def test_the_smallest_changes_are_those_that_brute_force_finds(rules, known, changeable, data):
    put = asked(rules, changeable)
    known = plain(known, put)
    meet("found" if as_brute_force_finds(put, known, other_outcome(data, put, known)) else "out of reach")


@met("up", "down", "found out", "out of reach")
@given(rule_sets(ordered_tests, most=2), facts(ORDERED), facts(ORDERED, complete=True), st.data())
def test_what_goes_one_way_is_changed_that_way_alone(rules, some, every, data):
    changeable = {name: data.draw(st.sampled_from((Changeable.UP, Changeable.DOWN))) for name in ORDERED}
    put, known = asked(rules, changeable), data.draw(st.sampled_from((every, every, some)))
    known = plain(known, put)
    sets = as_brute_force_finds(put, known, other_outcome(data, put, known))
    if not sets:
        meet("out of reach")
    for name in (name for chosen in sets for name in chosen.values):
        if name not in known:
            meet("found out")
        else:
            way = changeable[name]
            assert all(goes(way, known[name], each) for chosen in sets for each in chosen.options.get(name, ()))
            meet(way.value)


@met("one fact", "several facts")
@given(rule_sets(few_tests), facts(FEW_FACTS), st.data())
def test_every_value_that_is_said_to_do_as_well_does(rules, known, data):
    put = asked(rules)
    wanted = other_outcome(data, put, known)
    for way in smallest_changes(put, known, wanted).sets:
        meet("one fact" if len(way.values) == 1 else "several facts")
        assert all(way.values[name] in way.options[name] for name in way.values)
        ends = ({each[0], each[-1]} for each in way.options.values())  # the nearest and the farthest
        for values in product(*ends):
            again = {**known, **dict(zip(way.options, values, strict=True))}
            assert WALKING.verdict(put, again).outcome is wanted


@met("one fact", "several facts")
@given(rule_sets(single_tests()), facts(), st.data())
def test_whatever_tests_read_every_change_that_is_found_brings_the_outcome(rules, known, data):
    put = asked(rules)
    wanted = other_outcome(data, put, known)
    for way in smallest_changes(put, known, wanted).sets:
        meet("one fact" if len(way.values) == 1 else "several facts")
        assert WALKING.verdict(put, {**known, **way.values}).outcome is wanted
        assert all(known.get(name) != value for name, value in way.values.items())
        for count in range(len(way.values)):
            for names in combinations(way.values, count):
                part = {name: way.values[name] for name in names}
                assert WALKING.verdict(put, {**known, **part}).outcome is not wanted


@met("settled", "planned")
@given(rule_sets(few_tests, most=2), facts(FEW_FACTS))
def test_the_fewest_questions_are_those_of_the_shortest_plan(rules, known):
    put = asked(rules)
    brute, known = Brute(put), plain(known, put)
    verdict = WALKING.verdict(put, known)
    found = question_plan(put, verdict, known, missing_facts(put, verdict, known))
    if verdict.outcome is not Outcome.UNDETERMINED:
        meet("settled")
        assert found.questions == ()
        return
    missing = frozenset(missing_facts(put, verdict, known))
    shortest = brute.fewest(known, missing, presumed_facts(put))
    assume(shortest is not None)
    assert found.fewest <= shortest <= found.most
    meet("planned")
    event("complete" if found.complete else "cut")  # by the documented limit on tries
    if found.complete:
        assert found.fewest == found.most
    assert {each.name for each in found.questions} <= missing


@met("asked")
@given(rule_sets(few_tests, most=2), facts(FEW_FACTS))
def test_the_first_question_leads_where_it_says(rules, known):
    put = asked(rules)
    verdict = WALKING.verdict(put, known)
    for each in question_plan(put, verdict, known, missing_facts(put, verdict, known)).questions[:1]:
        meet("asked")
        for answer in each.answers:
            for value in answer.values:
                after = {**known, **({each.name: value} if value is not None else {})}
                outcome = WALKING.verdict(put, after).outcome
                assert outcome is (answer.outcome or Outcome.UNDETERMINED)


@given(facts(FEW_FACTS), rule_sets(few_tests))
def test_an_alternative_is_another_value_than_the_one_there_is(known, rules):
    put = asked(rules)
    alternatives = Alternatives(put, known)
    for name in alternatives.facts:
        assert known.get(name) not in alternatives.of(name)
        assert len({repr(each) for each in alternatives.of(name)}) == len(alternatives.of(name))


_SETS = st.lists(st.frozensets(st.sampled_from("abcdef"), min_size=1), max_size=5)


@given(_SETS, _SETS)
def test_a_selection_that_meets_all_demands_is_a_smallest_one(demands, forbidden):
    def fits(chosen):
        return all(each & chosen for each in demands) and not any(each <= chosen for each in forbidden)

    fitting = [set(each) for size in range(7) for each in combinations("abcdef", size) if fits({*each})]
    found = smallest(demands, forbidden, Budget())
    assert (found is None) == (not fitting)
    if found is not None:
        assert fits(found)
        assert len(found) == len(fitting[0])
