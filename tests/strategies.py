"""Random well-typed expressions, facts for a vocabulary, and small rules (see `tests.support` for their scope)."""

from datetime import date, time
from decimal import Decimal

from hypothesis import strategies as st

from afterschool_policy.language.dates import MONTH_ENDS
from afterschool_policy.language.tree import Node, Value, facts_of
from afterschool_policy.law.model import Body, Due, Exemption, Referral, Rule
from afterschool_policy.text import Text
from afterschool_policy.values.outcomes import Outcome
from afterschool_policy.values.types import Kind, Type
from tests.support import ENUMERATIONS, TYPES, VOCABULARY, number, rule, typed

Texts = st.SearchStrategy[str]

# ------------------------------------------------------------------------------------------------ expressions
_PERSONS = ("thing.people", "thing.places", "parameter.limit")
_YUAN = ("thing.fee", "thing.price", "thing.total")
_ORDER = ("<", "<=", ">", ">=", "==", "!=")

numerals: Texts = st.one_of(
    st.integers(0, 40).map(str), st.decimals(0, 40, places=2).map(str), st.just("0.1"), st.just("1000000")
)
moments: Texts = st.times(min_value=time(6), max_value=time(22)).map(lambda each: each.strftime("%H:%M"))
days: Texts = st.dates(min_value=date(2020, 1, 1), max_value=date(2026, 1, 1)).map(date.isoformat)


def _maybe_bracketed(inner: Texts) -> Texts:
    """Brackets around a whole expression change nothing."""
    return st.one_of(inner, inner.map("({})".format))


def _numbers(leaves: tuple[str, ...], depth: int) -> Texts:
    """Numbers of one unit."""
    leaf = st.sampled_from(leaves)
    if depth == 0:
        return leaf
    below = _numbers(leaves, depth - 1)
    either = st.one_of(below, numerals)
    return st.one_of(
        leaf,
        st.tuples(below, st.sampled_from("+-"), either).map(lambda each: f"{each[0]} {each[1]} ({each[2]})"),
        st.tuples(numerals, below).map("{0[0]} + {0[1]}".format),
        st.tuples(below, numerals).map("({0[0]}) * {0[1]}".format),
        below.map("-({})".format),
        st.tuples(st.sampled_from(("ceil", "floor")), below).map("{0[0]}({0[1]})".format),
        st.tuples(st.sampled_from(("min", "max")), below, either).map("{0[0]}({0[1]}, {0[2]})".format),
    )


def persons(depth: int = 2) -> Texts:
    return _numbers(_PERSONS, depth)


def yuan(depth: int = 2) -> Texts:
    plain = _numbers(_YUAN, depth)
    return st.one_of(
        plain,
        _numbers(_PERSONS, max(0, depth - 1)).map("parameter.rate * ({})".format),
        st.tuples(plain, st.integers(1, 12)).map("({0[0]}) / {0[1]}".format),
    )


def ratios(depth: int = 1) -> Texts:
    return st.one_of(
        st.just("thing.share"),
        st.tuples(persons(depth), st.sampled_from(("thing.places", "parameter.limit"))).map("({0[0]}) / {0[1]}".format),
    )


kinds = st.sampled_from(("red", "green", "blue"))
tags = st.sampled_from(("early", "late", "long"))
tag_lists: Texts = st.one_of(
    st.sampled_from(("thing.tags", "thing.more_tags", "parameter.core_tags")),
    st.tuples(st.sampled_from(("thing.tags", "parameter.core_tags")), st.lists(tags, min_size=1, max_size=2)).map(
        lambda each: f"those({each[0]}) not in [{', '.join(each[1])}]"
    ),
)


def _display(items: Texts) -> Texts:
    return st.lists(items, min_size=1, max_size=3).map(lambda each: f"[{', '.join(each)}]")


def compared(values: Texts, others: Texts) -> Texts:
    """Tests by order of two values of one sort."""
    return st.tuples(values, st.sampled_from(_ORDER), others).map(" ".join)


