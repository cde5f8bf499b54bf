"""What a property met among its examples: it names the forms that it has to meet, and fails where one was never met.

Few random examples may miss a form by chance, so that the desk only counts them (as events of Hypothesis); where the
examples are always the same, or many, a form that was not met is a law that was not tried.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import wraps

from hypothesis import event

COUNTS = os.environ.get("HYPOTHESIS_PROFILE", "dev") != "dev"
_MET: set[str] = set()


def meet(form: str) -> None:
    """Say what the example at hand is a case of."""
    event(form)
    _MET.add(form)


def met(*forms: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """A property that has to meet each of these forms; it stands above `given`."""

    def holding(law: Callable[..., None]) -> Callable[..., None]:
        @wraps(law)
        def test(*arguments: object, **named: object) -> None:
            _MET.clear()
            law(*arguments, **named)
            never = [form for form in forms if form not in _MET]
            assert not (COUNTS and never), f"no example was a case of: {', '.join(never)}"

        return test

    return holding
