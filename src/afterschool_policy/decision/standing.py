"""That what a caller gives stands on the day asked about: the codes of a list, and the readings that can be chosen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from afterschool_policy.diagnostics import Diagnostic, InvalidFacts, InvalidRequest, suggestion
from afterschool_policy.law.eras import law_on
from afterschool_policy.law.model import Law
from afterschool_policy.vocabulary.facts import Facts
from afterschool_policy.vocabulary.model import Vocabulary


def check_standing(law: Law, facts: Facts, readings: Mapping[str, str], day: date) -> None:
    """Hold the given codes and the readings chosen to what there is on a day.

    Raises:
        InvalidFacts: With every code that its list does not have on that day.
        InvalidRequest: With every reading that cannot be chosen on that day.
    """
    then = law_on(law, day)
    if faults := list(_codes(then.vocabulary, facts, day)):
        raise InvalidFacts(faults)
    if faults := list(_readings(then, readings, day)):
        raise InvalidRequest(faults)


def _codes(vocabulary: Vocabulary, facts: Facts, day: date) -> Iterator[Diagnostic]:
    for name, value in facts.given.items():
        spec = vocabulary.facts.get(name)
        type_ = None if spec is None else spec.type.item or spec.type
        listed = None if type_ is None else vocabulary.enumerations.get(type_.codes or "")
        if listed is None or listed.open:
            continue
        for code in value if isinstance(value, tuple) else (value,):
            if code not in listed.codes:
                fields = {"name": name, "code": str(code), "codes": listed.name, "day": day.isoformat()}
                known = tuple(listed.codes)
                hint = suggestion(str(code), known)
                yield Diagnostic.of("code-not-on-day", allowed=known, suggestion=hint, **fields)


def _readings(law: Law, readings: Mapping[str, str], day: date) -> Iterator[Diagnostic]:
    for name, code in readings.items():
        known = tuple(law.readings[name].choices)
        if code not in known:
            yield Diagnostic.of("reading-not-on-day", name=name, code=code, day=day.isoformat(), allowed=known)
