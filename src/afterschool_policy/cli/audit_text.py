"""Entries and counts of a log as aligned lines for a terminal, in both languages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.cells import cell_len

from afterschool_policy.audit.log import Entry
from afterschool_policy.audit.log.counting import Grouping
from afterschool_policy.audit.log.model import OutcomeCount
from afterschool_policy.explain.phrases import COLON
from afterschool_policy.text import Lang, Text, visible
from afterschool_policy.values.outcomes import OUTCOMES, Outcome

VERIFYING = Text("核验日志", "Verifying")
EXPORTING = Text("导出", "Exporting")
REPLAYING = Text("重新判断", "Replaying")
_SHORT = 24  # an id that a caller gave is read whole; of a random one the beginning is enough
_LIST = Text("序号 编号 时间 事项 结论 提出人 标签", "no. id time decision outcome by labels")
_LISTED = Text("共 {all} 项，列出 {shown} 项。", "{all} decisions, {shown} listed")
_HEADING = (
    ("sequence", Text("日志序号", "Number in the log")),
    ("decision_id", Text("编号", "Decision id")),
    ("timestamp", Text("作出时间", "Decided at")),
    ("requested_by", Text("提出人", "Requested by")),
    ("labels", Text("标签", "Labels")),
    ("revision", Text("政策版本", "Policy revision")),
    ("engine", Text("引擎与程序版本", "Engine and library")),
    ("erased", Text("写入时隐去", "Left out when written")),
    ("digest", Text("记录摘要值", "Digest of the record")),
)
_OUTCOME = Text("结论", "Outcome")
_BASIS = Text("依据", "Basis")
_PERIOD = Text("时期", "period")
_NUMBER = Text("决定数", "decisions")
_GROUPS: dict[Grouping, Text] = {
    "clause": Text("条款", "clause"),
    "rule": Text("规则", "rule"),
    "decision": Text("事项", "decision"),
    "outcome": Text("", ""),
}


def listed(entries: Sequence[Entry], count: int, lang: Lang) -> Iterator[str]:
    """A line for each entry under a line of headings."""
    rows = [_LIST[lang].split(" ")]
    for entry in entries:
        rows.append(
            [
                str(entry.sequence),
                entry.decision_id if len(entry.decision_id) <= _SHORT else entry.decision_id[:8],
                _local(entry),
                entry.decision,
                _label(entry.outcome, lang),
                _plain(entry.record["requested_by"]),
                _plain(entry.record["labels"]),
            ]
        )
    yield from _aligned(rows)
    yield _LISTED.format(all=str(count), shown=str(len(entries)))[lang]


def heading(entry: Entry, lang: Lang) -> Iterator[str]:
    """What the record says of its writing."""
    record = entry.record
    values = {
        "sequence": str(entry.sequence),
        "decision_id": entry.decision_id,
        "timestamp": _local(entry),
        "engine": f"{record['engine']}, {record['library']}",
        "erased": _plain(record["erased"]),
    }
    for name, label in _HEADING:
        value = values.get(name) or _plain(record.get(name))
        if value:
            yield f"{label[lang]}{COLON[lang]}{value}"


def recorded(entry: Entry, lang: Lang) -> Iterator[str]:
    """What the record itself says, where it cannot be decided again."""
    yield f"{_OUTCOME[lang]}{COLON[lang]}{_label(entry.outcome, lang)}"
    citations = entry.record.get("citations")
    if citations:
        yield f"{_BASIS[lang]}{COLON[lang]}"
        yield from (f"  {citation['clause']} “{citation['quote']}”" for citation in citations)


def counted(counts: Sequence[OutcomeCount], by: Grouping, lang: Lang) -> Iterator[str]:
    """A line for each count."""
    rows = [[_PERIOD[lang], _GROUPS[by][lang], _OUTCOME[lang], _NUMBER[lang]]]
    rows += [[row.period, row.group, _label(row.outcome, lang), str(row.count)] for row in counts]
    yield from _aligned([[cell for place, cell in enumerate(row) if place != 1 or by != "outcome"] for row in rows])


def _aligned(given: Sequence[Sequence[str]]) -> Iterator[str]:
    rows = [[visible(cell) for cell in row] for row in given]
    widths = [max(cell_len(row[place]) for row in rows) for place in range(len(rows[0]))]
    for row in rows:
        cells = (cell + " " * (width - cell_len(cell)) for cell, width in zip(row, widths, strict=True))
        yield "  ".join(cells).rstrip()


def _local(entry: Entry) -> str:
    return entry.timestamp.astimezone().isoformat(sep=" ", timespec="seconds")


def _label(outcome: str, lang: Lang) -> str:
    """In words, where it is an outcome: a record of somebody's hand may hold another word."""
    return OUTCOMES[Outcome(outcome)].label[lang] if outcome in list(Outcome) else outcome


def _plain(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name}={inner}" for name, inner in value.items())
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return "" if value is None else str(value)
