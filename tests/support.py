"""Small things that several tests use: a scope to write expressions in, a vocabulary behind it, laws made in memory."""

import os
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import TypeVar

from afterschool_policy.language.checker import Scope, check
from afterschool_policy.language.hits import HITS
from afterschool_policy.language.parser import parse
from afterschool_policy.language.printer import print_expression
from afterschool_policy.language.ranges import Range
from afterschool_policy.language.tree import Constant, Node, Row, Table, Value
from afterschool_policy.law.answers import Answers
from afterschool_policy.law.model import (
    Body,
    Clause,
    DecisionSpec,
    Effective,
    InstrumentSpec,
    Law,
    OutputSpec,
    Rule,
)
from afterschool_policy.law.number_ranges import range_of_fact
from afterschool_policy.search.missing import missing
from afterschool_policy.semantics.edition import link
from afterschool_policy.semantics.question import Question, question_of
from afterschool_policy.semantics.verdict import Verdict
from afterschool_policy.text import Text
from afterschool_policy.values.outcomes import Outcome
from afterschool_policy.values.periods import EVERYWHERE, PeriodKind
from afterschool_policy.values.types import BOOLEAN, DATE, MAPPING, TEXT, TIME, Kind, Type
from afterschool_policy.values.units import Unit
from afterschool_policy.vocabulary.model import Changeable, Enumeration, FactSpec, Vocabulary

TESTS = Path(__file__).parent
LIBRARY = TESTS / "policies" / "library_loans"
CITY_POOL = TESTS / "policies" / "city_pool"


Item = TypeVar("Item")


