"""A case that a mutant fails, ready to paste: facts to which it answers otherwise, with the right answer."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from afterschool_policy.authoring.models import Case, Expectation
from afterschool_policy.comparison.given import Given, as_written
from afterschool_policy.comparison.questions import Witness
from afterschool_policy.decision.contract import Decision
from afterschool_policy.testing.cases import differs
from afterschool_policy.text import Lang, Text


@dataclass(frozen=True, slots=True)
class SuggestedCase:
    """A question, facts and a day, and what of the answer a mutant gets wrong as it is right."""

    decision: str
    facts: Given
    as_of: date | None
    readings: Mapping[str, str]
    expect: Mapping[str, object]

    def case(self, name: str) -> Case:
        """The case."""
        return Case(
            name=name, facts=self.facts, as_of=self.as_of, readings=dict(self.readings),
            expect=Expectation.model_validate(self.expect),
        )  # fmt: skip

    def written(self, what: Text, lang: Lang) -> str:
        """The case as a file of cases holds it."""
        lines = [f"decision: {self.decision}", "cases:", f"  - name: {json.dumps(what[lang], ensure_ascii=False)}"]
        if self.facts:
            lines.append("    facts:")
            lines += [f"      {group}: {as_written(values)}" for group, values in self.facts.items()]
        if self.as_of is not None:
            lines.append(f"    as_of: {self.as_of}")
        if self.readings:
            lines.append(f"    readings: {as_written(dict(self.readings))}")
        lines.append(f"    expect: {as_written(dict(self.expect))}")
        return "\n".join(lines) + "\n"


def suggestion(witness: Witness, readings: Mapping[str, str]) -> SuggestedCase | None:
    """The case that a witness makes; None where a case cannot tell the two answers apart (by a quote, say)."""
    expect: dict[str, object] = {"outcome": witness.before.outcome.value}
    expect |= _differing(witness.before, witness.after)
    made = SuggestedCase(witness.before.name, witness.facts, witness.as_of, readings, expect)
    case = made.case("-")
    return None if differs(case, witness.before) or not differs(case, witness.after) else made


def _differing(before: Decision, after: Decision) -> Iterator[tuple[str, object]]:
    """What a case can expect beside the outcome, where the two answers differ in it."""
    for name, told in (("clauses", _clauses), ("missing", _missing), ("readings", _readings)):
        if told(before) != told(after):
            yield name, told(before)
    for name, mapped in (("amounts", _amounts), ("values", _values)):
        was, now = mapped(before), mapped(after)
        changed = {each: was.get(each) for each in dict.fromkeys((*was, *now)) if was.get(each) != now.get(each)}
        if changed:
            yield name, changed


def _clauses(decision: Decision) -> list[str]:
    return [citation.clause for citation in decision.citations]


def _missing(decision: Decision) -> list[str]:
    return list(decision.missing)


def _readings(decision: Decision) -> list[str]:
    return sorted(reading.id for reading in decision.readings)


def _amounts(decision: Decision) -> dict[str, object]:
    return {name: amount.value for name, amount in decision.amounts.items()}


def _values(decision: Decision) -> dict[str, object]:
    return {
        name: value if value is None or isinstance(value, str) else list(value)
        for name, value in decision.values.items()
    }
