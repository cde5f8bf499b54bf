"""A report as a document, in the words of the policy."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from afterschool_policy.diagnostics.diagnostic import width
from afterschool_policy.explain.document import Document, Grid, Item, Run, Section
from afterschool_policy.explain.phrases import plain
from afterschool_policy.explain.render.as_text import shown_revision
from afterschool_policy.law.model import Law
from afterschool_policy.population import report_phrases as say
from afterschool_policy.population.counts import AmountShift, Count, GroupCounts, ReadingCount, TableCounts, TurnCount
from afterschool_policy.text import LANGUAGES, Text
from afterschool_policy.values import numbers
from afterschool_policy.values.numbers import CONTEXT
from afterschool_policy.values.outcomes import OUTCOMES, Outcome
from afterschool_policy.vocabulary.unit_words import unnamed

WITHHELD = "*"
"""What stands for a count that is withheld."""

_APART = "  "
Cells = tuple[Text, ...]


def document(counts: TableCounts, law: Law) -> Document:
    """The report from the outcomes to the amounts; both languages are in it."""
    parts = [part for part in _parts(counts, law) if part.table is not None or part.items or part.sentences]
    return Document((Section(heading(counts, law), level=2, parts=tuple(parts), inner=0),))


def heading(counts: TableCounts, law: Law) -> Text:
    """How many rows there are, and what was asked of them."""
    return say.ROWS.format(all=written(counts.whole.rows), question=law.decisions[counts.decision].question)


def _parts(counts: TableCounts, law: Law) -> Iterator[Section]:
    yield Section(None, sentences=tuple((note,) for note in notes(counts)))
    yield Section(None, table=_grid(say.OUTCOME_HEAD, outcomes(counts)))
    yield Section(say.WRONG, items=tuple(Item((wrong,)) for wrong in wrong_values(counts)))
    if counts.groups:
        yield Section(grouped_by(counts), table=_grid(*groups(counts), named=len(counts.by)))
    yield Section(say.WORTH_COLLECTING, table=_grid(say.FACT_HEAD, facts(counts, law)))
    yield Section(say.READINGS, items=tuple(_reading(each, counts, law) for each in counts.readings))
    yield Section(say.CLAUSES, table=_grid(say.CLAUSE_HEAD, clauses(counts, law), named=2))
    yield Section(say.COMPARED, items=tuple(Item((each,)) for each in comparison(counts, law)))
    yield Section(say.AMOUNTS, table=_grid(say.AMOUNT_HEAD, amounts(counts, law)))


def notes(counts: TableCounts) -> Iterator[Text]:
    """What is said of counts that are withheld."""
    if counts.suppressed_below is not None:
        yield say.SUPPRESSED.format(least=str(counts.suppressed_below))
        if not counts.details:
            yield say.NO_DETAILS


def grouped_by(counts: TableCounts) -> Text:
    """The heading of the counts by groups."""
    return say.BY.format(columns=Text("、".join(counts.by), ", ".join(counts.by)))


def wrong_values(counts: TableCounts) -> list[Text]:
    """What was wrong in the rows that were not decided."""
    return [Text(fault.message("zh"), fault.message("en")) for fault in counts.wrong]


def written(count: Count) -> str:
    """A count as people read it."""
    return WITHHELD if count is None else f"{count:,}"


def outcomes(counts: TableCounts) -> list[Cells]:
    """Every outcome with its count and its share of the rows that were decided."""
    whole = counts.whole
    rows: list[Cells] = [
        (OUTCOMES[outcome].label, plain(written(count)), plain(_share(count, whole)))
        for outcome, count in whole.outcomes.items()
    ]
    return rows if whole.rejected == 0 else [*rows, (say.REJECTED, plain(written(whole.rejected)), plain(""))]


def _share(count: Count, whole: GroupCounts) -> str:
    if count is None or whole.rows is None or whole.rejected is None or whole.rows == whole.rejected:
        return ""
    return f"{count / (whole.rows - whole.rejected):.1%}"


def groups(counts: TableCounts) -> tuple[Cells, list[Cells]]:
    """The counts by groups: what stands above the columns, and the rows, that of all the last."""
    shown = [*counts.whole.outcomes]
    with_rejected = counts.whole.rejected != 0
    head = (*map(plain, counts.by), say.COUNT, *(OUTCOMES[outcome].label for outcome in shown))
    all_rows = (say.SUM, *(plain("") for _ in counts.by[1:]), *_numbers(counts.whole, shown, with_rejected))
    rows = [(*map(value_text, each.values), *_numbers(each, shown, with_rejected)) for each in counts.groups]
    return (*head, say.REJECTED_SHORT) if with_rejected else head, [*rows, all_rows]


def value_text(value: str | None) -> Text:
    """What the rows of a group agree in."""
    return say.EMPTY if value is None else plain(value)


def _numbers(group: GroupCounts, shown: Sequence[Outcome], with_rejected: bool) -> Iterator[Text]:
    yield plain(written(group.rows))
    yield from (plain(written(group.outcomes.get(outcome, 0))) for outcome in shown)
    if with_rejected:
        yield plain(written(group.rejected))


def facts(counts: TableCounts, law: Law) -> list[Cells]:
    """The facts that are missing, with what they would settle."""
    return [
        (fact_label(each.fact, law), plain(written(each.rows)), plain(written(each.settles))) for each in counts.facts
    ]


def fact_label(name: str, law: Law) -> Text:
    """A fact in words."""
    spec = law.vocabulary.facts.get(name)
    return plain(name) if spec is None else spec.label


def clauses(counts: TableCounts, law: Law) -> list[Cells]:
    """The clauses that outcomes rest on."""
    return [
        (law.clauses[each.clause].named, OUTCOMES[each.outcome].label, plain(written(each.rows)))
        for each in counts.clauses
    ]


def _reading(count: ReadingCount, counts: TableCounts, law: Law) -> Item:
    return Item(
        (reading(count, law), Run("name", plain(count.reading))),
        tuple(Item((other,)) for other in others(count, counts, law)),
    )


def reading(count: ReadingCount, law: Law) -> Text:
    """How many rows rest on a reading."""
    entry = law.readings[count.reading]
    return say.READING.format(
        matter=entry.matter, count=written(count.rows), chosen=_quoted(entry.choices[count.chosen])
    )


def others(count: ReadingCount, counts: TableCounts, law: Law) -> Iterator[Text]:
    """What each other choice would change."""
    for each in count.others:
        choice = _quoted(law.readings[count.reading].choices[each.code])
        if each.clash:
            yield say.CLASH.format(choice=choice)
        else:
            yield say.OTHER.format(choice=choice, count=written(each.rows), turns=_turns(each.turns))
            yield from (_shift(shift, counts.decision, law) for shift in each.amounts)


def _quoted(choice: Text) -> Text:
    """A sentence as a part of another."""
    return Text(choice.zh.rstrip("。"), choice.en.rstrip("."))


def _turns(turns: Sequence[TurnCount]) -> Text:
    told = [
        say.TURN.format(before=OUTCOMES[turn.before].label, after=OUTCOMES[turn.after].label, count=written(turn.rows))
        for turn in turns
    ]
    return say.TURNS.format(turns=Text("；", "; ").join(told)) if told else plain("")


def _shift(shift: AmountShift, decision: str, law: Law) -> Text:
    """What an amount comes to otherwise, and who has more of it and who less."""
    by = None if shift.before is None or shift.after is None else CONTEXT.subtract(shift.after, shift.before)
    sign, difference = "+" if by is not None and by > 0 else "", amount_text(by, shift.unit, law)
    return say.SHIFT.format(
        label=_amount_label(shift.name, decision, law),
        before=amount_text(shift.before, shift.unit, law),
        after=amount_text(shift.after, shift.unit, law),
        difference=Text(sign + difference.zh, sign + difference.en),
        more=written(shift.more),
        less=written(shift.less),
        open=written(shift.open),
    )


def comparison(counts: TableCounts, law: Law) -> Iterator[Text]:
    """What the rows come to under another policy."""
    compared = counts.compared
    if compared is None:
        return
    yield say.COMPARED_ROWS.format(count=written(compared.rows), turns=_turns(compared.turns))
    yield from (_shift(shift, counts.decision, law) for shift in compared.amounts)
    if compared.apart != 0:
        yield say.APART.format(count=written(compared.apart))
    yield say.OTHER_REVISION.format(revision=shown_revision(compared.revision))


def amounts(counts: TableCounts, law: Law) -> list[Cells]:
    """Each amount over all rows."""
    return [
        (
            _amount_label(each.name, counts.decision, law),
            amount_text(each.total, each.unit, law),
            plain(written(each.told)),
            plain(written(each.open)),
        )
        for each in counts.amounts
    ]


def _amount_label(name: str, decision: str, law: Law) -> Text:
    of, _, short = name.rpartition(".")
    spec = law.decisions[of or decision].amounts.get(short)
    return plain(name) if spec is None else spec.label


def amount_text(total: Decimal | None, unit: str, law: Law) -> Text:
    """A sum with its unit."""
    if total is None:
        return plain(WITHHELD)
    number = plain(numbers.written(total))
    words = law.units.get(unit) or unnamed(unit)
    return number if unit == "1" else words.around(number, one=total == 1, beside=plain(""))


def _grid(head: Cells, rows: Sequence[Cells], named: int = 1) -> Grid | None:
    """Rows under headings, the first so many columns names and the others numbers; None without rows."""
    if not rows:
        return None
    by_lang = {lang: [*_aligned([[cell[lang] for cell in row] for row in (head, *rows)], named)] for lang in LANGUAGES}
    lines = tuple(Text(zh, en) for zh, en in zip(by_lang["zh"], by_lang["en"], strict=True))
    return Grid(head, tuple(tuple((cell,) for cell in row) for row in rows), lines, numbers=named == 1)


def _aligned(rows: Sequence[Sequence[str]], named: int) -> Iterator[str]:
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (
            _padded(cell, room, left=place < named) for place, (cell, room) in enumerate(zip(row, widths, strict=True))
        )
        yield _APART.join(cells).rstrip()


def _padded(cell: str, room: int, *, left: bool) -> str:
    space = " " * (room - width(cell))
    return cell + space if left else space + cell
