"""Of rules that a fact tells apart only those are run that can apply; all others are told without it."""

import builtins

import pytest

from afterschool_policy.engines import tests_source
from afterschool_policy.engines.by_value import MANY, ByValue
from afterschool_policy.engines.generate import Generated
from afterschool_policy.engines.interpreter import WalkingEngine
from afterschool_policy.law.model import Body, Exemption
from afterschool_policy.values.outcomes import Outcome
from tests.support import law, question, rule, typed

COUNT = MANY + 8


def told_apart(scope='thing.note == "{0}" and thing.ready', **more):
    """So many rules, each about a note of its own, and one about all."""
    rules = [
        rule(f"of-{place}", "must", Body(applies=typed(scope.format(place)), condition=typed("thing.sound"), **more))
        for place in range(COUNT)
    ]
    return question(law([*rules, rule("of-all", "must_not", Body(condition=typed("thing.wanted")))]))


@pytest.fixture
def compiled(monkeypatch):
    """The functions that are written, by the lines of their source."""
    written: list[int] = []

    def keep(text, *rest):
        written.append(text.count("\n"))
        return builtins.compile(text, *rest)

    monkeypatch.setattr(tests_source, "compile", keep, raising=False)
    return written


KNOWN = {"thing.ready": True, "thing.sound": False, "thing.wanted": False}


@pytest.mark.parametrize("known", [KNOWN, {**KNOWN, "thing.ready": False}, {"thing.wanted": False}, {}])
@pytest.mark.parametrize("note", ["3", "of no rule"])
def test_they_come_to_what_all_of_them_come_to(note, known, compiled):
    put = told_apart()
    told, whole = (
        Generated(put).outline({"thing.note": note, **known}),
        WalkingEngine().verdict(put, {"thing.note": note, **known}),
    )
    assert (told.outcome, told.findings) == (whole.outcome, whole.findings)
    assert max(compiled) < COUNT


def test_a_function_is_written_once_for_each_value_that_is_met(compiled):
    outline = Generated(told_apart()).outline
    for note in ("1", "2", "1", "2", "nobody's", "nobody else's"):
        outline({"thing.note": note, **KNOWN})
    assert len(compiled) == 1 + 2 + 1  # what is about all, two values, and none of any rule


def test_all_are_run_where_the_fact_is_unknown(compiled):
    put = told_apart()
    told, whole = Generated(put).outline(KNOWN), WalkingEngine().verdict(put, KNOWN)
    assert (told.outcome, told.findings) == (whole.outcome, whole.findings)
    assert max(compiled) >= COUNT


@pytest.mark.parametrize(
    ("scope", "more"),
    [
        ('thing.note != "{0}"', {}),
        ("thing.people == {0}", {}),
        ('thing.note == "{0}" or thing.ready', {}),
        ('not (thing.note == "{0}")', {}),
        ('thing.note == "{0}"', {"unless": (Exemption(typed("thing.wanted"), ("1",), Outcome.NOT_APPLICABLE),)}),
    ],
    ids=["another operator", "a number", "one of two ways", "denied", "an exception that may be cited"],
)
def test_other_rules_are_not_told_apart(scope, more):
    assert ByValue.of(told_apart(scope, **more), bound=1) is None


def test_rules_that_many_values_share_are_run_together():
    every = ", ".join(f'"{place}"' for place in range(COUNT))
    assert ByValue.of(told_apart(f"thing.note in [{every}]"), bound=1) is None