def _written(*parts: str | Texts) -> Texts:
    """Texts one after the other."""
    return st.tuples(*(st.just(each) if isinstance(each, str) else each for each in parts)).map(" ".join)


_people = st.sampled_from(_PERSONS[:2])
_money = st.sampled_from(_YUAN)
_few = st.integers(1, 8).map(str)
_lists = tag_lists.map("({})".format)


def _or_few(name: str) -> Texts:
    return st.one_of(st.just(name), _few)


FORMS: dict[str, Texts] = {
    "a fact": st.sampled_from(("thing.sound", "thing.ready", "thing.wanted")),
    "a definition": st.just("thing.usable"),
    **{f"a number {each} another": _written("thing.people", each, _or_few("thing.places")) for each in _ORDER},
    **{f"an amount {each} another": _written("thing.fee", each, _or_few("thing.price")) for each in _ORDER},
    "a numeral beside a number": compared(_few, _people),
    "a sum": compared(_written(_people, "+", _people), _few),
    "a difference": compared(_written(_people, "- (", _people, ")"), _few),
    "a product": compared(_written(_money, "*", _few), _few),
    "a rate": compared(_written("parameter.rate * (", _people, ")"), numerals),
    "an opposite": compared(_written("-(", _money, ")"), _written("-(", _money, ")")),
    "a quotient": compared(ratios(), st.sampled_from(("0", "0.5", "1", "2"))),
    "rounded up": compared(_written("ceil(", _money, "/", st.sampled_from("234"), ")"), _few),
    **{
        f"rounded {mode}": compared(_written("round(", _money, "* 15%, 0.5,", f"{mode})"), _few.map("{} / 8".format))
        for mode in ("half_up", "half_down", "half_even", "up", "down")
    },
    "rounded down": compared(_written("floor(", _money, "/", st.sampled_from("234"), ")"), _few),
    "the less": compared(_written("min(", _people, ",", _people, ")"), _few),
    "the greater": compared(_written("max(", _people, ",", _people, ")"), _few),
    "a time": compared(st.sampled_from(("thing.start", "thing.end")), moments),
    "two times": compared(st.just("thing.start"), st.just("thing.end")),
    "a day that is defined": compared(st.just("thing.due"), st.one_of(days, st.just("thing.day"))),
    "a number by cases": compared(_people, st.just("parameter.quota")),
    "a day": compared(st.just("thing.day"), days),
    **{
        f"a day {sign} {count}": compared(_written("thing.since", sign, number), st.just("thing.day"))
        for sign in "+-"
        for count, number in (
            ("days", st.sampled_from(("1 day", "364 days"))),
            ("months", st.sampled_from(("1 month", "12 months", "thing.term"))),
            ("years", st.sampled_from(("1 year", "2 years"))),
        )
    },
    **{
        f"a day {way} months by the {end}": compared(
            _written(f"{way}(thing.since,", st.sampled_from(("12 months", "1 year")), f", {end})"), st.just("thing.day")
        )
        for way in ("after", "before")
        for end in MONTH_ENDS
    },
    **{
        f"{passed} by {end or 'what is declared'}": compared(
            st.just(f"{passed}(thing.since, thing.day{end and f', {end}'})"), st.sampled_from(("0", "1", "12"))
        )
        for passed in ("age", "months")
        for end in ("", *MONTH_ENDS)
    },
    "days between": compared(st.just("days(thing.since, thing.day)"), st.sampled_from(("0", "1", "365 days"))),
    "working days between": compared(
        st.just("working_days(thing.since, thing.day)"), st.sampled_from(("0", "1", "250 working_days"))
    ),
    "a working day after": compared(
        _written("working_day_after(thing.since,", st.sampled_from(("0", "1", "250")), ")"), st.just("thing.day")
    ),
    "a day of a window": compared(
        st.sampled_from(
            ("first_day(this year)", "first_day(last 2 terms)", "last_day(last month)", "last_day(this term)")
        ),
        st.just("thing.since"),
    ),
    "a day in a window": _written(
        "thing.since", st.sampled_from(("in", "not in")), st.sampled_from(("this month", "last 2 terms with this"))
    ),
    "a year": compared(days.map("year({})".format), st.just("year(thing.day)")),
    **{
        f"a code {each} another": _written(st.sampled_from(("thing.kind", "thing.other")), each, kinds)
        for each in ("==", "!=")
    },
    "a code beside a fact": _written(kinds, st.sampled_from(("==", "!=")), "thing.kind"),
    "two codes": _written("thing.kind", st.sampled_from(("==", "!=")), "thing.other"),
    **{f"a code {each} a list": _written("thing.kind", each, _display(kinds)) for each in ("in", "not in")},
    "a code in a list of facts": _written(kinds, st.sampled_from(("in", "not in")), "[thing.kind, thing.other]"),
    "a time not in a list": _written("thing.start", "not in", _display(moments)),
    **{f"a code {each} a fact": _written(tags, each, _lists) for each in ("in", "not in")},
    **{
        f"{some} {each} a {sort}": _written(f"{some}(", tag_lists, f") {each}", against)
        for some in ("any", "all")
        for each in ("in", "not in")
        for sort, against in (("list", _display(tags)), ("fact", st.just("thing.more_tags")))
    },
    **{
        f"{some} {each} a code": _written(f"{some}(", tag_lists, f") {each}", tags)
        for some in ("any", "all")
        for each in ("==", "!=")
    },
    **{f"{some} by order": compared(st.just(f"{some}(thing.moments)"), moments) for some in ("any", "all")},
    "a count": compared(tag_lists.map("count({})".format), st.integers(0, 3).map(str)),
    "the least of a list": compared(st.just("min(thing.moments)"), moments),
    "a portion": compared(_written("portion(", _money, ", 2, 5)"), _few),
    "the later of two": compared(st.just("max(thing.start, thing.end)"), moments),
    "a table of one row": compared(st.just("thing.charge"), _few),
    "a table beside a fact": compared(st.just("thing.charge"), _money),
    "a table that adds": compared(st.just("thing.score"), _few),
    "a table of bands": compared(st.just("thing.duty"), _few),
    "the greatest of a table": compared(st.just("thing.most"), _few),
    "a table of codes": _written("thing.sort", st.sampled_from(("==", "!=")), kinds),
    "computed of a table": compared(_written("thing.charge * 2 + ", _money), _few),
    "a text": _written("thing.note", st.sampled_from(("==", "!=")), '"a"'),
    "two mappings": st.just("count(differing(thing.stated, thing.actual)) == 0"),
    "a key that differs": st.just('"a" in differing(thing.stated, thing.actual)'),
}
"""Every form of single test by its name; nearly all come out both ways on facts that are near each other."""


