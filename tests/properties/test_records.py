"""Lists of records: what is told of the members of a household holds however the unknown facts turn out.

Held against all completions: of what is not known of each member, and while nobody says that none is left out, of one
member more.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import product

from hypothesis import event, given, settings
from hypothesis import strategies as st

from afterschool_policy.explain.basis import Basis
from afterschool_policy.explain.outputs import amounts
from afterschool_policy.language.checker import Records, Scope, check
from afterschool_policy.language.evaluate import Values, value_of
from afterschool_policy.language.parser import parse
from afterschool_policy.language.printer import print_expression
from afterschool_policy.language.tree import Node, Value
from afterschool_policy.law.model import Body, Law, OutputSpec
from afterschool_policy.law.records import written_out
from afterschool_policy.semantics.edition import link
from afterschool_policy.semantics.question import question_of
from afterschool_policy.semantics.verdict import verdict_of
from afterschool_policy.values import truth
from afterschool_policy.values.outcomes import Outcome
from afterschool_policy.values.types import BOOLEAN, NUMBER, Type
from afterschool_policy.vocabulary.facts import Facts
from afterschool_policy.vocabulary.model import FactSpec, RecordList
from tests.support import VOCABULARY, law, number, rule, text

YUAN = number("yuan")
MEMBERS, WHOLE = "thing.members", "thing.whole"
FIELDS = {
    "person.income": FactSpec("person.income", YUAN, text("income"), text("?"), minimum=0),
    "person.child": FactSpec("person.child", BOOLEAN, text("child"), text("?")),
}
VALUES: Mapping[str, tuple[Value, ...]] = {"income": (0, 3, 9), "child": (True, False)}
SCOPE = Scope(
    facts={WHOLE: BOOLEAN},
    derived={"person.earns": BOOLEAN},
    records={MEMBERS: Records("person", {name: spec.type for name, spec in FIELDS.items()}, WHOLE)},
)
CONDITIONS = (
    "sum(person.income for person in thing.members) > 5",
    "any(person.child for person in thing.members)",
    "all(person.child for person in thing.members if person.income > 3)",
    "count(person for person in thing.members if person.child) >= 2",
    "greatest(person.income for person in thing.members) >= 9",
    "least(person.income for person in thing.members if not person.child) < 3",
    "any(person.earns for person in thing.members if person.position > 1)",
    "any(position(person for person in thing.members if person.child) == 2 for person in thing.members)",
    "all(person.income < 9 for person in thing.members if position(person for person in thing.members) >= 2)",
)
AMOUNTS = (
    "sum(person.income for person in thing.members if not person.child)",
    "greatest(person.income for person in thing.members)",
    "sum(person.income * person.position for person in thing.members)",
    "sum(position(person for person in thing.members if person.child) for person in thing.members)",
)


def typed(written: str, wanted: Type | None = BOOLEAN, member: str | None = None) -> Node:
    node, faults = check(parse(written), replace(SCOPE, member=member), wanted)
    assert node is not None, (written, [(fault.code, fault.fields) for fault in faults])
    return node


def made(condition: str, amount: str, modality: str = "must_not") -> Law:
    """A law of one rule on the members, and a definition of one of them."""
    body = Body(condition=typed(condition), amounts=(("sum", typed(amount, YUAN)),))
    earns = Body(value=typed("person.income > 0", member="person"))
    plain = law(
        [rule("a-rule", modality, body), rule("earns", "definition", earns, decisions=(), define="person.earns")]
    )
    members = FactSpec(MEMBERS, number("1"), text("members"), text("?"), whole=True)
    whole = FactSpec(WHOLE, BOOLEAN, text("whole"), text("?"))
    records = RecordList(MEMBERS, "person", WHOLE, text("member"), text("?"), FIELDS)
    vocabulary = replace(
        VOCABULARY, facts={**VOCABULARY.facts, MEMBERS: members, WHOLE: whole}, records={MEMBERS: records}
    )
    spec = replace(plain.decisions["ask"], amounts={"sum": OutputSpec(text("sum"), "yuan")})
    return replace(plain, vocabulary=vocabulary, decisions={"ask": spec})


Household = list[dict[str, Value]]


def basis(made_of: Law, household: Household, whole: bool | None) -> Basis:
    written = written_out(made_of, {MEMBERS: len(household)})
    put = question_of(link(written, None, None, {}), written.decisions["ask"])
    known = {f"{MEMBERS}[{place}].{name}": each[name] for place, each in enumerate(household) for name in each}
    known |= {} if whole is None else {WHOLE: whole}
    verdict = verdict_of(put, {atom: truth.of(value_of(atom, known)) for atom in put.atoms})
    return Basis(put, verdict, Facts(known), None)


def completions(household: Household, whole: bool | None) -> Iterator[Household]:
    """Every way in which all is known of all members; where some may be left out, of one more anywhere as well."""
    places = () if whole else range(len(household) + 1)
    for members in (household, *([*household[:place], {}, *household[place:]] for place in places)):
        open_ = [(place, name) for place, each in enumerate(members) for name in VALUES if name not in each]
        for values in product(*(VALUES[name] for _, name in open_)):
            full = [dict(each) for each in members]
            for (place, name), value in zip(open_, values, strict=True):
                full[place][name] = value
            yield full


member = st.fixed_dictionaries({}, optional={name: st.sampled_from(values) for name, values in VALUES.items()})
households = st.lists(member, max_size=3)


@settings(max_examples=60)
@given(st.sampled_from(CONDITIONS), st.sampled_from(AMOUNTS), households, st.sampled_from((True, None)))
def test_what_is_told_holds_in_every_completion(
    condition: str, amount: str, household: Household, whole: bool | None
) -> None:
    policy = made(condition, amount)
    now = basis(policy, household, whole)
    told, outcome = amounts(now).get("sum"), now.verdict.outcome
    event(f"{outcome}, {'told' if told is not None and told.value is not None else 'open'}, whole: {whole}")
    for full in completions(household, whole):
        then = basis(policy, full, True)
        if outcome is not Outcome.UNDETERMINED:
            assert then.verdict.outcome is outcome
        found = amounts(then).get("sum")
        if told is not None and told.value is not None:
            assert found is not None
            assert found.value == told.value
        if told is not None and found is not None and found.value is not None and told.value is None:
            assert told.low is None or told.low <= found.value
            assert told.high is None or found.value <= told.high


@settings(max_examples=40)
@given(st.sampled_from(CONDITIONS), st.sampled_from(AMOUNTS), households)
def test_all_that_could_change_it_is_missing(condition: str, amount: str, household: Household) -> None:
    policy = made(condition, amount)
    now = basis(policy, household, True)
    outcomes = {basis(policy, full, True).verdict.outcome for full in completions(household, True)}
    assert (now.verdict.outcome is Outcome.UNDETERMINED) >= (len(outcomes) > 1)
    if len(outcomes) > 1:
        assert now.missing
        assert set(now.missing) <= {
            f"{MEMBERS}[{at}].{name}" for at, each in enumerate(household) for name in VALUES if name not in each
        }


@settings(max_examples=40)
@given(st.sampled_from(CONDITIONS), households)
def test_that_somebody_may_be_left_out_is_missing_where_it_could_change_what_is_permitted(
    condition: str, household: Household
) -> None:
    policy = made(condition, AMOUNTS[0], "may")
    now = basis(policy, household, None)
    listed = {basis(policy, full, True).verdict.outcome for full in completions(household, True)}
    outcomes = {basis(policy, full, True).verdict.outcome for full in completions(household, None)}
    event(f"{now.verdict.outcome}, one more could change it: {outcomes != listed}")
    if outcomes != listed:
        assert WHOLE in now.missing


def test_one_who_may_be_left_out_changes_no_any_that_holds_and_no_all_that_does_not() -> None:
    policy = made("any(person.child for person in thing.members)", AMOUNTS[0])
    assert basis(policy, [{"child": True}], None).verdict.outcome is Outcome.PROHIBITED
    assert basis(policy, [{"child": False}], None).verdict.outcome is Outcome.UNDETERMINED
    assert basis(policy, [{"child": False}], None).missing == (WHOLE,)
    policy = made("all(person.child for person in thing.members)", AMOUNTS[0])
    assert basis(policy, [{"child": False}], None).verdict.outcome is Outcome.PERMITTED


AMONG = "position(person for person in thing.members if person.child or person.income > 3)"


def place_of(household: Household, place: int) -> int:
    """The ordinal of a member among those who are children or earn more than 3, by counting."""
    those = [each for each in household[: place + 1] if each["child"] or each["income"] > 3]  # type: ignore[operator]
    return len(those) if those and those[-1] is household[place] else 0


@settings(max_examples=60)
@given(households, st.sampled_from((True, None)))
def test_an_ordinal_among_those_of_whom_a_test_holds_is_told_where_every_completion_gives_the_same(
    household: Household, whole: bool | None
) -> None:
    plain = made(CONDITIONS[0], AMOUNTS[0])
    body = Body(value=typed(AMONG, NUMBER, member="person"))
    policy = replace(plain, rules=(*plain.rules, rule("rank", "definition", body, decisions=(), define="person.rank")))
    written = written_out(policy, {MEMBERS: len(household)})
    definitions = link(written, None, None, {}).definitions
    known = {f"{MEMBERS}[{place}].{name}": each[name] for place, each in enumerate(household) for name in each}
    known |= {} if whole is None else {WHOLE: whole}
    for place in range(len(household)):
        node = definitions[f"{MEMBERS}[{place}].rank"].body.value
        assert node is not None
        told, range_ = value_of(node, known), Values(known).range(node)
        every = {place_of(full, place) for full in completions(household, True)}
        for more in () if whole else range(len(household) + 1):
            one_more = completions([*household[:more], {}, *household[more:]], True)
            every |= {place_of(full, place + (more <= place)) for full in one_more}
        event(f"{len(every)} ways, whole: {whole}")
        assert told == (every.pop() if len(every) == 1 else None)
        assert all(range_.low is None or range_.low <= one for one in every)
        assert all(range_.high is None or one <= range_.high for one in every)


def test_a_gathering_prints_as_it_is_written() -> None:
    for written in (*CONDITIONS, *AMOUNTS):
        assert print_expression(typed(written, None)) == written
    assert print_expression(typed(AMONG, NUMBER, member="person")) == AMONG
