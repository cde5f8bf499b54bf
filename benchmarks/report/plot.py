"""The plots of the results as SVG: one decision in every engine, how it grows with rules, and where its time goes.

The text stays text, drawn by the reader's own fonts, and every colour stands on white and on black.
"""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from afterschool_policy.text import Lang, Text
from benchmarks.report.labels import FACTS, LABELS, READ, RECORDS, Label
from benchmarks.report.tables import figure

Results = dict[str, Any]

INK = "#7b828c"
PAPER = "#a9adb5"
"""Inside a hollow mark: between white and black."""
LEAST = 0.5
"""Where the axis of microseconds begins."""
COLOURS = {"ours": "#6573c9", "ours-explained": "#9aa4e0", "others": "#9a8f80", "others-explained": "#c9a15a"}
LEGEND = {
    "ours": Text("本库，理由随时可查", "this library, explanation on demand"),
    "ours-explained": Text("本库，连同理由", "this library, with the why"),
    "others": Text("其他引擎，只有结论", "other engines, outcomes only"),
    "others-explained": Text("其他引擎，带记录", "other engines, with a trace"),
}
FONTS = "system-ui, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif"
_SETTINGS: Any = {
    "svg.fonttype": "none",
    "svg.hashsalt": "benchmarks",
    "font.sans-serif": ["DejaVu Sans"],
    "font.size": 10,
    "text.color": INK,
}
OURS = Text("本库：", "this library: ")
LINES = (
    ("ours", "validated-findings", "met"),
    ("ours", "validated-findings", "fresh"),
    ("datalogic", "outcomes", "met"),
    ("zen", "expression", "met"),
    ("cel", "outcomes", "met"),
)
STYLES = ("-", "--", "--", "-.", ":")


def plot(results: Results, lang: Lang) -> str:
    """Engines and growth, as SVG; the same bytes for the same results."""
    canvas = Figure(figsize=(11, 5.8))
    with _set():
        _rows(canvas.add_axes((0.25, 0.16, 0.36, 0.78)), results["one_decision"]["rows"], lang)
        if "scale" in results:
            rows = results["one_decision"]["rows"] + results["scale"]["rows"]
            _lines(canvas.add_axes((0.67, 0.16, 0.32, 0.78)), rows, lang)
        return _svg(canvas)


def plot_of_rooms(results: Results, lang: Lang) -> str:
    """Where the time of one decision goes, as SVG; the same bytes for the same results."""
    rows = results["rooms"]["rows"]
    inches = 0.9 + 0.3 * len(rows)
    canvas = Figure(figsize=(8, inches))
    with _set():
        _bars(canvas.add_axes((0.16, 0.4 / inches, 0.8, 1 - 0.85 / inches)), rows, lang)
        return _svg(canvas)


@contextmanager
def _set() -> Iterator[None]:
    with mpl.rc_context(_SETTINGS), warnings.catch_warnings():
        # Widths are estimated by a font without Chinese; nothing is laid out by them.
        warnings.filterwarnings("ignore", message="Glyph .* missing from font")
        yield


def _svg(canvas: Figure) -> str:
    drawn = io.StringIO()
    canvas.savefig(drawn, format="svg", transparent=True, metadata={"Date": None, "Creator": None})
    lines = (line.rstrip() for line in drawn.getvalue().splitlines())
    return re.sub(r"(font: [^;\"]*?px|font-family:) 'DejaVu Sans'[^;\"]*", rf"\1 {FONTS}", "\n".join(lines)) + "\n"


def _kind(engine: str, label: Label) -> str:
    return ("ours" if engine == "ours" else "others") + ("-explained" if label.explains else "")


def _short(engine: str, row: str, lang: Lang) -> str:
    if engine != "ours":
        return LABELS[engine, row].name[lang]
    facts, _, read = row.partition("-")
    return OURS[lang] + FACTS[facts][lang] + Text("，", ", ")[lang] + READ[read][lang]