def single_tests() -> Texts:
    """Single tests of every sort of value, simple ones and ones that compute."""
    computed = st.one_of(
        compared(persons(), st.one_of(persons(1), numerals)),
        compared(numerals, persons(1)),
        compared(yuan(), st.one_of(yuan(1), numerals)),
        compared(ratios(), numerals),
    )
    return st.one_of(st.sampled_from(sorted(FORMS)).flatmap(FORMS.__getitem__), computed)


def conditions(depth: int = 2, leaves: Texts | None = None, *, plain: bool = False) -> Texts:
    """Boolean expressions: tests joined by connectives, brackets where they are needed and where they are not.

    A `plain` one is neither `confirmed` nor `shown` in any part: its truth is that of its tests alone.
    """
    leaf = st.one_of(single_tests(), st.sampled_from(("true", "false"))) if leaves is None else leaves
    if depth == 0:
        return _maybe_bracketed(leaf)
    below = conditions(depth - 1, leaf, plain=plain)
    special = () if plain else (below.map("confirmed({})".format), below.map("shown({})".format))
    return st.one_of(
        leaf,
        st.tuples(below, st.sampled_from(("and", "or")), below).map("({0[0]}) {0[1]} {0[2]}".format),
        st.lists(leaf, min_size=2, max_size=4).map(" and ".join),
        st.lists(leaf, min_size=2, max_size=4).map(" or ".join),
        st.tuples(leaf, leaf, leaf).map("{0[0]} or {0[1]} and not {0[2]}".format),
        below.map("not ({})".format),
        *special,
    )


