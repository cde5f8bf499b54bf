"""A failure in at most ten lines: what was expected and what came out, the outcome first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from afterschool_policy.diagnostics import PolicyError
from afterschool_policy.positions import Span
from afterschool_policy.testing.cases import Difference
from afterschool_policy.text import Lang, Text
from afterschool_policy.values.outcomes import OUTCOMES

AT_MOST = 10
_DIFFERS = Text("{what}: 应为 {expected}；实为 {actual}", "{what}: expected {expected}; got {actual}")
_LACKS, _BEYOND = Text("缺 {names}", "lacks {names}"), Text("多 {names}", "beyond it {names}")
_MORE = Text("……另有 {count} 行", "… {count} more lines")
_LISTS = ("clauses", "missing", "readings")


class RunResult(Protocol):
    """What came of a case or of a history."""

    @property
    def span(self) -> Span:
        """Its place."""

    @property
    def id(self) -> str:
        """Its name for reports."""

    @property
    def passed(self) -> bool:
        """Whether every expectation is met."""

    @property
    def differences(self) -> Sequence[Difference]:
        """The expectations that are not met."""

    @property
    def error(self) -> PolicyError | None:
        """What kept it from being run."""


def failure_lines(result: RunResult, lang: Lang) -> list[str]:
    """What is wrong, in at most ten lines."""
    lines = [] if result.error is None else result.error.render(lang).splitlines()
    lines += [_line(difference, lang) for difference in result.differences]
    if len(lines) <= AT_MOST:
        return lines
    left = len(lines) - AT_MOST + 1
    return [*lines[: AT_MOST - 1], _MORE.format(count=str(left))[lang]]


def _line(difference: Difference, lang: Lang) -> str:
    what, expected, actual = difference.what, difference.expected, difference.actual
    line = _DIFFERS.format(what=what, expected=_worded(expected, lang), actual=_worded(actual, lang))[lang]
    if what not in _LISTS:
        return line
    wanted, got = (value.split(", ") for value in (expected, actual))
    lacks, beyond = (
        [name for name in one if name not in other and name != "—"] for one, other in ((wanted, got), (got, wanted))
    )
    aside = [text.format(names=", ".join(names))[lang] for text, names in ((_LACKS, lacks), (_BEYOND, beyond)) if names]
    return line if not aside else f"{line}（{'；'.join(aside)}）" if lang == "zh" else f"{line} ({'; '.join(aside)})"


def _worded(value: str, lang: Lang) -> str:
    """An outcome with its word; in English the two are the same."""
    row = next((row for outcome, row in OUTCOMES.items() if outcome == value), None)
    return value if row is None or lang == "en" else f"{value}（{row.label[lang]}）"