def _rows(axes: Axes, rows: list[dict[str, Any]], lang: Lang) -> None:
    """Microseconds of one decision on records met before (full) and on fresh ones (hollow), the quickest on top."""
    fresh = {(each["engine"], each["row"]): each["microseconds"] for each in rows if each["records"] == "fresh"}
    met = [each for each in rows if each["records"] == "met"]
    met.sort(key=lambda each: each["microseconds"], reverse=True)
    for place, each in enumerate(met):
        key = (each["engine"], each["row"])
        taken = (each["microseconds"], fresh[key])
        colour = COLOURS[_kind(each["engine"], LABELS[key])]
        axes.hlines(place, LEAST, max(taken), color=colour, linewidth=2)
        axes.plot(taken[1], place, "o", color=colour, markersize=6, markerfacecolor=PAPER)
        axes.plot(taken[0], place, "o", color=colour, markersize=7)
        axes.text(max(taken) * 1.35, place, " / ".join(map(figure, taken)), va="center", fontsize=8.5)
    axes.set_yticks(range(len(met)), [_short(each["engine"], each["row"], lang) for each in met], fontsize=9)
    axes.set_xscale("log")
    axes.set_xticks([1, 10, 100, 1_000, 10_000], ["1", "10", "100", "1,000", "10,000"])
    axes.set_xlim(LEAST, max(each["microseconds"] for each in met) * 30)
    title = Text("一次判断，12条规则，微秒：见过的 / 新的记录", "One decision of 12 rules, µs: records met / fresh")
    axes.set_title(title[lang], fontsize=11)
    for kind, name in LEGEND.items():
        axes.plot([], [], "o", color=COLOURS[kind], label=name[lang])
    below: Any = {"loc": "upper center", "bbox_to_anchor": (0.4, -0.06), "ncols": 2}
    axes.legend(**below, fontsize=8.5, frameon=False, labelcolor=INK)
    _plain(axes)


def _lines(axes: Axes, rows: list[dict[str, Any]], lang: Lang) -> None:
    """Microseconds by the number of rules, of copies that have numbers of their own."""
    for (engine, row, records), style in zip(LINES, STYLES, strict=True):
        points = [
            (12 * each["copies"], each["microseconds"])
            for each in rows
            if (each["engine"], each["row"], each["records"]) == (engine, row, records)
            and (each["copies"] == 1 or each["variant"] == "own")
        ]
        name = OURS[lang] + RECORDS[records][lang] if engine == "ours" else LABELS[engine, row].name[lang]
        axes.plot(*zip(*points, strict=True), style, marker="o", color=COLOURS[_kind(engine, LABELS[engine, row])])
        axes.lines[-1].set_label(name)
    axes.set_xscale("log")
    axes.set_yscale("log")
    axes.set_xticks([12, 120, 1200], ["12", "120", "1,200"])
    axes.minorticks_off()
    axes.set_title(Text("规则数与微秒（对数）", "Rules, and µs (logarithmic)")[lang], fontsize=11)
    axes.legend(fontsize=8.5, frameon=False, labelcolor=INK)
    _plain(axes)


def _bars(axes: Axes, rows: list[dict[str, Any]], lang: Lang) -> None:
    """Microseconds by room, the dearest on top."""
    for place, each in enumerate(reversed(rows)):
        axes.barh(place, each["microseconds"], height=0.62, color=COLOURS["ours"])
        told = f"{figure(each['microseconds'])} ({each['share']:.0%})"
        axes.text(each["microseconds"] + rows[0]["microseconds"] * 0.01, place, told, va="center", fontsize=8.5)
    axes.set_yticks(range(len(rows)), [each["room"] for each in reversed(rows)], fontsize=9)
    axes.set_xlim(0, rows[0]["microseconds"] * 1.18)
    total = figure(sum(each["microseconds"] for each in rows))
    title = Text(
        f"一次判断连同文字说明，未验过的新事实，12条规则：{total} 微秒用在哪个房间",
        f"One decision with its words, raw and fresh, 12 rules: the rooms of its {total} µs",
    )
    axes.set_title(title[lang], fontsize=11)
    _plain(axes)


def _plain(axes: Axes) -> None:
    """Axes in one ink, without a box."""
    axes.tick_params(colors=INK, which="both")
    axes.title.set_color(INK)
    axes.grid(axis="x", color=INK, alpha=0.25, linewidth=0.6)
    for side, spine in axes.spines.items():
        spine.set_visible(side in ("left", "bottom"))
        spine.set_color(INK)
