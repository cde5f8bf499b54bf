"""Takes a rule's conclusion and what is acceptable instead; gives the parts of the rule that would have to turn."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations, product

from afterschool_policy.semantics.conclusion import Conclusion, Part, State, concluded
from afterschool_policy.semantics.question import parts
from afterschool_policy.values.truth import Truth


def parts_to_turn(conclusion: Conclusion, told: Truth, accepts: Callable[[Conclusion], bool]) -> tuple[int, ...]:
    """The places in `conclusion.parts` of those in some smallest selection that, turned, makes the rule acceptable.

    The others stay as they are, unknown ones unknown, and so does `told`: whether a fact tells if the duty was done.
    """
    given = iter(conclusion.parts)
    states = [_state(next(given)) if role != "told" else (told, told) for role, _ in parts(conclusion.asked)]
    places = [place for place, (role, _) in enumerate(parts(conclusion.asked)) if role != "told"]
    needed: list[tuple[int, ...]] = []
    for count in range(1, len(places) + 1):
        for chosen in combinations(range(len(places)), count):
            if any(set(each) <= set(chosen) for each in needed):
                continue
            for truths in product((Truth.TRUE, Truth.FALSE), repeat=count):
                turned = list(states)
                for place, truth in zip(chosen, truths, strict=True):
                    turned[places[place]] = (truth, truth)
                if accepts(concluded(conclusion.asked, turned)):
                    needed.append(chosen)
                    break
    return tuple(sorted({place for chosen in needed for place in chosen}))


def _state(part: Part) -> State:
    return part.truth, part.presumed
