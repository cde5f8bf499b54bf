"""The name of every measured row in both languages, and what it returns with its answer."""

from __future__ import annotations

from dataclasses import dataclass

from afterschool_policy.text import Text

NOTHING, ASKED, GIVEN = "—", "○", "●"
"""How a part of the answer comes: not at all, when the decision is asked for it, with the answer."""


@dataclass(frozen=True, slots=True)
class Label:
    """A row: its name, and how it gives why, why not, what is missing and the clauses cited."""

    name: Text
    why: str = NOTHING
    why_not: str = NOTHING
    missing: str = NOTHING
    cited: str = NOTHING

    @property
    def marks(self) -> tuple[str, str, str, str]:
        """The four columns."""
        return self.why, self.why_not, self.missing, self.cited

    @property
    def explains(self) -> bool:
        """Whether anything beyond the outcomes comes with the answer."""
        return GIVEN in self.marks


def _ours(zh: str, en: str, *marks: str) -> Label:
    why, why_not, missing, cited = marks or (ASKED,) * 4
    return Label(Text(f"**本库**，{zh}", f"**this library**, {en}"), why, why_not, missing, cited)


def _traced(zh: str, en: str) -> Label:
    """Every test with its truth, and the clauses; what is missing is computed when it is asked for."""
    return _ours(zh, en, GIVEN, GIVEN, ASKED, GIVEN)


def _worded(zh: str, en: str) -> Label:
    return _ours(zh, en, GIVEN, GIVEN, GIVEN, GIVEN)


LABELS: dict[tuple[str, str], Label] = {
    ("ours", "validated-outcome"): _ours("验过的事实，只读结论", "validated facts, the outcome read"),
    ("ours", "validated-findings"): _ours("验过的事实，读每条认定", "validated facts, every rule's outcome read"),
    ("ours", "validated-traced"): _traced("验过的事实，连同理由（对象）", "validated facts, with the why as objects"),
    ("ours", "validated-worded"): _worded("验过的事实，连同理由（文字）", "validated facts, with the why in words"),
    ("ours", "raw-outcome"): _ours("未验的事实，只读结论", "raw facts, the outcome read"),
    ("ours", "raw-findings"): _ours("未验的事实，读每条认定", "raw facts, every rule's outcome read"),
    ("ours", "raw-traced"): _traced("未验的事实，连同理由（对象）", "raw facts, with the why as objects"),
    ("ours", "raw-worded"): _worded("未验的事实，连同理由（文字）", "raw facts, with the why in words"),
    ("datalogic", "outcomes"): Label(Text("datalogic-py", "datalogic-py")),
    # Every step that was evaluated, with its value; a step that was skipped is not in it.
    ("datalogic", "trace"): Label(Text("datalogic-py，带求值记录", "datalogic-py with its trace"), GIVEN, GIVEN),
    ("zen", "expression"): Label(Text("zen-engine，表达式", "zen-engine, expression")),
    ("zen", "table"): Label(Text("zen-engine，决策表", "zen-engine, decision table")),
    # The rows that matched; nothing of those that did not.
    ("zen", "table-trace"): Label(Text("zen-engine，决策表带记录", "zen-engine, decision table with trace"), GIVEN),
    ("cel", "outcomes"): Label(Text("CEL（cel-expr-python，C++）", "CEL (cel-expr-python, C++)")),
    # The ids of the policies that hold.
    ("cedar", "outcomes"): Label(Text("Cedar（cedarpy）", "Cedar (cedarpy)"), GIVEN),
    ("openfisca", "outcomes"): Label(Text("OpenFisca-Core", "OpenFisca-Core")),
    # Which variable was computed from which, with the values.
    ("openfisca", "trace"): Label(Text("OpenFisca-Core，带计算记录", "OpenFisca-Core with its trace"), GIVEN, GIVEN),
    ("durable", "outcomes"): Label(Text("durable_rules", "durable_rules")),
}

READ: dict[str, Text] = {
    "outcome": Text("只读结论", "outcome"),
    "findings": Text("读认定", "findings"),
    "traced": Text("连同理由（对象）", "why as objects"),
    "worded": Text("连同理由（文字）", "why in words"),
}
FACTS: dict[str, Text] = {"validated": Text("验过", "validated"), "raw": Text("未验", "raw")}

STARTS: dict[str, Text] = {
    "import": Text("只导入 pydantic", "pydantic, imported alone"),
    "bundle": Text("**本库**，政策包", "**this library**, a bundle"),
    "folder, compiled before": Text("**本库**，政策文件夹，编译过", "**this library**, a folder compiled before"),
    "folder, compiled anew": Text("**本库**，政策文件夹，重新编译", "**this library**, a folder compiled anew"),
}
POLICIES: dict[str, Text] = {
    "real": Text("随附的政策", "the shipped policy"),
    "twelve": Text("十二条规则", "the twelve rules"),
    "-": Text(NOTHING, NOTHING),
}
RECORDS: dict[str, Text] = {
    "met": Text("见过的记录", "records met before"),
    "fresh": Text("新的记录", "fresh records"),
}
