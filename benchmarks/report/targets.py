"""Each aim with what was reached, and what stands in the way where it was not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from afterschool_policy.text import Text
from benchmarks.report.labels import LABELS, RECORDS, STARTS

Results = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Reached:
    """One figure, and of what."""

    what: Text
    value: float


@dataclass(frozen=True, slots=True)
class Target:
    """An aim: each figure is to be at most `bound`. `obstacle` is shown beside figures that are not."""

    aim: Text
    bound: float
    unit: Text
    suite: str
    figures: Callable[[Results], Iterator[Reached]]
    obstacle: Text


_TIMES = Text("倍", "×")
_MS = Text("毫秒", "ms")


def _against(peer: tuple[str, str], read: str) -> Callable[[Results], Iterator[Reached]]:
    """Our rows that read so much of a decision, each against a row of another engine on the same kind of records."""

    def figures(results: Results) -> Iterator[Reached]:
        ratios = {
            (each["engine"], each["row"], each["records"]): each["ratio"] for each in results["one_decision"]["rows"]
        }
        for records, kind in RECORDS.items():
            for facts in ("validated", "raw"):
                label = LABELS["ours", f"{facts}-{read}"].name
                what = Text(f"{label.zh}，{kind.zh}", f"{label.en}, {kind.en}")
                yield Reached(what, ratios["ours", f"{facts}-{read}", records] / ratios[*peer, records])

    return figures


def _largest(results: Results) -> Iterator[Reached]:
    kinds = {"alike": Text("只有编号不同", "alike but for the id"), "own": Text("各有数值", "numbers of their own")}
    for each in results["scale"]["rows"]:
        if each["engine"] == "ours" and each["row"] != "validated-traced" and each["copies"] == 100:
            label, kind, records = LABELS["ours", each["row"]].name, kinds[each["variant"]], RECORDS[each["records"]]
            what = Text(f"{label.zh}，{kind.zh}，{records.zh}", f"{label.en}, {kind.en}, {records.en}")
            yield Reached(what, each["ratio"])


def _told_apart(results: Results) -> Iterator[Reached]:
    for each in results["told_apart"]["rows"] if "told_apart" in results else ():
        if each["read"] == "outcome" and each["ratio"] != 1:
            label = LABELS["ours", f"{each['facts']}-outcome"].name
            what = Text(f"{label.zh}，{each['rules']:,} 条", f"{label.en}, {each['rules']:,} rules")
            yield Reached(what, each["ratio"])


def _starts(column: str) -> Callable[[Results], Iterator[Reached]]:
    def figures(results: Results) -> Iterator[Reached]:
        for each in results["starting"]["rows"]:
            if each["engine"] == "ours" and each["policy"] == "real" and each["row"] != "folder, compiled anew":
                yield Reached(STARTS[each["row"]], each[column])

    return figures


def _growth(results: Results) -> Iterator[Reached]:
    for each in results["memory"]["rows"]:
        kind = RECORDS[each["records"]]
        how = {"rss": Text("进程占用", "resident"), "traced": Text("Python 分配", "allocated by Python")}[each["how"]]
        yield Reached(Text(f"{how.zh}，{kind.zh}", f"{how.en}, {kind.en}"), each["bytes_growth"] * 100)
        yield Reached(
            Text(f"对象数，{how.zh}，{kind.zh}", f"objects, {how.en}, {kind.en}"), each["objects_growth"] * 100
        )


TARGETS = (
    Target(
        Text(
            "理由可随时查问的判断，不超过 datalogic-py 无理由回答的一半",
            "explanation on demand, against datalogic-py unexplained",
        ),
        0.5,
        _TIMES,
        "one_decision",
        _against(("datalogic", "outcomes"), "findings"),
        Text(
            "没有见过的记录，各项检验的真值常是第一次碰在一起，各条规则要分别查出；"
            "未验的事实还要逐项检查类型和代码，这在 Python 里每项约要0.14微秒。",
            "A fresh record often brings a combination of tests that was not met before, for which each rule is "
            "looked up; raw facts are also checked one by one for type and code, which takes Python some 0.14 µs each.",
        ),
    ),
    Target(
        Text(
            "连同理由（对象）的判断，不超过 datalogic-py 无理由的回答",
            "why as objects, against datalogic-py unexplained",
        ),
        1.0,
        _TIMES,
        "one_decision",
        _against(("datalogic", "outcomes"), "traced"),
        Text(
            "没有见过的记录，除了各条规则的认定，还要逐条查出每项检验的真值；未验的事实还要逐项检查。",
            "For a fresh record the truth of every test is looked up rule by rule, beside each rule's finding; raw "
            "facts are also checked one by one.",
        ),
    ),
    Target(
        Text(
            "连同理由（对象）的判断，不超过 zen-engine 决策表带记录的十分之一",
            "why as objects, against zen's decision table with trace",
        ),
        0.1,
        _TIMES,
        "one_decision",
        _against(("zen", "table-trace"), "traced"),
        Text("同上。", "The same."),
    ),
    Target(
        Text("1,200 条规则，不超过 datalogic-py 的 0.6", "1,200 rules, against datalogic-py"),
        0.6,
        _TIMES,
        "scale",
        _largest,
        Text(
            "规则一多，没有见过的记录几乎总是新的组合，各组规则要分别查出；各有数值的，每条规则自成一组。",
            "With so many rules a fresh record is nearly always a new combination, for which each group of rules is "
            "looked up; where all have numbers of their own, each rule is a group.",
        ),
    ),
    Target(
        Text(
            "各管一区的规则 2,000 条、12,000 条，与 40 条相比",
            "2,000 and 12,000 rules told apart by a code, against 40",
        ),
        1.6,
        _TIMES,
        "told_apart",
        _told_apart,
        Text("全部认定是一个元组，读它要逐条复制。", "All findings are one tuple, so that reading them copies each."),
    ),
    Target(
        Text(
            "新进程里从导入到第一次判断，处理器时间不到 150 毫秒",
            "fresh process, import to first decision, processor time",
        ),
        150.0,
        _MS,
        "starting",
        _starts("total"),
        Text("时间大多用在导入模块上。", "Most of it is the import of modules."),
    ),
    Target(
        Text("同上，不超过只导入 pydantic 的 3 倍", "the same, against importing pydantic alone"),
        3.0,
        _TIMES,
        "starting",
        _starts("ratio"),
        Text("时间大多用在导入模块上。", "Most of it is the import of modules."),
    ),
    Target(
        Text(
            "一百万次判断，内存和对象不增加（后一半的最高值比前一半高出不到 2%）",
            "a million decisions, growth of the most held",
        ),
        2.0,
        Text("%", "%"),
        "memory",
        _growth,
        Text(
            "表满即清空，两半各自的最高点因清空的时刻而略有不同。",
            "Tables are emptied when they are full, so the peaks of the two halves differ with the moment of emptying.",
        ),
    ),
)
