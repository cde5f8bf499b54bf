"""Each aim with what was reached, and what stands in the way where it was not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import product
from operator import itemgetter
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


def _against(peer: tuple[str, str], read: str, *ways: str) -> Callable[[Results], Iterator[Reached]]:
    """Our rows that read so much of a decision, against a row of another engine on the same kind of records."""

    def figures(results: Results) -> Iterator[Reached]:
        ratios = {
            (each["engine"], each["row"], each["records"]): each["ratio"] for each in results["one_decision"]["rows"]
        }
        for facts, records in product(ways, RECORDS):
            label = LABELS["ours", f"{facts}-{read}"].name
            what = Text(f"{label.zh}，{RECORDS[records].zh}", f"{label.en}, {RECORDS[records].en}")
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


def _starts(results: Results) -> Iterator[Reached]:
    for each in results["starting"]["rows"]:
        if each["engine"] == "ours" and each["policy"] == "real" and each["row"] != "folder, compiled anew":
            yield Reached(STARTS[each["row"]], each["ratio"])


def _amounts(results: Results) -> Iterator[Reached]:
    """The dearest question of each policy, all amounts told."""
    rows = [each for each in results["amounts"]["rows"] if each["told"]] if "amounts" in results else []
    for policy in dict.fromkeys(each["policy"] for each in rows):
        dearest = max((each for each in rows if each["policy"] == policy), key=itemgetter("amounts_ratio"))
        what = dearest["decision"] if policy == "policy" else f"{policy}/{dearest['decision']}"
        yield Reached(Text(f"`{what}`", f"`{what}`"), dearest["amounts_ratio"])


def _worded(results: Results) -> Iterator[Reached]:
    (row,) = (each for each in results["real_policy"]["rows"] if each["decision"] == "all")
    for facts in ("validated", "raw"):
        yield Reached(LABELS["ours", f"{facts}-worded"].name, row[f"{facts}-worded"] / 1000)


def _per_fact(results: Results) -> Iterator[Reached]:
    for each in results["case_files"]["rows"]:
        yield Reached(Text(f"{each['facts']:,} 项事实", f"{each['facts']:,} facts"), each["per_fact"])


def _growth(results: Results) -> Iterator[Reached]:
    for each in results["memory"]["rows"]:
        kind = RECORDS[each["records"]]
        how = {"rss": Text("进程占用", "resident"), "traced": Text("Python 分配", "allocated by Python")}[each["how"]]
        yield Reached(Text(f"{how.zh}，{kind.zh}", f"{how.en}, {kind.en}"), each["bytes_growth"] * 100)
        yield Reached(
            Text(f"对象数，{how.zh}，{kind.zh}", f"objects, {how.en}, {kind.en}"), each["objects_growth"] * 100
        )


_CHECKED = Text(
    "未验的事实还要逐项检查类型和代码，这在 Python 里每项约要0.14微秒。",
    "Raw facts are checked one by one for type and code, which takes Python some 0.14 µs each.",
)
_NEW_COMBINATIONS = Text(
    "没有见过的记录，各项检验的真值常是第一次碰在一起，各条规则要分别查出。",
    "A fresh record often brings a combination of tests that was not met before, for which each rule is looked up.",
)
_BOTH = Text(f"{_NEW_COMBINATIONS.zh}{_CHECKED.zh}", f"{_NEW_COMBINATIONS.en} {_CHECKED.en}")
_DATALOGIC, _ZEN = ("datalogic", "outcomes"), ("zen", "table-trace")

TARGETS = (
    Target(
        Text(
            "各条规则的认定，事实未验，与什么也不检查的 datalogic-py 相比",
            "every rule's outcome on raw facts, against datalogic-py, which checks nothing",
        ),
        1.5,
        _TIMES,
        "one_decision",
        _against(_DATALOGIC, "findings", "raw"),
        _CHECKED,
    ),
    Target(
        Text(
            "各条规则的认定，事实已验，与 datalogic-py 相比",
            "every rule's outcome on validated facts, against datalogic-py",
        ),
        0.6,
        _TIMES,
        "one_decision",
        _against(_DATALOGIC, "findings", "validated"),
        _NEW_COMBINATIONS,
    ),
    Target(
        Text(
            "连同理由（对象）的判断，与 datalogic-py 无理由的回答相比",
            "the why as objects, against datalogic-py unexplained",
        ),
        3.0,
        _TIMES,
        "one_decision",
        _against(_DATALOGIC, "traced", "validated", "raw"),
        _BOTH,
    ),
    Target(
        Text(
            "连同理由（对象）的判断，与 zen-engine 带记录的决策表相比",
            "the why as objects, against zen's decision table with trace",
        ),
        0.3,
        _TIMES,
        "one_decision",
        _against(_ZEN, "traced", "validated", "raw"),
        _BOTH,
    ),
    Target(
        Text("1,200 条规则，与 datalogic-py 相比", "1,200 rules, against datalogic-py"),
        1.0,
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
            "结论连同数额，与只看结论相比，各政策中最费时的事项",
            "outcome with amounts, against the outcome, the dearest question of each policy",
        ),
        3.0,
        _TIMES,
        "amounts",
        _amounts,
        Text(
            "由未知事实的限度确定的数额，要按定义逐项算出；对成员求和的，逐人计算。",
            "Amounts made sure by the limits of an unknown fact go through the definition; sums over members are made "
            "member by member.",
        ),
    ),
    Target(
        Text(
            "长乐方案全部用例，连同中文说明的判断，平均",
            "a decision with its explanation in words, mean over the cases of the Changle scheme",
        ),
        0.25,
        _MS,
        "real_policy",
        _worded,
        Text(
            "说明还要逐份搭成；没有见过的事实，要先找出还缺什么。",
            "The document of an explanation is put together each time; on facts not met before what is missing is "
            "searched first.",
        ),
    ),
    Target(
        Text("案卷，每项事实", "a case file, for each fact"),
        20.0,
        Text("微秒", "µs"),
        "case_files",
        _per_fact,
        Text(
            "大半用在推知的事实上：每来一项，与它相连的推知逐一再算。",
            "Most of it goes into what facts entail: with each that comes, the entailments tied to it are worked out "
            "anew.",
        ),
    ),
    Target(
        Text(
            "新进程里从导入到第一次判断，与只导入 pydantic 相比",
            "fresh process, import to first decision, against importing pydantic alone",
        ),
        1.5,
        _TIMES,
        "starting",
        _starts,
        Text(
            "大半时间用于导入，其中近一半是生成数据类。",
            "Most of it is import, and nearly half of that the making of dataclasses.",
        ),
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
