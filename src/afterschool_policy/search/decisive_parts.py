"""The parts of a rule that would have to turn for it to come to something acceptable.

Every selection of parts is tried, the smaller first. A rule can have many exceptions and many questions for a person,
and most of them stand for each other: those are turned as one, so that the selections stay few.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, groupby, product

from afterschool_policy.search.budget import Budget
from afterschool_policy.semantics.conclusion import Conclusion, TreeState, conclude_from
from afterschool_policy.semantics.question import parts
from afterschool_policy.semantics.ways import outcomes_of
from afterschool_policy.values.truth import Truth

MAX_TRIES = 2_000
"""After so many selections, or where no work is left, the parts of those found are named; where none was, all are."""


@dataclass(frozen=True, slots=True)
class _Unit:
    """Parts that stand for each other, and the ways to turn them: each tells the places and what they turn to."""

    places: tuple[int, ...]
    turns: tuple[tuple[tuple[int, ...], Truth], ...]


def parts_to_turn(
    conclusion: Conclusion, reported: Truth, accepts: Callable[[Conclusion], bool], budget: Budget
) -> tuple[int, ...]:
    """The places in `conclusion.parts` of those in some smallest selection that, turned, makes the rule acceptable.

    The others stay as they are, unknown ones unknown, and so does `reported`, the truth of the rule's `duty_reported`.
    `accepts` may ask what the rule comes to, or could come to, but not through which of its exceptions. The `budget` is
    that of all rules together.
    """
    given = iter([(part.truth, part.presumed) for part in conclusion.parts])
    roles = [role for role, _ in parts(conclusion.linked)]
    states = [next(given) if role != "reported" else (reported, reported) for role in roles]
    units = list(_units(conclusion, roles, states))
    needed: list[tuple[int, ...]] = []
    tries, all_tried = budget.part(MAX_TRIES), True
    selections = (each for count in range(len(units)) for each in combinations(range(len(units)), count + 1))
    for chosen in selections:
        if tries.is_spent:
            all_tried = False
            break
        tries.spend(len(needed))
        if any(set(smaller) <= set(chosen) for smaller in needed):
            continue
        for turns in product(*(units[at].turns for at in chosen)):
            tries.spend(len(states), tries=0)
            turned = list(states)
            for places, truth in turns:
                for place in places:
                    turned[place] = (truth, truth)
            if accepts(conclude_from(conclusion.linked, turned)):
                needed.append(chosen)
                break
    if not needed and not all_tried:
        return _told(roles, units)
    return _told(roles, [units[at] for chosen in needed for at in chosen])


def _told(roles: Sequence[str], units: Sequence[_Unit]) -> tuple[int, ...]:
    """Their places among the parts that are told, which `reported` is not."""
    before = [place - roles[:place].count("reported") for place in range(len(roles))]
    return tuple(sorted({before[place] for unit in units for place in unit.places}))


def _units(conclusion: Conclusion, roles: Sequence[str], states: Sequence[TreeState]) -> Iterator[_Unit]:
    """All parts, those as one of which any would do: one exception beside another of the same outcome, or a question.

    They stand alike: where they hold, none may; where they do not, one has to; where that is open, one or the other.
    """
    outcomes = list(outcomes_of(conclusion.linked.body, roles))
    told = [place for place, role in enumerate(roles) if role != "reported"]
    questions = sorted((place for place in told if roles[place] == "refer"), key=lambda place: states[place])
    exceptions = [place for place in told if roles[place] == "unless"]
    for alike in (questions, exceptions):
        for (state, _), group in groupby(alike, key=lambda place: (states[place], outcomes[place])):
            places = tuple(group)
            one, none = (places[:1], Truth.TRUE), (places, Truth.FALSE)
            yield _Unit(places, {Truth.TRUE: (none,), Truth.FALSE: (one,)}.get(state[0], (one, none)))
    for place in told:
        if roles[place] not in ("unless", "refer"):
            yield _Unit((place,), (((place,), Truth.TRUE), ((place,), Truth.FALSE)))