# ------------------------------------------------------------------------------------------------------ facts
def values(type_: Type, *, whole: bool = False, least: int = 0) -> st.SearchStrategy[Value]:
    """Values of one type, near each other so that comparisons come out both ways."""
    match type_.kind:
        case Kind.BOOLEAN:
            return st.booleans()
        case Kind.NUMBER if whole:
            return st.integers(least, 8)
        case Kind.NUMBER:
            return st.one_of(st.integers(least, 8), st.decimals(least, 8, places=1).map(Decimal.normalize))
        case Kind.TIME:
            return st.times(min_value=time(6), max_value=time(22)).map(
                lambda each: each.replace(second=0, microsecond=0)
            )
        case Kind.DATE:
            return st.dates(min_value=date(2020, 1, 1), max_value=date(2026, 1, 1))
        case Kind.TEXT:
            return st.sampled_from(("a", "b", "c"))
        case Kind.CODE:
            enumeration = ENUMERATIONS[type_.codes or ""]
            return st.sampled_from((*enumeration.codes, *(("unlisted",) if enumeration.open else ())))
        case Kind.LIST if type_.item is not None:
            return st.lists(values(type_.item), max_size=3, unique=True).map(tuple)
    return st.dictionaries(st.sampled_from("ab"), st.integers(0, 1), max_size=2)


def facts(names: tuple[str, ...] = tuple(TYPES), *, complete: bool = False) -> st.SearchStrategy[dict[str, Value]]:
    """Some of the facts, the others unknown; or all of them."""
    every = {
        name: values(
            TYPES[name],
            whole=VOCABULARY.facts[name].whole,
            least=int(VOCABULARY.facts[name].minimum or 0),
        )
        for name in names
    }
    return st.fixed_dictionaries(every) if complete else st.fixed_dictionaries({}, optional=every)


# ------------------------------------------------------------------------------------------------------ rules
PLAIN = ("must", "must_not", "may", "delegation", "priority", "principle", "definition", "repeal", "effective_date")
"""Modalities whose finding is open exactly where their condition is."""

_OPEN = ("may", "delegation", "definition", "repeal")
_DUTIES = ("must", "principle", "priority")
_OUTCOMES = st.sampled_from(
    (Outcome.NOT_APPLICABLE, Outcome.PERMITTED, Outcome.PROHIBITED, Outcome.NEEDS_HUMAN_JUDGEMENT)
)


@st.composite
def rules(draw: st.DrawFn, name: str, leaves: Texts, *, depth: int = 1, plain: bool = False) -> Rule:
    """A rule over tests from `leaves`; a `plain` one has no reason, nothing due, and is no encouragement."""
    condition = conditions(depth, leaves, plain=plain)

    def part(written: Texts):
        return typed(draw(written))

    modality = draw(st.sampled_from(PLAIN if plain else (*PLAIN, "encouraged", "principle", "must")))
    applies = part(condition) if draw(st.booleans()) else None
    unless = tuple(Exemption(part(condition), ("1",), draw(_OUTCOMES)) for _ in range(draw(st.integers(0, 2))))
    refer = (Referral(part(condition), Text("?", "?"), None),) if draw(st.integers(0, 3)) == 0 else ()
    otherwise = draw(st.sampled_from((None, Outcome.PROHIBITED))) if modality in _OPEN else None
    due, amounts, reason = None, (), None
    if not plain and modality in _DUTIES and draw(st.booleans()):
        due = Due(Text("do", "do"), None)
        if draw(st.booleans()):
            due, amounts = Due(Text("pay", "pay"), "sum"), (("sum", typed("thing.fee * 2", number("yuan"))),)
    if not plain and modality == "principle":
        reason = typed("thing.note", None)
    needs = modality in _DUTIES and due is None and not refer
    told = part(condition) if needs or draw(st.integers(0, 4)) else None
    body = Body(
        applies=applies, condition=told, unless=unless, refer=refer, reason=reason, due=due, amounts=amounts,
        otherwise=otherwise,
    )  # fmt: skip
    return rule(name, modality, body)


