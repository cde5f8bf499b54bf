"""The phrases of a report on a table."""

from __future__ import annotations

from afterschool_policy.text import Text

ROWS = Text("{all} 行，按“{question}”判断", "{all} rows, asked: {question}")
OUTCOME, COUNT, SHARE = Text("结论", "outcome"), Text("行数", "rows"), Text("占比", "share")
OUTCOME_HEAD = (OUTCOME, COUNT, SHARE)
REJECTED = Text("值不能用，没有判断", "not decided, as a value cannot be used")
REJECTED_SHORT = Text("没有判断", "not decided")
WRONG = Text("不能用的值", "Values that cannot be used")
BY = Text("按 {columns} 计数", "By {columns}")
EMPTY = Text("（空）", "(empty)")
WORTH_COLLECTING = Text("最值得补齐的事实", "The facts most worth collecting")
FACT, LACKING = Text("事实", "fact"), Text("缺它的行", "missing in")
SETTLES = Text("只要补上它就有结论的行", "it alone settles")
FACT_HEAD = (FACT, LACKING, SETTLES)
READINGS = Text("有争议的读法", "Contested readings")
READING = Text(
    "{matter}：{count} 行的结论或者数额依据“{chosen}”", "{matter}: {count} rows rest on the reading “{chosen}”"
)
OTHER = Text(
    "改作“{choice}”：{count} 行的结论不同{turns}", "under “{choice}” the outcome of {count} rows differs{turns}"
)
TURNS = Text("（{turns}）", " ({turns})")
TURN = Text("{before}→{after} {count} 行", "{before} → {after}: {count}")
CLASH = Text(
    "改作“{choice}”：与选用的另一种读法不能并用", "“{choice}” cannot be combined with another reading that was chosen"
)
CLAUSES, CLAUSE = Text("结论依据的条款", "The clauses that outcomes rest on"), Text("条款", "clause")
CLAUSE_HEAD = (CLAUSE, OUTCOME, COUNT)
AMOUNTS, AMOUNT = Text("数额合计", "Sums of the amounts"), Text("数额", "amount")
TOTAL, TOLD, OPEN = Text("合计", "sum"), Text("算出的行", "known in"), Text("还不能算出的行", "open in")
AMOUNT_HEAD = (AMOUNT, TOTAL, TOLD, OPEN)
SUPPRESSED = Text(
    "少于 {least} 的行数不列出（*）；能够推算出它们的行数，也不列出。",
    "Counts below {least} are withheld (*), and so are those by which they could be computed.",
)
NO_DETAILS = Text(
    "有一种结论的总行数不列出，因此条款、读法、事实和数额都不列出：从它们可以推算出来。",
    "The count of an outcome is withheld, and so clauses, readings, facts and amounts are, too: they could tell it.",
)
MAP = Text("各组缺哪些事实", "Which facts are missing where")
SUM = Text("合计", "all")
REVISION = Text("政策版本：", "policy revision:")
SHIFT = Text(
    "{label}：合计由 {before} 变为 {after}（{difference}）；{more} 行增加，{less} 行减少，{open} 行还不能比较",
    "{label}: {after} instead of {before} in all ({difference}); more in {more} rows, less in {less}, open in {open}",
)
COMPARED = Text("改用另一份政策", "Under another policy")
COMPARED_ROWS = Text("{count} 行的结论不同{turns}", "the outcome of {count} rows differs{turns}")
APART = Text(
    "只有其中一份政策能够判断的 {count} 行，没有比较", "{count} rows that only one of both decides are not compared"
)
OTHER_REVISION = Text("另一份政策的版本：{revision}", "revision of the other policy: {revision}")
