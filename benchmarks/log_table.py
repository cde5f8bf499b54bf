"""The table of benchmarks/log.json in both languages, and its place in the page of the documentation."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from afterschool_policy.text import LANGUAGES, Lang, Text

ROOT = Path(__file__).parents[1]
RESULTS = ROOT / "benchmarks" / "log.json"
START, END = "<!-- made of benchmarks/log.json -->", "<!-- to here -->"
_ROWS = {
    "bare": Text("数据库自身的插入", "the bare database's insert"),
    "log": Text("写入日志，记录已备好", "the log, the record at hand"),
    "decided": Text("判断、制作记录并写入日志", "deciding, making the record, the log"),
}
_HEAD = Text(
    "| 数据库 | 所量 | 成批，条/秒 | 倍数 | 逐条，条/秒 | 倍数 | 每条占用，字节 |",
    "| Database | Measured | in batches, /s | ratio | one by one, /s | ratio | bytes a record |",
)
_UNDER = Text(
    "共 {records} 条，每批 {batch} 条；记录的文字平均 {text} 字节；核验每秒 {verified} 条（SQLite）。"
    "倍数以同一数据库自身的插入为 1，在同一轮之内计算。{measured}，{processor}，{cores} 核（当时的负载 {load}），"
    "Python {python}，SQLite {sqlite}，PostgreSQL {postgresql}，SQLAlchemy {sqlalchemy}。",
    "{records} records, {batch} in a batch; the text of a record is {text} bytes on average; {verified} entries are "
    "verified a second (SQLite). Ratios are to the same database's own insert in the same round. {measured}, "
    "{processor}, {cores} cores (load at the time {load}), Python {python}, SQLite {sqlite}, PostgreSQL {postgresql}, "
    "SQLAlchemy {sqlalchemy}.",
)


def table(results: dict[str, Any], lang: Lang) -> str:
    """The table and the line under it."""
    lines = [_HEAD[lang], "|---|---|--:|--:|--:|--:|--:|"]
    order = list(_ROWS)
    for row in sorted(results["rows"], key=lambda each: (each["database"] != "SQLite", order.index(each["row"]))):
        sizes = {"bare": results["bare_bytes"], "log": results["log_bytes"]}.get(row["row"])
        cells = [
            row["database"],
            _ROWS[row["row"]][lang],
            f"{row['batched_per_second']:,}",
            f"{row['batched_ratio']:.2f}",
            f"{row['single_per_second']:,}",
            f"{row['single_ratio']:.2f}",
            f"{sizes[row['database']]:,}" if sizes else "",
        ]
        lines.append("| " + " | ".join(cells) + " |")
    told = _UNDER.format(
        records=f"{results['records']:,}",
        batch=f"{results['batch']:,}",
        text=f"{results['text_bytes']:,}",
        verified=f"{results['verified_per_second']:,}",
        **{name: str(value) for name, value in results["on"].items()},
    )
    return "\n".join([*lines, "", told[lang]])


def page_of(lang: Lang) -> Path:
    """The page that shows it."""
    return ROOT / "docs" / ("en" if lang == "en" else "") / "explanation" / "decision-log.md"


def with_table(text: str, made: str) -> str:
    """The page with this table in its place."""
    before, _, rest = text.partition(START)
    return f"{before}{START}\n\n{made}\n\n{END}{rest.partition(END)[2]}"


def write_pages() -> None:
    """Put the table into both pages."""
    results = json.loads(RESULTS.read_text(encoding="utf-8"))
    for lang in LANGUAGES:
        page = page_of(lang)
        page.write_text(with_table(page.read_text(encoding="utf-8"), table(results, lang)), encoding="utf-8")


if __name__ == "__main__":
    write_pages()
