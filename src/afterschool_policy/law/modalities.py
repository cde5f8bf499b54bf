"""The table of modalities: what the truth of a rule's condition means."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from afterschool_policy.text import Text
from afterschool_policy.values.outcomes import Outcome
from afterschool_policy.values.truth import Truth

_PROVIDES = Text("文件规定", "The document provides")
_ASKS = Text("文件要求", "The document requires")


class Tested(NamedTuple):
    """How a part of a rule is called, and how each truth of it is."""

    label: Text
    true: Text
    false: Text
    unknown: Text = Text("尚未查明", "not known")

    def of(self, truth: Truth) -> Text:
        """The word for a truth."""
        return {Truth.TRUE: self.true, Truth.FALSE: self.false, Truth.UNKNOWN: self.unknown}[truth]


_CONDITION = Tested(Text("条件", "condition"), Text("成立", "holds"), Text("不成立", "does not hold"))
_REQUIREMENT = Tested(Text("所要求的", "what is required"), Text("已做到", "done"), Text("没有做到", "not done"))
_BAN = Tested(Text("所禁止的", "what is forbidden"), Text("存在", "is the case"), Text("不存在", "is not the case"))


@dataclass(frozen=True, slots=True)
class Modality:
    """One row: the outcome where the condition is true, false and unknown, and the parts such a rule may have.

    `clear` is what a false condition is called where nothing was breached; `marks` are the words of the text, `english` those of one in English.
    `bites` is the truth of the condition on which exceptions are tried: an exception defeats the effect of a rule,
    so a ban that is kept, or a duty that is done, needs none.
    `leads` is how a sentence about such a rule begins, `tested` how its condition is called, met and not met.
    A rule that is `optional` and has no scope of its own keeps no question open: what it allows, nobody asked about.
    Rule files may use what is `written`; the other rows are of rules that come from elsewhere in a policy. A rule that
    stands `over_all` silences, where it speaks, all other rules of its question.
    `condition_needed`: without a condition such a rule must say what is due or what it refers to a person;
    others then hold wherever they apply.
    """

    name: str
    label: Text
    marks: str
    when_true: Outcome | None
    when_false: Outcome | None
    when_unknown: Outcome = Outcome.UNDETERMINED
    optional: bool = False
    parts: frozenset[str] = frozenset()
    bites: bool = True
    condition_needed: bool = False
    clear: Text | None = None
    leads: Text = _PROVIDES
    tested: Tested = _CONDITION
    written: bool = True
    over_all: bool = False
    english: tuple[str, ...] = ()


_DUTY = frozenset({"due"})
_NO_BREACH = Text("未违反", "no breach")

_TABLE = (
    Modality("must", Text("应当", "must"), "必须 应 应当 要 须 需", Outcome.SATISFIED, Outcome.VIOLATED, parts=_DUTY, condition_needed=True, bites=False, leads=_ASKS, tested=_REQUIREMENT, english=("must", "shall")),
    Modality("must_not", Text("不得", "must not"), "不得 严禁 严防", Outcome.PROHIBITED, Outcome.PERMITTED, clear=_NO_BREACH, tested=_BAN, english=("must not", "shall not", "may not")),
    Modality("may", Text("可以", "may"), "可 也可", Outcome.PERMITTED, Outcome.NOT_APPLICABLE, optional=True, parts=frozenset({"otherwise"}), english=("may",)),
    Modality("principle", Text("原则上", "in principle"), "原则上 一般", Outcome.SATISFIED, Outcome.VIOLATED, parts=_DUTY | {"reason"}, condition_needed=True, bites=False, leads=_ASKS, tested=_REQUIREMENT, english=("in principle",)),
    Modality("encouraged", Text("鼓励", "encouraged"), "鼓励", Outcome.SATISFIED, Outcome.NOT_APPLICABLE, Outcome.NOT_APPLICABLE, english=("encourage", "encouraged")),
    Modality("priority", Text("优先", "priority"), "优先", Outcome.SATISFIED, Outcome.VIOLATED, parts=_DUTY, condition_needed=True, bites=False, leads=_ASKS, tested=_REQUIREMENT),
    Modality("definition", Text("定义", "definition"), "为 是指 包括", Outcome.SATISFIED, Outcome.NOT_APPLICABLE, parts=frozenset({"otherwise"}), english=("means",)),
    Modality("parameter", Text("数值", "parameter"), "按……标准", None, None),
    Modality("delegation", Text("有待后续规定", "delegated"), "待……后 后期", Outcome.PERMITTED, Outcome.NOT_APPLICABLE, parts=frozenset({"otherwise"})),
    Modality("effective_date", Text("施行日期", "effective date"), "自……起实施", Outcome.SATISFIED, Outcome.NOT_APPLICABLE),
    Modality("scope", Text("适用范围", "scope"), "", Outcome.NOT_APPLICABLE, None, leads=Text("适用范围", "Scope"), written=False, over_all=True),
    Modality("repeal", Text("废止", "repeal"), "废止", Outcome.SATISFIED, Outcome.NOT_APPLICABLE, parts=frozenset({"otherwise"})),
)  # fmt: skip

MODALITIES: dict[str, Modality] = {row.name: row for row in _TABLE}
WRITTEN = tuple(row for row in _TABLE if row.written)
"""The rows that rule files may use."""
