"""Counts drawn over time into a file: a panel for each group, a colour for each outcome."""

from __future__ import annotations

import warnings
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from afterschool_policy.audit.log import phrases
from afterschool_policy.audit.log.model import OutcomeCount
from afterschool_policy.diagnostics import Diagnostic, InvalidRequest
from afterschool_policy.text import Lang
from afterschool_policy.values.outcomes import OUTCOMES, Outcome

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_PANELS = 9
# Fonts with the characters of Chinese, in the order of preference: Noto, then what systems come with.
_FONTS = (
    "Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "SimHei",
    "WenQuanYi Micro Hei", "WenQuanYi Zen Hei", "Noto Sans CJK JP", "Noto Sans SC",
)  # fmt: skip
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

    An SVG keeps its words as text, which its reader's fonts draw. Elsewhere a word that no font here can draw is
    refused, whatever its language: a group may have a Chinese name in an English plot.

    Raises:
        InvalidRequest: where Matplotlib is not installed, no font has the characters to be drawn, there is nothing
            to draw, or no such file can be written.
    """
    try:
        from matplotlib import font_manager, rc_context
        from matplotlib.figure import Figure
        from matplotlib.patches import Patch
    except ModuleNotFoundError as error:
        raise InvalidRequest([Diagnostic.of("extra-missing", module=str(error.name), extra="audit")]) from error
    if not counts:
        raise InvalidRequest([Diagnostic("plot-empty")])
    installed = {entry.name for entry in font_manager.fontManager.ttflist}
    font = next((name for name in _FONTS if name in installed), None)
    families = [font, "DejaVu Sans"] if font else ["DejaVu Sans"]
    with rc_context({"font.family": families, "font.size": 9, "svg.fonttype": "none"}):
        frequent = Counter[str]()
        for row in counts:
            frequent[row.group] += row.count
        groups = [group for group, _ in frequent.most_common(_PANELS)]
        columns = min(3, len(groups))
        rows = -(-len(groups) // columns)
        figure = Figure(figsize=(4.2 * columns + 1, 2.6 * rows + 1), layout="constrained")
        panels = list(figure.subplots(rows, columns, squeeze=False, sharex=True).flat)
        periods = _periods([row.period for row in counts])
        for panel, group in zip(panels, groups, strict=False):
            _draw(panel, [row for row in counts if row.group == group], periods)
            panel.set_ylabel(phrases.NUMBER[lang])
            panel.set_title(group or phrases.ALL_DECISIONS[lang])
        for panel in panels[len(groups) :]:
            panel.set_visible(False)
        shown = [outcome for outcome in _COLOURS if any(row.outcome == outcome for row in counts)]
        handles = [Patch(color=_COLOURS[outcome], label=OUTCOMES[outcome].label[lang]) for outcome in shown]
        figure.legend(handles=handles, loc="outside right upper", frameon=False)
        left = len(frequent) - len(groups)
        if left:
            figure.supxlabel(phrases.LEFT_OUT.format(shown=str(len(groups)), left=str(left))[lang])
        try:
            with warnings.catch_warnings():
                action: Literal["ignore", "error"] = "ignore" if path.suffix.lower() == ".svg" else "error"
                warnings.filterwarnings(action, "Glyph .* missing from font")
                figure.savefig(path, dpi=150)
        except UserWarning as error:
            raise InvalidRequest([Diagnostic("plot-font")]) from error
        except (OSError, ValueError) as error:
            raise InvalidRequest([Diagnostic.of("plot-file", path=str(path), problem=str(error))]) from error


def _periods(periods: Sequence[str]) -> list[str]:
    """Every period from the first to the last, those without a decision too."""
    width = len(periods[0])
    first, last = (date.fromisoformat((period + "-01-01")[:10]) for period in (min(periods), max(periods)))
    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    return list(dict.fromkeys(day.isoformat()[:width] for day in days))


def _draw(panel: Axes, counts: Sequence[OutcomeCount], periods: Sequence[str]) -> None:
    """One stacked bar for each period."""
    from matplotlib.ticker import MaxNLocator

    floor = dict.fromkeys(periods, 0)
    for outcome, colour in _COLOURS.items():
        numbers = {row.period: row.count for row in counts if row.outcome == outcome}
        if numbers:
            heights = [numbers.get(period, 0) for period in periods]
            panel.bar(periods, heights, bottom=list(floor.values()), color=colour, edgecolor="white", linewidth=0.5)
            floor = {period: floor[period] + numbers.get(period, 0) for period in periods}
    panel.yaxis.set_major_locator(MaxNLocator(integer=True))
    panel.tick_params(axis="x", rotation=45)
    panel.spines[["top", "right"]].set_visible(False)
