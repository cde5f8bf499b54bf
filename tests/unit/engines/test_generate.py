"""Generated code holds no word of a policy, and what it leaves to tables and to the definition comes out the same."""

import builtins
from decimal import Decimal

import pytest

from afterschool_policy.cache import Cache
from afterschool_policy.engines import tests_source
from afterschool_policy.engines.generate import Generated
from afterschool_policy.engines.interpreter import WalkingEngine
from afterschool_policy.language.tree import Quantified
from afterschool_policy.law.model import Body, Exemption
from afterschool_policy.values.outcomes import Outcome
from afterschool_policy.values.types import BOOLEAN
from tests.support import code, law, question, rule, table, typed

FULL = {"thing.sound": True, "thing.ready": True, "thing.people": 61, "thing.places": 3, "thing.tags": ("early",)}


def put(condition, **more):
    return question(law([rule("a-rule", "must", Body(condition=typed(condition), **more))]))


def test_no_word_of_the_policy_is_in_the_code(monkeypatch):
    written: list[str] = []

    def keep(text, *rest):
        written.append(text)
        return builtins.compile(text, *rest)

    monkeypatch.setattr(tests_source, "compile", keep, raising=False)
    asked = put('thing.note == "__import__(1)" and thing.kind == red and thing.people > 31337')
    assert Generated(asked).outline({"thing.note": "__import__(1)", "thing.kind": "red", "thing.people": 40000})
    (text,) = written
    assert not [word for word in ("thing", "note", "red", "31337", "__import__") if word in text]


@pytest.mark.parametrize(
    "condition",
    [
        "thing.sound and (thing.ready or thing.people > 60) and not (thing.people > 60)",
        "thing.people >= ceil(thing.places / 2) and thing.people >= floor(thing.places / 2)",
        "any(thing.tags) in [early, late] or all(thing.tags) not in [late]",
        "all(thing.tags) in [early] and any(thing.tags) not in [late] and all(thing.tags) == early",
        "confirmed(thing.sound) and shown(thing.ready) and not confirmed(thing.people < 3)",
        "min(thing.moments) < 12:00 or thing.sound",
        "all(those(thing.tags) not in [early, late]) in thing.more_tags",
        "any(those(thing.tags) not in thing.more_tags) == late or thing.sound",
        "true and not false",
    ],
)
@pytest.mark.parametrize("missing", [None, *FULL])
@pytest.mark.parametrize("flipped", [False, True])
def test_every_way_of_writing_a_test_agrees_with_the_definition(condition, missing, flipped):
    asked = put(condition, unless=(Exemption(typed("thing.people == 61"), ("1",), Outcome.NOT_APPLICABLE),))
    known = {name: value for name, value in FULL.items() if name != missing}
    if flipped:
        known |= {name: not value for name, value in known.items() if isinstance(value, bool)}
        known |= {"thing.tags": ("late", "unlisted"), "thing.people": Decimal("2.5"), "thing.moments": ()}
    plain = WalkingEngine().verdict(asked, known)
    made = Generated(asked)
    assert made.outline(known).findings == plain.findings
    assert made.outline(known).outcome is plain.outcome
    assert made.verdict(known) == plain


def test_equal_trees_are_computed_once_for_all_rules(monkeypatch):
    rules = [rule(f"rule-{place}", "must", Body(condition=typed("thing.sound and thing.ready"))) for place in range(50)]
    made = Generated(question(law(rules)))
    assert len(made.outline(FULL).findings) == 50
    (outlines,) = (each for each in made.outline.__globals__.values() if isinstance(each, Cache) and len(each))  # type: ignore[attr-defined]
    assert [len(key) for key in outlines] == [1]


def test_the_rows_of_a_table_can_be_a_list_whose_members_are_tested():
    listed = table("all", {"thing.sound": "red", "thing.ready": "green"}, None, code("kinds"))
    among = Quantified("any", listed, "==", typed("thing.kind", code("kinds")), BOOLEAN)
    asked = question(law([rule("a-rule", "must", Body(condition=among))]))
    for known in ({}, {"thing.sound": True, "thing.ready": False, "thing.kind": "red"}, {"thing.kind": "red"}):
        assert Generated(asked).verdict(known) == WalkingEngine().verdict(asked, known)
