"""A report on a table as one self-contained page: its tables, with bars and a map of the missing facts beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from afterschool_policy.population import report_document as words
from afterschool_policy.population import report_phrases as told
from afterschool_policy.population.counts import Count, GroupCounts, TableCounts
from afterschool_policy.population.report import TableReport
from afterschool_policy.site.render import render_page
from afterschool_policy.text import Lang, Text
from afterschool_policy.values.outcomes import OUTCOMES

WIDTH = 400
"""The width of a whole bar."""

_MOST_FACTS = 12
"""So many facts are columns of the map at most: those first that are worth most."""

_SHOWN = 0.01


class Stripe(NamedTuple):
    """A stripe of a bar: where it is drawn, as what, and what is told of it."""

    x: float
    width: float
    kind: str
    told: str


class Shade(NamedTuple):
    """A field of the map: how much is missing, from 0 to 1, and what is told of it."""

    share: float
    text: str
    told: str


def report_page(report: TableReport, lang: Lang) -> str:
    """The page, without script or network."""
    counts, law = report.counts, report.law
    head, rows = words.groups(counts)
    facts = [each.fact for each in counts.facts[:_MOST_FACTS]]
    return render_page(
        "table_report.html",
        lang,
        counts=counts,
        told=told,
        heading=words.heading(counts, law),
        revision=law.fingerprint,
        notes=[*words.notes(counts)],
        outcomes=[*zip(words.outcomes(counts), _whole_bars(counts, lang), strict=True)],
        grouped_by=words.grouped_by(counts),
        head=head,
        groups=[*zip(rows, [*(_pieces(each, lang) for each in (*counts.groups, counts.whole))], strict=False)],
        legend=[(str(outcome), OUTCOMES[outcome].label) for outcome in counts.whole.outcomes],
        facts=[*zip(words.facts(counts, law), _fact_bars(counts, lang), strict=True)],
        map_head=[words.fact_label(name, law) for name in facts],
        map_rows=[*_map(counts, facts, lang)],
        readings=[
            (each.reading, words.reading(each, law), [*words.others(each, counts, law)]) for each in counts.readings
        ],
        comparison=[*words.comparison(counts, law)],
        clauses=words.clauses(counts, law),
        amounts=words.amounts(counts, law),
        wrong=words.wrong_values(counts),
        width=WIDTH,
    )


def _whole_bars(counts: TableCounts, lang: Lang) -> Iterator[Stripe | None]:
    """A bar for each outcome of all rows, and for those that were not decided."""
    whole = counts.whole
    most = max((count or 0 for count in (*whole.outcomes.values(), whole.rejected)), default=0)
    for outcome, count in whole.outcomes.items():
        yield _bar(count, most, str(outcome), OUTCOMES[outcome].label[lang])
    if whole.rejected != 0:
        yield _bar(whole.rejected, most, "rejected", told.REJECTED[lang])


def _bar(count: Count, most: int, kind: str, label: str) -> Stripe | None:
    """A bar from the left; None where nothing can be drawn."""
    if count is None or not most:
        return None
    return Stripe(0.0, round(WIDTH * count / most, 1), kind, f"{label} {words.written(count)}")


def _pieces(group: GroupCounts, lang: Lang) -> tuple[Stripe, ...]:
    """The outcomes of a group beside one another, as shares of its rows; what is withheld is drawn as such."""
    if not group.rows:
        return ()
    parts = [(str(outcome), OUTCOMES[outcome].label[lang], count) for outcome, count in group.outcomes.items()]
    parts.append(("rejected", told.REJECTED_SHORT[lang], group.rejected))
    known = [(kind, f"{label} {words.written(count)}", count) for kind, label, count in parts if count]
    left = group.rows - sum(count for _, _, count in known)
    pieces, x = [], 0.0
    for kind, text, count in (*known, *([("withheld", words.WITHHELD, left)] if left else [])):
        width = WIDTH * count / group.rows
        pieces.append(Stripe(round(x, 2), round(width, 2), kind, text))
        x += width
    return tuple(pieces)


def _fact_bars(counts: TableCounts, lang: Lang) -> Iterator[tuple[Stripe | None, Stripe | None]]:
    """For each fact the rows that lack it, and of them those that it settles."""
    most = max((each.rows or 0 for each in counts.facts), default=0)
    for each in counts.facts:
        yield (
            _bar(each.rows, most, "lacking", told.LACKING[lang]),
            _bar(each.settles, most, "settles", told.SETTLES[lang]),
        )


def _map(counts: TableCounts, facts: Sequence[str], lang: Lang) -> Iterator[tuple[tuple[Text, ...], list[Shade]]]:
    """For each group and fact the share of its rows that lack the fact."""
    for group in counts.groups if counts.details and counts.suppressed_below is None else ():
        names = tuple(map(words.value_text, group.values))
        yield names, [_shade(group, name, lang) for name in facts]


def _shade(group: GroupCounts, fact: str, lang: Lang) -> Shade:
    count = group.missing.get(fact) or 0
    share = count / group.rows if group.rows else 0.0
    name = " ".join(words.value_text(value)[lang] for value in group.values)
    text = "" if not count else f"{share:.0%}" if share >= _SHOWN else "<1%"
    return Shade(round(share, 3), text, f"{name}: {fact} {words.written(count)}")
