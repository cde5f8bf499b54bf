"""Random facts for any policy: values as callers give them, most of the right type, some at the edges, some wrong."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time
from decimal import Decimal

from hypothesis import strategies as st

from afterschool_policy import Evidence
from afterschool_policy.values.types import Kind, Type
from afterschool_policy.vocabulary.model import FactSpec, Vocabulary

Given = dict[str, dict[str, object]]

texts = st.one_of(
    st.text(max_size=8), st.sampled_from(["", "\0", "\u202e", "\ud800", "a\nb", "<b>", "=1+1", "{x}", "%s", "理由"])
)
numbers = st.one_of(
    st.integers(-2, 130),
    st.integers(-(10**30), 10**30),
    st.floats(),
    st.decimals(),
    st.sampled_from([Decimal("1E+400"), Decimal("-0"), Decimal("1E-400"), Decimal("NaN"), 0.1, 10**4000]),
)
days = st.one_of(st.dates(), st.sampled_from([date.min, date.max]), st.datetimes(), st.dates().map(date.isoformat))
moments = st.one_of(st.times(), st.times().map(time.isoformat), st.sampled_from(["18:30", "24:00", "1830"]))
anything = st.recursive(
    st.one_of(st.none(), st.booleans(), numbers, texts, days, moments, st.binary(max_size=4), st.just(object())),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(texts, inner, max_size=3)),
    max_leaves=6,
)


def typed(type_: Type, vocabulary: Vocabulary) -> st.SearchStrategy[object]:
    """Values of one type, as a caller may write them."""
    match type_.kind:
        case Kind.BOOLEAN:
            return st.booleans()
        case Kind.NUMBER:
            return numbers
        case Kind.TIME:
            return moments
        case Kind.DATE:
            return days
        case Kind.TEXT:
            return texts
        case Kind.CODE:
            return st.one_of(st.sampled_from([*vocabulary.enumerations[type_.codes or ""].codes]), texts)
        case Kind.LIST if type_.item is not None:
            item = typed(type_.item, vocabulary)
            return st.one_of(st.lists(item, max_size=3), st.lists(item, max_size=3).map(tuple))
    return st.dictionaries(texts, st.one_of(numbers, texts), max_size=3)


def plain(spec: FactSpec, vocabulary: Vocabulary) -> st.SearchStrategy[object]:
    """Values that the fact takes: so that what is behind the intake is met, too."""
    match spec.type.kind:
        case Kind.NUMBER:
            low, high = int(spec.minimum or 0), int(spec.maximum or 130)
            whole = st.integers(low, high)
            return whole if spec.whole else st.one_of(whole, st.decimals(low, high, places=2))
        case Kind.DATE:
            return st.one_of(st.dates(), st.sampled_from([date.min, date.max]))
        case Kind.TIME:
            return st.integers(0, 24 * 60 - 1).map(lambda minute: time(minute // 60, minute % 60))
        case Kind.TEXT:
            return st.sampled_from(["理由", "", "a"])
        case Kind.CODE:
            return st.sampled_from([*vocabulary.enumerations[spec.type.codes or ""].codes])
        case Kind.LIST if spec.type.item is not None:
            item = spec.type.item
            if item.kind is Kind.CODE:
                codes = [*vocabulary.enumerations[item.codes or ""].codes]
                return st.lists(st.sampled_from(codes), max_size=3, unique=True)
            return st.just([])
    return typed(spec.type, vocabulary)


def _evidence(values: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    by = st.one_of(st.none(), texts)
    until = st.one_of(st.none(), st.dates(), st.datetimes())
    return st.one_of(
        st.builds(Evidence, values, asserted_by=by, asserted_at=by, grounds=by, until=until),
        st.fixed_dictionaries({"value": values}, optional={"asserted_by": by, "until": until, "remark": anything}),
    )


@st.composite
def facts(draw: st.DrawFn, vocabulary: Vocabulary, names: Iterable[str], *, clean: bool) -> Given:
    """Some of these facts by group; `clean` ones are taken, others may have any fault."""
    found: Given = {}
    pool = sorted(names)
    for name in draw(st.lists(st.sampled_from(pool), max_size=12, unique=True)) if pool else ():
        spec = vocabulary.facts[name]
        right = plain(spec, vocabulary)
        value = right if clean else st.one_of(right, _evidence(right), typed(spec.type, vocabulary), anything)
        found.setdefault(spec.group, {})[spec.short] = draw(value)
    if not clean and draw(st.integers(0, 9)) == 0:
        found[draw(texts)] = draw(anything)  # type: ignore[assignment]  # wrong on purpose
    return found


def moments_of_law(days_of_law: Iterable[date]) -> st.SearchStrategy[date | None]:
    """Days to ask about: none, the ends of the calendar, those on which the law turns, any other."""
    return st.one_of(st.none(), st.sampled_from([date.min, date.max, *days_of_law]), st.dates())
