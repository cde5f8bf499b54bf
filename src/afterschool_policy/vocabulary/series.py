"""Facts that are told period by period, as a monthly income is: the fact of one period, by its name and its words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from afterschool_policy.text import Text
from afterschool_policy.values.periods import PeriodKind
from afterschool_policy.values.types import Kind
from afterschool_policy.vocabulary.model import FactSpec
from afterschool_policy.vocabulary.written import written_period

_TOLD_OF_PERIOD = Text("{when}的{label}", "{label} of {when}")
_SAID_OF_PERIOD = Text("{when}：{label}", "{when}: {label}")
_NAMED = re.compile(r"\[(?P<key>(?P<year>[0-9]{4})[0-9-]{0,6})\]$")


def of_period(name: str, period: PeriodKind, number: int) -> str:
    """The name of what is told of one period: `person.income[2026-03]` of `person.income`."""
    return f"{name}[{period.key(number)}]"


def period_in(name: str) -> tuple[str, str] | None:
    """The name of a series and the key of the period in the name of what is told of one; None in any other name."""
    found = _NAMED.search(name)
    return None if found is None else (name[: found.start()], found["key"])


def years_told(names: Iterable[str]) -> tuple[int, ...]:
    """The years of whose periods something is told, in their order."""
    found = (_NAMED.search(name) for name in names)
    return tuple(sorted({int(each["year"]) for each in found if each is not None}))


def period_spec(spec: FactSpec, period: PeriodKind, number: int) -> FactSpec:
    """A fact of one period."""
    when = written_period(period, number)
    words = _SAID_OF_PERIOD if spec.type.kind is Kind.BOOLEAN else _TOLD_OF_PERIOD
    return replace(
        spec,
        name=of_period(spec.name, period, number),
        label=words.format(when=when, label=spec.label),
        question=_SAID_OF_PERIOD.format(when=when, label=spec.question),
        negation=None if spec.negation is None else _SAID_OF_PERIOD.format(when=when, label=spec.negation),
    )
