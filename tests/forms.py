"""A law of single tests, tried on every form of them by itself, so that none is left to chance and what is met counts.

Of each form a few expressions, each on facts that make it come out in every way in which it can, all known and with one
missing. A form that never comes out true, never false or never unknown fails: a law was then not tried on it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import islice, product

import pytest
from hypothesis import given, settings

from afterschool_policy.language.evaluate import value_of
from afterschool_policy.language.tree import Node, Value, facts_of
from afterschool_policy.law.model import Body
from afterschool_policy.semantics.question import Question
from afterschool_policy.values import truth
from afterschool_policy.values.truth import Truth
from tests.sampling import told_apart
from tests.strategies import FORMS, facts
from tests.support import VOCABULARY, question, rule, typed
from tests.support import law as law_of

Known = dict[str, Value]
EXAMPLES = 4
MOST_WAYS = 24


def situations(test: Node, drawn: Known) -> Iterator[Known]:
    """Facts for a test: as drawn, and in the ways in which its own can turn out; each with one unknown, too."""
    told = told_apart([test], VOCABULARY, most=3)
    ways = [dict(zip(told, values, strict=True)) for values in product(*told.values())]
    step = len(ways) // MOST_WAYS + 1
    for known in (drawn, *({**drawn, **way} for way in islice(ways, 0, None, step))):
        yield known
        for name in facts_of(test):
            yield {other: value for other, value in known.items() if other != name}


def on_every_form(law: Callable[[Question, Sequence[Known]], None]) -> Callable[[str], None]:
    """A test for each form of single test; the law takes a question of one rule, which is that test, and facts."""

    @pytest.mark.parametrize("form", FORMS)
    def tried(form: str) -> None:
        met: set[Truth] = set()

        # The same on every machine: what is met is counted, and must not be left to chance.
        @settings(max_examples=EXAMPLES, derandomize=True, database=None)
        @given(FORMS[form], facts(complete=True))
        def on(written: str, drawn: Known) -> None:
            put = question(law_of([rule("a-rule", "must", Body(condition=typed(written)))]))
            test = put.rules[0].body.condition
            assert test is not None
            many = list(situations(test, drawn))
            law(put, many)
            met.update(truth.of(value_of(test, known)) for known in many)

        on()
        assert met == set(Truth), f"{form}: of its expressions none came out {set(Truth) - met}"

    tried.__doc__ = law.__doc__
    return tried
