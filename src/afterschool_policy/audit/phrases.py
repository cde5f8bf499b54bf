"""The sentences that say how a record and its replay differ, in both languages."""

from __future__ import annotations

import json

from afterschool_policy.explain.phrases import COLON
from afterschool_policy.text import Lang, Text
from afterschool_policy.values.outcomes import OUTCOMES, Outcome

TAMPERED = Text(
    "记录与其摘要值不符：写出之后被改动过。",
    "The record does not match its digest: it was changed after it was written.",
)
SAME = Text(
    "一致：按同一版本得出同样的结论和理由。", "same: this revision gives the same decision for the same reasons"
)
OUTCOME = Text("结论：{before} → {after}", "outcome: {before} → {after}")
RULES = Text("逐条规则：", "rule by rule:")
_DECIDED = Text("（起决定作用）", " (decided)")
_NOT_TRIED = Text("当时没有这条规则", "there was no such rule")
_NO_LONGER = Text("现在没有这条规则", "there is no such rule now")
_PARTS = {
    "policy": Text("政策", "policy"),
    "revision": Text("政策版本", "policy revision"),
    "engine": Text("引擎", "engine"),
    "decision": Text("事项", "decision"),
    "as_of": Text("所问之日", "day asked about"),
    "chosen_readings": Text("选用的读法", "readings chosen"),
    "facts": Text("事实", "facts"),
    "determinations": Text("认定", "determinations"),
    "missing": Text("尚需查明", "to be found out"),
    "amounts": Text("金额和数量", "amounts"),
    "values": Text("计算结果", "values"),
    "readings": Text("依据的读法", "readings rested on"),
}
_EXPLANATION = Text(
    "说明的文字与作出决定时不同（记录中存有当时说明的摘要值）。",
    "The explanation reads otherwise than when it was decided (the record holds its digest).",
)


def rule(
    title: str, before: tuple[str, Outcome, bool] | None, after: tuple[str, Outcome, bool] | None, lang: Lang
) -> str:
    """One rule: its outcome then and its outcome now."""
    names = [result[0] for result in (before, after) if result is not None]
    shown = " → ".join(f"[{name}]" for name in dict.fromkeys(names))
    change = f"{_came(before, _NOT_TRIED, lang)} → {_came(after, _NO_LONGER, lang)}"
    return f"{shown} {title}{COLON[lang]}{change}" if title else f"{shown} {change}"


def part(name: str, before: object, after: object, lang: Lang) -> str:
    """Another part of the record: as it was, and as it is."""
    if name == "explanations":
        return _EXPLANATION[lang]
    label = _PARTS[name][lang] if name in _PARTS else name
    return f"{label}{COLON[lang]}{_written(before)} → {_written(after)}"


def _came(result: tuple[str, Outcome, bool] | None, none: Text, lang: Lang) -> str:
    if result is None:
        return none[lang]
    return OUTCOMES[result[1]].label[lang] + (_DECIDED[lang] if result[2] else "")


def _written(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
