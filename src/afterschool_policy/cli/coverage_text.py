"""What `test` says at a terminal of what the cases reach: a table, what is left, and the rules with it line by line."""

from __future__ import annotations

from collections.abc import Iterator

from rich.cells import cell_len

from afterschool_policy.cli import phrases, terminal
from afterschool_policy.policy import Policy
from afterschool_policy.testing.coverage.annotated import AnnotatedLine, AnnotatedRule, annotated
from afterschool_policy.testing.coverage.coverage import Coverage, percent
from afterschool_policy.testing.coverage.in_words import left_in_words, ruled_out_in_words
from afterschool_policy.testing.coverage.points import KINDS
from afterschool_policy.text import Lang


def say_coverage(policy: Policy, coverage: Coverage, lang: Lang, *, listed: bool, in_rules: bool) -> None:
    """How much is reached of each kind, and before it what is not: as a list, in the rules as they are written."""
    if in_rules:
        _say_rules(policy, coverage, lang)
    if listed:
        terminal.say_lines(f"{phrases.NOT_REACHED[lang]}{line[lang]}" for line in left_in_words(coverage.left))
        terminal.say_lines(f"{phrases.RULED_OUT[lang]}{line[lang]}" for line in ruled_out_in_words(coverage.ruled_out))
    terminal.say_lines(_table(coverage, lang))


def _table(coverage: Coverage, lang: Lang) -> Iterator[str]:
    counts = coverage.counts()
    rows = [(KINDS[kind].counted[lang], *count) for kind, count in counts.items()]
    rows.append((phrases.TOGETHER[lang], len(coverage.reached), len(coverage.points)))
    width = max(cell_len(label) for label, *_ in rows)
    heads = [phrases.KIND[lang], *(_right(head[lang], 8) for head in (phrases.REACHED, phrases.ALL)), _right("%", 7)]
    yield _left(heads[0], width) + "".join(heads[1:])
    for label, reached, points in rows:
        share = f"{percent(reached, points):.1f}"
        yield _left(label, width) + _right(str(reached), 8) + _right(str(points), 8) + _right(share, 7)


def _say_rules(policy: Policy, coverage: Coverage, lang: Lang) -> None:
    rules = [*annotated(policy, coverage)]
    if not rules and coverage.left and all(rule.span is None for rule in policy.rules):
        terminal.say(phrases.NO_LINES[lang])
    for rule in rules:
        terminal.say_lines(_rule(rule, lang))


def _rule(rule: AnnotatedRule, lang: Lang) -> Iterator[str]:
    reached, every = len(rule.coverage.reached), len(rule.coverage.points)
    yield f"{rule.path}  {rule.rule.name}  {reached}/{every}"
    if not rule.lines:
        yield from (f"       ↑ {phrases.NOT_REACHED[lang]}{left[lang]}" for left in left_in_words(rule.coverage.left))
    for line in rule.lines:
        yield f"{_mark(line)} {line.number:>4} │ {line.text}"
        for left in left_in_words(line.left, whole=False):
            yield f"       │ {' ' * _indent(line.text)}↑ {phrases.NOT_REACHED[lang]}{left[lang]}"
    yield ""


def _mark(line: AnnotatedLine) -> str:
    return " " if not line.points else "✗" if line.left else "✓"


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip())


def _left(text: str, width: int) -> str:
    return text + " " * max(0, width - cell_len(text))


def _right(text: str, width: int) -> str:
    return " " * max(0, width - cell_len(text)) + text
