"""Rules that a fact tells apart: the few that are run come to what all of them come to, whatever is known.

The outline of such a question is held to the verdict of the definition, which tries every rule: outcome and findings,
with limits of the policy, rules that take the place of others, answers of any order, and questions left open.
"""

from unittest.mock import patch

from hypothesis import given
from hypothesis import strategies as st

from afterschool_policy.engines import by_value
from afterschool_policy.engines.generate import Generated
from afterschool_policy.engines.interpreter import WalkingEngine
from afterschool_policy.language.connectives import all_of
from afterschool_policy.language.evaluate import Values, truth_of
from afterschool_policy.language.needed_values import needed_values
from afterschool_policy.law.model import Body
from afterschool_policy.semantics.verdict import Verdict
from afterschool_policy.values.outcomes import Outcome
from afterschool_policy.values.truth import Truth
from tests.met import meet, met
from tests.strategies import conditions, facts, few_tests, rule_sets, single_tests
from tests.support import ANSWERS, law, linked, question, rule, typed

WALKING = WalkingEngine()

GUARDS = st.sampled_from(
    (
        "thing.kind == red",
        "thing.kind in [red, green]",
        "thing.kind == blue or thing.kind == green and thing.sound",
        "thing.other == red",
        "thing.other == red and thing.kind == red",
        "thing.kind == red and thing.kind == blue",
        "early in thing.tags",
    )
)
"""Scopes of which most need a fact to be some values."""


LIMITS = st.sampled_from(("thing.sound", "thing.sound or thing.ready", "thing.kind == blue"))


_BY_WHICH = ("thing.kind", "thing.other")
CASES = st.lists(
    st.tuples(facts(), st.one_of(facts(_BY_WHICH), facts(_BY_WHICH, complete=True))).map(
        lambda each: each[0] | each[1]
    ),
    min_size=2,
    max_size=8,
)
"""Some facts, those that tell the rules apart mostly among them."""


@st.composite
def guarded(draw, leaves):
    """Rules of which some are told apart by a code, maybe with a limit of the policy before them."""
    made = []
    for each in draw(rule_sets(leaves, most=5)):
        body = each.body
        if draw(st.integers(0, 3)):
            guard = typed(draw(GUARDS))
            applies = guard if body.applies is None or draw(st.booleans()) else all_of(guard, body.applies)
            body = Body(**{name: getattr(body, name) for name in Body.__slots__} | {"applies": applies})
        if draw(st.booleans()):
            body = Body(**{name: getattr(body, name) for name in Body.__slots__} | {"unless": ()})
        over = tuple(name for name, _ in each.overrides)
        made.append(rule(each.id, each.modality, body, overrides=over))
    if draw(st.booleans()):
        made.insert(0, rule("a-limit", "scope", Body(condition=typed(draw(LIMITS)))))
    return made


@met("left out", "left out and open", "left out and defeated by a limit", "by all rules")
@given(
    st.one_of(guarded(few_tests), guarded(single_tests())),
    st.lists(st.sampled_from(ANSWERS), unique=True, min_size=1),
    CASES,
)
def test_the_rules_that_are_run_come_to_what_all_come_to(rules, answers, cases):
    put = question(law(rules, answers))
    with patch.object(by_value, "MANY", 1):
        made = Generated(put)
    for known in cases:
        outline, whole = made.outline(known), WALKING.verdict(put, known)
        assert outline.outcome is whole.outcome
        assert outline.findings == whole.findings
        assert outline.speaking in (None, whole.speaking)
        assert made.verdict(known) == whole
        if not isinstance(outline, Verdict) and made._whole is None:
            meet("left out")
            if whole.outcome is Outcome.UNDETERMINED:
                meet("left out and open")
            if any((each.defeated_by or "").startswith("a-limit") for each in whole.findings):
                meet("left out and defeated by a limit")
        elif made._whole is not None:
            meet("by all rules")


@met("false for its value", "no value is needed")
@given(
    st.tuples(GUARDS, st.sampled_from(("and", "or")), st.one_of(GUARDS, conditions(2, GUARDS), single_tests())),
    CASES,
)
def test_without_a_value_that_it_needs_a_condition_is_false(written, cases):
    tree = linked(typed("({}) {} ({})".format(*written)))
    needed = needed_values(tree)
    if not needed:
        meet("no value is needed")
    for known in cases:
        values = Values(known)
        for fact, of_fact in needed.items():
            if fact in known and known[fact] not in of_fact:
                meet("false for its value")
                assert truth_of(tree, values.truth) is Truth.FALSE
                assert truth_of(tree, values.truth, presuming=False) is Truth.FALSE
