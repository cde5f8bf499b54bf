"""A law as it is listed where no day is asked about: on the pages of a site, in tables, to callers who look it up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from afterschool_policy.law.model import Law, Rule
from afterschool_policy.semantics.edition import Edition, link

_DEFAULTS: Mapping[str, str] = {}


def listed(law: Law) -> Law:
    """The law in words: questions and readings with the latest values, each version of a rule with its own day's."""
    latest = link(law, None, None, _DEFAULTS)
    return replace(
        law,
        rules=tuple(_rules(law, latest)),
        decisions={name: latest.in_words(spec) for name, spec in law.decisions.items()},
        readings={name: latest.reading(name) for name in law.readings},
    )


def _rules(law: Law, latest: Edition) -> Iterator[Rule]:
    """Each version as it read on its last day, or reads in the latest edition where it has none."""
    editions: dict[date | None, Edition] = {None: latest}
    for rule in law.rules:
        day = rule.effective.last
        if day not in editions:
            editions[day] = link(law, day, None, _DEFAULTS)
        yield editions[day].in_words(rule)
