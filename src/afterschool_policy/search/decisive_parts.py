"""The parts of a rule that would have to turn for it to come to something acceptable."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations, product

from afterschool_policy.semantics.conclusion import Conclusion, conclude_from
from afterschool_policy.semantics.question import parts
from afterschool_policy.values.truth import Truth


def parts_to_turn(conclusion: Conclusion, reported: Truth, accepts: Callable[[Conclusion], bool]) -> tuple[int, ...]:
    """The places in `conclusion.parts` of those in some smallest selection that, turned, makes the rule acceptable.

    The others stay as they are, unknown ones unknown, and so does `reported`, the truth of the rule's `duty_reported`.
    """
    given = iter([(part.truth, part.presumed) for part in conclusion.parts])
    roles = [role for role, _ in parts(conclusion.linked)]
    states = [next(given) if role != "reported" else (reported, reported) for role in roles]
    places = [place for place, role in enumerate(roles) if role != "reported"]
    needed: list[tuple[int, ...]] = []
    for count in range(1, len(places) + 1):
        for chosen in combinations(range(len(places)), count):
            if any(set(smaller) <= set(chosen) for smaller in needed):
                continue
            for truths in product((Truth.TRUE, Truth.FALSE), repeat=count):
                turned = list(states)
                for place, truth in zip(chosen, truths, strict=True):
                    turned[places[place]] = (truth, truth)
                if accepts(conclude_from(conclusion.linked, turned)):
                    needed.append(chosen)
                    break
    return tuple(sorted({place for chosen in needed for place in chosen}))
