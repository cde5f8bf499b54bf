"""The tables of the page, by the name of the place where each is put."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from afterschool_policy.text import Lang, Text
from benchmarks.report.labels import FACTS, LABELS, POLICIES, READ, STARTS
from benchmarks.report.targets import TARGETS

Results = dict[str, Any]
Cells = Iterable[Sequence[str]]


def tables(results: Results, lang: Lang) -> dict[str, str]:
    """Every table whose measurement is among the results."""
    made = {name: make(results[name]["rows"], lang) for name, make in _MAKERS.items() if name in results}
    return made | {"machine": _machine(results, lang), "targets": _targets(results, lang)}


def _table(head: Sequence[Text], rows: Cells, lang: Lang, words: int = 1, marks: int = 0) -> str:
    """A Markdown table: first columns of words, then of marks, then of figures."""
    rule = ["---"] * words + [":---:"] * marks + ["---:"] * (len(head) - words - marks)
    lines = [[each[lang] for each in head], rule, *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def figure(value: float) -> str:
    """Three telling digits, thousands parted."""
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}"


# ------------------------------------------------------------------------------------------------- one decision
def _one_decision(rows: list[dict[str, Any]], lang: Lang) -> str:
    head = [
        Text("引擎", "Engine"),
        Text("为什么", "Why"),
        Text("为什么不", "Why not"),
        Text("缺什么", "Missing"),
        Text("条款", "Clauses"),
        Text("见过的记录，微秒", "Met, µs"),
        Text("倍", "×"),
        Text("新的记录，微秒", "Fresh, µs"),
        Text("倍", "×"),
    ]
    cells = []
    met = {(each["engine"], each["row"]): each for each in rows if each["records"] == "met"}
    fresh = {(each["engine"], each["row"]): each for each in rows if each["records"] == "fresh"}
    for key, label in LABELS.items():
        if key in met:
            figures = [figure(each[key][part]) for each in (met, fresh) for part in ("microseconds", "ratio")]
            cells.append([label.name[lang], *label.marks, *figures])
    return _table(head, cells, lang, marks=4)


# -------------------------------------------------------------------------------------------------------- rooms
def _rooms(rows: list[dict[str, Any]], lang: Lang) -> str:
    head = [Text("房间", "Room"), Text("微秒", "µs"), Text("所占", "Share")]
    cells = ([f"`{row['room']}`", figure(row["microseconds"]), f"{row['share']:.1%}"] for row in rows)
    return _table(head, cells, lang)


# -------------------------------------------------------------------------------------------------- real policy
def _real_policy(rows: list[dict[str, Any]], lang: Lang) -> str:
    ways = [(facts, read) for facts in FACTS for read in READ]
    head = [Text("事项", "Decision"), Text("用例", "Cases")]
    for facts, read in ways:
        head.append(Text(f"{FACTS[facts].zh}，{READ[read].zh}", f"{FACTS[facts].en}, {READ[read].en}"))

    def cells(some: list[dict[str, Any]], name: Callable[[str], str]) -> Cells:
        for each in some:
            yield [
                name(each["decision"]),
                f"{each['cases']:,}",
                *(figure(each[f"{facts}-{read}"]) for facts, read in ways),
            ]

    whole = _table(head, cells(rows[:1], lambda _: Text("全部事项", "all decisions")[lang]), lang)
    single = _table(head, cells(rows[1:], lambda name: f"`{name}`"), lang)
    title = Text("每一事项", "Each decision")[lang]
    indented = "\n".join(f"    {line}" for line in single.splitlines())
    return f'{whole}\n\n??? note "{title}"\n\n{indented}'


# ------------------------------------------------------------------------------------------------------ amounts
def _amounts(rows: list[dict[str, Any]], lang: Lang) -> str:
    head = [
        Text("政策", "Policy"),
        Text("事项", "Decision"),
        Text("数额", "Amounts"),
        Text("事实", "Facts"),
        Text("用例", "Cases"),
        Text("只读结论", "outcome"),
        Text("连同数额", "outcome and amounts"),
        Text("倍", "×"),
        Text("连同所列内容", "outcome and values"),
        Text("倍", "×"),
    ]
    kinds = {True: Text("都能确定", "all told"), False: Text("有未定的", "one open")}
    met = {"met": Text("见过", "met"), "fresh": Text("新", "fresh")}
    cells = (
        [f"`{row['policy']}`", f"`{row['decision']}`", kinds[row["told"]][lang], met[row["facts"]][lang]]
        + [f"{row['cases']:,}"]
        + [figure(row[name]) for name in ("outcome", "amounts", "amounts_ratio", "values", "values_ratio")]
        for row in rows
        if not row["dated"] or row["policy"] != "policy"
    )
    return _table(head, cells, lang, words=4)


# -------------------------------------------------------------------------------------------------------- scale
def _scale(rows: list[dict[str, Any]], lang: Lang) -> str:
    columns = [
        (copies, variant, records)
        for copies in (10, 100)
        for variant in ("alike", "own")
        for records in ("met", "fresh")
    ]
    kinds = {"alike": Text("相同", "alike"), "own": Text("各异", "own")}
    seen = {"met": Text("见过", "met"), "fresh": Text("新", "fresh")}
    head = [Text("引擎，微秒（倍）", "Engine, µs (×)")]
    for copies, variant, records in columns:
        kind, record = kinds[variant], seen[records]
        head.append(Text(f"{12 * copies:,}，{kind.zh}，{record.zh}", f"{12 * copies:,}, {kind.en}, {record.en}"))
    by_key = {(each["engine"], each["row"], each["copies"], each["variant"], each["records"]): each for each in rows}
    cells = []
    for key in dict.fromkeys((each["engine"], each["row"]) for each in rows):
        found = [by_key[(*key, *column)] for column in columns]
        cells.append(
            [LABELS[key].name[lang], *(f"{figure(each['microseconds'])} ({figure(each['ratio'])})" for each in found)]
        )
    return _table(head, cells, lang)


# --------------------------------------------------------------------------------------------------- told apart
def _told_apart(rows: list[dict[str, Any]], lang: Lang) -> str:
    sizes = list(dict.fromkeys(each["rules"] for each in rows))
    head = [Text("微秒（倍）", "µs (×)"), *(Text(f"{size:,} 条", f"{size:,} rules") for size in sizes)]
    by_key = {(each["facts"], each["read"], each["rules"]): each for each in rows}
    cells = []
    for facts, read in dict.fromkeys((each["facts"], each["read"]) for each in rows):
        found = [by_key[facts, read, size] for size in sizes]
        name = LABELS["ours", f"{facts}-{read}"].name[lang]
        cells.append([name, *(f"{figure(each['microseconds'])} ({figure(each['ratio'])})" for each in found)])
    return _table(head, cells, lang)


# ----------------------------------------------------------------------------------------------------- starting
def _starting(rows: list[dict[str, Any]], lang: Lang) -> str:
    head = [
        Text("进程", "Process"),
        Text("载入", "Loaded"),
        Text("导入", "import"),
        Text("载入", "load"),
        Text("第一次判断", "first decision"),
        Text("合计，毫秒", "together, ms"),
        Text("与 pydantic 相比", "against pydantic"),
    ]
    cells = []
    for each in rows:
        name = STARTS.get(each["row"]) or LABELS[each["engine"], each["row"]].name
        parts = [figure(each[part]) for part in ("import", "load", "decide", "total", "ratio")]
        cells.append([name[lang], POLICIES[each["policy"]][lang], *parts])
    return _table(head, cells, lang, words=2)


# ------------------------------------------------------------------------------------------------------- memory
def _memory(rows: list[dict[str, Any]], lang: Lang) -> str:
    points = [f"{point[0]:,}" for point in rows[0]["points"]]
    head = [
        Text("所量", "Measured"),
        *(Text(each, each) for each in points),
        Text("增长", "growth"),
        Text("结果", "result"),
    ]
    what = {
        ("met", "rss"): Text("见过的记录，进程占用 MB", "met, resident MB"),
        ("fresh", "rss"): Text("新的记录，进程占用 MB", "fresh, resident MB"),
        ("fresh", "traced"): Text("新的记录，Python 分配 MB", "fresh, allocated MB"),
    }
    objects = Text("其中对象数", "live objects")
    cells = []
    for each in rows:
        held = [f"{point[1] / 1e6:.1f}" for point in each["points"]]
        alive = [f"{point[2]:,}" for point in each["points"]]
        for name, shown, growth in (
            (what[each["records"], each["how"]], held, each["bytes_growth"]),
            (objects, alive, each["objects_growth"]),
        ):
            passed = Text("增长", "grows") if each["grows"] else Text("不增长", "does not grow")
            cells.append([name[lang], *shown, f"{growth:+.2%}", passed[lang]])
    return _table(head, cells, lang)


# --------------------------------------------------------------------------------------------------- case files
def _case_files(rows: list[dict[str, Any]], lang: Lang) -> str:
    head = [
        Text("案卷中的事实", "Facts in the file"),
        Text("成立的认定", "Findings that hold"),
        Text("待定的", "Open"),
        Text("每项事实，微秒", "µs a fact"),
        Text("最后500次", "the last 500 calls"),
        Text("改一名学生的一项", "one fact of a student amended"),
        Text("改一家机构的一项", "one fact of an institution amended"),
    ]
    counts, times = (
        ("facts", "findings", "open"),
        ("per_fact", "per_fact_at_the_end", "amend_student", "amend_institution"),
    )
    cells = ([f"{row[name]:,}" for name in counts] + [figure(row[name]) for name in times] for row in rows)
    return _table(head, cells, lang, words=0)


_MAKERS: dict[str, Callable[[list[dict[str, Any]], Lang], str]] = {
    "one_decision": _one_decision,
    "rooms": _rooms,
    "real_policy": _real_policy,
    "amounts": _amounts,
    "scale": _scale,
    "told_apart": _told_apart,
    "starting": _starting,
    "memory": _memory,
    "case_files": _case_files,
}


# ------------------------------------------------------------------------------------------- machine and targets
def _machine(results: Results, lang: Lang) -> str:
    """Where and when it was measured: once for all that share it, which is every measurement of one run."""
    lines = []
    machines: dict[str, list[str]] = {}
    for name in _MAKERS:
        if name in results:
            machines.setdefault(_described(results[name]["on"], lang), []).append(name)
    for described, names in machines.items():
        prefix = "" if len(machines) == 1 else f"`{'` `'.join(names)}`: "
        lines.append(f"- {prefix}{described}")
    return "\n".join(lines)


def _described(on: dict[str, Any], lang: Lang) -> str:
    versions = ", ".join(f"{name} {version}" for name, version in on["versions"].items())
    said = Text(
        f"{on['processor']}，{on['cores']} 核，{on['system']}，Python {on['python']}；{versions}；"
        f"{on['measured']}，提交 `{on['commit'][:10]}`",
        f"{on['processor']}, {on['cores']} cores, {on['system']}, Python {on['python']}; {versions}; "
        f"{on['measured']}, commit `{on['commit'][:10]}`",
    )
    return said[lang]


def _targets(results: Results, lang: Lang) -> str:
    head = [
        Text("目标", "Aim"),
        Text("所量", "Measured"),
        Text("上限", "at most"),
        Text("实测", "reached"),
        Text("", ""),
    ]
    cells, obstacles = [], []
    for target in TARGETS:
        if target.suite not in results:
            continue
        found = list(target.figures(results))
        aim, bound = target.aim[lang], f"{target.bound:g} {target.unit[lang]}"
        for place, each in enumerate(found):
            reached = Text("达到", "yes") if each.value <= target.bound else Text("**未达到**", "**no**")
            first = (aim, bound) if place == 0 else ("", "")
            cells.append(
                [first[0], each.what[lang], first[1], f"{figure(each.value)} {target.unit[lang]}", reached[lang]]
            )
        if any(each.value > target.bound for each in found):
            obstacles.append(f"- {aim}{Text('：', ': ')[lang]}{target.obstacle[lang]}")
    shown = _table(head, cells, lang, words=2)
    if not obstacles:
        return shown
    heading = Text("没有达到的，障碍在于：", "Where an aim was not reached, this stands in the way:")
    return "\n".join([shown, "", heading[lang], "", *obstacles])
