"""A sheet to draw on, written to a file as its name says. The one place that knows Matplotlib."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from afterschool_policy.diagnostics import Diagnostic, InvalidRequest

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.patches import Patch

    __all__ = ["Axes", "Figure", "Patch", "drawn"]

# Fonts with the characters of Chinese, in the order of preference: Noto, then what systems come with.
_FONTS = (
    "Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "SimHei",
    "WenQuanYi Micro Hei", "WenQuanYi Zen Hei", "Noto Sans CJK JP", "Noto Sans SC",
)  # fmt: skip


@contextmanager
def drawn(path: Path, width: float, height: float) -> Iterator[Figure]:
    """A figure of so many inches, written when the block is left: PNG, SVG or PDF by the name of the file.

    An SVG keeps its words as text, which its reader's fonts draw. Elsewhere a word that no font here can draw is
    refused, whatever its language: a group may have a Chinese name in an English plot.

    Raises:
        InvalidRequest: where Matplotlib is not installed, no font has the characters to be drawn, or no such file can
            be written.
    """
    try:
        from matplotlib import font_manager, rc_context
        from matplotlib.figure import Figure
    except ModuleNotFoundError as error:
        raise InvalidRequest([Diagnostic.of("extra-missing", module=str(error.name), extra="audit")]) from error
    installed = {entry.name for entry in font_manager.fontManager.ttflist}
    font = next((name for name in _FONTS if name in installed), None)
    families = [font, "DejaVu Sans"] if font else ["DejaVu Sans"]
    with rc_context({"font.family": families, "font.size": 9, "svg.fonttype": "none"}):
        figure = Figure(figsize=(width, height), layout="constrained")
        yield figure
        try:
            with warnings.catch_warnings():
                action: Literal["ignore", "error"] = "ignore" if path.suffix.lower() == ".svg" else "error"
                warnings.filterwarnings(action, "Glyph .* missing from font")
                figure.savefig(path, dpi=150)
        except UserWarning as error:
            raise InvalidRequest([Diagnostic("plot-font")]) from error
        except (OSError, ValueError) as error:
            raise InvalidRequest([Diagnostic.of("plot-file", path=str(path), problem=str(error))]) from error
