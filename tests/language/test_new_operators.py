"""A new operator of every kind is one row: nothing else is told of it, and all that reads the table takes it in."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterschool_policy import Outcome, Policy
from afterschool_policy.engines.choice import ENGINES
from afterschool_policy.engines.durable.atoms import Literals
from afterschool_policy.engines.durable.conditions import Conditions, Want, attribute_of
from afterschool_policy.engines.durable.ruleset import Comparison
from afterschool_policy.language import signatures
from afterschool_policy.language.checker import check
from afterschool_policy.language.evaluate import truth_of
from afterschool_policy.language.operators import OPERATORS, Operator, Role, notation
from afterschool_policy.language.parser import parse
from afterschool_policy.language.printer import print_expression
from afterschool_policy.language.tree import atoms_of
from afterschool_policy.law.model import Body
from afterschool_policy.search.alternatives import Alternatives
from afterschool_policy.search.truth_sets import members, possible_truths
from afterschool_policy.semantics.trace import carries
from afterschool_policy.site.conditions import ConditionWords
from afterschool_policy.site.pages import reference_tables
from afterschool_policy.site.wording import NamedWording
from afterschool_policy.text import LANGUAGES, Text
from afterschool_policy.values.numbers import settle
from afterschool_policy.values.truth import Truth, negate, of
from afterschool_policy.values.types import BOOLEAN, Kind
from tests.strategies import facts
from tests.support import SCOPE, law, missing_facts, question, rule, typed

TAKES = Text("合适的值", "what fits")


def words(zh: str, en: str) -> dict[str, Text]:
    return {"": Text(zh, en)}


def of_kinds(*kinds, made=BOOLEAN):
    """A signature that takes these kinds of value."""
    return lambda given: made if [type_.kind for type_ in given] == list(kinds) else None


def exclusive(*truths: Truth) -> Truth:
    """Whether an odd number holds; unknown where one of them is."""
    return Truth.UNKNOWN if Truth.UNKNOWN in truths else of(sum(truths) % 2)


def contrary(truth: Truth) -> Truth:
    """What does not hold where this holds."""
    return negate(truth)


def majority(*truths: Truth) -> Truth:
    """Whether more hold than do not, for every assignment of those that are unknown."""
    yes, no = truths.count(Truth.TRUE), truths.count(Truth.FALSE)
    return Truth.TRUE if 2 * yes > len(truths) else Truth.FALSE if 2 * no >= len(truths) else Truth.UNKNOWN


def numbers(given):
    """A truth of numbers of one unit."""
    return BOOLEAN if signatures.same_number(given) is not None else None


CONNECTIVE, TEST, TERM, QUANTIFIER = Role
ROWS = (
    Operator(
        "xor", CONNECTIVE, signatures.booleans, TAKES, words("恰有其一", "exactly one of"), binding=1, truth=exclusive,
        source="({0} != {1})",
    ),
    Operator("iff", CONNECTIVE, signatures.booleans, TAKES, words("同真同假", "alike"), binding=1,
             truth=lambda one, other: negate(exclusive(one, other)), joint=Text("，当且仅当", " exactly if ")),
    Operator("!", CONNECTIVE, signatures.booleans, TAKES, words("反之", "the contrary"), binding=7, prefix=True,
             truth=contrary),
    Operator("most", CONNECTIVE, signatures.booleans, TAKES, words("多数成立", "most of"), truth=majority),
    Operator(
        "proved", CONNECTIVE, signatures.one_boolean, TAKES, words("有证据", "it is proved"), presumes=True,
        truth=lambda one: of(one is Truth.TRUE), contrary=Text("没有证据", "nothing proves"),
    ),
    Operator(
        "checked", CONNECTIVE, signatures.one_boolean, TAKES, words("查实", "checked"), asks_again=True,
        truth=lambda one: one if one is Truth.TRUE else Truth.UNKNOWN,
    ),
    Operator("starts_with", TEST, of_kinds(Kind.TEXT, Kind.TEXT), TAKES, words("{0}开头是{1}", "{0} starts with {1}"),
             str.startswith, binding=4, chains=False),
    Operator("other than", TEST, signatures.equality, TAKES, words("{0}异于{1}", "{0} is other than {1}"),
             lambda one, other: one != other, binding=4, chains=False, negation="==", identifies=True),
    Operator("~", TEST, numbers, TAKES, words("{0}约为{1}", "{0} is about {1}"),
             lambda one, other: abs(one - other) <= 1, "(abs({0} - {1}) <= 1)", 4, chains=False),
    Operator("within", TEST, signatures.membership, TAKES, words("{0}在{1}之内", "{0} is within {1}"),
             lambda one, among: one in among, binding=4, chains=False, over_members=True),
    Operator("weekend", TEST, of_kinds(Kind.DATE), TAKES, words("{0}是周末", "{0} is on a weekend"),
             lambda day: day.weekday() > 4),
    Operator("abs", TERM, signatures.one_number, TAKES, words("{0}的绝对值", "the size of {0}"), abs),
    Operator("%", TERM, signatures.same_number, TAKES, words("{0}除以{1}的余数", "the rest of {0} by {1}"),
             lambda one, other: settle(Fraction(one) % Fraction(other)), binding=6, undefined_at_zero=True,
             arithmetic=True),
    Operator("+/-", TERM, signatures.one_number, TAKES, words("{0}的相反数", "{0} turned round"),
             lambda one: -one, binding=7, prefix=True),
    Operator("last", TERM, lambda given: given[0].item if len(given) == 1 else None, TAKES,
             words("{0}的末项", "the last of {0}"), lambda among: among[-1] if among else None, partial=True),
    Operator("none", QUANTIFIER, signatures.truth_of_members, TAKES,
             words("{over}中没有一项{test}", "no {over} {test}"),
             lambda passed: not any(passed)),
    Operator("first_of", QUANTIFIER, signatures.members, TAKES,
             words("{over}中首个{test}", "the first of {over} {test}"),
             lambda chosen: tuple(chosen)[:1], selects=True),
    Operator("share_of", QUANTIFIER, signatures.count, TAKES, words("{over}中{test}的比例", "share of {over} {test}"),
             lambda passed: settle(Fraction(sum(passed), max(1, len(passed))))),
)  # fmt: skip


EXPRESSIONS = (
    "thing.sound xor thing.ready",
    "thing.sound xor thing.kind == red xor thing.people > 2",
    "not (thing.sound xor thing.ready and thing.wanted)",
    "(thing.sound xor thing.ready) and (thing.wanted xor thing.usable) or thing.start < 12:00",
    "thing.sound iff thing.ready or thing.wanted",
    "!thing.sound and !(thing.ready xor thing.wanted)",
    "most(thing.sound, thing.ready, thing.wanted)",
    "most(thing.sound, thing.kind == red, not thing.usable, thing.people > 2) or thing.wanted",
    "proved(thing.sound) and not proved(thing.ready)",
    "not (proved(thing.sound) xor thing.ready)",
    "proved(thing.sound xor thing.ready) or not proved(most(thing.sound, thing.ready, thing.wanted))",
    "checked(thing.sound or thing.ready)",
    'thing.note starts_with "a"',
    'not thing.note starts_with "a"',
    "thing.kind other than red",
    "not thing.kind other than thing.other",
    "thing.people ~ 3",
    "thing.fee ~ thing.price",
    "thing.kind within [red, green]",
    "red within [thing.kind, thing.other]",
    "any(thing.tags) within [early, late]",
    "weekend(thing.day)",
    "not weekend(thing.day)",
    "abs(thing.fee - thing.price) > 2",
    "abs(thing.fee) == 2",
    "thing.people % 3 == 1",
    "thing.people % thing.places < thing.people % parameter.limit % 2",
    "+/- thing.fee > -3",
    "last(thing.moments) < 12:00",
    "none(thing.tags) == early",
    "none(thing.tags) in thing.more_tags",
    "count(first_of(thing.tags) in [early, late]) == 1",
    "(share_of(thing.tags) == early) > 0.4",
)

MEANS = {
    Want.TRUE: {Truth.TRUE},
    Want.FALSE: {Truth.FALSE},
    Want.NOT_TRUE: {Truth.FALSE, Truth.UNKNOWN},
    Want.NOT_FALSE: {Truth.TRUE, Truth.UNKNOWN},
}
every = pytest.mark.parametrize("written", EXPRESSIONS)


@pytest.fixture(autouse=True, scope="module")
def _rows() -> Iterator[None]:
    """The table with the new rows, for this module alone."""
    with pytest.MonkeyPatch.context() as patch:
        for row in ROWS:
            patch.setitem(OPERATORS, row.symbol, row)
        notation.cache_clear()
        yield
    notation.cache_clear()


def asked(written: str):
    return question(law([rule("a-rule", "must", Body(condition=typed(written)))]))


def condition_of(put):
    return put.rules[0].body.condition


def policy(written: str) -> Policy:
    return Policy(law([rule("a-rule", "must", Body(condition=typed(written)))]))


def test_every_new_row_is_shown():
    written = " ".join(EXPRESSIONS)
    assert [row.symbol for row in ROWS if row.symbol not in written] == []
    assert {row.role for row in ROWS} == set(Role)


@every
def test_it_is_printed_as_it_is_read(written):
    tree = typed(written)
    assert typed(print_expression(tree)) == tree


@pytest.mark.parametrize(
    ("written", "code", "place"),
    [
        ("thing.people xor thing.sound", "type-mismatch", "xor"),
        ("!thing.people", "type-mismatch", "!"),
        ("most(thing.people, thing.sound)", "type-mismatch", "most"),
        ("thing.people starts_with thing.note", "type-mismatch", "starts_with"),
        ("thing.kind other than thing.people", "type-mismatch", "other than"),
        ("weekend(thing.start)", "type-mismatch", "weekend"),
        ("abs(thing.start) > 3", "type-mismatch", "abs"),
        ("thing.people % thing.fee == 1", "type-mismatch", "%"),
        ("thing.people % 0 == 1", "zero-divisor", "0"),
        ("thing.people % thing.people == 1", "zero-divisor", "thing.people"),
        ("thing.people % (thing.places - 1) == 1", "zero-divisor", "thing.places - 1"),
        ("none(thing.tags)", "type-mismatch", "none"),
        ("none(thing.people) == 1", "type-mismatch", "none(thing.people)"),
    ],
)
def test_what_does_not_fit_is_refused_at_its_place(written, code, place):
    node, found = check(parse(written), SCOPE, BOOLEAN)
    assert node is None
    assert [(fault.code, written[fault.at.start : fault.at.end]) for fault in found] == [(code, place)]


@given(st.sampled_from(EXPRESSIONS), st.one_of(facts(), facts(complete=True)))
def test_every_engine_gives_the_same_verdict(written, known):
    put = asked(written)
    wanted = ENGINES["walking"]().verdict(put, known)
    for make in ENGINES.values():
        outline_of, verdict_of = make().functions(put)
        assert verdict_of(known) == wanted
        assert (outline_of(known).outcome, outline_of(known).findings) == (wanted.outcome, wanted.findings)


@every
@pytest.mark.parametrize("want", MEANS)
def test_its_normal_forms_hold_exactly_where_its_truth_is_as_wanted(written, want):
    tree = condition_of(asked(written))
    atoms = list(dict.fromkeys(atoms_of(tree)))
    conditions = Conditions(
        {
            atom: Literals(*(((Comparison(f"a{place}", "==", int(truth)),),) for truth in (1, 0, 2)))
            for place, atom in enumerate(atoms)
        }
    )
    for presuming, truths in product((False, True), product(Truth, repeat=len(atoms))):
        of_atom = dict(zip(atoms, truths, strict=True)).__getitem__
        ways = conditions.disjunction((tree, presuming), want)
        goals = [truth_of(goal, of_atom, presuming=presumes) for goal, presumes in conditions.goals]  # what was cut out
        values = {f"a{place}": truth for place, truth in enumerate(truths)}
        values |= {attribute_of(place): truth for place, truth in enumerate(goals)}
        holds = any(all((values[t.attribute] == t.against) is (t.operator == "==") for t in way) for way in ways)
        assert holds is (truth_of(tree, of_atom, presuming=presuming) in MEANS[want])


@given(st.sampled_from(EXPRESSIONS), facts())
def test_an_open_verdict_misses_something_and_a_settled_one_stays(written, known):
    put = asked(written)
    verdict = ENGINES["walking"]().verdict(put, known)
    absent = missing_facts(put, verdict, known)
    assert bool(absent) or verdict.outcome is not Outcome.UNDETERMINED
    assert set(absent) <= set(put.facts)


def test_what_asks_again_misses_what_is_false_too():
    decision = policy("checked(thing.sound or thing.ready)").decide("ask", {"thing": {"sound": False, "ready": False}})
    assert decision.missing == ("thing.ready", "thing.sound")


def test_a_truth_rests_on_every_operand_but_of_and_and_or():
    assert carries(typed("thing.sound xor thing.ready"), Truth.FALSE, Truth.TRUE)
    assert not carries(typed("thing.sound or thing.ready"), Truth.FALSE, Truth.TRUE)


@every
@pytest.mark.parametrize("presuming", [False, True])
def test_the_truths_that_a_tree_could_have_hold_those_of_every_choice(written, presuming):
    tree = condition_of(asked(written))
    atoms = list(dict.fromkeys(atoms_of(tree)))
    for sets in product((1, 2, 4, 3, 7), repeat=min(2, len(atoms))):
        of_atom = dict.fromkeys(atoms, 7) | dict(zip(atoms, sets, strict=False))
        could = members(possible_truths(tree, of_atom.__getitem__, presuming=presuming))
        choices = (dict(zip(atoms, truths, strict=True)) for truths in product(*map(members, of_atom.values())))
        does = {truth_of(tree, choice.__getitem__, presuming=presuming) for choice in choices}
        assert does == set(could) if len(atoms) == 1 else does <= set(could)


def given_facts(known) -> dict[str, dict[str, object]]:
    return {"thing": {name.removeprefix("thing."): value for name, value in known.items()}}


@given(st.sampled_from(EXPRESSIONS), facts(complete=True), st.sampled_from(LANGUAGES), st.data())
def test_it_is_explained_in_both_languages(written, known, lang, data):
    less = {name: value for name, value in known.items() if data.draw(st.booleans())}
    for given_ in (known, less):
        decision = policy(written).decide("ask", given_facts(given_), engine="both")
        for text in (
            decision.explain(lang),
            decision.why_not("violated").explain(lang),
            decision.ask_next().explain(lang),
        ):
            assert text
            assert "{" not in text


@pytest.mark.parametrize(
    ("written", "known", "zh", "en"),
    [
        ("thing.sound xor thing.ready", {"sound": True, "ready": True}, "恰有其一", "exactly one of"),
        ("most(thing.sound, thing.ready, thing.wanted)", {"sound": True}, "多数成立", "most of"),
        ("not proved(thing.sound)", {}, "没有证据", "nothing proves"),
        ("thing.people % 3 == 1", {"people": 7}, "7 person除以3的余数", "the rest of 7 person by 3"),
        ('not thing.note starts_with "a"', {"note": "b"}, "开头是", "starts with a"),
        (
            "thing.kind other than red",
            {"kind": "blue"},
            "thing.kind为blue（异于red）",
            "thing.kind is blue (other than red)",
        ),
        ("none(thing.tags) == early", {"tags": ["late"]}, "中没有一项", "no thing.tags (late) is “early”"),
    ],
)
def test_it_is_explained_in_the_words_of_its_row(written, known, zh, en):
    decision = policy(written).decide("ask", {"thing": known})
    assert zh in decision.explain("zh")
    assert en in decision.explain("en")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_pages_show_it(lang):
    shown = reference_tables(policy(EXPRESSIONS[0]), (), lang, "reference/expressions.md")["operators"]
    for cell in ("`a xor b`", "`!a`", "`most(a)`", "`a starts_with b`", "`a other than b`", "`abs(a)`", "`a % b`"):
        assert cell in shown.replace("\\", "")
    for written in EXPRESSIONS:
        put = asked(written)
        words, tree = ConditionWords(NamedWording(put.edition), lang, {}), condition_of(put)
        assert words.in_one_line(tree)
        assert list(words.lines(tree))


def test_facts_depend_on_each_other_in_new_arithmetic():
    put = asked("thing.people % thing.places == 1")
    assert Alternatives(put, {}).depend_on_each_other(["thing.people", "thing.places"])
