"""Counts drawn over time into a file: a panel for each group, a colour for each outcome."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from afterschool_policy.audit.drawing import drawn
from afterschool_policy.audit.log import phrases
from afterschool_policy.audit.log.model import OutcomeCount
from afterschool_policy.diagnostics import Diagnostic, InvalidRequest
from afterschool_policy.text import Lang
from afterschool_policy.values.outcomes import OUTCOMES, Outcome

if TYPE_CHECKING:
    from afterschool_policy.audit.drawing import Axes, Patch

_PANELS = 9
# Distinct in print and by those who do not see red and green alike (Okabe and Ito).
_COLOURS = {
    Outcome.PERMITTED: "#56b4e9",
    Outcome.SATISFIED: "#009e73",
    Outcome.REQUIRED: "#f0e442",
    Outcome.PROHIBITED: "#d55e00",
    Outcome.VIOLATED: "#a3310b",
    Outcome.NEEDS_HUMAN_JUDGEMENT: "#cc79a7",
    Outcome.UNDETERMINED: "#999999",
    Outcome.NOT_APPLICABLE: "#dddddd",
}


def plot(counts: Sequence[OutcomeCount], path: Path, lang: Lang = "zh") -> None:
    """Draw counts into a file, PNG, SVG or PDF by its name. Of many groups the most frequent are drawn.

    Raises:
        InvalidRequest: where there is nothing to draw, and as `drawing.drawn` does.
    """
    if not counts:
        raise InvalidRequest([Diagnostic("plot-empty")])
    frequent = Counter[str]()
    for row in counts:
        frequent[row.group] += row.count
    groups = [group for group, _ in frequent.most_common(_PANELS)]
    columns = min(3, len(groups))
    rows = -(-len(groups) // columns)
    with drawn(path, 4.2 * columns + 1, 2.6 * rows + 1) as figure:
        panels = list(figure.subplots(rows, columns, squeeze=False, sharex=True).flat)
        periods = _periods([row.period for row in counts])
        bars: dict[Outcome, Patch] = {}
        for panel, group in zip(panels, groups, strict=False):
            bars |= _draw(panel, [row for row in counts if row.group == group], periods)
            panel.set_ylabel(phrases.NUMBER[lang])
            panel.set_title(group or phrases.ALL_DECISIONS[lang])
        for panel in panels[len(groups) :]:
            panel.set_visible(False)
        shown = [outcome for outcome in _COLOURS if outcome in bars]
        labels = [OUTCOMES[outcome].label[lang] for outcome in shown]
        figure.legend([bars[outcome] for outcome in shown], labels, loc="outside right upper", frameon=False)
        left = len(frequent) - len(groups)
        if left:
            figure.supxlabel(phrases.LEFT_OUT.format(shown=str(len(groups)), left=str(left))[lang])


def _periods(periods: Sequence[str]) -> list[str]:
    """Every period from the first to the last, those without a decision too."""
    width = len(periods[0])
    first, last = (date.fromisoformat((period + "-01-01")[:10]) for period in (min(periods), max(periods)))
    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    return list(dict.fromkeys(day.isoformat()[:width] for day in days))


def _draw(panel: Axes, counts: Sequence[OutcomeCount], periods: Sequence[str]) -> dict[Outcome, Patch]:
    """One stacked bar for each period; what is drawn of each outcome."""
    drawn_bars: dict[Outcome, Patch] = {}
    floor = dict.fromkeys(periods, 0)
    for outcome, colour in _COLOURS.items():
        numbers = {row.period: row.count for row in counts if row.outcome == outcome}
        if numbers:
            heights = [numbers.get(period, 0) for period in periods]
            bottom = list(floor.values())
            made = panel.bar(periods, heights, bottom=bottom, color=colour, edgecolor="white", linewidth=0.5)
            drawn_bars[outcome] = made.patches[0]
            floor = {period: floor[period] + numbers.get(period, 0) for period in periods}
    panel.locator_params(axis="y", integer=True)
    panel.tick_params(axis="x", rotation=45)
    panel.spines[["top", "right"]].set_visible(False)
    return drawn_bars
