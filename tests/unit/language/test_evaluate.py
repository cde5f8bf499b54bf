"""Values: what is unknown stays unknown, and nothing is taken for zero, empty or false."""

from datetime import date, time
from decimal import Decimal
from fractions import Fraction

import pytest

from afterschool_policy.language.evaluate import value_of
from afterschool_policy.language.tree import Apply, Constant, Fact, Node, Row, Table
from afterschool_policy.law.model import Body
from afterschool_policy.semantics.edition import link
from afterschool_policy.values.types import BOOLEAN, NUMBER
from tests.support import law, rule, typed


def value(written, **facts):
    """The value of an expression over `thing` facts, its parameters and definitions linked."""
    made = law([rule("a-rule", "definition", Body(value=typed(written, None)), decisions=(), define="thing.asked")])
    body = next(each.body for each in link(made, None, None, {}).rules if each.rule.id == "a-rule")
    assert body.value is not None
    return value_of(body.value, {f"thing.{name}": each for name, each in facts.items()})


@pytest.mark.parametrize(
    ("written", "facts", "expected"),
    [
        ("thing.people + 1", {"people": 2}, 3),
        ("thing.people / 3", {"people": 1}, Fraction(1, 3)),
        ("thing.people / 4", {"people": 1}, Decimal("0.25")),
        ("thing.fee * 3", {"fee": Decimal("0.1")}, Decimal("0.3")),
        ("ceil(thing.people / parameter.limit)", {"people": 61}, 21),
        ("floor(thing.people / parameter.limit)", {"people": 61}, 20),
        ("parameter.rate * thing.people", {"people": 4}, 10),
        ("-thing.fee", {"fee": Decimal("1.5")}, Decimal("-1.5")),
        ("max(thing.fee, 0)", {"fee": -3}, 0),
        ("min(thing.start, thing.end)", {"start": time(9), "end": time(8)}, time(8)),
        ("min(thing.moments)", {"moments": (time(9), time(8))}, time(8)),
        ("count(thing.tags)", {"tags": ("early", "odd")}, 2),
        ("count(thing.tags)", {"tags": ()}, 0),
        ("year(thing.day)", {"day": date(2021, 9, 1)}, 2021),
        ("thing.kind in [red, green]", {"kind": "blue"}, False),
        ("thing.kind not in [red, green]", {"kind": "blue"}, True),
        ("any(thing.tags) == early", {"tags": ("late", "early")}, True),
        ("any(thing.tags) == early", {"tags": ()}, False),
        ("all(thing.tags) == early", {"tags": ()}, True),
        ("all(parameter.core_tags) in thing.tags", {"tags": ("late", "early", "long")}, True),
        ("those(parameter.core_tags) not in thing.tags", {"tags": ("late",)}, ("early",)),
        (
            "differing(thing.stated, thing.actual)",
            {"stated": {"a": 1, "b": 2, "c": 3}, "actual": {"b": 3, "a": 1}},
            ("b",),
        ),
        ("thing.usable", {"sound": True, "ready": False}, True),
        ("thing.total", {"fee": 1, "price": 2}, 3),
        ("red in [thing.kind, thing.other]", {"kind": "blue", "other": "red"}, True),
    ],
)
def test_known_facts_give_a_value(written, facts, expected):
    assert value(written, **facts) == expected


@pytest.mark.parametrize(
    ("written", "facts"),
    [
        ("thing.people + 1", {}),
        ("thing.people * 0", {}),
        ("max(thing.people, 3)", {}),
        ("count(thing.tags)", {}),
        ("any(thing.tags) == early", {}),
        ("all(thing.tags) in thing.more_tags", {"tags": ()}),
        ("thing.kind == thing.other", {"kind": "red"}),
        ("min(thing.moments)", {"moments": ()}),
        ("min(thing.moments) < 12:00", {"moments": ()}),
        ("thing.total", {"fee": 1}),
        ("thing.usable", {"sound": True}),
        ("thing.start < parameter.closing", {"start": time(8)}),
        ("red in [thing.kind, thing.other]", {"kind": "red"}),
    ],
)
def test_an_unknown_fact_leaves_the_value_unknown(written, facts):
    assert value(written, **facts) is None


@pytest.mark.parametrize(
    ("written", "facts", "expected"),
    [
        ("thing.sound and thing.ready", {"sound": False}, False),
        ("thing.sound or thing.ready", {"ready": True}, True),
        ("not (thing.sound and thing.ready)", {"sound": False}, True),
        ("thing.usable", {"ready": True}, False),
        ("confirmed(thing.sound)", {"sound": True}, True),
        ("confirmed(thing.sound)", {"sound": False}, None),
        ("not confirmed(thing.sound)", {"sound": False}, None),
    ],
)
def test_connectives_go_by_kleene_logic(written, facts, expected):
    assert value(written, **facts) is expected


class Counted(dict):
    """Facts that count how often they are looked up."""

    looked_up = 0

    def get(self, key, default=None):
        self.looked_up += 1
        return super().get(key, default)


def test_what_a_deep_term_can_be_is_worked_out_once_at_each_level():
    rows = (Row(Fact("thing.ready", BOOLEAN), Constant(1, NUMBER)), Row(Constant(True, BOOLEAN), Constant(2, NUMBER)))
    node: Node = Table("first", rows, None, NUMBER)
    for _ in range(12):
        node = Apply("+", (node, Constant(1, NUMBER)), NUMBER)
    known = Counted()
    assert value_of(node, known) is None
    assert known.looked_up < 100