def _overriding(draw: st.DrawFn, made: list[Rule]) -> list[Rule]:
    """The rules, some overriding some that come after them; what is overridden overrides nothing."""
    done: list[Rule] = []
    overridden: set[str] = set()
    for place, each in enumerate(made):
        later = [] if each.id in overridden else [other.id for other in made[place + 1 :]]
        over = [name for name in later if draw(st.booleans())]
        overridden.update(over)
        done.append(rule(each.id, each.modality, each.body, overrides=over))
    return done


@st.composite
def rule_sets(
    draw: st.DrawFn, leaves: Texts, *, most: int = 3, depth: int = 1, plain: bool = False, overrides: bool = True
) -> tuple[Rule, ...]:
    """Up to `most` rules that answer one question."""
    count = draw(st.integers(1, most))
    made = [draw(rules(f"rule-{place}", leaves, depth=depth, plain=plain)) for place in range(count)]
    return tuple(_overriding(draw, made) if overrides else made)


few_tests: Texts = st.sampled_from(
    (
        "thing.sound",
        "thing.ready",
        "thing.wanted",
        "thing.kind == red",
        "thing.kind in [red, green]",
        "thing.people > 2",
        "thing.people >= parameter.limit",
        "thing.start < 18:00",
    )
)
"""Tests on few facts, so that all their completions can be tried."""

FEW_FACTS = ("thing.sound", "thing.ready", "thing.wanted", "thing.kind", "thing.people", "thing.start")

_ONCE = (
    "thing.sound",
    "thing.ready",
    "thing.wanted",
    "thing.kind == red",
    "thing.other in [red, blue]",
    "thing.people > 2",
    "thing.start < 18:00",
    "early in thing.tags",
)
FACTS_OF_ONCE = tuple(name for test in _ONCE for name in facts_of(typed(test)))
"""What those tests read."""


one_test_a_fact: Texts = st.sampled_from(_ONCE)
"""Tests of which no two read the same fact, so that what is true of tests is true of facts."""


@st.composite
def read_once(draw: st.DrawFn, *, plain: bool = False) -> tuple[Rule, ...]:
    """Rules that between them read no fact twice; plain ones do not override each other."""
    pool = list(draw(st.permutations(_ONCE)))

    def dealt(most: int = 2) -> Node:
        taken = [pool.pop() for _ in range(min(len(pool), draw(st.integers(1, most))))]
        return typed(draw(st.sampled_from((" and ", " or "))).join(taken))

    made: list[Rule] = []
    while len(pool) >= 4 and len(made) < 3 and (not made or draw(st.booleans())):
        modality = draw(st.sampled_from(PLAIN if plain else (*PLAIN, "encouraged", "principle")))
        applies = dealt(1) if draw(st.booleans()) else None
        unless = (Exemption(dealt(1), ("1",), draw(_OUTCOMES)),) if draw(st.booleans()) else ()
        reason = typed("thing.note", None) if modality == "principle" and not plain else None
        body = Body(applies=applies, unless=unless, condition=dealt(), reason=reason)
        made.append(rule(f"rule-{len(made)}", modality, body))
    return tuple(made if plain else _overriding(draw, made))
