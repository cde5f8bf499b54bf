"""Takes nothing; gives the fixed phrases that all renderers share, and the signs of truth."""

from __future__ import annotations

from collections.abc import Sequence

from afterschool_policy.law.model import Clause
from afterschool_policy.text import Lang, Text
from afterschool_policy.values.outcomes import Outcome
from afterschool_policy.values.truth import Truth
from afterschool_policy.vocabulary.facts import Evidence

QUESTION = Text("问", "Question")
ANSWER = Text("答", "Answer")
REASON = Text("理由", "Reason")
DECIDING = Text("起决定作用的规则", "Rules that decide")
OTHERS = Text("其他规则", "Other rules")
MISSING = Text("尚需查明的事实", "Facts to be found out")
COULD_CHANGE = Text("查明后可能改变结论的事实", "Facts that could still change it")
VOUCHED = Text("事实的来源", "Who vouches for the facts")
EXPIRED = Text("已过期的认定（视为未知）", "Determinations that have expired (taken as unknown)")
CLAUSE = Text("条款", "Clause")
DUE = Text("应当办理", "To be done")
DEFEATED = Text("让位于规则 {rule}", "gives way to rule {rule}")
JUDGEMENT = Text("须由人认定", "a person must determine this")
JUDGES = Text("由{who}判断", "to be judged by {who}")
BASIS = Text("依据《{name}》", "Under the {name}")
DAY = Text("所问之日：{day}", "day asked about: {day}")
REVISION = Text("政策版本：{revision}", "policy revision: {revision}")
CONTEST = Text(
    "对事实有异议的，向提供事实的一方核实；对条文含义有异议的，由{interpreter}解释{clauses}。",
    "To contest a fact, turn to whoever vouches for it; the text is interpreted by the {interpreter}{clauses}.",
)
_SAID_IN = Text("（条款 {ids}）", " (clause {ids})")
COLON = Text("：", ": ")
SEMICOLON = Text("；", "; ")
TRUTHS = {
    Truth.TRUE: Text("成立", "holds"),
    Truth.FALSE: Text("不成立", "does not hold"),
    Truth.UNKNOWN: Text("未知", "unknown"),
}
SCOPES = {
    Truth.TRUE: Text("在范围之内", "inside"),
    Truth.FALSE: Text("不在范围之内", "outside"),
    Truth.UNKNOWN: Text("未知", "unknown"),
}
RECORDED = {
    Truth.TRUE: Text("已经记录", "on record"),
    Truth.FALSE: Text("没有记录", "not on record"),
    Truth.UNKNOWN: Text("未知", "unknown"),
}
SIGNS = {Truth.TRUE: "✓", Truth.FALSE: "✗", Truth.UNKNOWN: "?"}
EVIDENCE = {
    "source": Text("来源", "source"),
    "asserted_by": Text("提供人", "asserted by"),
    "asserted_at": Text("时间", "at"),
    "grounds": Text("理由", "grounds"),
    "until": Text("有效期至", "until"),
}


def missing(outcome: Outcome, lang: Lang) -> str:
    """The heading of the facts to be found out: needed for an open outcome, of interest for a settled one."""
    return (MISSING if outcome is Outcome.UNDETERMINED else COULD_CHANGE)[lang]


def aside(text: str, lang: Lang) -> str:
    """The text in the brackets of its language."""
    return f"（{text}）" if lang == "zh" else f" ({text})"


def contest(interpreter: Text, clauses: Sequence[Clause], lang: Lang) -> str:
    """Whom to ask about a fact, and who interprets the text, with the clauses that say so."""
    ids = [clause.id for clause in clauses]
    told = _SAID_IN.format(ids=Text("、".join(ids), ", ".join(ids))) if ids else ""
    return CONTEST.format(interpreter=interpreter, clauses=told)[lang]


def truth_of_step(role: str, truth: Truth, lang: Lang) -> str:
    """How a part of a rule turned out, in words."""
    return {"applies": SCOPES, "recorded": RECORDED}.get(role, TRUTHS)[truth][lang]


def evidence(said: Evidence, lang: Lang) -> str:
    """What supports a fact, in one line."""
    told = ((label, getattr(said, key)) for key, label in EVIDENCE.items())
    return SEMICOLON[lang].join(f"{label[lang]} {value}" for label, value in told if value is not None)
