"""The phrases that the commands themselves say, in both languages."""

from __future__ import annotations

from afterschool_policy.text import Text

BEGUN = Text(
    "已在 {folder} 写出新的政策：原文切分为 {all} 段，其中 {operative} 段先作为有规范内容的条款。\n"
    "下一步：逐条核对 clauses.yaml；填写 policy.yaml；然后编写 facts.yaml、decisions.yaml 和 rules/，"
    "随时运行 check。",
    "a new policy is in {folder}: the text is cut into {all} segments, {operative} of them taken as operative for now\n"
    "Next: go through clauses.yaml line by line; fill in policy.yaml; write facts.yaml, decisions.yaml and rules/, and "
    "run `check` as you go.",
)
VALID = Text(
    "通过：{rules} 条规则，{decisions} 个事项；有规范内容的条款已编写 {done}/{all}；警告 {warnings} 条。",
    "valid: {rules} rules, {decisions} decisions; {done} of {all} operative clauses encoded; {warnings} warnings",
)
UNFINISHED = Text(
    "没有错误，尚未写完：{rules} 条规则，{decisions} 个事项；有规范内容的条款已编写 {done}/{all}；"
    "警告 {warnings} 条，未完成 {unfinished} 处。",
    "no errors, not finished: {rules} rules, {decisions} decisions; {done} of {all} operative clauses encoded; "
    "{warnings} warnings, {unfinished} places unfinished",
)
RESULTS = Text(
    "{all} 个用例，{failed} 个未通过；结论依据的条款 {clauses}。",
    "{all} cases, {failed} failed; clauses that outcomes rest on: {clauses}",
)
HISTORIES = Text("{all} 份案卷，{failed} 份未通过。", "{all} case files, {failed} failed")
UNNOTICED = {
    "deleted": Text("删去规则 {rule} 后没有用例失败", "no case fails when rule {rule} is deleted"),
    "negated": Text("反转规则 {rule} 后没有用例失败", "no case fails when rule {rule} is negated"),
}
NOT_TRIED = Text(
    "有用例未通过，没有逐条删除、反转规则。",
    "As a case fails, no rule was deleted or negated to see whether it is missed.",
)
NOTICED = Text("逐条删除、反转规则，均有用例失败。", "Every rule is missed when it is deleted or negated.")
FAILED = Text("未通过", "failed")
ASK_WHY = Text("加 --explain，列出全部理由。", "Add --explain for the whole explanation of each.")
FALLS_SHORT = Text("用例只覆盖了 {percent}%，不到 {least}%。", "The cases reach {percent} %, less than {least} %.")
KIND, REACHED, ALL = Text("覆盖", "coverage"), Text("已有", "reached"), Text("全部", "all")
TOGETHER = Text("合计", "together")
NOT_REACHED = Text("没有用例：", "no case: ")
NO_LINES = Text(
    "编成的政策包不再知道规则写在哪一行；用政策文件夹运行，才能在原文上标出。",
    "A bundle no longer knows the lines of its rules: run it on the policy folder to see them.",
)
BASIS = Text("依据", "Basis")
COMPUTED = Text("计算结果", "Computed")
OTHER_READINGS = Text("改用其他读法", "Under other readings")
NO_OTHERS = Text("结论不依赖有争议的读法。", "The outcome rests on no contested reading.")
UNCHANGED = Text("无变化", "no change")
RELEASED = Text(
    "新发布 {new} 个规则版本，共 {all} 个；其他内容新发布 {more} 项，共 {others} 项。",
    "{new} versions released, {all} in all; {more} other items, {others} in all",
)
REACHES_BACK = Text(
    "注意：{name} 自 {first} 起施行，早于发布之日 {day}：这段时间里作出的决定可能因此改变。",
    "note: {name} takes effect on {first}, before the day of release, {day}: decisions made in between may change",
)
BUILT = Text(
    "已写入 {file}：{rules} 条规则，{size} 字节。\n政策版本 {fingerprint}\n文件摘要 sha256:{digest}",
    "wrote {file}: {rules} rules, {size} bytes\npolicy revision {fingerprint}\nfile digest sha256:{digest}",
)
REPLAYED = Text(
    "重新判断：一致 {none} 项，仅政策版本不同 {revision} 项，仅理由不同 {reasons} 项，"
    "结论、金额或者记录不同 {result} 项，不能重新判断 {refused} 项。",
    "replayed: {none} same, {revision} differ in the revision only, {reasons} in their reasons only, "
    "{result} in outcome, amounts or record; {refused} cannot be replayed",
)
ONLY_REASONS = Text("仅理由不同（逐项查看：replay --id）：", "Only the reasons differ (see each with replay --id):")
LOGGED = Text("已写入日志：第 {sequence} 条，编号 {name}", "logged as entry {sequence}, id {name}")
ROWS = Text("{all} 行，按“{question}”判断：", "{all} rows, asked: {question}")
ROWS_OF_OUTCOME = Text("  {label} {count} 行（{share}）", "  {label}: {count} ({share})")
ROWS_REJECTED = Text(
    "  值不能用、没有判断的 {count} 行，写入 {path}", "  not decided, as a value cannot be used: {count}, in {path}"
)
WORTH_COLLECTING = Text("最值得补齐的事实：", "the facts most worth collecting:")
LACKING = Text(
    "  {name}（{label}）：{count} 行缺它，其中 {alone} 行只缺它",
    "  {name} ({label}): missing in {count}, and alone in {alone}",
)
ROWS_WRITTEN = Text("结果写入 {path}", "the results are in {path}")