def spread(items: Sequence[Item], most: int) -> Sequence[Item]:
    """About so many of them, evenly over all; in the nightly profile every one."""
    every = os.environ.get("HYPOTHESIS_PROFILE") == "nightly"
    return items if every else items[:: max(1, -(-len(items) // most))]


def goes(way: Changeable, now: Value, value: Value) -> bool:
    """Whether a fact that is known can be changed to a value."""
    match way:
        case Changeable.UP:
            return value > now  # type: ignore[operator]  # both of one ordered type
        case Changeable.DOWN:
            return value < now  # type: ignore[operator]
    return way is Changeable.FREELY


def text(words: str) -> Text:
    return Text(words, words)


def number(unit: str) -> Type:
    return Type(Kind.NUMBER, unit=Unit.parse(unit))


def code(enumeration: str) -> Type:
    return Type(Kind.CODE, codes=enumeration)


def list_of(item: Type) -> Type:
    return Type(Kind.LIST, item=item)


ENUMERATIONS = {
    "kinds": Enumeration("kinds", text("kinds"), False, {each: text(each) for each in ("red", "green", "blue")}),
    "tags": Enumeration("tags", text("tags"), True, {each: text(each) for each in ("early", "late", "long")}),
}

TYPES: dict[str, Type] = {
    "thing.sound": BOOLEAN,
    "thing.ready": BOOLEAN,
    "thing.wanted": BOOLEAN,
    "thing.kind": code("kinds"),
    "thing.other": code("kinds"),
    "thing.tags": list_of(code("tags")),
    "thing.more_tags": list_of(code("tags")),
    "thing.people": number("person"),
    "thing.places": number("person"),
    "thing.fee": number("yuan"),
    "thing.price": number("yuan"),
    "thing.share": number("1"),
    "thing.start": TIME,
    "thing.end": TIME,
    "thing.moments": list_of(TIME),
    "thing.day": DATE,
    "thing.since": DATE,
    "thing.term": number("month"),
    "thing.note": TEXT,
    "thing.stated": MAPPING,
    "thing.actual": MAPPING,
}
WHOLE = frozenset({"thing.people", "thing.places", "thing.term"})
POSITIVE = frozenset({"thing.places"})

VOCABULARY = Vocabulary(
    facts={
        name: FactSpec(
            name,
            type_,
            text(name),
            text(name),
            whole=name in WHOLE,
            minimum=Decimal(int(name in POSITIVE)) if type_.kind is Kind.NUMBER else None,
        )
        for name, type_ in TYPES.items()
    },
    enumerations=ENUMERATIONS,
    groups={"thing": text("thing")},
)

PARAMETERS = {
    "limit": (number("person"), 3),
    "rate": (number("yuan/person"), Decimal("2.5")),
    "closing": (TIME, None),
    "core_tags": (list_of(code("tags")), ("early", "late")),
}
DAYS = list_of(DATE)
CALENDAR = (
    Constant((date(2021, 1, 1), date(2022, 12, 31), date(2024, 1, 1), date(2024, 12, 31)), DAYS),
    Constant((date(2021, 10, 1), date(2021, 10, 4), date(2021, 10, 5), date(2024, 2, 29)), DAYS),
    Constant((date(2021, 10, 9), date(2024, 3, 2)), DAYS),
)
"""A calendar with a year that it does not cover."""
SCOPE = Scope(
    facts=TYPES,
    derived={
        "thing.usable": BOOLEAN,
        "thing.total": number("yuan"),
        "thing.charge": number("yuan"),
        "thing.score": number("person"),
        "thing.duty": number("yuan"),
        "thing.most": number("person"),
        "thing.sort": code("kinds"),
        "thing.due": DATE,
    },
    parameters={**{name: type_ for name, (type_, _) in PARAMETERS.items()}, "quota": number("person")},
    codes={name: tuple(each.codes) for name, each in ENUMERATIONS.items()},
    ranges={
        **{spec.name: range_of_fact(spec) for spec in VOCABULARY.facts.values() if spec.type.kind is Kind.NUMBER},
        "parameter.limit": Range(Fraction(3), Fraction(3)),
        "parameter.rate": Range(Fraction(5, 2), Fraction(5, 2)),
        "parameter.quota": Range(Fraction(2), Fraction(6)),
    },
    calendar=CALENDAR,
    periods={**EVERYWHERE, "term": PeriodKind("term", text("term"), (date(2001, 3, 1), date(2001, 9, 1)))},
    as_of="thing.day",
)


def typed(written: str, wanted: Type | None = BOOLEAN, scope: Scope = SCOPE) -> Node:
    """The typed tree of an expression that must be right."""
    node, faults = check(parse(written), scope, wanted)
    assert node is not None, (written, [(fault.code, fault.fields) for fault in faults])
    return node


def table(policy: str, rows: Mapping[str, str], otherwise: str | None, type_: Type, **more) -> Table:
    """A table whose rows are conditions with what they give."""
    made = [Row(typed(when), typed(value, type_)) for when, value in rows.items()]
    rest = None if otherwise is None else Row(Constant(True, BOOLEAN), typed(otherwise, type_))
    gives = HITS[policy].gives(type_)
    assert gives is not None
    return Table(policy, tuple(made), rest, gives, **more)


def tables() -> dict[str, Table]:
    """The definitions of the scope that are tables, one of each way in which rows make a value."""
    yuan, people, kind = number("yuan"), number("person"), code("kinds")
    return {
        "thing.charge": table("unique", {"thing.kind == red": "5", "thing.kind == green": "thing.fee"}, "3", yuan),
        "thing.score": table(
            "sum", {"thing.sound": "2", "thing.people > 2": "thing.people", "thing.ready": "1"}, None, people
        ),
        "thing.duty": table(
            "sum",
            {"thing.fee > 0": "min(thing.fee, 3) * 0.5", "thing.fee > 3": "portion(thing.fee, 3, 6) * 2"},
            None,
            yuan,
        ),
        "thing.most": table("greatest", {"thing.sound": "4", "thing.wanted": "thing.people"}, "1", people),
        "thing.sort": table("first", {"thing.people > 4": "red", "thing.sound": "green"}, "thing.kind", kind),
    }


ANSWERS = (
    Outcome.PROHIBITED,
    Outcome.VIOLATED,
    Outcome.NEEDS_HUMAN_JUDGEMENT,
    Outcome.REQUIRED,
    Outcome.SATISFIED,
    Outcome.PERMITTED,
    Outcome.NOT_APPLICABLE,
)


def rule(
    name: str,
    modality: str,
    body: Body,
    *,
    decisions: tuple[str, ...] = ("ask",),
    overrides: Iterable[str] = (),
    **more,
) -> Rule:
    """A rule made in memory, in force on every day."""
    return Rule(
        id=name,
        version=1,
        title=text(name),
        clauses=("1",),
        modality=modality,
        effective=more.pop("effective", Effective(None, None)),
        body=body,
        decisions=decisions,
        overrides=tuple((each, text("basis")) for each in overrides),
        **more,
    )


def law(
    rules: Iterable[Rule], answers: Iterable[Outcome] = ANSWERS, readings: Mapping[str, object] | None = None
) -> Law:
    """A law of one clause and one decision, `ask`, with the scope's parameters and definitions."""
    stated = [
        rule(
            f"states-{name.replace('_', '-')}",
            "parameter",
            Body(value=Constant(value, type_)),
            decisions=(),
            parameter=name,
        )
        for name, (type_, value) in PARAMETERS.items()
        if value is not None
    ]
    people = number("person")
    of_kind = [
        Row(typed(f"thing.kind == {kind}"), Constant(count, people)) for kind, count in (("red", 4), ("green", 2))
    ]
    by_cases = Table("unique", tuple(of_kind), Row(Constant(True, BOOLEAN), Constant(6, people)), people)
    stated.append(rule("states-quota", "parameter", Body(value=by_cases), decisions=(), parameter="quota"))
    defined = [
        rule(
            "defines-due",
            "definition",
            Body(value=typed("thing.since + thing.term", DATE)),
            decisions=(),
            define="thing.due",
        ),
        rule(
            "defines-usable",
            "definition",
            Body(value=typed("thing.sound and not thing.ready")),
            decisions=(),
            define="thing.usable",
        ),
        rule(
            "defines-total",
            "definition",
            Body(value=typed("thing.fee + thing.price", number("yuan"))),
            decisions=(),
            define="thing.total",
        ),
        *(
            rule(f"defines-{name.removeprefix('thing.')}", "definition", Body(value=made), decisions=(), define=name)
            for name, made in tables().items()
        ),
    ]
    amounts = {"sum": OutputSpec(text("sum"), unit="yuan")}
    return Law(
        instrument=InstrumentSpec(
            "a-law", text("a law"), text("x"), text("x"), None, "thing.day", "thing.day", text("x"), ()
        ),
        vocabulary=VOCABULARY,
        clauses={"1": Clause("1", (), 1, "words", True, None, None, (), None, (), ())},
        readings=dict(readings or {}),  # type: ignore[arg-type]
        decisions={
            "ask": DecisionSpec(
                "ask", "section", text("?"), Answers({each: text(each) for each in answers}), amounts, {}
            )
        },
        sections={"section": text("section")},
        units={},
        rules=(*stated, *defined, *rules),
        source="words",
        fingerprint="sha256:test",
    )


def question(made: Law) -> Question:
    """Its one question, as the latest edition puts it."""
    return question_of(link(made, None, None, {}), made.decisions["ask"])


def linked(node: Node) -> Node:
    """A tree as the law of the scope reads it: definitions put in, and each fact with its limits."""
    return link(law([]), None, None, {}).linker.node(node)


def shown(made: Rule) -> str:
    """A rule in a line, for the report of a failed law."""
    body = made.body
    parts: list[tuple[str, Node | None]] = [("applies", body.applies)]
    parts += [(f"unless({each.outcome})", each.when) for each in body.unless]
    parts += [("refer", each.when) for each in body.refer]
    parts += [("condition", body.condition), ("reason", body.reason)]
    words = [f"{role}: {print_expression(node)}" for role, node in parts if node is not None]
    words += [f"otherwise: {body.otherwise}"] if body.otherwise else []
    words += [f"due: {body.due.amount or 'an act'}"] if body.due else []
    words += [f"overrides: {', '.join(name for name, _ in made.overrides)}"] if made.overrides else []
    return f"{made.id} {made.modality} | " + " | ".join(words)


def missing_facts(put: Question, verdict: Verdict, known: Mapping[str, Value]) -> tuple[str, ...]:
    """The names of what is missing."""
    return missing(put, verdict, known).names
