"""The facts of an example as people read them: each by its label, with its value in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from afterschool_policy.comparison.given import Given, as_written
from afterschool_policy.explain.phrases import plain
from afterschool_policy.explain.wording import Wording
from afterschool_policy.policy import Policy
from afterschool_policy.semantics.edition import link
from afterschool_policy.text import Text
from afterschool_policy.values.types import Kind


def facts_in_words(facts: Given, *policies: Policy) -> Iterator[tuple[Text, Text]]:
    """Each fact with its value, by the first of these policies that knows it; what none can word as it is written."""
    wordings = [(each.law.vocabulary, Wording(link(each.law, None, None, {}), {})) for each in policies]
    for group, values in facts.items():
        for name, value in values.items():
            dotted = f"{group}.{name}"
            found = ((vocabulary.spec(dotted), words) for vocabulary, words in wordings)
            spec, words = next(((spec, words) for spec, words in found if spec is not None), (None, None))
            told = tuple(value) if isinstance(value, list) else value
            if spec is None or words is None or isinstance(told, Mapping) or _holds_records(told):
                yield spec.label if spec is not None else plain(dotted), plain(as_written(value))
            else:
                beside = spec.label if spec.type.kind is Kind.NUMBER else plain("")
                yield spec.label, words.value(told, spec.type, beside)  # type: ignore[arg-type]  # as it was given


def _holds_records(value: object) -> bool:
    return isinstance(value, tuple) and any(isinstance(each, Mapping) for each in value)
